/** What customers of a cohort did in a period. Money in ten-thousandths, so that sums are exact. */
export interface Sums {
  buyers: number;
  secondBuyers: number;
  orders: number;
  revenue: number;
  cost: number;
  /** Net amount of the positions whose cost is known. */
  covered: number;
}

/** Nothing yet. */
export function noSums(): Sums {
  return {buyers: 0, secondBuyers: 0, orders: 0, revenue: 0, cost: 0, covered: 0};
}

/** Adds to sums in place: there are several for each of thousands of cells. */
export function add(to: Sums, more: Readonly<Sums>): void {
  to.buyers += more.buyers;
  to.secondBuyers += more.secondBuyers;
  to.orders += more.orders;
  to.revenue += more.revenue;
  to.cost += more.cost;
  to.covered += more.covered;
}

export function total(many: readonly Readonly<Sums>[]): Sums {
  const sum = noSums();
  for (const sums of many) add(sum, sums);
  return sum;
}

export function minus(a: Readonly<Sums>, b: Readonly<Sums>): Sums {
  return {
    buyers: a.buyers - b.buyers,
    secondBuyers: a.secondBuyers - b.secondBuyers,
    orders: a.orders - b.orders,
    revenue: a.revenue - b.revenue,
    cost: a.cost - b.cost,
    covered: a.covered - b.covered,
  };
}

export function fromMoney(value: number): number {
  return Math.round(value * 10_000);
}

export function toMoney(value: number): number {
  return value / 10_000;
}
