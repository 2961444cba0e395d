import type {Cell, Table} from '../lib/table';
import type {ColumnKind} from '../model/columns';
import {createFormat} from '../text/format';
import type {Leaving} from './define';

/** Cells as the reader would type them into a spreadsheet: no grouping, the decimal sign and the days of the language. */
export async function* typedRows({columns, pieces, language, words}: Leaving): AsyncGenerator<string[]> {
  const {day, share} = createFormat(language, '');
  const decimal = language === 'de' ? ',' : '.';
  const typed = (value: Cell, kind: ColumnKind): string => {
    if (value === null || typeof value === 'string') return value ?? '';
    if (Number.isNaN(value)) return '';
    if (kind === 'day') return day(value);
    if (kind === 'share') return share(value);
    if (kind === 'flag') return value === 1 ? '✓' : '';
    const plain = kind === 'money' ? value.toFixed(2) : String(Number(value.toFixed(4)));
    return plain.replace('.', decimal);
  };
  const names = Object.keys(columns);
  yield names.map((name) => columns[name]!.title[language]);
  for await (const table of pieces)
    for (let row = 0; row < table.rows; row++)
      yield names.map((name) => typed(at(table, name, row), columns[name]!.kind));

  function at(table: Table, name: string, row: number): Cell {
    const value = table.columns[name]?.[row] ?? null;
    return typeof value === 'string' ? (words[name]?.[value] ?? value) : value;
  }
}
