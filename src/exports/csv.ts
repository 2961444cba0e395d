import {isoFromDay} from '../lib/dates';
import type {Cell} from '../lib/table';
import type {ColumnKind} from '../model/columns';
import type {Write} from './define';

/** What separates cells; the spreadsheets of countries with a decimal comma expect a semicolon. */
export type Separator = ',' | ';';

/** One record of RFC 4180. */
export function csvRecord(cells: readonly string[], separator: Separator = ','): string {
  return `${cells.map((cell) => quoted(cell, separator)).join(separator)}\r\n`;
}

function quoted(text: string, separator: Separator): string {
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A number as people and systems write it, with its sign, currency or per cent; no spreadsheet computes it. */
const number = /^[+-]?[€$£¥]?\s?\d[\d.,'’\s]*(?:e[+-]?\d+)?\s?[%€$£¥]?$/i;
/**
 * What a spreadsheet takes for the beginning of a formula (OWASP), also in full width and after blanks that it drops. A
 * program that splits at semicolons, tabs or lines, whatever is quoted, finds a beginning after each of them too.
 */
const beginnings = /(^|[;\t\r\n])([\s"\ufeff\u200b]*)(?=[=+\-@＝＋－＠])/g;

/** A text that no spreadsheet will compute; numbers and a lone dash stay as they are. */
export function harmless(text: string): string {
  if (number.test(text) || text === '-') return text;
  const safe = text.replace(beginnings, "$1$2'");
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}

/** A table as CSV with the canonical column names: dot decimals, ISO days, shares 0–1, true and false. */
export const write: Write = async ({columns, pieces}) => {
  const names = Object.keys(columns);
  const parts = [csvRecord(names)];
  for await (const {rows, columns: values} of pieces) {
    const written = Array.from({length: rows}, (_, row) =>
      csvRecord(names.map((name) => cellText(values[name]?.[row] ?? null, columns[name]!.kind))),
    );
    parts.push(written.join(''));
  }
  return parts;
};

function cellText(value: Cell, kind: ColumnKind): string {
  if (typeof value === 'string') return harmless(value);
  if (value === null || Number.isNaN(value)) return '';
  if (kind === 'day') return isoFromDay(value);
  if (kind === 'flag') return value === 1 ? 'true' : 'false';
  // Money has four decimals in the engine; a sum of doubles may carry digits beyond them.
  return kind === 'money' ? String(Number(value.toFixed(4))) : String(value);
}
