import {customersOf, type DurationCounts} from '../models/kaplan_meier';
import {chiSquareTail} from '../special/chi_square';

export interface LogRankGroup {
  readonly customers: number;
  readonly events: number;
  /** Events that would have fallen to the group if all groups had had the same chances day by day. */
  readonly expected: number;
}

interface Found {
  readonly known: true;
  readonly chiSquare: number;
  readonly df: number;
  /** The chance of so large a chi-square where the groups do not differ. */
  readonly p: number;
  readonly groups: readonly LogRankGroup[];
}

interface NotFound {
  readonly known: false;
  readonly reason: 'too-few-groups' | 'no-events' | 'never-together';
}

export type LogRank = Found | NotFound;
/** `direction` 1: the events of later groups come earlier or more often, −1: later or less often. */
export type LogRankTrend = (Found & {readonly direction: -1 | 0 | 1}) | NotFound;

/**
 * The log-rank test that groups have the same survival (Mantel 1966; Peto & Peto 1972): Z'V⁻Z with Z the observed minus the
 * expected events and V their hypergeometric covariance, ties as they are; chi-square with df = groups − 1. Customers
 * beyond `followUp` days are censored there, so that young and old groups are compared over the same time. Fewer than two
 * groups with customers: 'too-few-groups'; no event: 'no-events'; no two groups at risk on a day with an event:
 * 'never-together'. A group that never was at risk beside another takes no degree of freedom.
 */
export function logRankTest(groups: readonly DurationCounts[], followUp = Infinity): LogRank {
  const tally = tallied(groups, followUp);
  if (typeof tally === 'string') return {known: false, reason: tally};
  const {excess, covariance} = tally;
  const {form, rank} = quadraticForm(excess, covariance);
  if (rank === 0) return {known: false, reason: 'never-together'};
  return {known: true, chiSquare: form, df: rank, p: chiSquareTail(form, rank), groups: tally.groups};
}

/**
 * The log-rank test for trend over groups in order, such as quarters (Tarone 1975): (w'Z)²/(w'Vw) with one degree of
 * freedom. Weights default to 0, 1, 2 … A drift in one direction is found with fewer customers than by `logRankTest`. Gaps as there.
 */
export function logRankTrend(
  groups: readonly DurationCounts[],
  followUp = Infinity,
  weights: readonly number[] = groups.map((_, index) => index),
): LogRankTrend {
  if (weights.length !== groups.length)
    throw new RangeError(`${weights.length} weights of ${groups.length} groups`);
  const tally = tallied(groups, followUp);
  if (typeof tally === 'string') return {known: false, reason: tally};
  const {excess, covariance} = tally;
  const score = excess.reduce((sum, value, i) => sum + weights[i]! * value, 0);
  const variance = covariance.reduce(
    (sum, row, i) => sum + weights[i]! * row.reduce((inner, value, j) => inner + weights[j]! * value, 0),
    0,
  );
  if (!(variance > 0)) return {known: false, reason: 'never-together'};
  const chiSquare = (score * score) / variance;
  const direction = score > 0 ? 1 : score < 0 ? -1 : 0;
  return {known: true, chiSquare, df: 1, p: chiSquareTail(chiSquare, 1), groups: tally.groups, direction};
}

/** The longest follow-up that every group with customers has: the least of their last days; null without customers. */
export function sharedFollowUp(groups: readonly DurationCounts[]): number | null {
  const last = groups
    .filter((group) => customersOf(group) > 0)
    .map(({days, events, censored}) => days.findLast((_, i) => events[i]! + censored[i]! > 0)!);
  return last.length === 0 ? null : Math.min(...last);
}

interface Tally {
  readonly excess: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly groups: readonly LogRankGroup[];
}

function tallied(
  tables: readonly DurationCounts[],
  followUp: number,
): Tally | 'too-few-groups' | 'no-events' {
  const customers = tables.map(customersOf);
  if (customers.filter((count) => count > 0).length < 2) return 'too-few-groups';

  const size = tables.length;
  const observed = tables.map(() => 0);
  const expected = tables.map(() => 0);
  const covariance = tables.map(() => tables.map(() => 0));
  const atRisk = [...customers];
  const events = tables.map(() => 0);
  const gone = tables.map(() => 0);
  const rows = tables.map(() => 0);
  // Plain loops: every two of forty cohorts are compared, over a year of days.
  for (let day = nextDay(tables, rows); day <= followUp && day < Infinity; day = nextDay(tables, rows)) {
    let happened = 0;
    let together = 0;
    for (let j = 0; j < size; j++) {
      const table = tables[j]!;
      const row = rows[j]!;
      const listed = table.days[row] === day;
      events[j] = listed ? table.events[row]! : 0;
      gone[j] = listed ? table.events[row]! + table.censored[row]! : 0;
      if (listed) rows[j] = row + 1;
      happened += events[j]!;
      together += atRisk[j]!;
    }
    // One customer alone cannot vary; two or more make the hypergeometric variance.
    const spread = together > 1 ? (happened * (together - happened)) / (together - 1) : 0;
    for (let j = 0; happened > 0 && j < size; j++) {
      const own = atRisk[j]! / together;
      observed[j]! += events[j]!;
      expected[j]! += happened * own;
      for (let l = 0; l < size; l++)
        covariance[j]![l]! += spread * own * ((j === l ? 1 : 0) - atRisk[l]! / together);
    }
    for (let j = 0; j < size; j++) atRisk[j]! -= gone[j]!;
  }
  if (observed.every((count) => count === 0)) return 'no-events';
  return {
    excess: observed.map((count, j) => count - expected[j]!),
    covariance,
    groups: customers.map((count, j) => ({customers: count, events: observed[j]!, expected: expected[j]!})),
  };
}

/** The first day of any table from the given rows on; Infinity where all are through. */
function nextDay(tables: readonly DurationCounts[], rows: readonly number[]): number {
  let first = Infinity;
  tables.forEach(({days}, j) => {
    if (rows[j]! < days.length) first = Math.min(first, days[rows[j]!]!);
  });
  return first;
}

/** Z'V⁻Z and the rank of V, a covariance matrix, by Cholesky's elimination with the largest diagonal first. */
function quadraticForm(
  vector: readonly number[],
  matrix: readonly (readonly number[])[],
): {form: number; rank: number} {
  const rows = matrix.map((row, i) => [...row, vector[i]!]);
  const size = vector.length;
  const open = new Set(rows.keys());
  const negligible = 1e-11 * Math.max(...rows.map((row, i) => row[i]!));
  let form = 0;
  let rank = 0;
  while (open.size > 0) {
    const pivot = [...open].reduce((best, i) => (rows[i]![i]! > rows[best]![best]! ? i : best));
    const top = rows[pivot]!;
    if (!(top[pivot]! > negligible)) break;
    open.delete(pivot);
    form += (top[size]! * top[size]!) / top[pivot]!;
    rank++;
    for (const i of open) {
      const row = rows[i]!;
      const factor = row[pivot]! / top[pivot]!;
      for (let j = 0; j <= size; j++) row[j]! -= factor * top[j]!;
    }
  }
  return {form, rank};
}
