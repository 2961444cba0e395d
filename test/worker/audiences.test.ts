import {beforeAll, describe, expect, test} from 'vitest';
import {valueOf} from '../../src/lib/outcome';
import {cell, numbers, rowsOf, strings} from '../../src/lib/table';
import type {Audience, ResultRule, Rule} from '../../src/model/audience';
import type {Dataset} from '../../src/model/dataset';
import type {Members} from '../../src/model/members';
import {noFilter, wholeScope} from '../../src/model/scope';
import {everybodyOf, membersOf, scopeOf, type Looking} from '../../src/notebook/scope_of';
import {emptyNotebook} from '../../src/notebook/templates';
import {twelveOrders} from '../fixtures/twelve_orders';
import {rerun} from '../helpers/rerun';
import {createShop, fileOf, type Shop} from '../helpers/service';

let shop: Shop;
let dataset: Dataset;

beforeAll(async () => {
  shop = createShop();
  ({dataset} = await shop.open([fileOf(twelveOrders)]));
});

const audience = (id: string, rule: Rule): Audience => ({id, name: id, rule});
const whole = {period: {kind: 'all' as const}, filter: noFilter};
const segment = (...segments: string[]): ResultRule => ({
  kind: 'result',
  analysis: 'rfm',
  params: {},
  table: 'scores',
  where: {segment: segments},
  within: whole,
});
const purchases = (from: number | null, to: number | null): Rule => ({
  kind: 'range',
  measure: 'purchases',
  from,
  to,
});

function notebook(audiences: readonly Audience[], part: Partial<Looking> = {}) {
  return {...emptyNotebook('Test', dataset.id), audiences, ...part};
}

/** Numbers of the customers of an audience in the shop. */
async function numbersOf(rule: Rule, others: readonly Audience[] = []): Promise<string[]> {
  const own = audience('own', rule);
  const document = notebook([own, ...others]);
  const page = valueOf(
    await shop.service.members(1, {
      dataset: dataset.id,
      scope: everybodyOf(document, dataset),
      who: membersOf(document, own, dataset),
      columns: ['customer_id', 'revenue'],
      order: {column: 'customer_id', descending: false},
      from: 0,
      to: 100,
    }),
  );
  expect(page.total).toBe(page.rows.rows);
  return strings(page.rows, 'customer_id').map(String);
}

