import type {Cell, Table} from '../../lib/table';
import {wilsonInterval, type Interval} from '../../stats/tests/proportions';

/** Customers with one segment or one score, and what they did after the day of scoring. */
export interface Group {
  customers: number;
  buyers: number;
  purchases: number;
  /** Ten-thousandths, so that sums are exact. */
  revenue: number;
}

/** The groups of outcomes by one of their columns. */
export function groupedBy(
  column: string,
  outcomes: readonly Readonly<Record<string, Cell>>[],
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const row of outcomes) {
    const name = String(row[column]);
    const group = groups.get(name) ?? {customers: 0, buyers: 0, purchases: 0, revenue: 0};
    group.customers += Number(row['customers']);
    group.buyers += Number(row['buyers']);
    group.purchases += Number(row['purchases']);
    group.revenue += Math.round(Number(row['revenue']) * 10_000);
    groups.set(name, group);
  }
  return groups;
}

/** The 95 % interval of the share that bought. */
export function intervalOf({buyers, customers}: Group): Interval {
  return wilsonInterval({successes: buyers, trials: customers});
}

/** Whether the best score bought more often than the lowest beyond doubt: their 95 % intervals do not meet. */
export function rises(groups: readonly Group[]): boolean {
  return groups.length > 1 && intervalOf(groups[0]!).low > intervalOf(groups.at(-1)!).high;
}

/** Columns of a table with a row for each group. */
export function ratesOf(groups: readonly Group[]): Table['columns'] {
  const column = (value: (group: Group) => number) => Float64Array.from(groups, value);
  return {
    customers: column(({customers}) => customers),
    buyers: column(({buyers}) => buyers),
    purchases: column(({purchases}) => purchases),
    revenue: column(({revenue}) => revenue / 10_000),
    bought_share: column(({buyers, customers}) => buyers / customers),
    bought_share_low: column((group) => intervalOf(group).low),
    bought_share_high: column((group) => intervalOf(group).high),
    revenue_per_customer: column(({revenue, customers}) => revenue / 10_000 / customers),
  };
}
