import {beforeAll, describe, expect, test} from 'vitest';
import {createShop, fileOf, type Shop} from '../helpers/service';
import {inspect} from '../../src/imports/inspect';

let shop: Shop;
beforeAll(() => (shop = createShop()));

const columnsOf = async (text: string, name = 'orders.csv') => {
  const {recipe, byCells} = await inspect(fileOf(text, name));
  return {columns: recipe.columns, byCells};
};

describe('what cells say where headers do not', () => {
  test('a column of addresses is the e-mail, whatever it is called', async () => {
    const {columns, byCells} = await columnsOf(
      'Datum;Wer;Betrag\n05.01.2026;anna@example.com;10,00\n06.01.2026;ben@example.com;20,00\n',
    );
    expect(columns['email']).toBe('Wer');
    expect(byCells).toEqual(['email']);
  });

  test('one address on every row is the shop’s own and nobody’s e-mail', async () => {
    const {columns} = await columnsOf(
      'Datum;Verkäufer;Betrag\n05.01.2026;laden@example.com;10,00\n06.01.2026;laden@example.com;20,00\n',
    );
    expect(columns['email']).toBeUndefined();
  });

  test('a secret is not looked at', async () => {
    const {columns} = await columnsOf(
      'Datum;Passwort;Betrag\n05.01.2026;anna@example.com;10,00\n06.01.2026;ben@example.com;20,00\n',
    );
    expect(columns['email']).toBeUndefined();
  });

  test('a currency beside the amounts is that of the orders; one of several, or a dollar of nobody knows where, is not', async () => {
    const currency = async (first: string, second: string, header = 'Betrag') => {
      const text = `Datum;E-Mail;${header}\n05.01.2026;a@example.com;${first}\n06.01.2026;b@example.com;${second}\n`;
      return (await inspect(fileOf(text))).recipe.constants?.['currency'];
    };
    expect(await currency('10,00 €', '20,00 €')).toBe('EUR');
    expect(await currency('CHF 10.50', 'CHF 20.50')).toBe('CHF');
    expect(await currency('10,00', '20,00', 'Betrag in EUR')).toBe('EUR');
    expect(await currency('10,00 €', '20,00 CHF')).toBeUndefined();
    expect(await currency('10,00 €', '20,00')).toBeUndefined();
    expect(await currency('$10.50', '$20.50')).toBeUndefined();
  });

  test('an id that comes again on the same day numbers orders; one that counts rows does not', async () => {
    const rows = (ids: readonly number[]) =>
      `id,date,email,total\n${ids.map((id) => `${id},2026-01-0${id},a${id}@example.com,10.00\n`).join('')}`;
    expect((await columnsOf(rows([1, 1, 2]))).columns['order_id']).toBe('id');
    expect((await columnsOf(rows([1, 2, 3]))).columns['order_id']).toBeUndefined();
    const anew = 'id,date,email,total\n1,2026-01-01,a@example.com,1\n1,2026-01-02,b@example.com,1\n';
    expect((await columnsOf(anew)).columns['order_id']).toBeUndefined();
  });

  test('the total of a nested order counts once, and its products bear their own names', async () => {
    const order = (id: number, total: string, email: string) => ({
      id,
      created_at: `2026-01-0${id}T10:00:00+01:00`,
      customer: {id: 70 + id, email},
      total,
      line_items: [
        {sku: 'A', name: 'Tasse, groß', quantity: 1, price: '20.00'},
        {sku: 'B', name: 'Kanne', quantity: 2, price: '5.00'},
      ],
    });
    const orders = [order(1, '30.00', 'a@example.com'), order(2, '30.00', 'b@example.com')];
    const {dataset} = await shop.open([fileOf(JSON.stringify({page: 1, orders}), 'orders.json')]);
    expect(dataset).toMatchObject({orders: 2, customers: 2});
    expect((await shop.run(dataset, 'overview')).facts).toMatchObject({revenue: 60});
    const lines = await shop.service.save(1, {
      kind: 'canonical',
      dataset: dataset.id,
      table: 'order_lines',
      as: 'csv',
    });
    expect(lines.ok && (await lines.value.text())).toContain('Tasse, groß');
  });
});

