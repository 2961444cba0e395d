import {marginRateOf, type KnownCosts} from '../margin';
import type {Sums} from './sums';

/** How the contribution margin is reckoned (PRODUCT §1, §3 H3). */
export interface Margin {
  /** Share of the revenue whose cost of goods is in the data. */
  readonly costsShare: number;
  /** Margin rate of the rest; null: unknown, and so is the margin. */
  readonly rate: number | null;
  /** Whether that is the reader's own rate; else it is that of the shop's revenue with known costs. */
  readonly ownRate: boolean;
  /** In the same ten-thousandths as the sums; null where it is unknown. */
  of(sums: Sums): number | null;
}

/** Revenue without a known cost counts at the margin of the whole shop, which customer value and projection have too. */
export function marginOf(
  all: Sums,
  shop: KnownCosts,
  own: {readonly rate: number | null; readonly orderCost: number},
  withVat: boolean,
): Margin {
  const covered = Math.min(Math.max(all.covered, 0), Math.max(all.revenue, 0));
  const costsShare = all.revenue > 0 ? covered / all.revenue : 0;
  const {rate} = marginRateOf(shop, own.rate, withVat);
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
