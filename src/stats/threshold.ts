import {
  atRiskRule,
  chanceWithin,
  kaplanMeier,
  observableUntil,
  survivalByDay,
  type AtRiskRule,
  type DurationCounts,
  type EventChance,
  type SurvivalCurve,
} from './models/kaplan_meier';
import {quantileOfCounts} from './quantile';
import {normalReach} from './special/normal';
import {bootstrapIntervals, type BootstrapInterval, type BootstrapOptions} from './tests/bootstrap';
import {logRankTest, logRankTrend, type LogRank, type LogRankTrend} from './tests/log_rank';
import {binomialTail} from './tests/proportions';

export interface ThresholdRule {
  /** W: the days within which a return counts. */
  readonly window: number;
  /** π: the chance to return below which a customer counts as lost; null for half of the chance on day 0. */
  readonly chance: number | null;
  /** q and H: the day by which so large a share of those who return within so many days has returned. */
  readonly share: number;
  readonly horizon: number;
  /** c(d) is averaged over so many days on either side, fewer at both ends so that they are not bent. */
  readonly smoothing: number;
  /** For so many days in a row, the crossing's own among them, c(d) has to stay below π. */
  readonly hold: number;
  readonly atRisk: AtRiskRule;
  readonly leastRepeaters: number;
  /** Nothing later than this day is used, for comparisons at equal follow-up; null for all that can be seen. */
  readonly until: number | null;
}

/** STATISTICS §3.1. */
export const thresholdRule: ThresholdRule = {
  window: 60,
  chance: null,
  share: 0.8,
  horizon: 365,
  smoothing: 3,
  hold: 14,
  atRisk: atRiskRule,
  leastRepeaters: 20,
  until: null,
};

/**
 * Why there is no day; what there is (`have`) and what it takes (`needed`):
 * - too-few-customers, no-repeaters, too-few-repeaters: customers, repeaters
 * - same-day-repeats: customers whose event fell on day 0, where one day is one purchase; none
 * - one-cohort-day: days on which customers were censored; all began on one day, nothing tells age from season
 * - not-enough-history: the last day with enough customers at risk; the last day it takes
 * - none-within-window: the first day with an event; the window (half of no chance is no level) or the horizon
 * - already-below: the chance on day 0; π. `aboveAgain` is the first day with a chance of π or more, if any
 * - never-falls-below: the lowest chance within all of the horizon; π
 * - not-stable: the longest run of days below π; the run it takes
 */
export interface ThresholdGap {
  readonly known: false;
  readonly reason:
    | 'too-few-customers'
    | 'no-repeaters'
    | 'too-few-repeaters'
    | 'same-day-repeats'
    | 'one-cohort-day'
    | 'not-enough-history'
    | 'none-within-window'
    | 'already-below'
    | 'never-falls-below'
    | 'not-stable';
  readonly have: number;
  readonly needed: number;
  readonly aboveAgain?: number | null;
}

export interface ThresholdDay {
  readonly known: true;
  /** D: after so many days without another order the chance to return within the window is below π, and stays there. */
  readonly day: number;
  /** π, and the chances on day 0 and on day D. */
  readonly level: number;
  readonly chanceAtStart: number;
  readonly chanceAtDay: number;
  /** Customers still watched and without another order on day D. */
  readonly atRisk: number;
  /** 1 − F(D)/F(H): the share that returns after D among all who return within H, cut to what can be seen; null if none. */
  readonly laterReturners: number | null;
  /** The first day below π at all, earlier than D where the chance rose once more. */
  readonly firstBelow: number;
  /** The first day after D on which the chance is π or more again, as where gifts are bought each year. */
  readonly aboveAgain: number | null;
}

export interface ReturnerDay {
  readonly known: true;
  /** By the end of this day the share q of those who return within `horizon` days has returned. */
  readonly day: number;
  readonly share: number;
  /** H, or the last day with enough customers at risk where that is earlier. */
  readonly horizon: number;
  /**
   * The horizon was cut by more than a tenth: the day still grows with the history, because later returners are not seen
   * yet. To be shown as "so far", never compared with a full one.
   */
  readonly provisional: boolean;
}

