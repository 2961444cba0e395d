import {expectedPurchases, expectedTotals, type FittedModel, type Spending} from '../../stats/projection';
import type {ParamsOf} from '../define';
import type {Foundation} from '../value/foundation';
import type {projectionShape} from './shape';

/** What every forecast starts from. */
export interface Base {
  readonly params: ParamsOf<typeof projectionShape>;
  readonly foundation: Foundation;
  readonly spending: Spending;
  /** Ends of the months to come, in days from the as-of date. */
  readonly ends: Float64Array;
  readonly margin: number | null;
  readonly netShare: number;
}

/** What a model expects of the customers of today: by month in all, and by row over the whole time, now and before. */
export interface Expected {
  readonly revenue: Float64Array;
  readonly purchases: Float64Array;
  readonly now: Float64Array;
  readonly before: Float64Array;
}

export function expectedOf({foundation, spending, ends, netShare}: Base, model: FittedModel): Expected {
  const {groups} = foundation;
  const values = spending.values(groups).map((value) => value * netShare);
  const totals = expectedTotals(model, groups, values, ends);
  const horizon = ends.at(-1)!;
  const worth = (purchases: Float64Array) =>
    purchases.map((count, row) => groups.customers[row]! * count * values[row]!);
  return {
    revenue: increments(totals.revenue),
    purchases: increments(totals.purchases),
    now: worth(expectedPurchases(model, groups, horizon)),
    // Right after the last purchase the age was that of the last purchase.
    before: worth(expectedPurchases(model, {...groups, age: groups.tx}, horizon)),
  };
}

/** Sums by month from sums up to the end of each month. */
export function increments(cumulative: Float64Array): Float64Array {
  return cumulative.map((value, i) => value - (i === 0 ? 0 : cumulative[i - 1]!));
}
