import {addMonths, startOfMonth, type Day} from '../lib/dates';
import {textWidth} from './text_width';

/** Room between two labels of an axis. */
const BETWEEN = 22;

/**
 * Round values for an axis of amounts, at most about `most` steps, from at or below the smallest to at or above the
 * largest. Steps grow until no two values are written alike, so that counts have no halves.
 */
export function amountTicks(
  from: number,
  to: number,
  most: number,
  format: (value: number) => string,
): readonly number[] {
  const span = to - from || Math.abs(to) || 1;
  for (let exponent = Math.floor(Math.log10(span / most)); ; exponent++) {
    for (const lead of [1, 2, 2.5, 5]) {
      const step = lead * 10 ** exponent;
      const [first, last] = [Math.floor(from / step + 1e-9), Math.ceil(to / step - 1e-9)];
      if (last - first > most) continue;
      const ticks = Array.from({length: Math.max(1, last - first) + 1}, (_, index) =>
        Number(((first + index) * step).toPrecision(12)),
      );
      // At the latest an axis of two values is written as it is.
      if (new Set(ticks.map(format)).size === ticks.length || ticks.length === 2) return ticks;
    }
  }
}

/** Multiples of a unit inside a stretch, both ends included, as many as have room for their labels. */
export function unitTicks(
  from: number,
  to: number,
  unit: number,
  width: number,
  format: (value: number) => string,
): readonly number[] {
  const factors = unit === 1 ? [1, 2, 5] : [1, 2, 3, 6];
  const most = mostLabels(width, [from, to].map(format)) + 1;
  for (let power = 1; ; power *= 10) {
    for (const factor of factors) {
      const step = unit * factor * power;
      const first = Math.ceil(from / step - 1e-9);
      const count = Math.floor(to / step + 1e-9) - first + 1;
      if (count <= most)
        return Array.from({length: Math.max(0, count)}, (_, index) => (first + index) * step);
    }
  }
}

/** First days of months inside a stretch of days, or single days where it is short. */
export function dayTicks(from: Day, to: Day, width: number, format: (day: Day) => string): readonly number[] {
  const most = mostLabels(width, [from, (from + to) / 2, to].map(Math.round).map(format)) + 1;
  for (const step of [1, 2, 7, 14]) {
    const count = Math.floor((to - from) / step) + 1;
    if (to - from >= 60 || count > most) continue;
    const days = Array.from({length: count}, (_, index) => from + index * step);
    // Days that are written as their month need it once.
    return days.filter((day, index) => index === 0 || format(day) !== format(day - step));
  }
  for (const step of [1, 2, 3, 6, 12, 24, 60, 120, 240, 600]) {
    // Counted from January 1970, so that whole years begin in January.
    const start = startOfMonth(from);
    const date = new Date(start * 86_400_000);
    const months = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
    const ticks: Day[] = [];
    for (let month = Math.ceil(months / step) * step; ; month += step) {
      const day = addMonths(0, month);
      if (day > to) break;
      if (day >= from) ticks.push(day);
    }
    // Months that are written as their quarter or year are too near to each other.
    const apart = ticks.every((day, index) => index === 0 || format(day) !== format(ticks[index - 1]!));
    if (ticks.length <= most && apart) return ticks;
  }
  return [];
}

/** Every so-many-th of a row of labels, the last one always, as many as have room. */
export function thinnedTicks(labels: readonly string[], width: number): readonly number[] {
  const every = Math.max(1, Math.ceil(labels.length / mostLabels(width, labels)));
  return labels.flatMap((_, index) => ((labels.length - 1 - index) % every === 0 ? [index] : []));
}

/** What the label of a tick at the very end needs beyond it. */
export function endRoom(label: string): number {
  return Math.ceil(textWidth(label) / 2);
}

function mostLabels(width: number, labels: readonly string[]): number {
  const widest = Math.max(0, ...labels.map((label) => textWidth(label)));
  return Math.max(1, Math.floor(width / (widest + BETWEEN)));
}