export interface ChurnThreshold {
  readonly curve: SurvivalCurve;
  /** The last day with enough customers at risk (and not after `until`); −1 when there is none. */
  readonly observableUntil: number;
  /** c(d), smoothed, from day 0 on while d + W can be seen; empty when nothing can. */
  readonly chances: Float64Array;
  readonly headline: ThresholdDay | ThresholdGap;
  readonly returners: ReturnerDay | ThresholdGap;
  /** The same share of the observed gaps alone: what simple tools print, for comparison. Null without an event. */
  readonly naive: number | null;
}

/**
 * The day after which a customer counts as lost, from the days to the next order with those who have not returned as
 * censored (STATISTICS §3.1). With S the Kaplan–Meier estimate and F = 1 − S, the headline is the first day D with
 * c(D) = 1 − S(D + W)/S(D) below π that begins `hold` such days in a row; it does not depend on how far the data reach.
 * Second the smallest d with F(d) ≥ q F(H). Days are used up to the last one with enough customers at risk. Whole days;
 * window, horizon, hold ≥ 1, smoothing ≥ 0, q in (0, 1], else a RangeError; everything else that stands in the way is a gap.
 */
export function churnThreshold(counts: DurationCounts, changes: Partial<ThresholdRule> = {}): ChurnThreshold {
  const rule = checked({...thresholdRule, ...changes});
  const curve = kaplanMeier(counts);
  const until = Math.min(observableUntil(curve, rule.atRisk), rule.until ?? Infinity);
  const chances = chancesOf(curve.survival, until, rule);
  const gap = unusable(counts, curve, rule);
  return {
    curve,
    observableUntil: until,
    chances,
    headline: gap ?? headlineOf(counts, curve, until, chances, rule),
    returners: gap ?? returnersOf(counts, curve, until, rule),
    naive: quantileOfCounts(counts.days, counts.events, rule.share),
  };
}

export interface ThresholdIntervals {
  readonly headline: BootstrapInterval | null;
  readonly returners: BootstrapInterval | null;
  readonly naive: BootstrapInterval | null;
}

/**
 * Bootstrap intervals of the three days of `churnThreshold`; null for a day that is not known. The days that can be used
 * and the horizon stay those of the data; half of the chance on day 0 is found anew in each draw. A draw that does not
 * fall below π counts as later than all days, one that starts below it as day 0.
 */
export async function thresholdIntervals(
  counts: DurationCounts,
  changes: Partial<ThresholdRule>,
  options: BootstrapOptions,
): Promise<ThresholdIntervals> {
  const rule = checked({...thresholdRule, ...changes});
  const {headline, returners, naive, observableUntil: until} = churnThreshold(counts, rule);
  const survival = new Float64Array(Math.max(0, until) + 1);
  const intervals = await bootstrapIntervals(
    counts,
    (drawn) => {
      survivalByDay(drawn, survival);
      const chances = headline.known ? chancesOf(survival, until, rule) : null;
      return {
        headline: chances
          ? (crossingOf(chances, levelOf(chances, rule), rule.hold).day ?? Infinity)
          : Infinity,
        returners: returners.known
          ? (returnerDay(survival, returners.horizon, rule.share) ?? Infinity)
          : Infinity,
        naive: quantileOfCounts(drawn.days, drawn.events, rule.share) ?? Infinity,
      };
    },
    ['headline', 'returners', 'naive'],
    options,
  );
  return {
    headline: headline.known ? intervals.headline : null,
    returners: returners.known ? intervals.returners : null,
    naive: naive === null ? null : intervals.naive,
  };
}

function checked(rule: ThresholdRule): ThresholdRule {
  const {window, horizon, hold, smoothing, share, chance} = rule;
  const whole = [window, horizon, hold, smoothing + 1].every(
    (days) => Number.isSafeInteger(days) && days >= 1,
  );
  if (!whole || !(share > 0 && share <= 1) || Number.isNaN(chance))
    throw new RangeError(`a threshold with ${JSON.stringify(rule)}`);
  return rule;
}

