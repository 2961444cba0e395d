import {beforeAll, describe, expect, test} from 'vitest';
import {valueOf} from '../../src/lib/outcome';
import type {Dataset} from '../../src/model/dataset';
import type {Recipe} from '../../src/worker/api';
import {createShop, fileOf, type Shop} from '../helpers/service';

let shop: Shop;
beforeAll(() => (shop = createShop()));

const inspected = async (text: string, name?: string) =>
  valueOf(await shop.service.inspect(0, fileOf(text, name), () => undefined))[0]!.preview;

/** The rows of the table `attributes`, with whom they are about. */
async function keptOf({id}: Dataset): Promise<string[]> {
  const csv = async (table: 'attributes' | 'customers') =>
    (await valueOf(await shop.service.save(0, {kind: 'canonical', dataset: id, table, as: 'csv'})).text())
      .replace('\ufeff', '')
      .trimEnd()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
  const people = new Map(
    (await csv('customers')).map(([customer, number, email]) => [customer, email || number]),
  );
  return (await csv('attributes'))
    .map(([customer, name, value]) => `${people.get(customer)}: ${name} = ${value}`)
    .sort();
}

const keep =
  (attributes: Recipe['attributes']) =>
  (recipe: Recipe): Recipe => ({...recipe, attributes});

describe('columns that no field takes', () => {
  const groups = ['Stammkunde', 'Neukunde', 'Händler'];
  const row = (n: number) =>
    [
      n,
      `2024-02-${String(1 + (n % 28)).padStart(2, '0')}`,
      `p${n % 12}@x.de`,
      '10.00',
      groups[n % 3],
      n % 2,
      `Weg ${n % 2}`,
      `030 ${n}`,
      n % 2 ? 'ja' : 'nein',
      `note ${n}`,
      n % 2,
      `$2y$${n}`,
      n % 5,
    ].join(',');
  const text = [
    'order_id,date,email,total,Kundengruppe,Geschenk,Straße,Telefon,Gesperrt,Bemerkung,Accepts SMS Marketing,password_hash,Rating',
    ...Array.from({length: 40}, (_, n) => row(n)),
  ].join('\n');

  test('are proposed as attributes where they put customers into few groups or are known by name', async () => {
    const {recipe} = await inspected(text);
    expect(recipe.attributes).toEqual({
      Kundengruppe: 'Kundengruppe',
      Geschenk: 'Geschenk',
      blocked: 'Gesperrt',
      consent_sms: 'Accepts SMS Marketing',
      review_score: 'Rating',
    });
  });

  test('are never kept where they are secrets, whoever asks for it', async () => {
    const {dataset} = await shop.open([fileOf(text)], keep({Kennwort: 'password_hash'}));
    expect(dataset.attributes).toEqual([]);
  });

  test('are kept with their values, most customers first', async () => {
    const {dataset} = await shop.open(
      [fileOf(text)],
      keep({Kundengruppe: 'Kundengruppe', blocked: 'Gesperrt'}),
    );
    expect(dataset.attributes).toEqual([
      {name: 'Kundengruppe', customers: 12, distinct: 3, values: ['Händler', 'Neukunde', 'Stammkunde']},
      {name: 'blocked', customers: 12, distinct: 2, values: ['no', 'yes']},
    ]);
  });

  test('are not proposed where they differ between the rows of one order', async () => {
    const lines = Array.from({length: 40}, (_, n) =>
      [n >> 1, '2024-01-05', `p${n >> 1}@x.de`, '4.00', 'Tea', n % 2 ? 'rot' : 'blau'].join(','),
    );
    const {recipe} = await inspected(['order_id,date,email,total,product,Farbton', ...lines].join('\n'));
    expect(recipe.attributes).toEqual({});
  });
});

