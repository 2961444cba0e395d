import {numbers, type Table} from '../../lib/table';
import {customersOf, truncatedDurations, type DurationCounts} from '../../stats/models/kaplan_meier';
import {logRankTest} from '../../stats/tests/log_rank';
import {wilsonInterval} from '../../stats/tests/proportions';
import {keysOf} from './counted';
import {LATEST} from './limits';

/** Steps of follow-up that cohorts have in common which are not made by time; `returned` counts by them. */
const steps = [365, 180, 90, 60, 30] as const;
/** A year tells cohorts apart or nothing will. */
const LONGEST = 365;

/** The comparison is the dearest part of a run, and most parameters leave it as it is. */
const known = new WeakMap<Table, readonly Pair[]>();

interface Waits {
  readonly key: number;
  /** How long the one who came last has been followed. */
  readonly followedDays: number;
  readonly durations: DurationCounts;
}

export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly followedDays: number;
  /** First, second. */
  readonly sides: readonly [Side, Side];
  readonly p: number | null;
}

interface Side {
  readonly customers: number;
  readonly returned: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Every two cohorts at equal follow-up: how many of each bought again within that time, and the log-rank test that they
 * do so alike (STATISTICS §3.1). Cohorts by time are followed for as long as the latest customer of both has been;
 * others for the longest step that half of the customers of both have, without those who have not.
 */
export function pairsOf(returned: Table, byTime: boolean): readonly Pair[] {
  const pairs = known.get(returned) ?? compared(returned, byTime);
  known.set(returned, pairs);
  return pairs;
}

function compared(returned: Table, byTime: boolean): Pair[] {
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
        part !== undefined && customersOf(part.durations) * 2 >= customersOf(whole.durations);
      const step = byStep.findIndex(
        (waits) => enough(first, waits.get(first.key)) && enough(second, waits.get(second.key)),
      );
      const waits = byStep[step];
      if (waits) pairs.push(pairOf(waits.get(first.key)!, waits.get(second.key)!, steps[step]!));
    }
  });
  return pairs;
}

/** How long the customers of each cohort waited for their second purchase, without those followed for fewer days. */
function waitsOf(returned: Table, leastDays: number): Waits[] {
  const keyOf = keysOf(returned);
  const [days, followed] = [numbers(returned, 'days'), numbers(returned, 'followed_days')];
  const customers = numbers(returned, 'customers');
  const counts = new Map<number, {events: Map<number, number>; open: number; followedDays: number}>();
  for (let row = 0; row < returned.rows; row++) {
    if (followed[row]! < leastDays) continue;
    const key = keyOf(row);
    const count = counts.get(key) ?? {events: new Map<number, number>(), open: 0, followedDays: Infinity};
    counts.set(key, count);
    count.followedDays = Math.min(count.followedDays, followed[row]!);
    if (Number.isNaN(days[row]!)) count.open += customers[row]!;
    else count.events.set(days[row]!, (count.events.get(days[row]!) ?? 0) + customers[row]!);
  }
  return [...counts].map(([key, {events, open, followedDays}]) => {
    const known = [...events].sort(([a], [b]) => a - b);
    const end = Math.max(followedDays, (known.at(-1)?.[0] ?? 0) + 1);
    const day = [...known.map(([at]) => at), end];
    const durations = {
      days: Float64Array.from(day),
      events: Float64Array.from([...known.map(([, count]) => count), 0]),
      // All have been followed for the days that are looked at, so it does not matter where beyond them they end.
      censored: Float64Array.from([...known.map(() => 0), open]),
    };
    return {key, followedDays, durations};
  });
}

function pairOf(first: Waits, second: Waits, followedDays: number): Pair {
  const test = logRankTest([first.durations, second.durations], followedDays);
  return {
    first: first.key,
    second: second.key,
    followedDays,
    sides: [sideOf(first, followedDays), sideOf(second, followedDays)],
    p: test.known ? test.p : null,
  };
}

function sideOf({durations}: Waits, followedDays: number): Side {
  const {events} = truncatedDurations(durations, followedDays);
  const customers = customersOf(durations);
  const returned = events.reduce((sum, count) => sum + count, 0);
  return {customers, returned, ...wilsonInterval({successes: returned, trials: customers})};
}
