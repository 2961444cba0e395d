import {dayFromIso, type Day} from '../../lib/dates';
import type {Grain as AnyGrain} from '../../text/grain';

/** Lengths of a calendar period (PRODUCT §3 H6). */
export type Grain = Exclude<AnyGrain, 'day'>;

/** Days of a period that is counted from the first purchase on. */
export const rollingDays: Readonly<Record<Grain, number>> = {week: 7, month: 30, quarter: 91, year: 365};

const MILLISECONDS = 86_400_000;
const FIRST_MONDAY = dayFromIso('1900-01-01');
const months = {month: 1, quarter: 3, year: 12} as const;

/** Number of the calendar period a day lies in, as the statements have it: neighbours differ by one. */
export function spanOf(day: Day, grain: Grain): number {
  if (grain === 'week') return Math.floor((day - FIRST_MONDAY) / 7);
  const date = new Date(day * MILLISECONDS);
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months[grain]);
}

/** The first day of a calendar period. */
export function startOf(span: number, grain: Grain): Day {
  if (grain === 'week') return FIRST_MONDAY + span * 7;
  const month = span * months[grain];
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / MILLISECONDS;
}