describe('an audience of the shop of twelve orders', () => {
  test('holds the customers of its rule, worked out by hand', async () => {
    expect(await numbersOf(purchases(2, null))).toEqual(['K1', 'K4']);
    expect(await numbersOf({kind: 'not', of: purchases(2, null)})).toEqual(['K2', 'K3']);
    expect(await numbersOf({kind: 'bought', by: 'country', values: ['AT'], withinDays: null})).toEqual([
      'K2',
    ]);
    // 31 March is the as-of date; Anna came on 1 March, Dora on 31 March.
    expect(await numbersOf({kind: 'range', measure: 'recency_days', from: null, to: 30})).toEqual([
      'K1',
      'K4',
    ]);
    expect(await numbersOf({kind: 'range', measure: 'recency_days', from: null, to: 29})).toEqual(['K4']);
  });

  test('is as large as the part of the picture that it was made of, and as large in money', async () => {
    const {tables} = await shop.run(dataset, 'rfm');
    const segments = rowsOf(tables['segments']!);
    expect(segments.length).toBeGreaterThan(1);
    const document = notebook([]);
    const sizes = valueOf(
      await shop.service.sizes(
        1,
        {dataset: dataset.id, scope: everybodyOf(document, dataset)},
        segments.map((row) => membersOf(document, audience('s', segment(String(row['segment']))), dataset)),
      ),
    ).map(valueOf);
    expect(sizes.map(({people}) => people)).toEqual(segments.map((row) => row['customers']));
    expect(sizes.map(({revenue}) => revenue)).toEqual(segments.map((row) => row['revenue']));
    expect(sizes[0]).toMatchObject({allBuyers: 4, allRevenue: 170});
  });

  test('is made of others, and taken from others', async () => {
    const regulars = audience('regulars', purchases(2, null));
    const named: Rule = {kind: 'audience', audience: 'regulars'};
    const german: Rule = {kind: 'bought', by: 'country', values: ['DE'], withinDays: null};
    expect(await numbersOf({kind: 'all', of: [german, {kind: 'not', of: named}]}, [regulars])).toEqual([
      'K3',
    ]);
    expect(await numbersOf({kind: 'any', of: [named, segment('none')]}, [regulars])).toEqual(['K1', 'K4']);
  });

  test('that cannot be found says so, and the others are found', async () => {
    const document = notebook([
      audience('a', {kind: 'all', of: [{kind: 'audience', audience: 'b'}]}),
      audience('b', {kind: 'not', of: {kind: 'audience', audience: 'a'}}),
    ]);
    const rules: Rule[] = [
      {kind: 'attribute', name: 'Gruppe', values: ['A']},
      {kind: 'audience', audience: 'gone'},
      {kind: 'audience', audience: 'a'},
      {...segment('champions'), analysis: 'astrology'},
      {...segment('champions'), table: 'orders'},
      {...segment('champions'), where: {'x" or true --': 1}},
      purchases(1, null),
    ];
    const sizes = valueOf(
      await shop.service.sizes(
        1,
        {dataset: dataset.id, scope: wholeScope(dataset.lastDay)},
        rules.map((rule) => membersOf(document, audience('own', rule), dataset)),
      ),
    );
    expect(
      sizes.map((size) => (size.ok ? size.value.people : `${size.code} ${size.facts['reason']}`)),
    ).toEqual([
      'audience-broken attribute',
      'audience-broken audience',
      'audience-broken circle',
      'audience-broken analysis',
      'audience-broken analysis',
      'audience-broken analysis',
      4,
    ]);
  });

  test('leaves as CSV with the columns that are asked for and no others', async () => {
    const who: Members = {kind: 'range', measure: 'purchases', from: 2, to: null};
    const csv = await valueOf(
      await shop.service.save(1, {
        kind: 'members',
        dataset: dataset.id,
        scope: wholeScope(dataset.lastDay),
        who,
        columns: ['customer_id', 'revenue', 'last_on'],
        order: {column: 'revenue', descending: true},
      }),
    ).text();
    expect(csv.trimEnd().split('\r\n')).toEqual([
      'customer_id,revenue,last_on',
      'K1,100,2024-03-01',
      'K4,30,2024-03-31',
    ]);
    expect(
      await shop.service.save(1, {
        kind: 'members',
        dataset: dataset.id,
        scope: wholeScope(dataset.lastDay),
        who,
        columns: ['1 from customers --'],
        order: {column: 'revenue', descending: true},
      }),
    ).toMatchObject({ok: false});
  });
});

test('one customer has her orders, what is known of her, and her rows in results', async () => {
  const request = shop.request(dataset, 'rfm');
  const {rows} = await shop.page(dataset, 'rfm', 'scores');
  const at = strings(rows, 'customer_id').indexOf('K1');
  const customer = numbers(rows, 'customer')[at]!;
  const person = valueOf(
    await shop.service.person(1, {
      dataset: dataset.id,
      scope: wholeScope(dataset.lastDay),
      customer,
      rows: [{request, table: 'scores'}],
    }),
  );
  expect(rowsOf(person.facts)).toMatchObject([
    {customer, customer_id: 'K1', purchases: 2, orders: 3, revenue: 100, first_revenue: 70},
  ]);
  expect(rowsOf(person.orders).map(({order_id, revenue}) => [order_id, revenue])).toEqual([
    ['1001', 50],
    ['1002', 20],
    ['1008', 30],
  ]);
  expect(cell(person.rows[0]!, 'segment', 0)).toBe(cell(rows, 'segment', at));
});

