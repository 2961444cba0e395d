/** From which part of the revenue on known costs stand for the rest too. */
const ENOUGH_COSTS = 0.5;

/** Cost of goods as the files name it, the net amount of the positions that have one, and all revenue. */
export interface KnownCosts {
  readonly cost: number;
  readonly covered: number;
  readonly revenue: number;
}

/** Share of the revenue that is left after the cost of goods; null: unknown. */
export interface MarginRate {
  readonly rate: number | null;
  /** Whether it is the reader's own; else it comes from the costs in the data. */
  readonly own: boolean;
}

/** The margin rate (PRODUCT §1, contribution margin): the reader's own, else that of the revenue with known costs. Revenue with VAT has none. */
export function marginRateOf(
  {cost, covered, revenue}: KnownCosts,
  own: number | null,
  withVat: boolean,
): MarginRate {
  if (withVat) return {rate: null, own: false};
  if (own !== null) return {rate: own, own: true};
  const enough = covered > 0 && covered >= ENOUGH_COSTS * revenue;
  return {rate: enough ? 1 - cost / covered : null, own: false};
}
