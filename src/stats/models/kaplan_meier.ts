import {normalReach} from '../special/normal';
import {wilsonInterval, type Interval} from '../tests/proportions';

/**
 * How long customers waited, as counts by whole day: after exactly `days[i]` days `events[i]` customers had the event, and
 * `censored[i]` were last seen without it. Days are distinct, ascending and not negative.
 */
export interface DurationCounts {
  readonly days: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
}

/** The Kaplan–Meier estimate by day, day 0 to the last day anyone was watched. */
export interface SurvivalCurve {
  readonly customers: number;
  readonly events: number;
  /** The longest time anyone was watched; −1 for an empty table. */
  readonly lastDay: number;
  /** Customers watched for at least so many days and without the event before that day. */
  readonly atRisk: Float64Array;
  /** The chance to be still without the event at the end of the day. */
  readonly survival: Float64Array;
  /** Greenwood's sum Σ d/(n(n − d)) up to the day; Infinity from the day on which nobody is left without the event. */
  readonly greenwood: Float64Array;
  /** By cohort and day what it alone adds to ln S, as of `inCohorts`; empty where cohorts are not told apart. */
  readonly influences: readonly Float64Array[];
}

/**
 * S(t) = ∏ (1 − d/n) over the days up to t, with d events among n customers at risk (Kaplan & Meier 1958). A customer
 * censored on a day counts as at risk on it. Arrays hold day 0 … lastDay; the empty table gives empty arrays. A RangeError
 * where days do not ascend or counts are not numbers from 0 on.
 */
export function kaplanMeier(counts: DurationCounts): SurvivalCurve {
  check(counts);
  const {days, events, censored} = counts;
  const customers = customersOf(counts);
  const lastDay = days.findLast((_, i) => events[i]! + censored[i]! > 0) ?? -1;
  const atRisk = new Float64Array(lastDay + 1);
  const greenwood = new Float64Array(lastDay + 1);
  let left = customers;
  let sum = 0;
  let day = 0;
  for (let i = 0; day <= lastDay; i++) {
    for (; day < days[i]!; day++) {
      atRisk[day] = left;
      greenwood[day] = sum;
    }
    atRisk[day] = left;
    if (events[i]! > 0) sum += events[i]! / (left * (left - events[i]!));
    greenwood[day++] = sum;
    left -= events[i]! + censored[i]!;
  }
  const survival = survivalByDay(counts, new Float64Array(lastDay + 1));
  return {customers, events: total(events), lastDay, atRisk, survival, greenwood, influences: []};
}

/** With fewer cohorts, how they differ is itself too uncertain. */
const LEAST_COHORTS = 6;

/**
 * The same curve with intervals that know that customers of one cohort, who came in the same month, are alike: season and
 * campaigns make cohorts differ by more than chance. The variance of ln S is that between cohorts (Williams 1995),
 * C/(C − 1) Σ U², with U = Σ (d − n D/N)/(N − D) over the days, d of n of the cohort and D of N of all, and never less than
 * Greenwood's sum. The cohorts together are the customers of the curve; with fewer than six it stays as it is.
 */
export function inCohorts(curve: SurvivalCurve, cohorts: readonly DurationCounts[]): SurvivalCurve {
  if (cohorts.length < LEAST_COHORTS) return curve;
  const {atRisk, survival} = curve;
  const events = new Float64Array(atRisk.length);
  for (const {days, events: own} of cohorts) days.forEach((day, i) => (events[day]! += own[i]!));
  const influences = cohorts.map((cohort) => {
    const path = new Float64Array(atRisk.length);
    let left = customersOf(cohort);
    let [sum, row] = [0, 0];
    for (let day = 0; day < path.length; day++) {
      const here = cohort.days[row] === day;
      const own = here ? cohort.events[row]! : 0;
      if (events[day]! > 0 && survival[day]! > 0)
        sum += (own - (left * events[day]!) / atRisk[day]!) / (atRisk[day]! - events[day]!);
      path[day] = sum;
      if (here) left -= own + cohort.censored[row++]!;
    }
    return path;
  });
  return {...curve, influences};
}