describe('an attribute', () => {
  test('of an order file is what the latest order that counts says', async () => {
    const text = [
      'order_id,date,email,total,status,Zahlart',
      '1,2024-01-05,a@x.de,10.00,paid,Vorkasse',
      '2,2024-03-05,a@x.de,10.00,paid,Rechnung',
      '3,2024-02-05,a@x.de,10.00,paid,PayPal',
      '4,2024-04-05,a@x.de,10.00,cancelled,Nachnahme',
      '5,2024-01-05,b@x.de,10.00,paid,PayPal',
      '6,2024-02-05,b@x.de,10.00,paid,',
    ].join('\n');
    const {dataset} = await shop.open([fileOf(text)], keep({Zahlart: 'Zahlart'}));
    expect(await keptOf(dataset)).toEqual(['a@x.de: Zahlart = Rechnung', 'b@x.de: Zahlart = PayPal']);
  });

  test('of an order with several rows may stand on the first of them alone', async () => {
    const text = [
      'Name,Email,Financial Status,Accepts Marketing,Total,Subtotal,Created at,Lineitem name,Lineitem quantity,Lineitem price,Source',
      '#1,a@x.de,paid,yes,12.00,12.00,2024-01-05 10:00:00 +0100,Tea,1,4.00,web',
      '#1,,,,,,2024-01-05 10:00:00 +0100,Cup,1,8.00,',
      '#2,b@x.de,paid,no,4.00,4.00,2024-01-06 10:00:00 +0100,Tea,1,4.00,web',
    ].join('\n');
    const {dataset} = await shop.open([fileOf(text)]);
    expect(await keptOf(dataset)).toEqual(['a@x.de: consent_email = yes', 'b@x.de: consent_email = no']);
  });

  test('of a contact list goes before that of an order, and the newer list before the older', async () => {
    const orders =
      'order_id,date,email,total,Gruppe\n1,2024-05-05,a@x.de,10.00,Alt\n2,2024-05-05,b@x.de,10.00,Alt\n';
    const contacts = (group: string) =>
      `email,Anmeldedatum,Gruppe\na@x.de,2024-01-01,${group}\nc@x.de,2024-01-01,\n`;
    const {dataset} = await shop.open(
      [fileOf(contacts('Mitte'), 'one.csv'), fileOf(orders), fileOf(contacts('Neu'), 'two.csv')],
      keep({Gruppe: 'Gruppe'}),
    );
    expect(await keptOf(dataset)).toEqual(['a@x.de: Gruppe = Neu', 'b@x.de: Gruppe = Alt']);
  });

  test('that is known by name is read as what it is, and what cannot be read stays as it stands', async () => {
    const text = [
      'email,Anmeldedatum,Gesperrt,Bewertung,Kündigungsgrund',
      'a@x.de,2024-01-01,ja,"4,5",zu teuer',
      'b@x.de,2024-01-01,0,10,',
      'c@x.de,2024-01-01,vorläufig,-,Umzug',
    ].join('\n');
    const orders = 'order_id,date,email,total\n1,2024-05-05,a@x.de,10.00\n';
    const {dataset} = await shop.open([fileOf(text, 'kunden.csv'), fileOf(orders)]);
    expect(await keptOf(dataset)).toEqual([
      'a@x.de: blocked = yes',
      'a@x.de: churn_reason = zu teuer',
      'a@x.de: review_score = 4.5',
      'b@x.de: blocked = no',
      'b@x.de: review_score = 10',
      'c@x.de: blocked = vorläufig',
      'c@x.de: churn_reason = Umzug',
    ]);
  });

  test('may bear any name', async () => {
    const names = ['__proto__', 'constructor', `x'); drop table orders; --`, '"q"', '<b>fett</b>', '=1+1'];
    const text = [
      ['order_id', 'date', 'email', 'total', ...names.map((name) => `"${name.replaceAll('"', '""')}"`)].join(
        ',',
      ),
      ['1', '2024-05-05', 'a@x.de', '10.00', ...names.map((_, n) => `v${n}`)].join(','),
    ].join('\n');
    const {dataset} = await shop.open(
      [fileOf(text)],
      keep(Object.fromEntries(names.map((name) => [name, name]))),
    );
    expect(dataset.attributes.map(({name}) => name).sort()).toEqual([...names].sort());
    expect(dataset.orders).toBe(1);
  });

  test('is the same whether an export comes whole or in two halves', async () => {
    const head = 'order_id,date,email,total,product,Gruppe';
    const rows = Array.from(
      {length: 20},
      (_, n) => `${n >> 1},2024-01-${10 + (n >> 1)},p${(n >> 1) % 4}@x.de,4.00,${n % 2},${n % 3 ? 'A' : 'B'}`,
    );
    const whole = await shop.open([fileOf([head, ...rows].join('\n'))], keep({Gruppe: 'Gruppe'}));
    const halves = await shop.open(
      [
        fileOf([head, ...rows.slice(0, 11)].join('\n'), '1.csv'),
        fileOf([head, ...rows.slice(11)].join('\n'), '2.csv'),
      ],
      keep({Gruppe: 'Gruppe'}),
    );
    expect(await keptOf(halves.dataset)).toEqual(await keptOf(whole.dataset));
  });
});
