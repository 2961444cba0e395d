import {beforeAll, describe, expect, test} from 'vitest';
import {isoFromDay} from '../../src/lib/dates';
import {rowsOf} from '../../src/lib/table';
import {createShop, day, fileOf, type Shop} from '../helpers/service';

/** Small files that are easily read wrong, each with the revenue a careful reader finds. */
const traps: readonly (readonly [what: string, text: string, revenue: number])[] = [
  [
    'a line amount beside quantity and price is that of the line',
    'Bestellnummer;Datum;E-Mail;Artikel;Menge;Einzelpreis;Betrag\n1;05.01.2024;a@x.de;Tee;2;10,00;20,00\n1;05.01.2024;a@x.de;Tasse;1;12,00;12,00\n2;06.01.2024;b@x.de;Tee;1;25,00;25,00\n',
    57,
  ],
  [
    'amounts that differ within one order are added up, equal ones beside them too',
    'order_id,date,email,amount,product\n1,2024-01-05,a@x.de,30,A\n1,2024-01-05,a@x.de,12,B\n2,2024-01-05,b@x.de,5,A\n2,2024-01-05,b@x.de,5,B\n',
    52,
  ],
  [
    'a minority with the other decimal mark is read by its own, never misread a hundredfold',
    'order_id;date;email;total\n1;2024-01-05;a@x.de;12,50\n2;2024-01-05;b@x.de;13,00\n3;2024-01-05;c@x.de;1234.50\n',
    1260,
  ],
  [
    'thousands in groups of three are read',
    'order_id;date;email;total\n1;2024-01-05;a@x.de;1.234,50\n2;2024-01-05;b@x.de;1234,5\n',
    2469,
  ],
  [
    'odd ways of writing an amount are read',
    'order_id;date;email;total\n1;2024-01-05;a@x.de;12,-\n2;2024-01-05;b@x.de;€ 1 234,50\n3;2024-01-05;c@x.de;5,25 EUR\n4;2024-01-06;d@x.de;(3,00)\n',
    1248.75,
  ],
  [
    'a refund document with the status refunded is deducted once',
    'order_id,date,email,total,status\n1,2024-01-05,a@x.de,50,completed\n2,2024-01-06,a@x.de,-20,refunded\n',
    30,
  ],
  [
    'the status refunded without an amount takes the order back',
    'order_id,date,email,total,status\n1,2024-01-05,a@x.de,50,refunded\n2,2024-01-06,b@x.de,20,paid\n',
    20,
  ],
  [
    'VAT on shipping is not taken off the goods',
    'order_id,date,email,total,vat,shipping\n1,2024-01-05,a@x.de,124.95,19.95,5.95\n',
    100,
  ],
  [
    'a net amount that holds the shipping loses it',
    'order_id;date;email;Brutto;Netto;MwSt;Versand\n1;2024-01-05;a@x.de;124,95;105,00;19,95;5,95\n',
    100,
  ],
  [
    'a column of VAT rates is no column of amounts',
    'order_id;date;email;Brutto;MwSt\n1;2024-01-05;a@x.de;119,00;19\n2;2024-01-06;b@x.de;238,00;19\n',
    300,
  ],
  [
    'a row of totals with a date is no order',
    'Bestellnummer;Datum;E-Mail;Summe\n1;05.01.2024;a@x.de;10,00\n2;06.01.2024;b@x.de;20,00\nGesamt;31.01.2024;;30,00\n',
    30,
  ],
  [
    'an empty day of cancellation is none',
    'order_id,date,email,total,Storniert am\n1,2024-01-05,a@x.de,10,0000-00-00 00:00:00\n2,2024-01-05,b@x.de,5,2024-01-06\n',
    10,
  ],
  [
    'what is not cancelled counts',
    'order_id,date,email,total,status\n1,2024-01-05,a@x.de,10,nicht storniert\n2,2024-01-05,b@x.de,5,wc-cancelled\n3,2024-01-05,b@x.de,7,wc-pending\n',
    10,
  ],
  [
    'a flag named net is not the net amount',
    'orderId;orderTime;customerId;invoiceAmount;invoiceAmountNet;net\n1;2024-01-05 10:00:00;7;119.00;100.00;0\n2;2024-01-06 10:00:00;8;238.00;200.00;1\n',
    300,
  ],
  [
    'shipping among the positions is no goods, a voucher among them is a discount',
    'Auftragsnummer;Datum;E-Mail;Positionstyp;Artikel;Menge;Einzelpreis\n1;05.01.2026;a@x.de;Artikel;Tee;2;10,00\n1;05.01.2026;a@x.de;Versandposition;DHL;1;4,90\n1;05.01.2026;a@x.de;Gutschein;NEU;1;-5,00\n2;06.01.2026;b@x.de;Artikel;Tee;1;10,00\n',
    25,
  ],
  [
    'a credit note is without its VAT, as the order was',
    'Bestellnummer;Datum;E-Mail;Brutto;MwSt\n1;05.01.2026;a@x.de;119,00;19,00\nG1;06.01.2026;a@x.de;-11,90;-1,90\n',
    90,
  ],
  [
    'rates of VAT on positions are taken line by line',
    'Bestellnummer;Datum;E-Mail;Artikelnummer;Menge;Einzelpreis;MwSt\n1;05.01.2026;a@x.de;T;2;11,90;19\n1;05.01.2026;a@x.de;B;1;10,70;7\n',
    30,
  ],
  [
    'a dash where an amount could be is nothing, not an error',
    'Bestellnummer;Datum;E-Mail;Summe;Versand\n1;05.01.2026;a@x.de;50,00;--\n2;06.01.2026;b@x.de;15,00;5,00\n',
    60,
  ],
  [
    'a number as long as an EAN is no price',
    'order_id,date,email,total\n1,2024-01-05,a@x.de,4006381333931\n2,2024-01-06,b@x.de,5.00\n',
    5,
  ],
];

