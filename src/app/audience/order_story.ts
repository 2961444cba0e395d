import type {Day} from '../../lib/dates';
import {rowsOf} from '../../lib/table';
import type {Format} from '../../text/format';
import type {Person} from '../../worker/api';

/** An order or a refund of one customer, as it is told. */
export interface ToldOrder {
  readonly key: number;
  readonly number: string | null;
  readonly day: Day;
  /** Days since the one before; null: the first. */
  readonly gap: number | null;
  readonly sale: boolean;
  readonly revenue: number;
  /** Channel, country and coupon. */
  readonly origin: string;
  /** What was in it: "2 × Sencha". */
  readonly lines: readonly string[];
}

/** The orders of a customer, oldest first. */
export function storyOf(person: Person, format: Format): readonly ToldOrder[] {
  const lines = rowsOf(person.lines);
  return rowsOf(person.orders).map((order, at, all) => {
    const [key, day] = [Number(order['order_key']), Number(order['booked_on'])];
    return {
      key,
      number: order['order_id'] === null ? null : String(order['order_id']),
      day,
      gap: at > 0 ? day - Number(all[at - 1]!['booked_on']) : null,
      sale: order['is_sale'] === 1,
      revenue: Number(order['revenue']),
      origin: [order['channel'], order['country'], order['coupon']]
        .filter((part) => part !== null)
        .join(' · '),
      lines: lines
        .filter((line) => Number(line['order_key']) === key)
        .map(({product, quantity}) =>
          Number(quantity ?? 1) > 1 ? `${format.count(Number(quantity))} × ${product}` : String(product),
        ),
    };
  });
}
