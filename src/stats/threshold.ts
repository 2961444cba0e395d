import {
  kaplanMeier,
  observableUntil,
  survivalByDay,
  type DurationCounts,
  type SurvivalCurve,
} from './models/kaplan_meier';
import {quantileOfCounts} from './quantile';
import {bootstrapIntervals, type BootstrapInterval, type BootstrapOptions} from './tests/bootstrap';
import {chancesOf, levelOf} from './threshold/chances';
import {crossingOf} from './threshold/crossing';
import {gap, noneWithin, type ThresholdGap} from './threshold/gap';
import {returnerDay, returnersOf, type ReturnerDay} from './threshold/returner_day';
import {changedRule, type ThresholdRule} from './threshold/rule';

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
  const rule = changedRule(changes);
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
  const rule = changedRule(changes);
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
  if (rule.chance === null && atStart === 0) return noneWithin(counts, window);
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
