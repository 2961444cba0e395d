import {beforeAll, describe, expect, test} from 'vitest';
import {valueOf} from '../../src/lib/outcome';
import type {Inspected} from '../../src/worker/api';
import {createShop, fileOf, type Shop} from '../helpers/service';

describe('the receipt', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  test('says whose orders are all missing for a reason, and where the first of them stand', async () => {
    const text = [
      'Bestellnummer;Datum;E-Mail;Summe;Status',
      '1;05.01.2024;anna@x.de;10,00;bezahlt',
      '2;06.01.2024;anna@x.de;20,00;storniert',
      '3;07.01.2024;ben@x.de;30,00;storniert',
      '4;08.01.2024;ben@x.de;40,00;storniert',
      '5;09.01.2024;cem@x.de;50,00;storniert',
      '6;10.01.2024;test@x.de;60,00;bezahlt',
    ].join('\n');
    const {receipt} = await shop.open([fileOf(text)]);
    // Anna has bought besides; Ben and Cem have not. The header is row 1.
    expect(receipt.files[0]!.setAside).toEqual([
      {
        reason: 'cancelled',
        rows: 4,
        orders: 4,
        revenue: 140,
        customers: 2,
        examples: [
          {row: 3, order: '2'},
          {row: 4, order: '3'},
          {row: 5, order: '4'},
        ],
      },
      {reason: 'test', rows: 1, orders: 1, revenue: 60, customers: 1, examples: [{row: 7, order: '6'}]},
    ]);
  });

  test('says of every file how many orders of how many customers are used, and what their goods are worth', async () => {
    const file = (name: string, ...rows: string[]) =>
      fileOf(['order_id,date,email,total,status', ...rows].join('\n'), name);
    const {receipt, dataset} = await shop.open([
      file(
        'a.csv',
        '1,2024-01-05,a@x.de,10.50,paid',
        '2,2024-01-06,a@x.de,20,paid',
        '3,2024-01-07,b@x.de,40,cancelled',
        '4,2024-01-07,,5,paid',
      ),
      file(
        'b.csv',
        '5,2024-02-05,a@x.de,30,paid',
        '6,2024-02-06,c@x.de,-4,paid',
        '7,2024-02-07,d@x.de,8,paid',
      ),
      fileOf('email,consent\nz@x.de,yes\n', 'contacts.csv'),
    ]);
    // The refund of C is taken off, and is no order; B has only a cancelled one.
    expect(receipt.files.map(({sales}) => sales)).toEqual([
      {orders: 3, customers: 1, revenue: 35.5},
      {orders: 2, customers: 2, revenue: 34},
      undefined,
    ]);
    expect(dataset.orders).toBe(5);
  });

  test('names three orders where the first has many rows, and rows alone where orders have no number', async () => {
    const text = [
      'Lieferliste',
      '',
      'order_id,date,email,total,product,status',
      ...['a', 'b', 'c', 'd'].map((product) => `1,2024-01-05,a@x.de,4.00,${product},cancelled`),
      '2,2024-01-05,b@x.de,4.00,a,cancelled',
      '3,2024-01-05,c@x.de,4.00,a,paid',
    ].join('\n');
    expect((await shop.open([fileOf(text)])).receipt.files[0]!.setAside).toMatchObject([
      {
        reason: 'cancelled',
        rows: 5,
        orders: 2,
        customers: 2,
        examples: [
          {row: 4, order: '1'},
          {row: 8, order: '2'},
        ],
      },
    ]);
    const unnumbered = 'date,email,total\n2024-01-05,a@x.de,1.00\n,b@x.de,2.00\n,b@x.de,3.00\n';
    expect((await shop.open([fileOf(unnumbered)])).receipt.files[0]!.setAside).toMatchObject([
      {
        reason: 'no_day',
        customers: 1,
        examples: [
          {row: 3, order: null},
          {row: 4, order: null},
        ],
      },
    ]);
  });

  test('has the share that comes back before and after customers are merged', async () => {
    const text = [
      'order_id,date,customer_id,email,total',
      // One person: account, guest, and a second account.
      '1,2024-01-01,A,anna@x.de,1',
      '2,2024-02-02,,anna@x.de,1',
      '3,2024-03-03,B,anna@x.de,1',
      // Came back under one number anyway; the guest order changes nothing.
      '4,2024-01-04,C,cem@x.de,1',
      '5,2024-02-05,C,cem@x.de,1',
      '6,2024-02-06,,cem@x.de,1',
      // Two guests, one of them with two orders on one day.
      '7,2024-01-07,,dora@x.de,1',
      '8,2024-01-07,,dora@x.de,2',
      '9,2024-01-07,,emil@x.de,1',
    ].join('\n');
    const {receipt} = await shop.open([fileOf(text)]);
    // Merged: anna, cem, dora, emil; anna and cem came back. Apart: A, anna, B, C, cem, dora, emil; only C came back.
    expect(receipt.merged).toEqual({
      guests: 2,
      accounts: 1,
      effect: {merged: {customers: 4, returned: 2}, apart: {customers: 7, returned: 1}},
    });
  });

  test('has the sums of all currencies where there are several', async () => {
    const text =
      'order_id,date,email,total,currency\n1,2024-01-05,a@x.de,10.50,EUR\n2,2024-01-06,b@x.de,20,EUR\n3,2024-01-06,b@x.de,20,CHF\n4,2024-01-06,b@x.de,5,USD\n5,2024-01-07,b@x.de,5,USD\n6,2024-01-07,b@x.de,5,EUR\n';
    expect((await shop.open([fileOf(text)])).receipt.currencies).toEqual([
      {currency: 'EUR', orders: 3, revenue: 35.5},
      {currency: 'USD', orders: 2, revenue: 10},
      {currency: 'CHF', orders: 1, revenue: 20},
    ]);
    const one = 'order_id,date,email,total,currency\n1,2024-01-05,a@x.de,10,EUR\n';
    expect((await shop.open([fileOf(one)])).receipt.currencies).toEqual([]);
  });
});

