import {gunzipSync} from 'node:zlib';
import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {hasSharedData, sharedFile, sharedText} from '../helpers/data';
import {createShop, type Shop} from '../helpers/service';
import {readCsv, tenThousandths} from '../oracle/ledger';

describe.skipIf(!hasSharedData)(
  'real exports, against an independent reading (needs the shared data)',
  () => {
    let shop: Shop;
    beforeAll(() => (shop = createShop()));

    describe('the 541,909 lines of Online Retail', () => {
      const lines = () =>
        readCsv(
          gunzipSync(
            readFileSync(resolve(import.meta.dirname, '../../../shared/data/online_retail.csv.gz')),
          ).toString(),
        );

      /** Sums by invoice, then by the rules: nothing worth nothing, negative sums are refunds. */
      function independent() {
        const invoices = new Map<string, {lines: number; sum: bigint; customer: string}>();
        const customers = new Set<string>();
        let cancellations = 0;
        for (const line of lines()) {
          const number = line['InvoiceNo']!;
          const invoice = invoices.get(number) ?? {lines: 0, sum: 0n, customer: line['CustomerID']!};
          invoice.lines++;
          invoice.sum += BigInt(line['Quantity']!) * tenThousandths(line['UnitPrice']!);
          invoices.set(number, invoice);
          if (line['CustomerID'] !== '') customers.add(line['CustomerID']!);
          if (number.startsWith('C')) cancellations++;
        }
        const all = [...invoices.values()];
        const of = (chosen: typeof all) => ({
          lines: chosen.reduce((sum, invoice) => sum + invoice.lines, 0),
          count: chosen.length,
          sum: Number(chosen.reduce((sum, invoice) => sum + invoice.sum, 0n)) / 10_000,
        });
        return {
          customers: customers.size,
          cancellations,
          sales: of(all.filter(({sum}) => sum > 0n)),
          refunds: of(all.filter(({sum}) => sum < 0n)),
          worthless: of(all.filter(({sum}) => sum === 0n)),
          anonymous: of(all.filter(({sum, customer}) => sum !== 0n && customer === '')),
        };
      }

      test('all lines are accounted for, and the totals agree to the cent', async () => {
        const expected = independent();
        expect(expected).toMatchObject({customers: 4372, cancellations: 9288});
        const {dataset, receipt} = await shop.open([sharedFile('online_retail.csv.gz')]);
        const file = receipt.files[0]!;
        expect(file).toMatchObject({
          rows: 541_909,
          used: expected.sales.lines + expected.refunds.lines,
          refunds: expected.refunds.lines,
          anonymous: expected.anonymous.lines,
        });
        expect(file.setAside).toMatchObject([
          {
            reason: 'zero_value',
            rows: expected.worthless.lines,
            orders: expected.worthless.count,
            revenue: 0,
          },
        ]);
        expect(file.used + file.setAside.reduce((sum, {rows}) => sum + rows, 0)).toBe(file.rows);
        expect(dataset).toMatchObject({customers: 4372, orders: expected.sales.count});

        const {facts} = await shop.run(dataset, 'overview');
        expect(facts['revenue']).toBeCloseTo(expected.sales.sum + expected.refunds.sum, 4);
        const basis = {withVat: false, withShipping: false, lessRefunds: false};
        const before = await shop.run(dataset, 'overview', {}, {basis});
        expect(before.facts['revenue']).toBeCloseTo(expected.sales.sum, 4);
      });

      test('orders without a customer are left out when the switch says so, and counted', async () => {
        const expected = independent();
        const {dataset, receipt} = await shop.open([sharedFile('online_retail.csv.gz')], (recipe) => ({
          ...recipe,
          rules: {...recipe.rules, keepAnonymous: false},
        }));
        const reason = receipt.files[0]!.setAside.find((entry) => entry.reason === 'no_customer');
        expect(reason).toMatchObject({rows: expected.anonymous.lines, orders: expected.anonymous.count});
        const {facts} = await shop.run(dataset, 'overview');
        expect(facts['revenue']).toBeCloseTo(
          expected.sales.sum + expected.refunds.sum - expected.anonymous.sum,
          4,
        );
        expect(facts['anonymous_share']).toBe(0);
      });
    });

    test.each([
      'exports/shopify/orders_export_1.csv',
      'exports/shopify/ltv-cohort-kit_shopify_orders_fixture.csv',
      'exports/shopify/ltv-cohort-kit_shopify_orders_sample.csv',
    ])('%s has the orders, customers and revenue that a script finds', async (path) => {
      const rows = readCsv(sharedText(path));
      // Order fields stand on the first row of an order only.
      const firsts = rows.filter((row) => (row['Total'] ?? '') !== '');
      const counted = firsts.filter(
        (row) =>
          !['voided', 'pending'].includes(row['Financial Status'] ?? '') &&
          (row['Cancelled at'] ?? '') === '' &&
          Number(row['Total']) > 0,
      );
      const revenue = counted.map((row) => {
        const [subtotal, shipping, taxes, total] = ['Subtotal', 'Shipping', 'Taxes', 'Total'].map((name) =>
          Number(row[name] || 0),
        );
        const goods = row['Subtotal'] === undefined ? total! : subtotal!;
        const included = Math.abs(subtotal! + shipping! - total!) < 0.005;
        const net =
          row['Subtotal'] !== undefined && included ? goods - taxes! * (goods / (goods + shipping!)) : goods;
        return net * (1 - Number(row['Refunded Amount'] || 0) / total!);
      });
      const people = new Set(
        firsts.map((row) => row['Email']!.trim().toLowerCase()).filter((email) => email !== ''),
      );

      const {dataset, receipt} = await shop.open([sharedFile(path)]);
      expect(receipt.files[0]!.rows).toBe(rows.length);
      expect(dataset.orders).toBe(counted.length);
      expect(dataset.customers).toBe(people.size);
      const {facts} = await shop.run(dataset, 'overview');
      expect(facts['revenue']).toBeCloseTo(
        revenue.reduce((sum, value) => sum + value, 0),
        3,
      );
    });

    test('the constructed shop of 20,000 orders loses its duplicate lines and keeps its refunds', async () => {
      const {dataset, receipt} = await shop.open([sharedFile('synthetic-shop-20k.csv')]);
      expect(receipt.files[0]).toMatchObject({rows: 20_170, used: 20_000, refunds: 335});
      expect(receipt.files[0]!.setAside).toMatchObject([
        {reason: 'duplicate', rows: 170, orders: 0, revenue: 0},
      ]);
      expect(dataset).toMatchObject({orders: 19_665, customers: 4000});
    });

    test('CDNOW has its 2,357 customers, its worthless rows set aside', async () => {
      const {dataset, receipt} = await shop.open([sharedFile('cdnow-sample-orders.csv')]);
      expect(receipt.files[0]).toMatchObject({rows: 6919, used: 6911});
      expect(dataset).toMatchObject({customers: 2357, orders: 6911});
    });
  },
);