describe('files that are easily read wrong', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  test.each(traps)('%s', async (_, text, revenue) => {
    const {dataset, receipt} = await shop.open([fileOf(text)]);
    expect((await shop.run(dataset, 'overview')).facts['revenue']).toBeCloseTo(revenue, 4);
    const {rows, used, setAside} = receipt.files[0]!;
    expect(used + setAside.reduce((sum, entry) => sum + entry.rows, 0)).toBe(rows);
  });

  test('two-digit years beside four-digit ones lie in this century', async () => {
    const text =
      'order_id;date;email;total\n1;08.01.2024;a@x.de;1\n2;09.01.24;b@x.de;1\n3;10.1.24;b@x.de;1\n';
    const {dataset} = await shop.open([fileOf(text)]);
    expect([isoFromDay(dataset.firstDay), isoFromDay(dataset.lastDay)]).toEqual(['2024-01-08', '2024-01-10']);
  });

  test('a rare blank, placeholder or Excel decimal does not make another customer, however large the file', async () => {
    const rows = Array.from({length: 9000}, (_, row) => `${row},2024-01-05,17850,a@x.de,1`);
    const odd = [
      '9001,2024-01-05,17850.0,a@x.de,1',
      '9002,2024-01-05, 17850 ,a@x.de ,1',
      '9003,2024-01-05,NULL,-,1',
    ];
    rows.splice(5001, 0, ...odd);
    const {dataset} = await shop.open([
      fileOf(['order_id,date,customer_id,email,total', ...rows].join('\n')),
    ]);
    expect(dataset).toMatchObject({orders: 9003, customers: 1, anonymousOrders: 1});
  });

  test("Excel's guards around an id are taken off, and nothing else", async () => {
    const ids = ["'75008", '"=""00123"""', '75008', '00123', '=1+1'];
    const rows = ids.map((id, row) => `${row},2024-01-05,${id},1`);
    const {dataset} = await shop.open([fileOf(['order_id,date,customer_id,total', ...rows].join('\n'))]);
    expect(dataset.customers).toBe(3);
  });

  test('a column of names is not taken for customer numbers', async () => {
    const text = 'Date,Order #,Customer,Net Sales\n2024-01-05,1,Peter Müller,10\n2024-01-06,2,Anna Klein,5\n';
    const outcome = await shop.service.inspect(0, fileOf(text), () => undefined);
    if (!outcome.ok) throw new Error(outcome.code);
    expect(outcome.value[0]!.preview.recipe.columns['customer_id']).toBeUndefined();
  });

  test('a refund in a second file is taken off, and does not replace the order', async () => {
    const orders = fileOf(
      'order_id,date,email,total\n1,2024-01-05,a@x.de,50\n2,2024-01-06,b@x.de,10\n',
      'orders.csv',
    );
    const refunds = fileOf('order_id,date,email,total\n1,2024-01-09,a@x.de,-20\n', 'refunds.csv');
    const {dataset} = await shop.open([orders, refunds]);
    expect((await shop.run(dataset, 'overview')).facts['revenue']).toBe(40);
  });

  test('the bars of a period add up to its headline, whatever their width', async () => {
    const text =
      'order_id,date,email,total\n1,2024-01-05,a@x.de,50\n2,2024-01-20,b@x.de,10\n3,2024-02-06,b@x.de,10\n';
    const {dataset} = await shop.open([fileOf(text)]);
    for (const grain of ['week', 'month', 'quarter', 'year']) {
      const {tables, facts} = await shop.run(dataset, 'overview', {grain}, {from: day('2024-01-15')});
      const bars = rowsOf(tables['periods']!);
      const sum = (column: string) => bars.reduce((total, row) => total + Number(row[column]), 0);
      expect({grain, revenue: sum('revenue'), fresh: sum('new_customers')}).toEqual({
        grain,
        revenue: 20,
        fresh: 1,
      });
      expect(facts).toMatchObject({revenue: 20, new_customers: 1});
    }
  });

  test('the share of later purchases is a share, also where refunds exceed them', async () => {
    const text =
      'order_id,date,email,total\n1,2024-01-05,a@x.de,100\n2,2024-02-05,a@x.de,-100\n3,2024-02-06,b@x.de,10\n';
    const {dataset} = await shop.open([fileOf(text)]);
    expect((await shop.run(dataset, 'overview')).facts['repeat_revenue_share']).toBe(0);
  });
});
