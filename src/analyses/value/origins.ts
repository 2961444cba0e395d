import {isoFromDay} from '../../lib/dates';
import {numbers, type Table} from '../../lib/table';
import {LEAST_ORIGINS, type HoldOut} from '../../stats/backtest';
import type {CustomerGroups} from '../../stats/projection';
import {endOf, netShareBefore, seasonBefore, type Flows, type MonthsBack} from './months';

/** Which past days forecasts are tested from, and over how many months. */
export interface OriginPlan {
  /** Months back after whose beginning the hold-outs lie: the origin is the end of month `back` + 1. */
  readonly backs: readonly number[];
  readonly months: number;
}

const LENGTHS = [24, 12, 6, 3, 1] as const;
const MOST = 8;
/** A model sees at least so many months before an origin, and as many as it is to look ahead, up to a year. */
const LEAST_PAST = 6;
const ENOUGH_PAST = 12;

/**
 * Origins one to three months apart whose hold-outs end by the as-of date, over the horizon where at least four of them fit
 * into the past, else over the longest shorter one.
 */
export function originPlan({whole}: MonthsBack, horizon: number): OriginPlan {
  const plans = LENGTHS.filter((months) => months <= horizon).map((months): OriginPlan => {
    const room = whole - months - Math.max(LEAST_PAST, Math.min(months, ENOUGH_PAST));
    if (room < 0) return {backs: [], months};
    const step = Math.min(3, Math.max(1, Math.floor(room / 6)));
    const count = Math.min(MOST, Math.floor(room / step) + 1);
    return {backs: Array.from({length: count}, (_, i) => months + i * step), months};
  });
  return (
    plans.find(({backs}) => backs.length >= LEAST_ORIGINS) ??
    plans.find(({backs}) => backs.length > 0) ?? {backs: [], months: horizon}
  );
}

/** The origin and the end of the hold-out of each, as days. */
export function spansOf(
  {backs, months}: OriginPlan,
  past: MonthsBack,
): {origins: string[]; untils: string[]} {
  return {
    origins: backs.map((back) => isoFromDay(endOf(past, back + 1))),
    untils: backs.map((back) => isoFromDay(endOf(past, back + 1 - months))),
  };
}

/** The customers of a table of histories. */
export function groupsOf(table: Table, from = 0, to = table.rows): CustomerGroups {
  const column = (name: string) => numbers(table, name).subarray(from, to);
  return {
    x: column('x'),
    tx: column('tx_days'),
    age: column('age_days'),
    meanValue: column('mean_value'),
    customers: column('customers'),
  };
}

/** The rows of each origin: they stand together. */
export function stretchesOf(table: Table): Map<number, {readonly from: number; readonly to: number}> {
  const days = numbers(table, 'origin_on');
  const stretches = new Map<number, {from: number; to: number}>();
  for (let from = 0; from < table.rows;) {
    let to = from + 1;
    while (to < table.rows && days[to] === days[from]) to++;
    stretches.set(days[from]!, {from, to});
    from = to;
  }
  return stretches;
}

/** Each origin with what was known and what came, the latest first. */
export function holdOutsOf({backs, months}: OriginPlan, table: Table, flows: Flows): HoldOut[] {
  const past = flows.months;
  const stretches = stretchesOf(table);
  const known = (back: number, from: number, to: number) =>
    flows.total('sampled_revenue', from, to, back + 1);
  return backs.flatMap((back): HoldOut[] => {
    const origin = endOf(past, back + 1);
    const stretch = stretches.get(origin);
    if (!stretch) return [];
    const ahead = Array.from({length: months}, (_, i) => back - i);
    const before = (distance: number) =>
      back + distance > past.whole || months > distance
        ? null
        : known(back + distance, back + distance - months + 1, back + distance);
    return [
      {
        origin,
        until: endOf(past, back + 1 - months),
        groups: groupsOf(table, stretch.from, stretch.to),
        actual: Float64Array.from(ahead, (month) => known(back, month, month)),
        ends: Float64Array.from(ahead, (month) => endOf(past, month) - origin),
        netShare: netShareBefore(flows, back),
        lastPeriod: before(months),
        lastYear: before(12),
        season: seasonBefore(flows, back, months),
      },
    ];
  });
}
