import {writeXlsxStream} from 'hucre/xlsx';
import {dateFromDay} from '../lib/dates';
import type {Cell, Table} from '../lib/table';
import {isNumeric, type ColumnKind, type Columns} from '../model/columns';
import type {Leaving, Words, Write} from './define';

type Value = string | number | boolean | Date | null;

/** How a spreadsheet shows each kind; it puts in the separators of its reader. */
const formats: Readonly<Partial<Record<ColumnKind, string>>> = {
  day: 'yyyy-mm-dd',
  days: '#,##0',
  count: '#,##0',
  quantity: '#,##0.00',
  money: '#,##0.00',
  share: '0.0%',
};

/** A table as an Excel workbook: titles and words in the reader's language, every text a text, every number a number. */
export const write: Write = async ({title, columns, pieces, language, words}) => {
  const stream = writeXlsxStream(rowsOf({columns, pieces, words}), {
    name: sheetName(title),
    columns: Object.values(columns).map(({kind, title: head}) => ({
      header: head[language],
      width: Math.min(40, Math.max(isNumeric(kind) || kind === 'day' ? 12 : 24, head[language].length + 2)),
      ...(formats[kind] ? {numFmt: formats[kind]} : {}),
    })),
    freezePane: {rows: 1},
  });
  return [await new Response(stream).blob()];
};

async function* rowsOf({columns, pieces, words}: Pick<Leaving, 'columns' | 'pieces' | 'words'>) {
  for await (const table of pieces) {
    for (let row = 0; row < table.rows; row++) yield rowOf(table, row, columns, words);
  }
}

function rowOf(table: Table, row: number, columns: Columns, words: Words): Value[] {
  return Object.entries(columns).map(([name, {kind}]) => {
    const value: Cell = table.columns[name]?.[row] ?? null;
    if (typeof value === 'string') return words[name]?.[value] ?? value;
    if (value === null || Number.isNaN(value)) return null;
    if (kind === 'day') return dateFromDay(value);
    return kind === 'flag' ? value === 1 : value;
  });
}

/** Excel allows 31 characters and none of these. */
function sheetName(title: string): string {
  return (
    title
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'|'$/g, ' ')
      .trim()
      .slice(0, 31) || 'Table'
  );
}
