import {beforeAll, describe, expect, test} from 'vitest';
import {texts} from '../../src/analyses/overview/texts';
import {rowsOf} from '../../src/lib/table';
import type {Dataset} from '../../src/model/dataset';
import {createFormat} from '../../src/text/format';
import {twelveOrders} from '../fixtures/twelve_orders';
import {createShop, day, fileOf, type Shop} from '../helpers/service';

describe('the shop of twelve orders (numbers worked out beside it)', () => {
  let shop: Shop;
  let dataset: Dataset;

  beforeAll(async () => {
    shop = createShop();
    ({dataset} = await shop.open([fileOf(twelveOrders)]));
  });

  test('is what the receipt says', async () => {
    const {receipt} = await shop.open([fileOf(twelveOrders)]);
    expect(receipt.files[0]).toMatchObject({rows: 12, used: 10, refunds: 1, anonymous: 1, unreadable: []});
    expect(receipt.files[0]!.setAside).toMatchObject([
      {reason: 'cancelled', rows: 1, orders: 1, revenue: 99},
      {reason: 'zero_value', rows: 1, orders: 1, revenue: 0},
    ]);
    expect(dataset).toMatchObject({
      orders: 9,
      customers: 6,
      anonymousOrders: 1,
      firstDay: day('2024-01-10'),
      lastDay: day('2024-03-31'),
      countries: ['DE', 'AT'],
    });
  });

  test('has the overview of its orders', async () => {
    const {facts} = await shop.run(dataset, 'overview');
    expect(facts).toMatchObject({
      revenue: 175,
      orders: 9,
      customers: 4,
      new_customers: 4,
      repeat_share: 0.5,
      one_time_share: 0.5,
      customer_orders: 8,
      customer_revenue: 170,
      anonymous_orders: 1,
      anonymous_revenue: 5,
      // Of six customers one has only a cancelled order, one only an order of nothing.
      without_purchase: 2,
    });
    // What known customers ordered: the order without a customer belongs to none of them.
    expect(facts['basket']).toBeCloseTo(170 / 8, 10);
    expect(facts['repeat_revenue_share']).toBeCloseTo(50 / 270, 10);
    expect(facts['anonymous_share']).toBeCloseTo(5 / 175, 10);
  });

  test('says what known customers ordered apart from orders that name nobody', async () => {
    const say = async (scope = {}) =>
      texts.takeaways((await shop.run(dataset, 'overview', {}, scope)).facts, createFormat('de', 'EUR'));
    const {en, de} = await say();
    // Currencies stand after a space that does not break.
    const first = de[0]!.replaceAll('\u00a0', ' ');
    expect(first).toBe(
      '**4 Kunden** haben 8 Bestellungen für **170,00 €** aufgegeben, im Schnitt 21,25 €. Eine weitere Bestellung nennt keinen Kunden: 5,00 € von zusammen 175,00 €.',
    );
    expect(en[0]).toMatch(/^\*\*4 customers\*\* placed 8 orders .* 1 more order names no customer: /);
    expect(de.at(-1)).toBe(
      'Weitere 2 Kunden der Dateien haben hier keinen Kauf: Ihre Bestellungen sind beiseitegelegt oder erstattet.',
    );
    // In one country all orders have a customer, and of the others nothing is asked.
    const austria = await say({countries: ['AT']});
    expect(austria.de.join(' ')).not.toMatch(/keinen Kunden|keinen Kauf/);
  });

  test('has its months, first purchases apart from later ones', async () => {
    const {tables} = await shop.run(dataset, 'overview');
    const columns = [
      'revenue',
      'new_revenue',
      'returning_revenue',
      'anonymous_revenue',
      'orders',
      'customers',
      'new_customers',
    ];
    const months = rowsOf(tables['periods']!).map((row) => columns.map((column) => row[column]));
    expect(months).toEqual([
      [110, 110, 0, 0, 3, 2, 2],
      [20, 110, -90, 0, 3, 2, 2],
      [45, 0, 40, 5, 3, 2, 0],
    ]);
    expect(rowsOf(tables['periods']!).map(({complete}) => complete)).toEqual([0, 1, 1]);
  });

  test('is smaller on an earlier day, and nothing after it exists', async () => {
    const {facts} = await shop.run(dataset, 'overview', {}, {asOf: day('2024-02-10')});
    expect(facts).toMatchObject({revenue: 220, orders: 5, customers: 4, repeat_share: 0});
  });

  test('keeps old customers old when only a period is looked at', async () => {
    const {facts} = await shop.run(dataset, 'overview', {}, {from: day('2024-03-01')});
    expect(facts).toMatchObject({revenue: 45, orders: 3, customers: 2, new_customers: 0, repeat_share: 1});
  });

  test('has less revenue in one country, and more before refunds', async () => {
    expect((await shop.run(dataset, 'overview', {}, {countries: ['AT']})).facts).toMatchObject({
      revenue: 40,
      customers: 1,
    });
    const basis = {withVat: false, withShipping: false, lessRefunds: false};
    expect((await shop.run(dataset, 'overview', {}, {basis})).facts).toMatchObject({revenue: 275, orders: 9});
  });

  test('counts each order as a purchase when told so', async () => {
    const {facts} = await shop.run(dataset, 'overview', {}, {occasion: 'order', asOf: day('2024-01-31')});
    expect(facts).toMatchObject({customers: 2, repeat_share: 0.5});
  });

  test('has the recency, frequency and revenue of every buyer', async () => {
    const request = shop.request(dataset, 'rfm');
    const page = await shop.service.page(1, {
      request,
      table: 'scores',
      where: {},
      order: {column: 'customer_id', descending: false},
      from: 0,
      to: 10,
    });
    if (!page.ok) throw new Error(page.code);
    expect(page.value.total).toBe(4);
    const listed = rowsOf(page.value.rows).map((row) => [
      row['customer_id'],
      row['recency_days'],
      row['purchases'],
      row['revenue'],
    ]);
    expect(listed).toEqual([
      ['K1', 30, 2, 100],
      ['K2', 71, 1, 40],
      ['K3', 55, 1, 0],
      ['K4', 0, 3, 30],
    ]);
  });
});