/** What forbids any number, whatever the level. */
function unusable(counts: DurationCounts, curve: SurvivalCurve, rule: ThresholdRule): ThresholdGap | null {
  const {customers, events} = curve;
  const {days, censored} = counts;
  if (customers < rule.atRisk.least || customers === 0)
    return gap('too-few-customers', customers, Math.max(1, rule.atRisk.least));
  const sameDay = days[0] === 0 ? counts.events[0]! : 0;
  if (sameDay > 0) return gap('same-day-repeats', sameDay, 0);
  if (events === 0) return gap('no-repeaters', 0, rule.leastRepeaters);
  if (events < rule.leastRepeaters) return gap('too-few-repeaters', events, rule.leastRepeaters);
  const ends = days.filter((_, i) => censored[i]! > 0);
  if (ends.length === 1 && ends[0] === curve.lastDay) return gap('one-cohort-day', 1, 2);
  return null;
}

function gap(reason: ThresholdGap['reason'], have: number, needed: number): ThresholdGap {
  return {known: false, reason, have, needed};
}

/** Of a table with events. */
function firstEventDay({days, events}: DurationCounts): number {
  return days.find((_, i) => events[i]! > 0)!;
}

/** c(d) for d = 0 … until − W, smoothed. */
function chancesOf(survival: Float64Array, until: number, {window, smoothing}: ThresholdRule): Float64Array {
  const length = Math.max(0, until - window + 1);
  const raw = new Float64Array(length);
  for (let day = 0; day < length; day++)
    raw[day] = survival[day]! > 0 ? 1 - survival[day + window]! / survival[day]! : 0;
  if (smoothing === 0) return raw;
  const smooth = new Float64Array(length);
  for (let day = 0; day < length; day++) {
    const reach = Math.min(smoothing, day, length - 1 - day);
    let sum = 0;
    for (let near = day - reach; near <= day + reach; near++) sum += raw[near]!;
    smooth[day] = sum / (2 * reach + 1);
  }
  return smooth;
}

function levelOf(chances: Float64Array, {chance}: ThresholdRule): number {
  return chance ?? (chances[0] ?? 0) / 2;
}

interface Crossing {
  readonly day: number | null;
  readonly firstBelow: number | null;
  readonly longest: number;
  /** The first day of a run that is cut off by the end of what can be seen. */
  readonly openSince: number | null;
}

function crossingOf(chances: Float64Array, level: number, hold: number): Crossing {
  let run = 0;
  let longest = 0;
  let firstBelow: number | null = null;
  for (let day = 0; day < chances.length; day++) {
    run = chances[day]! < level ? run + 1 : 0;
    if (run > 0) firstBelow ??= day;
    longest = Math.max(longest, run);
    if (run === hold) return {day: day - hold + 1, firstBelow, longest, openSince: null};
  }
  return {day: null, firstBelow, longest, openSince: run > 0 ? chances.length - run : null};
}

function headlineOf(
  counts: DurationCounts,
  curve: SurvivalCurve,
  until: number,
  chances: Float64Array,
  rule: ThresholdRule,
): ThresholdDay | ThresholdGap {
  const {window, hold, horizon} = rule;
  const shortest = window + hold - 1;
  if (until < shortest) return gap('not-enough-history', until, shortest);
  const level = levelOf(chances, rule);
  const atStart = chances[0]!;
  if (rule.chance === null && atStart === 0) return gap('none-within-window', firstEventDay(counts), window);
  const {day, firstBelow, longest, openSince} = crossingOf(chances, level, hold);
  const after = (from: number) => {
    const again = chances.findIndex((chance, at) => at > from && chance >= level);
    return again < 0 ? null : again;
  };
  if (day === 0) return {...gap('already-below', atStart, level), aboveAgain: after(0)};
  if (day === null || firstBelow === null) {
    if (openSince !== null) return gap('not-enough-history', until, openSince + shortest);
    if (firstBelow !== null) return gap('not-stable', longest, hold);
    return until >= horizon
      ? gap('never-falls-below', Math.min(...chances), level)
      : gap('not-enough-history', until, horizon);
  }
  const returned = 1 - curve.survival[day]!;
  const returnedByHorizon = 1 - curve.survival[Math.min(horizon, until)]!;
  return {
    known: true,
    day,
    level,
    chanceAtStart: atStart,
    chanceAtDay: chances[day]!,
    atRisk: curve.atRisk[day]!,
    laterReturners: returnedByHorizon > 0 ? Math.max(0, 1 - returned / returnedByHorizon) : null,
    firstBelow,
    aboveAgain: after(day),
  };
}

