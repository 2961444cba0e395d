import {mergedDurations, type DurationCounts} from '../../src/stats/models/kaplan_meier';
import type {Random} from '../../src/stats/random';

/** A kind of shop: when first-time buyers come, and after how many days they return, if ever. */
export interface Shape {
  readonly name: string;
  readonly customers: number;
  /** Days of the export. */
  readonly exported: number;
  /** The day of a first purchase within the export. */
  first(random: Random, exported: number): number;
  /** Days to the second purchase; null: never. */
  gap(random: Random, first: number): number | null;
}

const even = (random: Random, exported: number) => Math.floor(random.next() * exported);
const growing = (random: Random, exported: number) => Math.floor(Math.sqrt(random.next()) * exported);
const logNormal = (random: Random, median: number, sigma: number) =>
  Math.max(1, Math.round(median * Math.exp(sigma * random.normal())));
const exponential = (random: Random, mean: number) =>
  Math.max(1, Math.ceil(-mean * Math.log(1 - random.next())));

/** Twice as much in November and December, half as much in summer. */
function seasonal(day: number): number {
  const ofYear = day % 365;
  return ofYear >= 304 ? 1 : ofYear >= 181 && ofYear < 243 ? 0.25 : 0.5;
}

export const shapes: readonly Shape[] = [
  {
    name: 'even, 30 % return, log-normal',
    customers: 4000,
    exported: 730,
    first: even,
    gap: (random) => (random.next() < 0.3 ? logNormal(random, 35, 0.9) : null),
  },
  {
    name: 'growing, 45 % return, log-normal',
    customers: 4000,
    exported: 730,
    first: growing,
    gap: (random) => (random.next() < 0.45 ? logNormal(random, 50, 0.8) : null),
  },
  {
    name: 'fast and slow buyers',
    customers: 4000,
    exported: 1095,
    first: even,
    gap: (random) => {
      const kind = random.next();
      return kind < 0.25 ? exponential(random, 25) : kind < 0.55 ? exponential(random, 220) : null;
    },
  },
  {
    name: 'seasonal acquisition and return',
    customers: 5000,
    exported: 1095,
    first(random, exported) {
      for (;;) {
        const day = even(random, exported);
        if (random.next() < seasonal(day)) return day;
      }
    },
    gap(random, first) {
      if (random.next() >= 0.4) return null;
      // Waits are cut short in the season and drawn out in summer.
      let day = first;
      for (let left = exponential(random, 45); left > 0; left -= 2 * seasonal(day)) day++;
      return day - first;
    },
  },
  {
    name: 'small shop',
    customers: 1200,
    exported: 730,
    first: even,
    gap: (random) => (random.next() < 0.35 ? logNormal(random, 40, 0.7) : null),
  },
];

/** Days of a month of first purchases. */
const MONTH = 365 / 12;

/** First-to-second durations of a simulated shop, in all and by month, censored at the end of the export; without an end for the truth. */
export function durationsOf(
  shape: Shape,
  random: Random,
  customers: number,
  censored: boolean,
): {readonly counts: DurationCounts; readonly months: readonly DurationCounts[]} {
  const longest = 4000;
  const months = Array.from({length: Math.ceil(shape.exported / MONTH)}, () => ({
    events: new Float64Array(longest + 1),
    open: new Float64Array(longest + 1),
  }));
  for (let customer = 0; customer < customers; customer++) {
    const first = shape.first(random, shape.exported);
    const gap = shape.gap(random, first);
    // Watched to different days, as people are: a table that ends on one day says nothing about age.
    const watched = censored ? shape.exported - 1 - first : longest - (customer % 30);
    const {events, open} = months[Math.floor(first / MONTH)]!;
    if (gap !== null && gap <= watched) events[gap]!++;
    else open[watched]!++;
  }
  const tables = months.map(({events, open}): DurationCounts => {
    const days = Float64Array.from(events.keys()).filter((day) => events[day]! + open[day]! > 0);
    const column = (counts: Float64Array) => days.map((day) => counts[day]!);
    return {days, events: column(events), censored: column(open)};
  });
  return {counts: mergedDurations(tables), months: tables};
}
