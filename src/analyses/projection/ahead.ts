import type {FittedModel} from '../../stats/projection';
import {assumedArrivals, type Arrivals} from './assumptions';
import type {Base, Expected} from './expected';
import {newcomerRevenue} from './newcomers';
import {whatIf} from './what_if';

/** The months to come, customers of today and new ones; revenue net of refunds. */
export interface Ahead {
  readonly arrivals: Arrivals;
  /** Revenue of the customers of today. */
  readonly existing: Float64Array;
  readonly existingMargin: Float64Array;
  /** First and later purchases of customers who are new in these months. */
  readonly first: Float64Array;
  readonly repeat: Float64Array;
  readonly all: Float64Array;
  readonly margin: Float64Array;
  /** `all` with more second purchases (PRODUCT §3 V13). */
  readonly changed: Float64Array;
  /** The chance that a new customer buys again within the time. */
  readonly secondShare: number;
}

/** `season`: factors by month for the customers of today, null without one. */
export function aheadOf(
  base: Base,
  model: FittedModel,
  expected: Expected,
  season: Float64Array | null,
): Ahead {
  const {params, spending, ends, margin, netShare} = base;
  const seasonal = (values: Float64Array) =>
    season ? values.map((value, month) => value * season[month]!) : values;
  const arrivals = arrivalsOf(base);
  const repeatValue = spending.populationMean * netShare;
  const {first, repeat} = newcomerRevenue(model, {
    customers: arrivals.customers,
    ends,
    firstValue: firstValueOf(base),
    repeatValue,
  });
  const existing = seasonal(expected.revenue);
  const orders = seasonal(expected.purchases);
  const allOrders = orders.map(
    (count, month) =>
      count + (repeatValue > 0 ? repeat[month]! / repeatValue : 0) + arrivals.customers[month]!,
  );
  const all = existing.map((revenue, month) => revenue + first[month]! + repeat[month]!);
  const {existing: more, newcomers, share} = whatIf(base, model, seasonal);
  const left = (revenue: Float64Array, purchases: Float64Array) =>
    revenue.map((value, month) =>
      margin === null ? NaN : value * margin - purchases[month]! * params.order_cost,
    );
  return {
    arrivals,
    existing,
    existingMargin: left(existing, orders),
    first,
    repeat,
    all,
    margin: left(all, allOrders),
    changed: all.map((revenue, month) => revenue + more[month]! + newcomers * repeat[month]!),
    secondShare: share,
  };
}

/** How many new customers are assumed to come. */
export function arrivalsOf({params, foundation, ends}: Base): Arrivals {
  return assumedArrivals(params, foundation.past, ends.length);
}

/** What the first purchase of a new customer has brought in the last year, net of refunds. */
export function firstValueOf({foundation: {past}, netShare}: Base): number {
  const came = past.total('new_customers', 1, 12);
  return came > 0 ? (past.total('first_revenue', 1, 12) / came) * netShare : 0;
}
