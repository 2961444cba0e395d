import type {DurationCounts} from '../models/kaplan_meier';

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

/** What stands in the way of a day. */
export function gap(reason: ThresholdGap['reason'], have: number, needed: number): ThresholdGap {
  return {known: false, reason, have, needed};
}

/** Nobody of a table with events had one within so many days. */
export function noneWithin({days, events}: DurationCounts, window: number): ThresholdGap {
  return gap(
    'none-within-window',
    days.find((_, i) => events[i]! > 0)!,
    window,
  );
}
