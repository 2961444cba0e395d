import type {FittedModel} from '../../stats/projection';

export interface Newcomers {
  /** Customers that come in each month to come. */
  readonly customers: Float64Array;
  /** Ends of the months, in days from the as-of date. */
  readonly ends: Float64Array;
  readonly firstValue: number;
  readonly repeatValue: number;
}

/** Revenue of first and of repeat purchases by month; who comes in a month is taken to come in the middle of it. */
export function newcomerRevenue(
  model: FittedModel,
  {customers, ends, firstValue, repeatValue}: Newcomers,
): {readonly first: Float64Array; readonly repeat: Float64Array} {
  const at = ends.map((end, month) => (end + (month === 0 ? 0 : ends[month - 1]!)) / 2);
  const cumulative = model.tracking({at, customers}, ends);
  return {
    first: customers.map((count) => count * firstValue),
    repeat: cumulative.map(
      (total, month) => (total - (month === 0 ? 0 : cumulative[month - 1]!)) * repeatValue,
    ),
  };
}
