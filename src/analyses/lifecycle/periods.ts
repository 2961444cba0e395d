import {addMonths, startOfMonth, startOfQuarter, type Day} from '../../lib/dates';
import type {Grain as AnyGrain} from '../../text/grain';

export type Grain = Exclude<AnyGrain, 'year'>;

/** The first day of the period a day lies in; weeks start on Monday. */
export function startOf(grain: Grain, day: Day): Day {
  switch (grain) {
    case 'day':
      return day;
    case 'week':
      // 5 January 1970 was a Monday.
      return day - ((((day - 4) % 7) + 7) % 7);
    case 'month':
      return startOfMonth(day);
    case 'quarter':
      return startOfQuarter(day);
  }
}

/** The first day of the next period. */
export function nextStart(grain: Grain, start: Day): Day {
  switch (grain) {
    case 'day':
      return start + 1;
    case 'week':
      return start + 7;
    case 'month':
      return addMonths(start, 1);
    case 'quarter':
      return addMonths(start, 3);
  }
}

export interface Period {
  readonly startsOn: Day;
  /** Days of it that are looked at. */
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Whether all of its days lie within what is looked at. */
  readonly complete: boolean;
}

/** All periods that touch a stretch of days, in order; the first and the last may be cut. */
export function periodsBetween(grain: Grain, from: Day, to: Day): Period[] {
  const periods: Period[] = [];
  for (let start = startOf(grain, from); start <= to; start = nextStart(grain, start)) {
    const last = nextStart(grain, start) - 1;
    periods.push({
      startsOn: start,
      firstDay: Math.max(start, from),
      lastDay: Math.min(last, to),
      complete: start >= from && last <= to,
    });
  }
  return periods;
}
