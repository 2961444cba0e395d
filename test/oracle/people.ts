import fc from 'fast-check';
import type {Database} from '../../src/engine/database';
import {isoFromDay} from '../../src/lib/dates';
import {literal} from '../../src/lib/sql';
import {createTable} from '../../src/model/ddl';
import type {Rule} from '../../src/model/audience';
import {canonicalTables} from '../../src/model/tables';

/** A shop in plain lists: what the canonical tables hold, amounts in cents. */
export interface PlainShop {
  readonly people: readonly PlainPerson[];
  readonly orders: readonly PlainOrder[];
}

export interface PlainPerson {
  readonly key: number;
  readonly listed: boolean;
  readonly seenOn: number | null;
  readonly consent: boolean | null;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface PlainOrder {
  /** null: anonymous. */
  readonly person: number | null;
  readonly day: number;
  readonly kind: 'sale' | 'refund';
  readonly cents: number;
  readonly country: string | null;
  readonly channel: string | null;
  readonly coupon: string | null;
  readonly lines: readonly {readonly product: string; readonly category: string | null}[];
}

export const FIRST_DAY = 19_700;
export const LAST_DAY = 19_790;

// Names that would break out of a badly made statement.
export const products = ['Tea', "O'Neill's", '$tea', 'a";--', 'Tea, 50 %'];
export const categories = ['Hot', 'Cold'];
export const countries = ['DE', 'AT'];
export const channels = ['web', 'shop'];

const anyOrder: fc.Arbitrary<PlainOrder> = fc.record({
  person: fc.option(fc.integer({min: 1, max: 9}), {freq: 8}),
  day: fc.integer({min: FIRST_DAY, max: LAST_DAY}),
  kind: fc.constantFrom('sale', 'sale', 'sale', 'sale', 'refund'),
  cents: fc.integer({min: 1, max: 20_000}),
  country: fc.constantFrom(...countries, null),
  channel: fc.constantFrom(...channels, null),
  coupon: fc.constantFrom('X', null),
  lines: fc.array(
    fc.record({product: fc.constantFrom(...products), category: fc.constantFrom(...categories, null)}),
    {maxLength: 3},
  ),
});

export const anyShop: fc.Arbitrary<PlainShop> = fc.record({
  people: fc
    .array(
      fc.record({
        listed: fc.boolean(),
        seenOn: fc.option(fc.integer({min: FIRST_DAY, max: LAST_DAY})),
        consent: fc.constantFrom(true, false, null),
        attributes: fc.record({group: fc.constantFrom('A', 'B', "C'")}, {requiredKeys: []}),
      }),
      {minLength: 12, maxLength: 12},
    )
    .map((people) =>
      people.map(({seenOn, consent, ...person}, index) => ({
        key: index + 1,
        ...person,
        // Only lists say so.
        seenOn: person.listed ? seenOn : null,
        consent: person.listed ? consent : null,
      })),
    ),
  orders: fc
    .array(anyOrder, {maxLength: 40})
    .map((orders) =>
      orders.map((order) => (order.kind === 'refund' ? {...order, cents: -order.cents} : order)),
    ),
});

/** Puts a shop into the canonical tables of a schema, which is made the current one. */
export async function writeShop(database: Database, schema: string, shop: PlainShop): Promise<void> {
  await database.query(`drop schema if exists ${schema} cascade`);
  await database.query(`create schema ${schema}`);
  await database.look(schema);
  for (const [name, columns] of Object.entries(canonicalTables))
    await database.query(createTable(name, columns));
  const insert = async (table: string, rows: readonly (readonly string[])[]) => {
    if (rows.length > 0)
      await database.query(
        `insert into ${table} values ${rows.map((row) => `(${row.join(', ')})`).join(', ')}`,
      );
  };
  const date = (day: number | null) => (day === null ? 'null' : `date '${isoFromDay(day)}'`);
  await insert(
    'customers (customer, first_seen_on, consent, listed)',
    shop.people.map(({key, seenOn, consent, listed}) => [
      String(key),
      date(seenOn),
      String(consent),
      String(listed),
    ]),
  );
  await insert(
    'attributes',
    shop.people.flatMap(({key, attributes}) =>
      Object.entries(attributes).map(([name, value]) => [String(key), literal(name), literal(value)]),
    ),
  );
  await insert(
    'orders (order_key, customer, ordered_on, kind, net, vat, shipping, refunded_share, country, channel, coupon)',
    shop.orders.map((order, index) => [
      String(index),
      String(order.person),
      date(order.day),
      literal(order.kind),
      `${order.cents / 100}::decimal(18, 4)`,
      '0',
      '0',
      '0',
      literal(order.country),
      literal(order.channel),
      literal(order.coupon),
    ]),
  );
  await insert(
    'order_lines (order_key, product, category)',
    shop.orders.flatMap(({lines}, index) =>
      lines.map(({product, category}) => [String(index), literal(product), literal(category)]),
    ),
  );
}

/** What is known of a person on a day. */
export interface Known {
  readonly key: number;
  readonly purchases: number;
  readonly orders: number;
  readonly cents: number;
  readonly firstCents: number;
  readonly firstOn: number;
  readonly lastOn: number;
}

/** Everybody with a purchase among these orders: a day with positive revenue. */
export function buyers(orders: readonly PlainOrder[], asOf: number): Known[] {
  const known = orders.filter(({day, person}) => day <= asOf && person !== null);
  return [...new Set(known.map(({person}) => person!))].flatMap((key) => {
    const own = known.filter(({person}) => person === key);
    const centsOn = (day: number) => sum(own.filter((order) => order.day === day).map(({cents}) => cents));
    const days = [...new Set(own.map(({day}) => day))]
      .filter((day) => centsOn(day) > 0)
      .sort((a, b) => a - b);
    if (days.length === 0) return [];
    return [
      {
        key,
        purchases: days.length,
        orders: own.filter(({kind}) => kind === 'sale').length,
        cents: sum(own.map(({cents}) => cents)),
        firstCents: centsOn(days[0]!),
        firstOn: days[0]!,
        lastOn: days.at(-1)!,
      },
    ];
  });
}

/** Who is known on a day: buyers, and contacts who have not ordered by then. */
function isKnown({orders}: PlainShop, {key, listed, seenOn}: PlainPerson, asOf: number): boolean {
  if (buyers(orders, asOf).some((buyer) => buyer.key === key)) return true;
  if (!listed) return false;
  const sales = orders.filter(({person, kind}) => person === key && kind === 'sale');
  return seenOn === null ? sales.length === 0 : seenOn <= asOf && sales.every(({day}) => day > asOf);
}

/** The persons of a rule, one after another; rules that name other results are not for this. */
export function membersBySlowness(shop: PlainShop, rule: Rule, asOf: number): number[] {
  return shop.people
    .filter((person) => isKnown(shop, person, asOf) && holds(shop, rule, person, asOf))
    .map(({key}) => key);
}

function holds(shop: PlainShop, rule: Rule, person: PlainPerson, asOf: number): boolean {
  const own = shop.orders.filter((order) => order.person === person.key && order.day <= asOf);
  switch (rule.kind) {
    case 'all':
      return rule.of.every((part) => holds(shop, part, person, asOf));
    case 'any':
      return rule.of.some((part) => holds(shop, part, person, asOf));
    case 'not':
      return !holds(shop, rule.of, person, asOf);
    case 'range': {
      const known = buyers(shop.orders, asOf).find(({key}) => key === person.key);
      const value = known
        ? {
            recency_days: asOf - known.lastOn,
            age_days: asOf - known.firstOn,
            purchases: known.purchases,
            orders: known.orders,
            revenue: known.cents / 100,
            average_revenue: known.cents / 100 / known.purchases,
            first_revenue: known.firstCents / 100,
            first_on: known.firstOn,
            last_on: known.lastOn,
          }[rule.measure]
        : ['purchases', 'orders', 'revenue'].includes(rule.measure)
          ? 0
          : null;
      if (value === null) return false;
      return (rule.from === null || value >= rule.from) && (rule.to === null || value <= rule.to);
    }
    case 'bought':
      return own.some((order) => {
        const values =
          rule.by === 'product'
            ? order.lines.map(({product}) => product)
            : rule.by === 'category'
              ? order.lines.map(({category}) => category)
              : [order[rule.by]];
        return (
          order.kind === 'sale' &&
          values.some((value) => value !== null && rule.values.includes(value)) &&
          (rule.withinDays === null || asOf - order.day <= rule.withinDays)
        );
      });
    case 'attribute':
      return rule.values.includes(person.attributes[rule.name] ?? '\0');
    case 'consent':
      return rule.is === (person.consent === null ? 'unknown' : person.consent ? 'yes' : 'no');
    default:
      throw new Error(`${rule.kind} names something else`);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
