import {numbers, type Column, type Table} from '../../lib/table';
import {wilsonInterval} from '../../stats/tests/proportions';
import {columnOf} from '../column_of';
import {keysOf, type Cohort, type CohortCell, type Counting} from './counted';
import type {Margin} from './margin';
import type {Pair} from './pairs';
import {spanOf, startOf} from './spans';
import {toMoney, total} from './sums';

export interface CohortRow {
  readonly cohort: Cohort;
  readonly cells: readonly CohortCell[];
}

/** One row per cohort and period. */
export function cellsTable(rows: readonly CohortRow[], margin: Margin): Table {
  const cells = rows.flatMap(({cohort, cells: own}) => {
    const revenue = summedUp(own.map(({counted, customers}) => ({amount: counted.revenue, customers})));
    const left = summedUp(own.map(({counted, customers}) => ({amount: margin.of(counted), customers})));
    return own.map((cell, at) => ({cohort, cell, revenue: revenue[at]!, margin: left[at]!}));
  });
  const column = (value: (entry: (typeof cells)[number]) => number | null) => columnOf(cells, value);
  return {
    rows: cells.length,
    columns: {
      ...cohortColumns(cells.map(({cohort}) => cohort)),
      period: column(({cell}) => cell.period),
      starts_on: column(({cell}) => cell.startsOn),
      complete: column(({cell}) => Number(cell.complete)),
      customers: column(({cohort}) => cohort.customers),
      buyers: column(({cell}) => cell.soFar.buyers),
      orders: column(({cell}) => cell.soFar.orders),
      revenue: column(({cell}) => toMoney(cell.soFar.revenue)),
      counted_customers: column(({cell}) => cell.customers),
      counted_buyers: column(({cell}) => cell.counted.buyers),
      counted_orders: column(({cell}) => cell.counted.orders),
      counted_revenue: column(({cell}) => toMoney(cell.counted.revenue)),
      ...shareColumns(cells.map(({cell}) => ({buyers: cell.counted.buyers, customers: cell.customers}))),
      revenue_per_customer: column((entry) => entry.revenue),
      margin_per_customer: column((entry) => entry.margin),
    },
  };
}

/** One row per period: all cohorts for which it is complete, each customer with the same weight. */
export function averagesTable(rows: readonly CohortRow[], margin: Margin): Table {
  const periods = new Map<number, CohortCell[]>();
  for (const {cells} of rows) {
    for (const cell of cells) {
      if (!cell.complete) continue;
      const same = periods.get(cell.period);
      if (same) same.push(cell);
      else periods.set(cell.period, [cell]);
    }
  }
  const averages = [...periods]
    .sort(([a], [b]) => a - b)
    .map(([period, cells]) => ({
      period,
      cohorts: cells.length,
      customers: cells.reduce((sum, {customers}) => sum + customers, 0),
      counted: total(cells.map(({counted}) => counted)),
      // Not of the sums together: one cohort's revenue beyond its known costs must not pay for another's.
      margin: cells
        .map(({counted}) => margin.of(counted))
        .reduce((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0),
    }));
  const revenue = summedUp(averages.map(({counted, customers}) => ({amount: counted.revenue, customers})));
  const left = summedUp(averages.map((entry) => ({amount: entry.margin, customers: entry.customers})));
  const column = (value: (entry: (typeof averages)[number]) => number | null) => columnOf(averages, value);
  return {
    rows: averages.length,
    columns: {
      period: column(({period}) => period),
      cohorts: column(({cohorts}) => cohorts),
      customers: column(({customers}) => customers),
      buyers: column(({counted}) => counted.buyers),
      orders: column(({counted}) => counted.orders),
      revenue: column(({counted}) => toMoney(counted.revenue)),
      ...shareColumns(averages.map(({counted, customers}) => ({buyers: counted.buyers, customers}))),
      revenue_per_customer: columnOf(revenue, (value) => value),
      margin_per_customer: columnOf(left, (value) => value),
    },
  };
}

export function cohortsTable(rows: readonly CohortRow[], returned: Table, {grain, asOf}: Counting): Table {
  const followed = new Map<number, number>();
  const keyOf = keysOf(returned);
  const days = numbers(returned, 'followed_days');
  for (let row = 0; row < returned.rows; row++)
    followed.set(keyOf(row), Math.min(followed.get(keyOf(row)) ?? Infinity, days[row]!));
  const cohorts = rows.map(({cohort}) => cohort);
  const column = (value: (entry: (typeof cohorts)[number]) => number | null) => columnOf(cohorts, value);
  return {
    rows: cohorts.length,
    columns: {
      ...cohortColumns(cohorts),
      complete: column(({on}) => Number(on !== null && startOf(spanOf(on, grain) + 1, grain) <= asOf + 1)),
      customers: column(({customers}) => customers),
      repeat_customers: column(({total: {secondBuyers}}) => secondBuyers),
      orders: column(({total: {orders}}) => orders),
      revenue: column(({total: {revenue}}) => toMoney(revenue)),
      followed_days: column(({on, place}) => followed.get(on ?? place ?? NaN) ?? null),
    },
  };
}

export function pairsTable(pairs: readonly Pair[], byTime: boolean): Table {
  const column = (value: (pair: Pair) => number | null) => columnOf(pairs, value);
  const key = (side: 'first' | 'second', wanted: boolean) => column((pair) => (wanted ? pair[side] : null));
  return {
    rows: pairs.length,
    columns: {
      first_on: key('first', byTime),
      first_place: key('first', !byTime),
      second_on: key('second', byTime),
      second_place: key('second', !byTime),
      followed_days: column(({followedDays}) => followedDays),
      first_customers: column(({sides}) => sides[0].customers),
      first_returned: column(({sides}) => sides[0].returned),
      first_low: column(({sides}) => sides[0].low),
      first_high: column(({sides}) => sides[0].high),
      second_customers: column(({sides}) => sides[1].customers),
      second_returned: column(({sides}) => sides[1].returned),
      second_low: column(({sides}) => sides[1].low),
      second_high: column(({sides}) => sides[1].high),
      difference: column(({difference}) => difference.difference),
      difference_low: column(({difference}) => difference.low),
      difference_high: column(({difference}) => difference.high),
      p: column(({p}) => p),
    },
  };
}

/**
 * Money per customer from the first purchase to the end of each period, in the currency; each period adds what those bring
 * who have had all of it (the mean cumulative function, Nelson 1988). So nothing falls because older customers are fewer.
 */
function summedUp(
  periods: readonly {readonly amount: number | null; readonly customers: number}[],
): readonly (number | null)[] {
  let sum: number | null = 0;
  return periods.map(({amount, customers}) => {
    sum = sum === null || amount === null || customers === 0 ? null : sum + toMoney(amount) / customers;
    return sum;
  });
}

function cohortColumns(cohorts: readonly Pick<Cohort, 'on' | 'place' | 'member'>[]): Record<string, Column> {
  return {
    cohort_on: columnOf(cohorts, ({on}) => on),
    place: columnOf(cohorts, ({place}) => place),
    member: cohorts.map(({member}) => member),
  };
}

function shareColumns(
  counts: readonly {readonly buyers: number; readonly customers: number}[],
): Record<string, Column> {
  const intervals = counts.map(({buyers, customers}) =>
    customers > 0 ? wilsonInterval({successes: buyers, trials: customers}) : null,
  );
  return {
    share: columnOf(counts, ({buyers, customers}) => (customers > 0 ? buyers / customers : null)),
    share_low: columnOf(intervals, (interval) => interval && interval.low),
    share_high: columnOf(intervals, (interval) => interval && interval.high),
  };
}