test('regulars are sized in people and money beside all, and a customer has the lines of her own orders', async () => {
  // Ada bought for 30 (two teas at 9 and a cup at 12) and for 12 (a cup), Bo two teas for 18: 42 of 60 are Ada's.
  const orders = fileOf(
    `Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Id
#1,ada@x.de,paid,2024-01-05 10:00:00 +0100,EUR,30.00,0,0,30.00,2024-01-05 10:00:00 +0100,2,Tea,9.00,T1,1
#1,ada@x.de,,,,,,,,2024-01-05 10:00:00 +0100,1,Cup,12.00,C1,
#2,ada@x.de,paid,2024-02-05 10:00:00 +0100,EUR,12.00,0,0,12.00,2024-02-05 10:00:00 +0100,1,Cup,12.00,C1,2
#3,bo@x.de,paid,2024-02-06 10:00:00 +0100,EUR,18.00,0,0,18.00,2024-02-06 10:00:00 +0100,2,Tea,9.00,T1,3
`,
    'orders.csv',
  );
  const {dataset: loaded} = await shop.open([orders]);
  const scope = wholeScope(loaded.lastDay);
  const sizes = await shop.service.sizes(1, {dataset: loaded.id, scope}, [
    {kind: 'range', measure: 'purchases', from: 2, to: null},
  ]);
  expect(valueOf(sizes).map(valueOf)).toEqual([
    {people: 1, buyers: 1, revenue: 42, withEmail: 1, allBuyers: 2, allRevenue: 60},
  ]);
  const {rows} = await shop.page(loaded, 'rfm', 'scores');
  const customer = numbers(rows, 'customer')[strings(rows, 'email').indexOf('ada@x.de')]!;
  const person = valueOf(await shop.service.person(2, {dataset: loaded.id, scope, customer, rows: []}));
  const orderOf = new Map(rowsOf(person.orders).map((row) => [row['order_key'], row['order_id']]));
  expect([...orderOf.values()].sort()).toEqual(['#1', '#2']);
  const lines = rowsOf(person.lines).map(({order_key: key, product, quantity, net}) => [
    orderOf.get(key!),
    product,
    quantity,
    net,
  ]);
  expect(lines).toHaveLength(3);
  expect(lines).toEqual(
    expect.arrayContaining([
      ['#1', 'Tea', 2, 18],
      ['#1', 'Cup', 1, 12],
      ['#2', 'Cup', 1, 12],
    ]),
  );
});

test('a customer has the attributes that her own rows name, and no other', async () => {
  const orders = fileOf(
    `order_id,date,email,total,Gruppe
1,2024-01-05,ada@x.de,10,Gold
2,2024-02-05,bo@x.de,20,Silber
3,2024-02-06,cy@x.de,30,
`,
  );
  const {dataset: loaded} = await shop.open([orders], (recipe) => ({
    ...recipe,
    attributes: {Gruppe: 'Gruppe'},
  }));
  const {rows} = await shop.page(loaded, 'rfm', 'scores');
  const attributesOf = async (email: string) => {
    const customer = numbers(rows, 'customer')[strings(rows, 'email').indexOf(email)]!;
    const scope = wholeScope(loaded.lastDay);
    const person = valueOf(await shop.service.person(1, {dataset: loaded.id, scope, customer, rows: []}));
    return rowsOf(person.attributes);
  };
  expect(await attributesOf('ada@x.de')).toEqual([{name: 'Gruppe', value: 'Gold'}]);
  expect(await attributesOf('bo@x.de')).toEqual([{name: 'Gruppe', value: 'Silber'}]);
  expect(await attributesOf('cy@x.de')).toEqual([]);
});

test('several parts of a picture are paged as one', async () => {
  const where = [{segment: 'potential'}, {segment: 'loyal'}, {f: [2, 3]}];
  const page = valueOf(
    await shop.service.page(1, {
      request: shop.request(dataset, 'rfm'),
      table: 'scores',
      where,
      order: {column: 'customer_id', descending: false},
      from: 0,
      to: 10,
    }),
  );
  expect(strings(page.rows, 'customer_id')).toEqual(['K1', 'K4']);
  expect(page.total).toBe(2);
});

