import {slicesOf} from './formats/csv';
import {createRecordReader, fieldText, marksOf} from './formats/records';
import type {Source} from './recipe';
import {isSecret} from './secrets';

export interface Rejected {
  /** Row as a spreadsheet counts it: the first line of the file is 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** The original cells of chosen rows of data (from 0, rising), read again from the file; those of secrets empty. */
export async function* rejectedRows(
  {file, recipe}: Source,
  rows: readonly number[],
): AsyncGenerator<Rejected> {
  const {dialect, headers} = recipe;
  const reader = createRecordReader(marksOf(dialect.separator, dialect.quote));
  const decoder = new TextDecoder();
  let wanted = 0;
  let row = 0;
  for await (const {bytes, records, misfits, misfitCells} of slicesOf(file, dialect, headers.length)) {
    if (wanted >= rows.length) return;
    const asRead = new Map(misfits.map((misfit, index) => [misfit, misfitCells[index]!]));
    reader.position = 0;
    for (let record = 0; record < records; record++, row++) {
      reader.next(bytes, bytes.length, true);
      if (row !== rows[wanted]) continue;
      wanted++;
      const whole = asRead.get(row);
      if (whole) {
        yield {row: dialect.skip + row + 1, cells: whole};
        continue;
      }
      const cells = headers.map((header, column) => {
        if (isSecret(header)) return '';
        const raw = decoder.decode(
          bytes.subarray(reader.offsets[2 * column], reader.offsets[2 * column + 1]),
        );
        return fieldText(raw, dialect.quote);
      });
      yield {row: dialect.skip + row + 1, cells};
    }
  }
}
