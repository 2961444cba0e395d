import {numbers, type Table} from '../../lib/table';
import type {DurationCounts} from '../../stats/models/kaplan_meier';
import {churnThreshold} from '../../stats/threshold';
import type {ThresholdGap} from '../../stats/threshold/gap';

/** Where the data give no limit: three months to be called slipping away, a year to be called inactive. */
const FIXED = {threshold: 90, inactive: 365};
/** Inactive is who is silent for longer than it takes this share of those who return within so many days. */
const LATE = {share: 0.95, horizon: 730};

export type LimitSource = 'set' | 'data' | 'fixed';

export interface Limit {
  readonly days: number;
  readonly source: LimitSource;
  /** Why the data give none, where a fixed one stands in. */
  readonly reason: ThresholdGap['reason'] | null;
}

/** Days of silence: from the day on which one has lasted so long, the customer is past it. */
export interface Limits {
  /** After the only purchase, and after the second and later ones. */
  readonly first: Limit;
  readonly repeat: Limit;
  /** Never below the other two. */
  readonly inactive: Limit;
  /** So long somebody counts as back after a long silence; never beyond the limit of repeat buyers. */
  readonly reactivated: Limit;
}

interface Own {
  readonly first_limit: number | null;
  readonly repeat_limit: number | null;
  readonly inactive_limit: number | null;
  readonly recent: number;
}

/** The limits in force: the reader's own, else those of the shop's own data (STATISTICS §3.1), else fixed ones. */
export function limitsOf(durations: Table, own: Own): Limits {
  const first = churnThreshold(durationsOf(durations, true), LATE);
  const later = churnThreshold(durationsOf(durations, false), LATE);
  const threshold = (days: number | null, {headline}: typeof first): Limit => {
    if (days !== null) return {days, source: 'set', reason: null};
    if (headline.known) return {days: headline.day, source: 'data', reason: null};
    return {days: FIXED.threshold, source: 'fixed', reason: headline.reason};
  };
  const limits = {first: threshold(own.first_limit, first), repeat: threshold(own.repeat_limit, later)};
  const inactive = inactiveLimit(own.inactive_limit, [first.returners, later.returners]);
  const reach = Math.max(limits.first.days, limits.repeat.days);
  return {
    ...limits,
    inactive: {...inactive, days: Math.max(inactive.days, reach)},
    reactivated: {days: Math.min(own.recent, limits.repeat.days), source: 'set', reason: null},
  };
}

type Returners = ReturnType<typeof churnThreshold>['returners'];

/**
 * The later of the two days by which nearly all returners are back. Both kinds of wait have to be seen to the end of the
 * horizon: before that the day only grows with the history.
 */
function inactiveLimit(own: number | null, returners: readonly Returners[]): Limit {
  if (own !== null) return {days: own, source: 'set', reason: null};
  const fixed = {days: FIXED.inactive, source: 'fixed'} as const;
  const days: number[] = [];
  for (const each of returners) {
    if (!each.known) return {...fixed, reason: each.reason};
    if (each.provisional) return {...fixed, reason: 'not-enough-history'};
    days.push(each.day);
  }
  return {days: Math.max(...days), source: 'data', reason: null};
}

/** The waits after the first or after later purchases as counts by day. */
export function durationsOf(durations: Table, afterFirst: boolean): DurationCounts {
  const stages = numbers(durations, 'stage');
  const lengths = numbers(durations, 'days');
  const events = numbers(durations, 'events');
  const censored = numbers(durations, 'censored');
  const byDay = new Map<number, {events: number; censored: number}>();
  for (let row = 0; row < durations.rows; row++) {
    if ((stages[row] === 1) !== afterFirst) continue;
    const day = byDay.get(lengths[row]!) ?? {events: 0, censored: 0};
    day.events += events[row]!;
    day.censored += censored[row]!;
    byDay.set(lengths[row]!, day);
  }
  const days = Float64Array.from(byDay.keys()).sort();
  return {
    days,
    events: days.map((day) => byDay.get(day)!.events),
    censored: days.map((day) => byDay.get(day)!.censored),
  };
}