function returnersOf(
  counts: DurationCounts,
  {survival}: SurvivalCurve,
  until: number,
  {share, horizon: wanted}: ThresholdRule,
): ReturnerDay | ThresholdGap {
  const horizon = Math.min(wanted, until);
  const day = horizon < 1 ? null : returnerDay(survival, horizon, share);
  if (day === null && until >= wanted) return gap('none-within-window', firstEventDay(counts), wanted);
  if (day === null) return gap('not-enough-history', until, wanted);
  return {known: true, day, share, horizon, provisional: horizon < ENOUGH_OF_HORIZON * wanted};
}

const ENOUGH_OF_HORIZON = 0.9;

function returnerDay(survival: Float64Array, horizon: number, share: number): number | null {
  const returned = 1 - survival[horizon]!;
  if (!(returned > 0)) return null;
  // Both sides are products of the same factors; the last digits may differ where they are equal.
  const enough = share * returned * (1 - 1e-12);
  let day = 0;
  while (1 - survival[day]! < enough) day++;
  return day;
}

/**
 * The chance of an order within the next days of a customer who has been silent for some days, at whatever stage the
 * table is of (after the first purchase, the second …; STATISTICS §3.2), by `chanceWithin` and the rule on how many
 * have to be at risk at the end. A table of all purchases from the fourth on holds a customer more than once; its interval
 * is then too narrow, the more the fewer customers make it up.
 */
export function reactivationChance(
  counts: DurationCounts,
  {silent, within, level = 0.95}: {silent: number; within: number; level?: number},
  rule: AtRiskRule = atRiskRule,
): EventChance {
  return chanceWithin(kaplanMeier(counts), silent, within, {level, rule});
}

export interface ContactPlan {
  /** k: cost of one contact. */
  readonly cost: number;
  /** u: by how much a contact lifts the customer's own chance to return, relative: 0.2 for a fifth. An assumption. */
  readonly uplift: number;
  /** m: contribution margin as a share of the order value. */
  readonly margin: number;
  /** v: expected order value, in the currency of the cost. */
  readonly value: number;
}

export type BreakEven =
  | {readonly known: true; readonly chance: number}
  | {readonly known: false; readonly reason: 'always-pays' | 'never-pays'};

/**
 * π* = k/(u m v), the chance to return from which on a contact pays (STATISTICS §3.2). As `chance` of `churnThreshold` it
 * gives the first day on which it no longer does. A contact without cost always pays; with π* above 1, or without gain,
 * it never does. Negative or missing numbers are a RangeError. Example: 0.25/(0.2 × 0.3 × 35.08) = 11.9 %.
 */
export function breakEvenChance({cost, uplift, margin, value}: ContactPlan): BreakEven {
  if (![cost, uplift, margin, value].every((number) => number >= 0 && number < Infinity))
    throw new RangeError(`a contact with ${JSON.stringify({cost, uplift, margin, value})}`);
  if (cost === 0) return {known: false, reason: 'always-pays'};
  const chance = cost / (uplift * margin * value);
  return chance <= 1 ? {known: true, chance} : {known: false, reason: 'never-pays'};
}

