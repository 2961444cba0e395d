import type {Sums} from './sums';

/** From which part of the revenue on known costs stand for the rest too. */
const ENOUGH_COSTS = 0.5;

/** How the contribution margin is reckoned (PRODUCT §1, §3 H3). */
export interface Margin {
  /** Share of the revenue whose cost of goods is in the data. */
  readonly costsShare: number;
  /** Margin rate of the rest; null: unknown, and so is the margin. */
  readonly rate: number | null;
  /** Whether that is the reader's own rate; else it is that of the revenue with known costs. */
  readonly ownRate: boolean;
  /** In the same ten-thousandths as the sums; null where it is unknown. */
  of(sums: Sums): number | null;
}

/** `withVat`: revenue that holds VAT has no margin. */
export function marginOf(
  all: Sums,
  own: {readonly rate: number | null; readonly orderCost: number},
  withVat: boolean,
): Margin {
  const covered = Math.min(Math.max(all.covered, 0), Math.max(all.revenue, 0));
  const costsShare = all.revenue > 0 ? covered / all.revenue : 0;
  const found = costsShare >= ENOUGH_COSTS && all.covered > 0 ? 1 - all.cost / all.covered : null;
  const rate = withVat ? null : (own.rate ?? found);
  return {
    costsShare,
    rate,
    ownRate: own.rate !== null,
    of({revenue, cost, covered: known, orders}) {
      if (rate === null) return null;
      const rest = Math.max(0, revenue - known);
      return Math.round(revenue - cost - (1 - rate) * rest - own.orderCost * 10_000 * orders);
    },
  };
}
