import type {Table} from '../lib/table';
import type {Columns} from '../model/columns';
import type {Language} from '../text/language';

/** A table on its way into a file. */
export interface Leaving {
  /** Title of the table, for formats that have room for one. */
  readonly title: string;
  readonly columns: Columns;
  /** Its rows, so many at a time. */
  readonly pieces: AsyncIterable<Table> | Iterable<Table>;
  /** The language of titles and numbers where a format is made for people. */
  readonly language: Language;
  /** The reader's words for values that SQL has under a plain name, by column. */
  readonly words: Words;
}

export type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Writes a table; the parts stand one after another in the file. */
export type Write = (table: Leaving) => Promise<BlobPart[]>;

export interface TableFormat {
  readonly extension: string;
  /** Media type of the file. */
  readonly type: string;
  writer(): Promise<{readonly write: Write}>;
}
