import {partFactors, type Factors} from '../../stats/backtest';

/** Sums over the customers of one part of the shop. */
export interface Part {
  customers: number;
  revenue: number;
  /** Sum of the chances to buy, of the expected purchases and of the expected revenue. */
  chance: number;
  purchases: number;
  revenues: number;
}

export function emptyPart(): Part {
  return {customers: 0, revenue: 0, chance: 0, purchases: 0, revenues: 0};
}

/** What the columns of every part need to know of the whole. */
export interface Whole {
  readonly factors: Factors;
  /** Standard deviation of the logarithm of the total (stats/projection). */
  readonly spread: number;
  readonly total: number;
  readonly margin: number | null;
  readonly orderCost: number;
}

/** The columns that tenths and members have in common; an interval of a part is never narrower than that of the whole. */
export function partColumns(parts: readonly Part[], {factors, spread, total, margin, orderCost}: Whole) {
  const column = (value: (part: Part) => number) => Float64Array.from(parts, value);
  const own = parts.map(({revenues}) => partFactors(factors, spread, revenues, total));
  return {
    customers: column(({customers}) => customers),
    revenue: column(({revenue}) => revenue),
    chance: column(({chance, customers}) => chance / customers),
    expected_purchases: column(({purchases}) => purchases),
    expected_revenue: column(({revenues}) => revenues),
    revenue_low: Float64Array.from(parts, ({revenues}, i) => revenues * own[i]!.low),
    revenue_high: Float64Array.from(parts, ({revenues}, i) => revenues * own[i]!.high),
    expected_margin: column(({revenues, purchases}) =>
      margin === null ? NaN : revenues * margin - purchases * orderCost,
    ),
  };
}
