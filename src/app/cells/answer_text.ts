import type {Cell, Table} from '../../lib/table';
import {isOfNames} from '../../model/name_numbers';
import {isNumberKind, type AnswerColumn} from '../../model/query';
import {writtenValue} from '../../notebook/values';
import type {Format} from '../../text/format';

/** Decimals of numbers from one on, and of those that are all below: more would say more than is known. */
const DIGITS = {large: 2, small: 4};

/** How the values of a column are written, all with the same decimals. The file has every digit. */
export function writerOf({name, kind}: AnswerColumn, table: Table, format: Format): (value: Cell) => string {
  const digits = kind === 'decimal' || kind === 'float' ? digitsOf(table.columns[name]) : 0;
  const names = isNumberKind(kind) && digits === 0 && isOfNames(name, table.columns[name]);
  return (value) => {
    if (value === null) return '–';
    if (typeof value === 'string') return value;
    if (names) return String(value);
    switch (kind) {
      case 'day':
        return format.day(value);
      case 'flag':
        return writtenValue(value, 'flag', format);
      case 'decimal':
      case 'float':
        return format.decimal(value, digits);
      default:
        return format.count(value);
    }
  };
}

/** As many as one of the values needs; money has two or none. */
function digitsOf(values: Table['columns'][string] | undefined): number {
  const numbers = Array.from<string | number | null>(values ?? []).filter(
    (value) => typeof value === 'number' && Number.isFinite(value),
  );
  const limit = numbers.some((value) => Math.abs(Number(value)) >= 1) ? DIGITS.large : DIGITS.small;
  let most = 0;
  for (const value of numbers) {
    const decimals = Number(value).toFixed(limit).replace(/0+$/, '').split('.')[1] ?? '';
    most = Math.max(most, decimals.length);
    if (most === limit) break;
  }
  return most === 1 ? 2 : most;
}
