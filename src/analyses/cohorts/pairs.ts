import {numbers, type Table} from '../../lib/table';
import {wilsonInterval} from '../../stats/tests/proportions';
import {keysOf} from './counted';
import {LATEST} from './limits';
import {logRankOfTwo, type Followed} from './log_rank_of_two';

/** Steps of follow-up that cohorts have in common which are not made by time; `returned` counts by them. */
const steps = [365, 180, 90, 60, 30] as const;
/** A year tells cohorts apart or nothing will. */
const LONGEST = 365;

interface Waits extends Followed {
  readonly key: number;
  /** How long the one who came last has been followed. */
  readonly followedDays: number;
}

export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly followedDays: number;
  /** First, second. */
  readonly sides: readonly [Side, Side];
  /** null: nobody bought again. */
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
export function pairsOf(returned: Table, byTime: boolean): Pair[] {
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
  const found = new Map<number, {customers: number; followedDays: number; events: Float64Array}>();
  for (let row = 0; row < returned.rows; row++) {
    if (followed[row]! < leastDays) continue;
    const key = keyOf(row);
    let waits = found.get(key);
    if (!waits) {
      waits = {customers: 0, followedDays: Infinity, events: new Float64Array(LONGEST + 1)};
      found.set(key, waits);
    }
    waits.customers += customers[row]!;
    waits.followedDays = Math.min(waits.followedDays, followed[row]!);
    if (days[row]! <= LONGEST) waits.events[days[row]!]! += customers[row]!;
  }
  return [...found].map(([key, waits]) => ({key, ...waits}));
}

function pairOf(first: Waits, second: Waits, followedDays: number): Pair {
  return {
    first: first.key,
    second: second.key,
    followedDays,
    sides: [sideOf(first, followedDays), sideOf(second, followedDays)],
    p: logRankOfTwo(first, second, followedDays),
  };
}

function sideOf({customers, events}: Waits, followedDays: number): Side {
  let returned = 0;
  for (let day = 0; day <= followedDays; day++) returned += events[day]!;
  return {customers, returned, ...wilsonInterval({successes: returned, trials: customers})};
}
