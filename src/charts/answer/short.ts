import {startOfMonth} from '../../lib/dates';
import type {Cell} from '../../lib/table';
import type {Format} from '../../text/format';
import type {AnswerFrame, Drawn} from './drawing';

const LONGEST = 14;

/** How the numbers along an axis are written. */
export function shortNumber(format: Format): (value: number) => string {
  return (value) => {
    if (Math.abs(value) >= 10_000) return format.shortCount(value);
    return format.decimal(value, Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 2 : 1);
  };
}

/** How the values across are written where there is little room; first days of months as their month. */
export function shortValue(
  keys: readonly Cell[],
  {x, kinds}: Drawn,
  {write, format}: AnswerFrame,
): (key: Cell) => string {
  const monthly =
    kinds.get(x) === 'day' && keys.every((key) => key === null || startOfMonth(Number(key)) === key);
  return (key) =>
    monthly && typeof key === 'number' ? format.shortPeriod(key, 'month') : shortText(write(x)(key));
}

export function shortText(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
