import {readXlsx, streamXlsxRows} from 'hucre/xlsx';
import {Problem} from '../../lib/problem';
import {gunzipped} from './bytes';
import type {Unpack, Unpacked} from './define';
import {tableFile} from './table_file';
import {momentText, numberText} from './values';

type Value = string | number | boolean | Date | null;

/** More empty rows in a row are not a gap in a table: a lone cell stands at the end of a sheet. */
const LONGEST_GAP = 200;
const ROWS_BETWEEN_PAUSES = 64;
/** A workbook is read in memory; Excel itself gives up at about this size. */
const LARGEST = 512 << 20;

/** Excel workbooks: each visible sheet with rows is a table, one without is refused. Row numbers stay those of the sheet. */
export const unpack: Unpack = async (packed, {pause, report}) => {
  const file = await gunzipped(packed, LARGEST);
  if (file.size > LARGEST) throw new Problem('file-too-large', {file: file.name});
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    const visible: {name: string; index: number}[] = [];
    const unseen: string[] = [];
    await readXlsx(bytes, {
      sheets({name, hidden, veryHidden}, index) {
        if (hidden || veryHidden) unseen.push(name);
        else visible.push({name, index});
        return false;
      },
    });
    const tables: Unpacked[] = [];
    for (const [at, {name, index}] of visible.entries()) {
      const title = visible.length === 1 ? file.name : `${file.name} › ${name}`;
      const table = tableFile(title);
      try {
        let next = 0;
        for await (const [row, values] of rowsOf(bytes, index)) {
          if (row % ROWS_BETWEEN_PAUSES === 0) await pause();
          const cells = withoutTail(values).map(textOf);
          if (cells.length === 0) continue;
          if (row - next <= LONGEST_GAP) for (; next < row; next++) table.add([]);
          next = row + 1;
          table.add(cells);
        }
      } catch (error) {
        if (!isPicture(error)) throw error;
        const refused = new Problem('file-not-a-table', {file: title, kind: 'chart'});
        tables.push({...table.done(), refused});
        continue;
      }
      report((at + 1) / visible.length);
      const found = table.done();
      if (table.rows === 0) tables.push({...found, refused: new Problem('file-empty', {file: title})});
      else tables.push({...found, ...(unseen.length > 0 ? {hidden: unseen} : {})});
    }
    return tables;
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof Error && error.name === 'EncryptedFileError')
      throw new Problem('file-encrypted', {file: file.name}, error);
    throw new Problem('file-damaged', {file: file.name}, error);
  }
};

/** A sheet that is one chart has no file among those of the worksheets. */
function isPicture(error: unknown): boolean {
  return error instanceof Error && error.message.includes('missing worksheet file');
}

/** The rows of a sheet: all at once, which is quicker, or one by one where its cells are too many or lie too far apart. */
async function* rowsOf(
  bytes: Uint8Array,
  index: number,
): AsyncGenerator<[row: number, values: readonly Value[]]> {
  let whole: Awaited<ReturnType<typeof readXlsx>> | null = null;
  try {
    whole = await readXlsx(bytes, {sheets: [index]});
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('over the'))) throw error;
  }
  if (whole) yield* whole.sheets[0]!.rows.entries();
  else for await (const {index: row, values} of streamXlsxRows(bytes, {sheet: index})) yield [row, values];
}

function withoutTail(values: readonly Value[]): readonly Value[] {
  let width = values.length;
  while (width > 0 && (values[width - 1] === null || values[width - 1] === '')) width--;
  return values.slice(0, width);
}

function textOf(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return momentText(value);
  return typeof value === 'number' ? numberText(value) : String(value);
}