/**
 * u* = k/(m v c), the uplift that a contact needs to pay where the chance to return is c; for c(d) by day. Infinity where
 * nothing can be gained. RangeError as of `breakEvenChance`.
 */
export function breakEvenUplift(plan: Omit<ContactPlan, 'uplift'>, chance: number): number {
  const gain = plan.margin * plan.value * chance;
  if (!(plan.cost >= 0 && plan.cost < Infinity && gain >= 0 && gain < Infinity))
    throw new RangeError(`a contact with ${JSON.stringify(plan)} at a chance of ${chance}`);
  if (plan.cost === 0) return 0;
  return gain > 0 ? plan.cost / gain : Infinity;
}

export type YearlyReturners =
  | {
      readonly known: true;
      /** Events from day 335 to 395, and as many as the days beside them let expect. */
      readonly events: number;
      readonly expected: number;
      /** The chance of so many or more where the year makes no difference. */
      readonly p: number;
      /** Whether p is below 1 − level. */
      readonly bump: boolean;
      /** How many such customers come in as many days of as many customers: events beyond the expected, never below 0. */
      readonly returners: {readonly estimate: number; readonly low: number; readonly high: number};
      /** The part of all who return within 395 days that the bump adds; censoring is allowed for. */
      readonly shareOfReturners: number;
      /** The last day of the later of the two spans beside the bump; 395 where nothing can be seen after it. */
      readonly comparedUntil: number;
    }
  | {
      readonly known: false;
      readonly reason: 'not-enough-history' | 'no-events';
      readonly have: number;
      readonly needed: number;
    };

const YEAR = {from: 335, to: 395, beside: 60};

/**
 * Customers who come back once a year (gifts, Christmas): the events on days 365 ± 30 against the hazard of the 60 days on
 * either side. Given the events of both, those of the bump are binomial with its share of the customer-days at risk
 * (Przyborowski & Wilenski 1940); p is one-sided. A hazard that falls with time is on average higher beside the bump
 * than in it, so the test errs towards "no bump". Needs enough customers at risk to day 395; the later span counts as far
 * as it can be seen. Without an event in either: 'no-events'.
 */
export function yearlyReturners(
  counts: DurationCounts,
  {level = 0.95, rule = atRiskRule}: {level?: number; rule?: AtRiskRule} = {},
): YearlyReturners {
  const curve = kaplanMeier(counts);
  const until = observableUntil(curve, rule);
  if (until < YEAR.to) return {known: false, reason: 'not-enough-history', have: until, needed: YEAR.to};
  const comparedUntil = Math.min(until, YEAR.to + YEAR.beside);
  const count = (from: number, to: number) => {
    let events = 0;
    let exposure = 0;
    counts.days.forEach((day, i) => (events += day >= from && day <= to ? counts.events[i]! : 0));
    for (let day = from; day <= to; day++) exposure += curve.atRisk[day]!;
    return {events, exposure};
  };
  const inside = count(YEAR.from, YEAR.to);
  const before = count(YEAR.from - YEAR.beside, YEAR.from - 1);
  const later = count(YEAR.to + 1, comparedUntil);
  const beside = {events: before.events + later.events, exposure: before.exposure + later.exposure};
  const trials = inside.events + beside.events;
  if (trials === 0) return {known: false, reason: 'no-events', have: 0, needed: 1};

  const expectedShare = inside.exposure / (inside.exposure + beside.exposure);
  const p = binomialTail({successes: inside.events, trials}, expectedShare);
  const hazard = beside.events / beside.exposure;
  const expected = hazard * inside.exposure;
  const added = 1 - expected / Math.max(inside.events, expected);
  const {survival} = curve;
  const share = ((survival[YEAR.from - 1]! - survival[YEAR.to]!) * added) / (1 - survival[YEAR.to]!);
  return {
    known: true,
    events: inside.events,
    expected,
    p,
    bump: p < 1 - level,
    returners: excessOf(inside.events, beside.events, inside.exposure / beside.exposure, level),
    shareOfReturners: added > 0 ? share : 0,
    comparedUntil,
  };
}

