import {Problem} from '../../lib/problem';
import {byHundredths} from '../progress';
import {gunzipped, headOf} from './bytes';
import type {Unpack, Unpacked} from './define';
import {rowsIn} from './sheet_rows';
import {tableFile} from './table_file';
import {documentsOf, textsIn, workbookOf, type Read, type Sheet, type Workbook} from './workbook';

/** More empty rows in a row are not a gap in a table: a lone cell stands at the end of a sheet. */
const LONGEST_GAP = 200;
/** Excel itself gives up at about this size. */
const LARGEST = 512 << 20;

/**
 * Excel workbooks: each visible sheet with rows is a table, one without is refused. Row numbers stay those of the sheet. No
 * library reads them: it would hold a sheet in memory at once, and could not be stopped or asked how far it is.
 */
export const unpack: Unpack = async (packed, {pause, report, room}) => {
  const file = await gunzipped(packed, LARGEST);
  if (file.size > LARGEST) throw new Problem('file-too-large', {file: file.name});
  if (await isEncrypted(file)) throw new Problem('file-encrypted', {file: file.name});
  const told = byHundredths(report);
  let whole = Infinity;
  let done = 0;
  const read = documentsOf(file, async (bytes) => {
    room.left -= bytes;
    if (room.left < 0) throw new Problem('file-too-large', {file: file.name});
    done += bytes;
    told(Math.min(1, done / whole));
    await pause();
  });
  try {
    const book = await workbookOf(file, read);
    const visible = book.sheets.filter(({hidden}) => !hidden);
    const unseen = book.sheets.filter(({hidden}) => hidden).map(({name}) => name);
    const parts = [book.texts, ...visible.map(({rows}) => rows)];
    whole = done + parts.reduce((sum, part) => sum + (part?.size ?? 0), 0);
    const texts: string[] = [];
    if (book.texts) await read(book.texts, textsIn(texts));
    const tables: Unpacked[] = [];
    for (const sheet of visible) {
      const title = visible.length === 1 ? file.name : `${file.name} › ${sheet.name}`;
      const {rows, ...table} = await tableOf(title, sheet, book, texts, read);
      const hidden = unseen.length > 0 ? {hidden: unseen} : {};
      tables.push(rows > 0 ? {...table, ...hidden} : {...table, refused: refusalOf(title, sheet)});
    }
    return tables;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('file-damaged', {file: file.name}, error);
  }
};

async function tableOf(
  title: string,
  sheet: Sheet,
  book: Workbook,
  texts: readonly string[],
  read: Read,
): Promise<Unpacked & {readonly rows: number}> {
  const table = tableFile(title);
  let next = 0;
  const heard = (row: number, cells: readonly string[]) => {
    if (cells.length === 0) return;
    if (row - next <= LONGEST_GAP) for (; next < row; next++) table.add([]);
    next = row + 1;
    table.add(cells);
  };
  if (sheet.rows) await read(sheet.rows, rowsIn(book, texts, heard));
  return {...table.done(), rows: table.rows};
}

function refusalOf(file: string, {rows}: Sheet): Problem {
  return rows ? new Problem('file-empty', {file}) : new Problem('file-not-a-table', {file, kind: 'chart'});
}

/** With a password it lies in another kind of container, that of the older Excel. */
async function isEncrypted(file: File): Promise<boolean> {
  const [first, second] = await headOf(file, 2);
  return first === 0xd0 && second === 0xcf;
}