describe('a notebook filtered by an audience', () => {
  const regulars = audience('regulars', purchases(2, null));

  test('looks at all orders of its customers and at nobody else', async () => {
    const document = notebook([regulars], {filter: {...noFilter, audience: 'regulars'}});
    const {facts} = await shop.run(dataset, 'overview', {}, scopeOf(document, dataset));
    expect(facts).toMatchObject({customers: 2, revenue: 130, orders: 6});
  });

  test('is not changed by its own filter when the audience comes from a result under another', async () => {
    const inAustria = {...segment(), where: {}, within: {...whole, filter: {...noFilter, countries: ['AT']}}};
    expect(await numbersOf(inAustria)).toEqual(['K2']);
    const within = {...whole, filter: {...noFilter, audience: 'regulars'}};
    expect(await numbersOf({...segment(), where: {}, within}, [regulars])).toEqual(['K1', 'K4']);
  });

  test('shows SQL that a fresh engine runs to the same tables, however deep its audiences go', async () => {
    const best = audience('best', {
      kind: 'all',
      of: [
        {kind: 'audience', audience: 'regulars'},
        {
          ...segment(),
          where: {m: [3, 4, 5]},
          within: {...whole, filter: {...noFilter, audience: 'regulars'}},
        },
        {...segment(), where: {r: [1, 2, 3, 4, 5]}},
      ],
    });
    const document = notebook([regulars, best], {
      filter: {...noFilter, audience: 'best', countries: ['DE']},
    });
    const scope = scopeOf(document, dataset);
    for (const analysis of ['overview', 'rfm', 'cohorts'] as const) {
      const result = await shop.run(dataset, analysis, {}, scope);
      const tables = await rerun(shop.service, dataset.id, result);
      expect(Object.keys(tables).length).toBeGreaterThan(0);
      for (const [name, table] of Object.entries(tables))
        expect({name, table}).toEqual({name, table: result.tables[name]});
    }
    expect((await shop.run(dataset, 'overview', {}, scope)).facts['customers']).toBe(1);
  });

  test('says in every cell that the audience cannot be found', async () => {
    const broken = audience('broken', {kind: 'attribute', name: 'Gruppe', values: ['A']});
    const document = notebook([broken], {filter: {...noFilter, audience: 'broken'}});
    const request = shop.request(dataset, 'overview', {}, scopeOf(document, dataset));
    expect(await shop.service.run(1, request, () => undefined)).toMatchObject({
      ok: false,
      code: 'audience-broken',
      facts: {audience: 'broken', reason: 'attribute', what: 'Gruppe'},
    });
  });
});

describe('values to choose from', () => {
  const find = async (search: string, chosen: readonly string[] = []) =>
    valueOf(
      await shop.service.values(1, {
        dataset: dataset.id,
        asOf: dataset.lastDay,
        source: {of: 'country'},
        search,
        chosen,
      }),
    );

  test('come with the number of their orders, most first', async () => {
    expect(await find('')).toEqual({
      chosen: [],
      found: [
        {value: 'DE', number: 8},
        {value: 'AT', number: 1},
      ],
      matching: 2,
      total: 2,
    });
  });

  test('are found by any part, whatever its case, and what is chosen is always among them', async () => {
    expect(await find('á', ['DE', 'FR'])).toEqual({
      chosen: [
        {value: 'DE', number: 8},
        {value: 'FR', number: 0},
      ],
      found: [{value: 'AT', number: 1}],
      matching: 1,
      total: 2,
    });
  });
});

test('facts that files keep of customers choose them, and a contact is in no range of what she never did', async () => {
  const contacts = `email;Vorname;Newsletter;Kundengruppe
anna@x.de;Anna;ja;Stamm
ben@x.de;Ben;nein;Neu
cem@x.de;Cem;ja;Stamm
dora@x.de;Dora;nein;Neu
emil@x.de;Emil;ja;Stamm
fritz@x.de;Fritz;ja;Stamm
gina@x.de;Gina;ja;Neu
hans@x.de;Hans;ja;Stamm
`;
  const orders = 'order_id,date,email,total\n1,2024-01-05,anna@x.de,10.00\n2,2024-02-05,ben@x.de,20.00\n';
  const {dataset: other} = await shop.open([fileOf(orders), fileOf(contacts, 'kontakte.csv')]);
  const document = emptyNotebook('Test', other.id);
  const rules: Rule[] = [
    {kind: 'attribute', name: 'Kundengruppe', values: ['Stamm']},
    {kind: 'range', measure: 'recency_days', from: null, to: 1000},
    {kind: 'not', of: {kind: 'range', measure: 'recency_days', from: null, to: 1000}},
  ];
  const sizes = valueOf(
    await shop.service.sizes(
      1,
      {dataset: other.id, scope: everybodyOf(document, other)},
      rules.map((rule) => membersOf(document, audience('own', rule), other)),
    ),
  ).map(valueOf);
  expect(sizes.map(({people, buyers, withEmail}) => [people, buyers, withEmail])).toEqual([
    [5, 1, 5],
    [2, 2, 2],
    [6, 0, 6],
  ]);
  const filtered = {...document, filter: {...noFilter, attributes: {Kundengruppe: ['Neu'], gone: ['x']}}};
  const {facts, tables} = await shop.run(other, 'overview', {}, scopeOf(filtered, other));
  expect(facts['customers']).toBe(1);
  expect(numbers(tables['periods']!, 'revenue').reduce((sum, value) => sum + value, 0)).toBe(20);
  expect(cell(tables['periods']!, 'customers', 0)).toBe(1);
});
