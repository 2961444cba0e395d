import {cell} from '../../lib/table';
import type {RunContext, RunOutput} from '../define';
import periodsSql from './periods.sql?raw';
import {overviewShape as shape} from './shape';
import summarySql from './summary.sql?raw';

export {shape};
type Shape = typeof shape;

const lengths = {
  week: {months: 0, days: 7},
  month: {months: 1, days: 0},
  quarter: {months: 3, days: 0},
  year: {months: 12, days: 0},
};
const grains = Object.keys(lengths) as (keyof typeof lengths)[];

export async function run({params, query, foresee}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const summary = await query('summary', summarySql);
  const spanOf = (grain: keyof typeof lengths) => ({grain, ...lengths[grain]});
  const periods = await query('periods', periodsSql, spanOf(params.grain));
  for (const grain of grains) foresee('periods', periodsSql, spanOf(grain));
  const value = (name: string) => Number(cell(summary, name, 0) ?? 0);
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  const revenue = value('revenue') - value('anonymous_revenue');
  const orders = value('orders') - value('anonymous_orders');
  const repeaters = share(value('repeat_customers'), value('customers'));
  return {
    tables: {periods, summary},
    facts: {
      revenue: value('revenue'),
      orders: value('orders'),
      customers: value('customers'),
      customer_orders: orders,
      customer_revenue: revenue,
      anonymous_orders: value('anonymous_orders'),
      anonymous_revenue: value('anonymous_revenue'),
      without_purchase: value('without_purchase'),
      basket: share(revenue, orders),
      repeat_share: repeaters,
      one_time_share: repeaters === null ? null : 1 - repeaters,
      repeat_revenue_share: share(value('later_revenue'), value('first_revenue') + value('later_revenue')),
      new_customers: value('new_customers'),
      anonymous_share: share(value('anonymous_revenue'), value('revenue')),
      growth:
        value('covers_two_years') === 1 && value('earlier_revenue') > 0
          ? value('recent_revenue') / value('earlier_revenue') - 1
          : null,
    },
  };
}
