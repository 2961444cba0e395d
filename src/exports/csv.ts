import {isoFromDay} from '../lib/dates';
import {cell, type Table} from '../lib/table';
import type {ColumnKind, Columns} from '../model/columns';

/** One record of RFC 4180. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that a spreadsheet will not take for a formula (OWASP: a leading = + - @, tab or return). */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A table as CSV with the canonical column names: dot decimals, ISO days, shares 0–1, true and false. */
export function csvOf(table: Table, columns: Columns): string {
  const names = Object.keys(columns);
  const records = [csvRecord(names)];
  for (let row = 0; row < table.rows; row++) {
    records.push(csvRecord(names.map((name) => cellText(cell(table, name, row), columns[name]!.kind))));
  }
  return records.join('');
}

function cellText(value: string | number | null, kind: ColumnKind): string {
  if (value === null) return '';
  if (typeof value === 'string') return harmless(value);
  if (kind === 'day') return isoFromDay(value);
  if (kind === 'flag') return value === 1 ? 'true' : 'false';
  // Money has four decimals in the engine; a sum of doubles may carry digits beyond them.
  return kind === 'money' ? String(Number(value.toFixed(4))) : String(value);
}
