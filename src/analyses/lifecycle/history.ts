import type {Day} from '../../lib/dates';
import {numbers, type Table} from '../../lib/table';
import type {Period} from './periods';
import type {Stage} from './stages';

/** What the statements have counted, each by day. */
export interface Counts {
  readonly arrivals: Table;
  readonly newcomers: Table;
  /** Silences after the first and after later purchases, each with its own limit. */
  readonly first_silences: Table;
  readonly repeat_silences: Table;
  readonly losses: Table;
  readonly reactivations: Table;
  readonly leads: Table;
}

/** Running totals at the end of each day from `from` on, the day before the first purchase: what a stretch of days brought is a difference of two. */
export interface History {
  readonly from: Day;
  /** Customers in each stage. */
  readonly stock: Readonly<Record<Stage, Float64Array>>;
  /** Revenue of the purchases, counted to the stage that each led to. */
  readonly revenue: Readonly<Record<BuyingStage, Float64Array>>;
  /** The ledger: new first-time buyers, those who passed their limit, those back from behind it. */
  readonly flow: Readonly<Record<Flow, Float64Array>>;
}

/** The stages that a purchase can lead to. */
export const buyingStages = ['first_time', 'active', 'reactivated'] as const satisfies readonly Stage[];
export type BuyingStage = (typeof buyingStages)[number];

type Flow = 'came' | 'came_revenue' | 'back' | 'back_revenue' | 'reactivated' | 'out' | 'out_revenue';

/** The stages of all days up to the as-of date, from the days on which customers came, fell silent and returned. */
export function historyOf(counts: Counts, asOf: Day): History {
  const {arrivals, newcomers, first_silences: first, repeat_silences: repeat} = counts;
  const {losses, reactivations, leads} = counts;
  // Leads may be known long before the first purchase; what was before it is one day.
  const from = (numbers(arrivals, 'purchased_on')[0] ?? asOf) - 1;
  const days = asOf - from + 1;

  /** A column by day as a running total. */
  const total = (table: Table, day: string, column: string, where?: (row: number) => boolean) => {
    const totals = new Float64Array(days);
    const on = numbers(table, day);
    const amounts = numbers(table, column);
    for (let row = 0; row < table.rows; row++)
      if (!Number.isNaN(on[row]!) && (where?.(row) ?? true))
        totals[Math.max(0, on[row]! - from)]! += amounts[row]!;
    for (let at = 1; at < days; at++) totals[at]! += totals[at - 1]!;
    return totals;
  };
  const isFirst = numbers(arrivals, 'first_purchase');
  const bought = (column: string, firstPurchase: boolean) =>
    total(arrivals, 'purchased_on', column, (row) => (isFirst[row] === 1) === firstPurchase);
  const both = (column: string) => sum(total(first, 'day', column), total(repeat, 'day', column));

  const came = bought('purchases', true);
  const out = both('passed');
  const back = both('returned');
  const lost = total(losses, 'day', 'customers');
  const revived = total(reactivations, 'day', 'came');
  const revivedRevenue = total(reactivations, 'day', 'revenue');

  // Who bought a second time within the limit, or passed it, is no first-time buyer any more.
  const second = difference(bought('second_purchases', false), total(first, 'day', 'returned'));
  const firstTime = difference(difference(came, second), total(first, 'day', 'passed'));
  const reactivated = difference(revived, total(reactivations, 'day', 'settled'));
  const within = sum(difference(came, out), back);
  const inactive = difference(lost, revived);
  return {
    from,
    stock: {
      lead: difference(total(leads, 'day', 'came'), total(leads, 'day', 'ordered')),
      first_time: firstTime,
      active: difference(difference(within, firstTime), reactivated),
      reactivated,
      defecting: difference(difference(out, back), inactive),
      inactive,
    },
    revenue: {
      first_time: bought('revenue', true),
      active: difference(bought('revenue', false), revivedRevenue),
      reactivated: revivedRevenue,
    },
    flow: {
      came,
      came_revenue: total(newcomers, 'first_on', 'revenue'),
      back,
      back_revenue: both('returned_revenue'),
      reactivated: revived,
      out,
      out_revenue: both('passed_revenue'),
    },
  };
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value + b[at]!);
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value - b[at]!);
}

/** A running total at the end of a day; 0 before the first. */
export function totalAt(totals: Float64Array, {from}: History, day: Day): number {
  return day < from ? 0 : totals[day - from]!;
}

/** What a running total gained in a stretch of days. */
export function gainedIn(
  totals: Float64Array,
  history: History,
  {firstDay, lastDay}: Pick<Period, 'firstDay' | 'lastDay'>,
): number {
  const gained = totalAt(totals, history, lastDay) - totalAt(totals, history, firstDay - 1);
  // Money has four decimals; a difference of sums has more.
  return Math.round(gained * 10_000) / 10_000;
}
