import {addMonths, isoFromDay, type Day} from '../../lib/dates';
import {numbers, type Table} from '../../lib/table';
import type {Season} from '../../stats/backtest';

/** Months counted back from the as-of date: month 1 ends with it, and begins the day after the end of month 2. */
export interface MonthsBack {
  readonly asOf: Day;
  /** The last days of month 2, 3, …, up to the first purchase. */
  readonly bounds: readonly Day[];
  /** Months that lie wholly within the time from the first purchase on. */
  readonly whole: number;
}

export function monthsBack(asOf: Day, first: Day): MonthsBack {
  const bounds: Day[] = [];
  for (let month = 1; (bounds.at(-1) ?? asOf) >= first; month++) bounds.push(addMonths(asOf, -month));
  return {asOf, bounds, whole: bounds.filter((bound) => bound >= first - 1).length};
}

/** The last day of a month back; of month 0 and below, days to come. */
export function endOf({asOf}: MonthsBack, month: number): Day {
  return addMonths(asOf, 1 - month);
}

export function isoBounds({bounds}: MonthsBack): string[] {
  return bounds.map(isoFromDay);
}

/** What the customers did by month, all of them and those on whom forecasts are tested. */
export interface Flows {
  readonly months: MonthsBack;
  /** Sum of a column over the months from…to (counted back, from ≤ to) of customers who came in month `since` or earlier. */
  total(column: FlowColumn, from: number, to: number, since?: number): number;
}

export type FlowColumn =
  | 'new_customers'
  | 'first_revenue'
  | 'repeat_purchases'
  | 'repeat_revenue'
  | 'refunds'
  | 'sampled_repeat_purchases'
  | 'sampled_revenue';

export function flowsOf(table: Table, months: MonthsBack): Flows {
  const [firsts, lasts] = [numbers(table, 'first_month'), numbers(table, 'month')];
  return {
    months,
    total(column, from, to, since = 0) {
      const values = numbers(table, column);
      let sum = 0;
      for (let row = 0; row < table.rows; row++)
        if (firsts[row]! >= since && lasts[row]! >= from && lasts[row]! <= to) sum += values[row]!;
      return sum;
    },
  };
}

/** The share of what was bought in the year before a month that was not paid back. */
export function netShareBefore(flows: Flows, month: number): number {
  const bought =
    flows.total('first_revenue', month + 1, month + 12) +
    flows.total('repeat_revenue', month + 1, month + 12);
  const back = flows.total('refunds', month + 1, month + 12);
  return bought > 0 ? Math.min(1, Math.max(0, 1 - back / bought)) : 1;
}

const YEAR = 12;

/**
 * What a seasonal index is found from at the end of a month back, for the months ahead; null with less than two full years.
 */
export function seasonBefore(flows: Flows, month: number, ahead: number): Season | null {
  const years = Math.floor((flows.months.whole - month) / YEAR);
  if (years < 2) return null;
  const oldest = flows.months.bounds.length;
  const start = endOf(flows.months, oldest + 1);
  const at = (back: number) => (endOf(flows.months, back + 1) + endOf(flows.months, back)) / 2 - start;
  const arriving = Array.from({length: oldest - month}, (_, i) => oldest - i);
  const seen = Array.from({length: years * YEAR}, (_, i) => month + years * YEAR - i);
  return {
    arrivals: {
      at: Float64Array.from(arriving, at),
      customers: Float64Array.from(arriving, (back) => flows.total('new_customers', back, back)),
    },
    bounds: Float64Array.from([seen[0]! + 1, ...seen], (back) => endOf(flows.months, back) - start),
    purchases: Float64Array.from(seen, (back) => flows.total('repeat_purchases', back, back)),
    quarters: seen.map((back) => quarterOf(flows.months, back)),
    ahead: Array.from({length: ahead}, (_, i) => quarterOf(flows.months, month - i)),
  };
}

/** The calendar quarter (0–3) in which the middle of a month back lies. */
function quarterOf(months: MonthsBack, back: number): number {
  const middle = Math.round((endOf(months, back + 1) + 1 + endOf(months, back)) / 2);
  return Math.floor(new Date(middle * 86_400_000).getUTCMonth() / 3);
}