describe('money paid back', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  const file = fileOf(
    [
      'order_id,date,email,total,refunded,status',
      '1,2024-01-05,a@x.de,50.00,0,paid',
      '2,2024-01-06,a@x.de,40.00,10.00,paid',
      '3,2024-01-07,b@x.de,30.00,30.00,paid',
      '4,2024-01-08,c@x.de,20.00,,refunded',
      '5,2024-01-09,c@x.de,-5.00,,paid',
    ].join('\n'),
  );
  const by = async (refunds: 'subtract' | 'ignore' | 'drop') => {
    const {dataset, receipt} = await shop.open([file], (recipe) => ({
      ...recipe,
      rules: {...recipe.rules, refunds},
    }));
    const {rows, used, setAside} = receipt.files[0]!;
    const reasons = setAside.map(({reason, rows}) => [reason, rows]);
    return {
      revenue: (await shop.run(dataset, 'overview')).facts['revenue'],
      orders: dataset.orders,
      adds: rows === used + setAside.reduce((sum, entry) => sum + entry.rows, 0),
      reasons,
    };
  };

  test('is taken off its orders', async () => {
    // 50 + (40 − 10) + 0 + 0 − 5
    expect(await by('subtract')).toEqual({revenue: 75, orders: 4, adds: true, reasons: []});
  });

  test('is not looked at where the rule says so, and what is nothing but a refund is set aside', async () => {
    expect(await by('ignore')).toEqual({
      revenue: 140,
      orders: 4,
      adds: true,
      reasons: [['ignored_refund', 1]],
    });
  });

  test('in full leaves its orders out where the rule says so; a part is still taken off', async () => {
    expect(await by('drop')).toEqual({revenue: 75, orders: 2, adds: true, reasons: [['paid_back', 2]]});
  });

  test('is noticed in the beginning of the file', async () => {
    const refunds = async (file: File) => {
      const [{preview}] = valueOf(await shop.service.inspect(0, file, () => undefined)) as [Inspected];
      return valueOf(await shop.service.trial(0, {file, recipe: preview.recipe})).refunds;
    };
    expect(await refunds(file)).toBe(true);
    expect(await refunds(fileOf('order_id,date,email,total\n1,2024-01-05,a@x.de,50.00\n'))).toBe(false);
    expect(await refunds(fileOf('order_id,date,email,total\n1,2024-01-05,a@x.de,-50.00\n'))).toBe(true);
  });
});