describe('a list of persons without a consent or a day to sign up', () => {
  const targetOf = async (text: string) => (await inspect(fileOf(text))).recipe.target;

  test.each([
    ['names', 'email,name\na@example.com,Anna Muster\nb@example.com,Ben Muster\n'],
    ['postcodes', 'E-Mail;Vorname;PLZ\na@example.com;Anna;50667\nb@example.com;Ben;01067\n'],
    ['nothing else', 'E-Mail\na@example.com\nb@example.com\n'],
    ['a day of no order', 'email,last_open\na@example.com,2026-01-05\nb@example.com,2026-01-06\n'],
    ['addresses by what stands in them', 'Wer,Ort\na@example.com,Bonn\nb@example.com,Köln\n'],
    ['numbers of customers', 'Kundennummer;Name;Geburtsdatum\n17;Anna;01.02.1980\n18;Ben;02.03.1981\n'],
  ])('with %s holds contacts', async (_, text) => {
    expect(await targetOf(text)).toBe('customers');
  });

  test.each([
    ['a day and a number', 'E-Mail;Wann;Wieviel\na@example.com;05.01.2026;20\nb@example.com;06.01.2026;30\n'],
    ['the day of an order', 'email,order date\na@example.com,2026-01-05\n'],
    ['an amount', 'email,name,Betrag\na@example.com,Anna,10.00\n'],
    ['an order number', 'Bestellnummer;E-Mail\n1;a@example.com\n'],
    ['no person', 'Ort;PLZ\nBonn;53111\n'],
  ])('with %s may be one of orders, and what is missing is asked', async (_, text) => {
    expect(await targetOf(text)).toBe('orders');
  });

  test('is read as leads without a day to sign up', async () => {
    const orders = 'order_id,date,email,total\n1,2026-01-05,a@example.com,10.00\n';
    const list = 'email,name\nA@example.com,Anna\nb@example.com,Ben\nc@example.com,Cem\n';
    const {dataset, receipt} = await shop.open([fileOf(orders), fileOf(list, 'newsletter.csv')]);
    expect(dataset).toMatchObject({orders: 1, customers: 1, leads: 2});
    expect(receipt.files[1]).toMatchObject({rows: 3, used: 3});
    expect((await shop.run(dataset, 'lifecycle')).facts).toMatchObject({customers: 1, leads: 2});
  });
});

describe('what people make of an export in Excel', () => {
  const report = [
    'Auswertung „Tee & Töpfe“;;;;',
    ';;;;',
    'Bestellung;;Kunde;;Betrag',
    'Nr.;Datum;Nummer;E-Mail;(brutto, €)',
    'B-1;05.01.2026;K1;anna@example.com;1.010,50 €',
    'B-2;06.01.2026;K2;ben@example.com;20,00 €',
    'Summe 01;;;;1.030,50 €',
    'B-3;03.02.2026;K1;anna@example.com;30,00 €',
    'Summe Februar 2026;;;;30,00 €',
    'Gesamtsumme;;;;1.060,50 €',
  ].join('\r\n');

  test('two rows of names make one header: groups above, columns below', async () => {
    const {recipe} = await inspect(fileOf(report));
    expect(recipe.headers).toEqual(['Bestellung Nr.', 'Datum', 'Nummer', 'E-Mail', 'Betrag (brutto, €)']);
    expect(recipe.dialect.skip).toBe(4);
    expect(recipe.columns).toMatchObject({
      order_id: 'Bestellung Nr.',
      ordered_at: 'Datum',
      email: 'E-Mail',
      total: 'Betrag (brutto, €)',
    });
  });

  test('the sums of months between the rows are no orders', async () => {
    const {dataset, receipt} = await shop.open([fileOf(report)]);
    expect(dataset).toMatchObject({orders: 3, customers: 2});
    expect(receipt.files[0]!.setAside.map(({reason, rows}) => [reason, rows])).toEqual([['total_row', 3]]);
    expect((await shop.run(dataset, 'overview')).facts).toMatchObject({revenue: 1060.5});
  });

  test('a header with a gap above a table of texts stays the header', async () => {
    const {recipe} = await inspect(
      fileOf('Name;;Ort;E-Mail\nAnna;x;Bonn;a@example.com\nBen;y;Köln;b@example.com\n'),
    );
    expect(recipe.headers).toEqual(['Name', 'Column 2', 'Ort', 'E-Mail']);
  });

  test('a currency behind the name of an amount changes nothing', async () => {
    const {columns} = await columnsOf('Datum;E-Mail;Betrag in EUR\n05.01.2026;a@example.com;10,00\n');
    expect(columns['total']).toBe('Betrag in EUR');
  });
});