/** The variance of ln S(to)/S(from), both days of the curve: Greenwood's, or that between cohorts where it is larger. */
function varianceBetween({greenwood, influences}: SurvivalCurve, from: number, to: number): number {
  const count = influences.length;
  let squares = 0;
  for (const path of influences) squares += (path[to]! - (from < 0 ? 0 : path[from]!)) ** 2;
  const alone = greenwood[to]! - (from < 0 ? 0 : greenwood[from]!);
  return count === 0 ? alone : Math.max(alone, (squares * count) / (count - 1));
}

/** S alone for day 0 … length − 1 of `into`, without checks: for many tables of the same days. Returns `into`. */
export function survivalByDay({days, events, censored}: DurationCounts, into: Float64Array): Float64Array {
  let left = 0;
  for (let i = 0; i < days.length; i++) left += events[i]! + censored[i]!;
  let survival = 1;
  let day = 0;
  for (let i = 0; i < days.length && day < into.length; i++) {
    const next = Math.min(days[i]!, into.length);
    while (day < next) into[day++] = survival;
    if (events[i]! > 0) survival *= 1 - events[i]! / left;
    left -= events[i]! + censored[i]!;
    if (day < into.length) into[day++] = survival;
  }
  while (day < into.length) into[day++] = survival;
  return into;
}

/** S at any day: 1 before day 0, null where nobody was watched that long (unless everybody had the event by then). */
export function survivalAt({customers, survival, lastDay}: SurvivalCurve, day: number): number | null {
  if (customers === 0) return null;
  if (day < 0) return 1;
  if (day <= lastDay) return survival[Math.floor(day)]!;
  return survival[lastDay] === 0 ? 0 : null;
}

/** Greenwood's (1926) standard error S √(Σ d/(n(n − d))), with cohorts Williams' where it is larger; null where S is unknown or 0. */
export function standardErrorAt(curve: SurvivalCurve, day: number): number | null {
  const survival = survivalAt(curve, day);
  if (survival === null || survival === 0) return null;
  return survival * Math.sqrt(day < 0 ? 0 : varianceBetween(curve, -1, Math.floor(day)));
}

/**
 * Scale on which the interval of S is symmetric. 'log-log' (Kalbfleisch & Prentice 1980): S^exp(± z √G / ln S), always within
 * [0, 1]; what Stata and lifelines print. 'log': S exp(± z √G), cut at 1; what R prints. G is Greenwood's sum, with
 * cohorts Williams' where it is larger.
 */
export type IntervalScale = 'log-log' | 'log';

/** The pointwise interval of S at a day; null where S is unknown, 1 or 0, where neither scale has one. */
export function survivalIntervalAt(
  curve: SurvivalCurve,
  day: number,
  scale: IntervalScale,
  level = 0.95,
): Interval | null {
  const survival = survivalAt(curve, day);
  if (survival === null || survival === 0 || survival === 1) return null;
  const reach = normalReach(level) * Math.sqrt(varianceBetween(curve, -1, Math.floor(day)));
  if (scale === 'log')
    return {low: survival * Math.exp(-reach), high: Math.min(1, survival * Math.exp(reach))};
  const exponent = Math.exp(reach / -Math.log(survival));
  return {low: survival ** exponent, high: survival ** (1 / exponent)};
}

/**
 * The first day by whose end at least a share of the customers had the event, S ≤ 1 − share; null when that day was not
 * reached. 0.5 is the median. No averaging where S rests on 1 − share exactly: the day is one on which something happened.
 */
export function eventDay({survival}: SurvivalCurve, share: number): number | null {
  if (!(share > 0 && share <= 1)) throw new RangeError(`a share of ${share}`);
  const day = survival.findIndex((value) => value <= 1 - share + ROUNDING);
  return day < 0 ? null : day;
}

/** A product of some hundred factors is exact to about 1e-14. */
const ROUNDING = 1e-12;

/** Least number of customers at risk for a day to be used: so many, and so large a share of all (STATISTICS §3.1). */
export interface AtRiskRule {
  readonly least: number;
  readonly leastShare: number;
}

