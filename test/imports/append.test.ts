import {readFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Receipt} from '../../src/worker/api';
import {hasSharedData, sharedFile} from '../helpers/data';
import {createShop, fileOf} from '../helpers/service';

const shop = createShop();

/** What a reader sees of a shop: the counts, and the numbers of a cell. */
async function sight(files: readonly File[]) {
  const {dataset, receipt} = await shop.open([...files]);
  const {facts} = await shop.run(dataset, 'overview');
  const {facts: scores} = await shop.run(dataset, 'rfm');
  await shop.service.forget(dataset.id);
  const {orders, customers, firstDay, lastDay, anonymousOrders} = dataset;
  return {seen: {orders, customers, firstDay, lastDay, anonymousOrders, facts, scores}, receipt};
}

function adds(receipt: Receipt): boolean {
  return receipt.files.every(
    ({rows, used, setAside}) => rows === used + setAside.reduce((sum, entry) => sum + entry.rows, 0),
  );
}

const header = 'order_id,date,email,total';
const january = `${header}\n1,2024-01-05,a@x.de,10.00\n2,2024-01-20,b@x.de,20.00\n`;
const february = `${header}\n2,2024-01-20,b@x.de,15.00\n3,2024-02-05,a@x.de,30.00\n`;

describe('the next export is added', () => {
  test('what is in both counts as the newer file has it, once', async () => {
    const {seen, receipt} = await sight([fileOf(january, 'jan.csv'), fileOf(february, 'feb.csv')]);
    expect(seen).toMatchObject({orders: 3, customers: 2, facts: {revenue: 55}});
    expect(receipt.files[0]!.setAside).toMatchObject([{reason: 'replaced', rows: 1, orders: 1, revenue: 20}]);
    expect(adds(receipt)).toBe(true);
  });

  test('an order that is cancelled or worth nothing in the newer file is so', async () => {
    const cancelled = `${header},status\n2,2024-01-20,b@x.de,20.00,cancelled\n3,2024-02-05,a@x.de,30.00,paid\n`;
    const {seen} = await sight([fileOf(january, 'jan.csv'), fileOf(cancelled, 'feb.csv')]);
    expect(seen).toMatchObject({orders: 2, facts: {revenue: 40}});
    const nothing = `${header}\n2,2024-01-20,b@x.de,0.00\n3,2024-02-05,a@x.de,30.00\n`;
    expect((await sight([fileOf(january), fileOf(nothing)])).seen).toMatchObject({
      orders: 2,
      facts: {revenue: 40},
    });
  });

  test('a refund under the number of its order replaces nothing, and comes once', async () => {
    const refund = `${header}\n2,2024-02-01,b@x.de,-5.00\n`;
    const files = [fileOf(january, 'a.csv'), fileOf(refund, 'b.csv'), fileOf(refund, 'c.csv')];
    expect((await sight(files)).seen).toMatchObject({orders: 2, facts: {revenue: 25}});
  });

  test('the same number for another person on another day is another order', async () => {
    const other = `${header}\n1,2024-03-05,z@x.de,70.00\n`;
    expect((await sight([fileOf(january), fileOf(other)])).seen).toMatchObject({
      orders: 3,
      customers: 3,
      facts: {revenue: 100},
    });
  });

  test('orders without a number do not double either', async () => {
    const plain =
      'date,email,total\n2024-01-05,a@x.de,10.00\n2024-01-05,a@x.de,10.00\n2024-01-20,b@x.de,20.00\n';
    const once = await sight([fileOf(plain)]);
    const twice = await sight([fileOf(plain, 'a.csv'), fileOf(plain, 'b.csv')]);
    expect(twice.seen).toEqual(once.seen);
    expect(once.seen).toMatchObject({orders: 3, facts: {revenue: 40}});
    expect(adds(twice.receipt)).toBe(true);
  });
});

const line = fc.record({
  price: fc.integer({min: 1, max: 9999}),
  quantity: fc.integer({min: 1, max: 5}),
  product: fc.constantFrom('Tee', 'Kanne', 'Tasse', 'Kaffee'),
});
const order = fc.record({
  customer: fc.integer({min: 1, max: 12}),
  day: fc.integer({min: 1, max: 28}),
  lines: fc.uniqueArray(line, {minLength: 1, maxLength: 4, selector: ({product}) => product}),
});

