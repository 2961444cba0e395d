import {slicesOf} from './formats/csv';
import {SEPARATOR} from './formats/table_file';
import {createRecordReader, fieldText, marksOf} from './formats/records';
import type {Source} from './recipe';
import {isSecret} from './secrets';

export interface Rejected {
  /** Row as a spreadsheet counts it: the first line of the file is 1. */
  readonly row: number;
  /**
   * Line of the text on which it begins, as an editor counts them; where a cell holds a line break that is more than `row`.
   * What was no text has rows only.
   */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The original cells of chosen rows of data (from 0, rising), read again from the file; those of secrets are left out. */
export async function* rejectedRows(
  {file, recipe}: Source,
  rows: readonly number[],
): AsyncGenerator<Rejected> {
  const {dialect, headers} = recipe;
  const reader = createRecordReader(marksOf(dialect.separator, dialect.quote));
  const decoder = new TextDecoder();
  // Of one column a text has no separator either.
  const made = dialect.separator === SEPARATOR && headers.length > 1;
  const secret = headers.findIndex(isSecret);
  let wanted = 0;
  let row = 0;
  for await (const slice of slicesOf(file, dialect, headers.length, {numbered: true})) {
    const {bytes, records, lines, misfits, misfitCells} = slice;
    if (wanted >= rows.length) return;
    const asRead = new Map(misfits.map((misfit, index) => [misfit, misfitCells[index]!]));
    reader.position = 0;
    for (let record = 0; record < records; record++, row++) {
      reader.next(bytes, bytes.length, true);
      if (row !== rows[wanted]) continue;
      wanted++;
      const counted = dialect.skip + row + 1;
      const place = {row: counted, line: made ? counted : lines[record]!};
      const whole = asRead.get(row);
      if (whole) {
        // In a row that does not fit, a secret may stand anywhere from its column on.
        yield {...place, cells: secret < 0 ? whole : whole.slice(0, secret)};
        continue;
      }
      const cells = headers.map((header, column) => {
        if (isSecret(header)) return '';
        const raw = decoder.decode(
          bytes.subarray(reader.offsets[2 * column], reader.offsets[2 * column + 1]),
        );
        return fieldText(raw, dialect.quote);
      });
      yield {...place, cells};
    }
  }
}