export const atRiskRule: AtRiskRule = {least: 50, leastShare: 0.02};

/** The last day on which enough customers are at risk; −1 when there is none. */
export function observableUntil({customers, atRisk}: SurvivalCurve, rule: AtRiskRule = atRiskRule): number {
  const needed = Math.max(rule.least, rule.leastShare * customers);
  return atRisk.findLastIndex((count) => count >= needed);
}

export type EventChance =
  | ({
      readonly known: true;
      readonly chance: number;
      /** Customers without the event who were watched beyond the day. */
      readonly atRisk: number;
      /** Those of them at risk on the last day of the time asked about. */
      readonly atRiskAtEnd: number;
    } & Interval)
  | {readonly known: false; readonly reason: 'nobody-at-risk' | 'not-enough-history'};

/**
 * The chance of the event within the next `within` days of a customer without it at the end of `day`:
 * 1 − S(day + within)/S(day), from those who got that far alone. The interval is Wilson's with the effective number of
 * customers (1 − Q)/(Q G), Q the ratio and G the variance of ln Q, Greenwood's sum between the days (Dorey & Korn 1987): without censoring in
 * between exactly the interval of a proportion, and never outside [0, 1]. Where Q is 1 or 0, the customers at risk on the
 * last day, or at the last event, take its place. Whole days, day ≥ 0, within ≥ 1, else a RangeError. With too few at
 * risk at the end: 'not-enough-history'.
 */
export function chanceWithin(
  curve: SurvivalCurve,
  day: number,
  within: number,
  {level = 0.95, rule = {least: 1, leastShare: 0}}: {level?: number; rule?: AtRiskRule} = {},
): EventChance {
  if (!Number.isSafeInteger(day) || !Number.isSafeInteger(within) || day < 0 || within < 1)
    throw new RangeError(`within ${within} days after day ${day}`);
  const {atRisk, survival, lastDay} = curve;
  const end = day + within;
  const start = atRisk[day + 1] ?? 0;
  if (start === 0) return {known: false, reason: 'nobody-at-risk'};
  const needed = Math.max(rule.least, rule.leastShare * curve.customers);
  const allGone = survival[Math.min(end, lastDay)] === 0;
  const atRiskAtEnd = atRisk[Math.min(end, allGone ? lastDay : end)] ?? 0;
  if (atRiskAtEnd < needed) return {known: false, reason: 'not-enough-history'};
  const without = allGone ? 0 : survival[end]! / survival[day]!;
  const sum = allGone ? Infinity : varianceBetween(curve, day, end);
  const effective = without > 0 && sum > 0 ? (1 - without) / (without * sum) : atRiskAtEnd;
  const interval = wilsonInterval({successes: (1 - without) * effective, trials: effective}, level);
  return {known: true, chance: 1 - without, atRisk: start, atRiskAtEnd, ...interval};
}

export function customersOf({events, censored}: DurationCounts): number {
  return total(events) + total(censored);
}

/** All customers of several tables in one. */
export function mergedDurations(tables: readonly DurationCounts[]): DurationCounts {
  const days = Float64Array.from(new Set(tables.flatMap((table) => Array.from(table.days)))).sort();
  const place = new Map(Array.from(days, (day, i) => [day, i] as const));
  const events = new Float64Array(days.length);
  const censored = new Float64Array(days.length);
  for (const table of tables) {
    table.days.forEach((day, i) => {
      events[place.get(day)!]! += table.events[i]!;
      censored[place.get(day)!]! += table.censored[i]!;
    });
  }
  return {days, events, censored};
}

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function check({days, events, censored}: DurationCounts): void {
  if (events.length !== days.length || censored.length !== days.length)
    throw new RangeError('columns of different lengths');
  days.forEach((day, i) => {
    if (!Number.isSafeInteger(day) || day < 0 || (i > 0 && day <= days[i - 1]!))
      throw new RangeError(`day ${day} in row ${i}`);
    if (!(events[i]! >= 0 && censored[i]! >= 0 && events[i]! + censored[i]! < Infinity))
      throw new RangeError(`${events[i]} events and ${censored[i]} censored on day ${day}`);
  });
}
