import {numbers, type Table} from '../../lib/table';
import type {DurationCounts} from '../../stats/models/kaplan_meier';
import {logRankTest} from '../../stats/tests/log_rank';
import {newcombeInterval, wilsonInterval, type Difference} from '../../stats/tests/proportions';
import {keysOf} from './counted';
import {LATEST} from './limits';

/** Steps of follow-up that cohorts have in common which are not made by time; `returned` counts by them. */
const steps = [365, 180, 90, 60, 30] as const;
/** A year tells cohorts apart or nothing will. */
const LONGEST = 365;

interface Waits {
  readonly key: number;
  readonly customers: number;
  /** Days to the second purchase; who took longer, or has made none, is censored on the last of them. */
  readonly counts: DurationCounts;
  /** How long the one who came last has been followed. */
  readonly followedDays: number;
}

export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly followedDays: number;
  /** First, second. */
  readonly sides: readonly [Side, Side];
  /** The first share less the second, by the end of that time. */
  readonly difference: Difference;
  /** Of the whole course until then; null: nobody bought again. */
  readonly p: number | null;
}

interface Side {
  readonly customers: number;
  readonly returned: number;
  readonly low: number;
  readonly high: number;
}

/** Found once: they do not change with the way periods are counted, nor with costs. */
const known = new WeakMap<Table, Pair[]>();

/**
 * Every two cohorts at equal follow-up: how many of each bought again within that time, with the difference, and the
 * log-rank test that they do so alike on every day until then (STATISTICS §3.1). Cohorts by time are followed for as long as the latest customer of both has been;
 * others for the longest step that half of the customers of both have, without those who have not.
 */
export function pairsOf(returned: Table, byTime: boolean): readonly Pair[] {
  const pairs = known.get(returned) ?? everyTwo(returned, byTime);
  known.set(returned, pairs);
  return pairs;
}

function everyTwo(returned: Table, byTime: boolean): Pair[] {
  const all = waitsOf(returned, 0);
  const pairs: Pair[] = [];
  if (byTime) {
    const latest = all.slice(-LATEST).reverse();
    latest.forEach((first, index) => {
      for (const second of latest.slice(index + 1)) {
        const followedDays = Math.min(first.followedDays, second.followedDays, LONGEST);
        if (followedDays > 0) pairs.push(pairOf(first, second, followedDays));
      }
    });
    return pairs;
  }
  const byStep = steps.map((step) => new Map(waitsOf(returned, step).map((waits) => [waits.key, waits])));
  all.forEach((first, index) => {
    for (const second of all.slice(index + 1)) {
      const enough = (whole: Waits, part: Waits | undefined) =>
        part !== undefined && part.customers * 2 >= whole.customers;
      const step = byStep.findIndex(
        (waits) => enough(first, waits.get(first.key)) && enough(second, waits.get(second.key)),
      );
      const waits = byStep[step];
      if (waits) pairs.push(pairOf(waits.get(first.key)!, waits.get(second.key)!, steps[step]!));
    }
  });
  return pairs;
}

/** When the customers of each cohort made their second purchase, without those followed for fewer days. */
function waitsOf(returned: Table, leastDays: number): Waits[] {
  const keyOf = keysOf(returned);
  const [days, followed] = [numbers(returned, 'days'), numbers(returned, 'followed_days')];
  const customers = numbers(returned, 'customers');
  const found = new Map<number, Waits>();
  for (let row = 0; row < returned.rows; row++) {
    if (followed[row]! < leastDays) continue;
    const key = keyOf(row);
    const waits = found.get(key) ?? {key, customers: 0, followedDays: Infinity, counts: noCounts()};
    const {counts} = waits;
    if (days[row]! <= LONGEST) counts.events[days[row]!]! += customers[row]!;
    else counts.censored[LONGEST]! += customers[row]!;
    found.set(key, {
      key,
      customers: waits.customers + customers[row]!,
      followedDays: Math.min(waits.followedDays, followed[row]!),
      counts,
    });
  }
  return [...found.values()];
}

function noCounts(): DurationCounts {
  const days = Float64Array.from({length: LONGEST + 1}, (_, day) => day);
  return {days, events: new Float64Array(days.length), censored: new Float64Array(days.length)};
}

function pairOf(first: Waits, second: Waits, followedDays: number): Pair {
  const test = logRankTest([first.counts, second.counts], followedDays);
  const sides = [sideOf(first, followedDays), sideOf(second, followedDays)] as const;
  const [one, other] = sides.map(({returned, customers}) => ({successes: returned, trials: customers}));
  return {
    first: first.key,
    second: second.key,
    followedDays,
    sides,
    difference: newcombeInterval(one!, other!),
    p: test.known ? test.p : null,
  };
}

function sideOf({customers, counts: {events}}: Waits, followedDays: number): Side {
  const returned = events.subarray(0, followedDays + 1).reduce((sum, count) => sum + count, 0);
  return {customers, returned, ...wilsonInterval({successes: returned, trials: customers})};
}
