import fc from 'fast-check';
import {beforeAll, expect, test} from 'vitest';
import {makeSharedTables} from '../../src/engine/scope';
import type {Database} from '../../src/engine/database';
import {rowsOf} from '../../src/lib/table';
import {customerMeasures, orderTraits, type Rule} from '../../src/model/audience';
import {selectMembers, type Members} from '../../src/model/members';
import {wholeScope, type Scope} from '../../src/model/scope';
import {freshDatabase} from '../helpers/engine';
import {
  anyShop,
  buyers,
  categories,
  channels,
  countries,
  FIRST_DAY,
  LAST_DAY,
  membersBySlowness,
  products,
  writeShop,
  type PlainShop,
} from '../oracle/people';

const never = new AbortController().signal;
let database: Database;
beforeAll(async () => (database = await freshDatabase()));

const noTable = () => {
  throw new Error('no result is named');
};

async function prepare(shop: PlainShop, scope: Scope): Promise<void> {
  await writeShop(database, 'shop', shop);
  await database.query('drop schema if exists looked cascade');
  await database.query('create schema looked');
  await database.look('looked', 'shop');
  await makeSharedTables(database, scope, 0, never);
}

async function customers(sql: string): Promise<number[]> {
  return rowsOf(await database.query(sql))
    .map(({customer}) => Number(customer))
    .sort((a, b) => a - b);
}

const limit = (measure: string) =>
  fc.option(
    /_on$/.test(measure)
      ? fc.integer({min: FIRST_DAY, max: LAST_DAY})
      : /revenue/.test(measure)
        ? fc.integer({min: -100, max: 40_000}).map((cents) => cents / 100)
        : fc.integer({min: 0, max: 60}),
  );

const values = {
  product: [...products, 'nobody sells this'],
  category: categories,
  country: countries,
  channel: channels,
  coupon: ['X'],
};

const anyRule: fc.Arbitrary<Rule> = fc.letrec<{rule: Rule}>((tie) => ({
  rule: fc.oneof(
    {maxDepth: 3, depthSize: 'small'},
    fc.constantFrom(...customerMeasures).chain((measure) =>
      fc.record({
        kind: fc.constant('range' as const),
        measure: fc.constant(measure),
        from: limit(measure),
        to: limit(measure),
      }),
    ),
    fc.constantFrom(...orderTraits).chain((by) =>
      fc.record({
        kind: fc.constant('bought' as const),
        by: fc.constant(by),
        values: fc.subarray(values[by]),
        withinDays: fc.option(fc.nat({max: 60})),
      }),
    ),
    fc.record({
      kind: fc.constant('attribute' as const),
      name: fc.constantFrom('group', "no 'such'"),
      values: fc.subarray(['A', 'B', "C'"]),
    }),
    fc.record({
      kind: fc.constant('consent' as const),
      is: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
    }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('rule'), {maxLength: 3}),
    }),
    fc.record({kind: fc.constant('not' as const), of: tie('rule')}),
  ),
})).rule;

test('a rule finds the same people as asking each person in turn, on any day of any ledger', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyShop,
      fc.integer({min: FIRST_DAY - 1, max: LAST_DAY + 1}),
      fc.array(anyRule, {minLength: 6, maxLength: 6}),
      async (shop, asOf, rules) => {
        await prepare(shop, wholeScope(asOf));
        for (const rule of rules) {
          const found = await customers(selectMembers(rule as Members, noTable));
          expect(found).toEqual(membersBySlowness(shop, rule, asOf));
        }
      },
    ),
    {numRuns: 25, seed: 11},
  );
});

test('what a rule and its negation find is everybody, once', async () => {
  await fc.assert(
    fc.asyncProperty(anyShop, anyRule, async (shop, rule) => {
      await prepare(shop, wholeScope(LAST_DAY));
      const everybody = await customers('select customer from known_people');
      const found = await customers(selectMembers(rule as Members, noTable));
      const others = await customers(selectMembers({kind: 'not', of: rule as Members}, noTable));
      expect([...found, ...others].sort((a, b) => a - b)).toEqual(everybody);
    }),
    {numRuns: 10, seed: 12},
  );
});

test('a rule that cannot be answered is a problem, not an empty set', () => {
  const broken: Members = {kind: 'broken', audience: 'Stammgäste', reason: 'attribute', what: 'Gruppe'};
  expect(() => selectMembers({kind: 'not', of: broken}, noTable)).toThrow('audience-broken');
});

test('filters leave the orders and customers that they name, as a slow reader of the ledger does', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyShop,
      fc.integer({min: FIRST_DAY, max: LAST_DAY}),
      fc.record({
        countries: fc.subarray(countries),
        channels: fc.subarray(channels),
        products: fc.subarray(products),
        categories: fc.subarray(categories),
      }),
      fc.option(fc.subarray([1, 2, 3, 4, 5, 6])),
      async (shop, asOf, chosen, people) => {
        const who: Members | null = people && {kind: 'any', of: []};
        await writeShop(database, 'shop', shop);
        await database.query('drop schema if exists looked cascade');
        await database.query('create schema looked');
        await database.look('looked', 'shop');
        if (people)
          await database.query(
            `create table chosen_customers as select unnest([${people.join(', ')}]::integer[]) as customer`,
          );
        await makeSharedTables(database, {...wholeScope(asOf), ...chosen, who}, 0, never);

        const names = (list: readonly (string | null)[], wanted: readonly string[]) =>
          wanted.length === 0 || list.some((value) => value !== null && wanted.includes(value));
        const left = shop.orders.filter(
          ({person, country, channel, lines}) =>
            names([country], chosen.countries) &&
            names([channel], chosen.channels) &&
            names(
              lines.map(({product}) => product),
              chosen.products,
            ) &&
            names(
              lines.map(({category}) => category),
              chosen.categories,
            ) &&
            (people === null || (person !== null && people.includes(person))),
        );
        const history = rowsOf(
          await database.query(
            `select customer, purchases, orders, (revenue * 100)::bigint as cents,
              (first_revenue * 100)::bigint as "firstCents", first_on as "firstOn", last_on as "lastOn"
            from customer_history order by customer`,
          ),
        );
        expect(history.map(({customer, ...rest}) => ({key: customer, ...rest}))).toEqual(
          buyers(left, asOf).sort((a, b) => a.key - b.key),
        );
        const [sums] = rowsOf(
          await database.query(
            `select coalesce(sum(orders), 0)::bigint as orders, coalesce(sum(revenue) * 100, 0)::bigint as cents from calendar`,
          ),
        );
        const counted = left.filter(({day}) => day <= asOf);
        expect(sums).toEqual({
          orders: counted.filter(({kind}) => kind === 'sale').length,
          cents: counted.reduce((sum, {cents}) => sum + cents, 0),
        });
      },
    ),
    {numRuns: 30, seed: 13},
  );
});
