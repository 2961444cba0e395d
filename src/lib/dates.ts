/** A calendar day as the number of days since 1970-01-01. No time, no zone. */
export type Day = number;

const MILLISECONDS = 86_400_000;

/** The day of an ISO date `yyyy-mm-dd`; throws a RangeError for anything else. */
export function dayFromIso(iso: string): Day {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(iso) / MILLISECONDS : NaN;
  if (!Number.isInteger(day) || isoFromDay(day) !== iso) throw new RangeError(`not a calendar day: ${iso}`);
  return day;
}

/** `yyyy-mm-dd` of a day. */
export function isoFromDay(day: Day): string {
  return new Date(day * MILLISECONDS).toISOString().slice(0, 10);
}

/** The same day of the month `months` later (or earlier), held inside that month: 31 Jan + 1 = 28 or 29 Feb. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day * MILLISECONDS);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return first / MILLISECONDS + Math.min(date.getUTCDate(), length) - 1;
}

/** The first day of the month a day lies in. */
export function startOfMonth(day: Day): Day {
  return day - new Date(day * MILLISECONDS).getUTCDate() + 1;
}

/** The first day of the quarter a day lies in. */
export function startOfQuarter(day: Day): Day {
  const first = startOfMonth(day);
  return addMonths(first, -(new Date(first * MILLISECONDS).getUTCMonth() % 3));
}

/** A day as a Date at midnight UTC, for formatters and chart scales that are told to use UTC. */
export function dateFromDay(day: Day): Date {
  return new Date(day * MILLISECONDS);
}
