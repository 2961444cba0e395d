import {literal} from '../lib/sql';
import type {OrderTrait} from './audience';

/** What one can choose values of: something of orders, or an attribute of customers. */
export type ValueSource = {readonly of: OrderTrait} | {readonly of: 'attribute'; readonly name: string};

const columns: Readonly<Record<OrderTrait, string>> = {
  product: 'coalesce(l.product, l.sku)',
  category: 'l.category',
  country: 'o.country',
  channel: 'o.channel',
  coupon: 'o.coupon',
};

/**
 * Each value of a source with how many there are of it, most first: orders up to the as-of date, or customers for an
 * attribute. Reads the canonical tables and the parameter `as_of`.
 */
export function valuesSql(source: ValueSource): string {
  if (source.of === 'attribute') {
    return `select value, count(*) as number from attributes where name = ${literal(source.name)}
group by value order by number desc, value`;
  }
  const column = columns[source.of];
  const ofLines = source.of === 'product' || source.of === 'category';
  return `select ${column} as value, count(distinct o.order_key) as number
from orders as o${ofLines ? ' join order_lines as l using (order_key)' : ''}
where o.kind = 'sale' and o.ordered_on <= $as_of::date and ${column} is not null
group by 1 order by number desc, value`;
}
