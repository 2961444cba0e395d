import {sum} from '../../lib/sum';
import {Problem} from '../../lib/problem';
import {cell, numbers} from '../../lib/table';
import {composed} from '../composed';
import type {RunContext, RunOutput} from '../define';
import curveSql from './curve.sql?raw';
import limitsSql from './limits.sql?raw';
import rankedSql from './ranked.sql?raw';
import {concentrationShape as shape} from './shape';
import spanSql from './span.sql?raw';
import statusesSql from './statuses.sql?raw';
import tiersSql from './tiers.sql?raw';

export {shape};
type Shape = typeof shape;

/** High rollers have bought at most so many times. */
const FEW_PURCHASES = 2;

export async function run({params, scope, query, keep}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const counted = await query('hundredths', composed([{name: 'ranked', sql: rankedSql}], curveSql));
  if (counted.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const spread = await query('limits', composed([{name: 'ranked', sql: rankedSql}], limitsSql));
  const found = Object.keys(shape.tables.limits).map((name) => Number(cell(spread, name, 0) ?? 0));
  const limits = params.limits ?? rising(found);
  const span = await query('span', spanSql);
  const days = scope.asOf - Number(cell(span, 'first_on', 0)) + 1;
  const bound = {
    few: FEW_PURCHASES,
    ...Object.fromEntries(limits.map((limit, index) => [`t${index + 1}`, limit])),
  };
  const placed = composed([{name: 'ranked', sql: rankedSql}], statusesSql);
  keep('statuses', placed, bound);
  const tiers = await query('tiers', composed([{name: 'statuses', sql: placed}], tiersSql), bound);

  const customers = numbers(counted, 'customers');
  const revenue = numbers(counted, 'revenue');
  const all = {customers: sum(customers), revenue: sum(revenue)};
  const upTo = (values: Float64Array) => {
    let total = 0;
    return values.map((value) => (total += value));
  };
  const customersUpTo = upTo(customers);
  const revenueUpTo = upTo(revenue);
  const shareOfTop = (share: number) => shareAt(customersUpTo, revenueUpTo, share);
  // With places from the largest down: G = (n + 1 − 2 Σ place × revenue / Σ revenue) / n.
  const gini =
    all.revenue > 0
      ? Math.max(
          0,
          (all.customers + 1 - (2 * sum(numbers(counted, 'weighted'))) / all.revenue) / all.customers,
        )
      : null;
  const half = revenueUpTo.findIndex((value) => 2 * value >= all.revenue);

  return {
    tables: {
      curve: {
        rows: counted.rows + 1,
        columns: {
          customers_share: Float64Array.of(0, ...customersUpTo.map((value) => value / all.customers)),
          revenue_share: Float64Array.of(
            0,
            ...revenueUpTo.map((value) => (all.revenue > 0 ? value / all.revenue : NaN)),
          ),
          customers: Float64Array.of(0, ...customersUpTo),
          revenue: Float64Array.of(0, ...revenueUpTo),
        },
      },
      hundredths: counted,
      limits: spread,
      tiers,
      span,
    },
    facts: {
      customers: all.customers,
      span_days: days,
      gini,
      top_fifth_share: all.revenue > 0 ? shareOfTop(0.2) : null,
      top_hundredth_share: all.revenue > 0 && all.customers >= 100 ? shareOfTop(0.01) : null,
      half_of_revenue: all.revenue > 0 ? customersUpTo[half]! : null,
      high_rollers: sum(numbers(tiers, 'high_rollers')),
      high_roller_revenue: sum(numbers(tiers, 'high_roller_revenue')),
    },
    suggested: {limits},
  };

  /** Share of the revenue of the top share of customers; between two hundredths along the line. */
  function shareAt(x: Float64Array, y: Float64Array, share: number): number {
    const wanted = share * all.customers;
    const after = x.findIndex((value) => value >= wanted - 1e-9);
    const [x0, y0] = after === 0 ? [0, 0] : [x[after - 1]!, y[after - 1]!];
    const part = (wanted - x0) / (x[after]! - x0);
    return (y0 + part * (y[after]! - y0)) / all.revenue;
  }
}

/** Limits rounded to two digits that a reader can remember, each above the one before. */
function rising(limits: readonly number[]): number[] {
  const rounded: number[] = [];
  for (const limit of limits) {
    const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(limit, 1))) - 1);
    const last = rounded.at(-1) ?? 0;
    rounded.push(Math.max(Math.round(limit / step) * step, last + step));
  }
  return rounded;
}