describe('the same file twice, and in two halves, gives the same numbers (A18)', () => {
  const shapes = {
    'a line for each product': (
      orders: readonly {
        customer: number;
        day: number;
        lines: readonly {price: number; quantity: number; product: string}[];
      }[],
    ) => [
      'order_id,date,email,product,quantity,unit_price',
      ...orders.flatMap(({customer, day, lines}, at) =>
        lines.map(
          ({product, quantity, price}) =>
            `N${at},2024-01-${String(day).padStart(2, '0')},k${customer}@x.de,${product},${quantity},${(price / 100).toFixed(2)}`,
        ),
      ),
    ],
    'order fields on the first line only': (
      orders: readonly {
        customer: number;
        day: number;
        lines: readonly {price: number; quantity: number; product: string}[];
      }[],
    ) => [
      'Name,Created at,Email,Total,Financial Status,Accepts Marketing,Lineitem name,Lineitem quantity,Lineitem price',
      ...orders.flatMap(({customer, day, lines}, at) => {
        const total = lines.reduce((sum, {quantity, price}) => sum + quantity * price, 0);
        return lines.map(({product, quantity, price}, place) =>
          [
            `#${1000 + at}`,
            ...(place === 0
              ? [
                  `2024-01-${String(day).padStart(2, '0')} 10:00:00 +0100`,
                  `k${customer}@x.de`,
                  (total / 100).toFixed(2),
                  'paid',
                  'no',
                ]
              : ['', '', '', '', '']),
            product,
            quantity,
            (price / 100).toFixed(2),
          ].join(','),
        );
      }),
    ],
  };

  test.each(Object.entries(shapes))('%s', async (_, linesOf) => {
    await fc.assert(
      fc.asyncProperty(fc.array(order, {minLength: 2, maxLength: 12}), fc.nat(), async (orders, where) => {
        const [header, ...rows] = linesOf(orders);
        const file = (part: readonly string[], name: string) =>
          fileOf([header, ...part].join('\n') + '\n', name);
        const whole = await sight([file(rows, 'whole.csv')]);
        const cut = 1 + (where % (rows.length - 1 || 1));
        const halves = [file(rows.slice(0, cut), 'one.csv'), file(rows.slice(cut), 'two.csv')];
        for (const files of [[file(rows, 'a.csv'), file(rows, 'b.csv')], halves, [...halves].reverse()]) {
          const again = await sight(files);
          expect(again.seen).toEqual(whole.seen);
          expect(adds(again.receipt)).toBe(true);
        }
      }),
      {numRuns: 6, seed: 3},
    );
  });

  test.skipIf(!hasSharedData)('half a million lines of a real shop, cut within an order', async () => {
    const text = gunzipSync(await sharedFile('online_retail.csv.gz').arrayBuffer()).toString();
    const [header, ...rows] = text.trimEnd().split(/\r?\n/);
    const number = (row: string) => row.split(',')[0];
    let cut = Math.floor(rows.length / 2);
    while (number(rows[cut]!) !== number(rows[cut - 1]!)) cut++;
    const file = (part: readonly string[], name: string) => fileOf([header, ...part].join('\n'), name);
    const whole = await sight([file(rows, 'whole.csv')]);
    const halves = await sight([file(rows.slice(0, cut), 'one.csv'), file(rows.slice(cut), 'two.csv')]);
    expect(halves.seen).toEqual(whole.seen);
    expect(adds(halves.receipt)).toBe(true);
  });
});

test('the orders and the sold items of one shop are the same orders, once', async () => {
  const fixture = (name: string) =>
    readFileSync(new URL(`../fixtures/exports/${name}`, import.meta.url), 'utf8');
  const orders = fileOf(fixture('etsy-orders.csv'), 'EtsySoldOrders2026-9.csv');
  // The two fixtures know different orders; here the items are those of the first orders.
  const items = fileOf(
    fixture('etsy-items.csv').replaceAll(/\b910(\d)\b/g, '900$1'),
    'EtsySoldOrderItems2026-9.csv',
  );
  const {dataset: alone} = await shop.open([orders]);
  const {dataset: both} = await shop.open([items, orders]);
  expect(both.orders).toBe(alone.orders);
  expect((await shop.run(both, 'overview')).facts['revenue']).toBe(
    (await shop.run(alone, 'overview')).facts['revenue'],
  );
});