/**
 * x − r y of two Poisson counts, with the interval from the score interval of each mean, x + z²/2 ± z √(x + z²/4), put
 * together by squares (Zou & Donner 2008); cut at 0.
 */
function excessOf(
  x: number,
  y: number,
  ratio: number,
  level: number,
): {estimate: number; low: number; high: number} {
  const z = normalReach(level);
  const limits = (count: number) => {
    const middle = (z * z) / 2;
    const reach = z * Math.sqrt(count + (z * z) / 4);
    return {down: reach - middle, up: reach + middle};
  };
  const [one, other] = [limits(x), limits(y)];
  const excess = x - ratio * y;
  return {
    estimate: Math.max(0, excess),
    low: Math.max(0, excess - Math.hypot(one.down, ratio * other.up)),
    high: Math.max(0, excess + Math.hypot(one.up, ratio * other.down)),
  };
}

/** The first-time buyers of one acquisition period. */
export interface AcquisitionCohort {
  readonly name: string;
  readonly counts: DurationCounts;
}

export interface DriftCohort {
  readonly name: string;
  readonly customers: number;
  /** The share that returned within the follow-up. */
  readonly returned: EventChance;
  readonly headline: ThresholdDay | ThresholdGap;
  readonly interval: BootstrapInterval | null;
}

export type ThresholdDrift =
  | {
      readonly known: true;
      /** All are watched for so many days and no longer. */
      readonly followUp: number;
      readonly cohorts: readonly DriftCohort[];
      /** Cohorts too young or too small for this follow-up. */
      readonly setAside: readonly string[];
      /** Whether the cohorts differ at all, and whether they drift in one direction. */
      readonly difference: LogRank;
      readonly trend: LogRankTrend;
    }
  | {readonly known: false; readonly reason: 'too-few-cohorts'; readonly have: number; readonly needed: 2};

/**
 * Acquisition periods in order of time, compared at equal follow-up (PRODUCT §3 S7): for each the share returned and the
 * threshold with its interval, for all the log-rank test and its trend. The follow-up is the one asked for, or else the
 * longest that all cohorts have which can be watched for the window and the hold at all, at most the horizon. Cohorts
 * without it are set aside; fewer than two left: 'too-few-cohorts'. RangeError as of `churnThreshold`.
 */
export async function thresholdDrift(
  cohorts: readonly AcquisitionCohort[],
  changes: Partial<ThresholdRule> & {readonly followUp?: number},
  options: BootstrapOptions,
): Promise<ThresholdDrift> {
  const {followUp: wanted, ...rest} = changes;
  const rule = checked({...thresholdRule, ...rest});
  const seen = cohorts.map(({name, counts}) => {
    const curve = kaplanMeier(counts);
    return {name, counts, curve, until: observableUntil(curve, rule.atRisk)};
  });
  const least = wanted ?? rule.window + rule.hold - 1;
  const compared = seen.filter(({until}) => until >= least);
  if (compared.length < 2) return {known: false, reason: 'too-few-cohorts', have: compared.length, needed: 2};
  const followUp = wanted ?? Math.min(rule.horizon, ...compared.map(({until}) => until));

  const equal = {...rule, until: followUp};
  const drifting: DriftCohort[] = [];
  for (const {name, counts, curve} of compared) {
    drifting.push({
      name,
      customers: curve.customers,
      returned: chanceWithin(curve, 0, followUp, {level: options.level, rule: rule.atRisk}),
      headline: churnThreshold(counts, equal).headline,
      interval: (await thresholdIntervals(counts, equal, options)).headline,
    });
  }
  const tables = compared.map(({counts}) => counts);
  return {
    known: true,
    followUp,
    cohorts: drifting,
    setAside: seen.filter((cohort) => !compared.includes(cohort)).map(({name}) => name),
    difference: logRankTest(tables, followUp),
    trend: logRankTrend(tables, followUp),
  };
}
