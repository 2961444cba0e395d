import {beforeAll, describe, expect, test} from 'vitest';
import type {Outcome} from '../../src/lib/outcome';
import {rowsOf} from '../../src/lib/table';
import type {Dataset} from '../../src/model/dataset';
import type {Members} from '../../src/model/members';
import {mayNamePeople, type QueryAnswer, type QueryRequest} from '../../src/model/query';
import {wholeScope} from '../../src/model/scope';
import {twelveOrders} from '../fixtures/twelve_orders';
import {createShop, day, fileOf, type Shop} from '../helpers/service';

let shop: Shop;
let dataset: Dataset;
let ticket = 1000;
beforeAll(async () => {
  shop = createShop();
  ({dataset} = await shop.open([fileOf(twelveOrders)]));
});

function ask(sql: string, part: Partial<QueryRequest> = {}): Promise<Outcome<QueryAnswer>> {
  const request = {
    dataset: dataset.id,
    scope: wholeScope(dataset.lastDay),
    sql,
    sources: [],
    results: [],
    audiences: [],
    inputs: {},
  };
  return shop.service.query(++ticket, {...request, ...part});
}

async function answer(sql: string, part?: Partial<QueryRequest>): Promise<QueryAnswer> {
  const outcome = await ask(sql, part);
  if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.facts)}`);
  return outcome.value;
}

const refusal = async (sql: string, part?: Partial<QueryRequest>) => {
  const outcome = await ask(sql, part);
  return outcome.ok ? `answered: ${sql}` : outcome.code;
};

describe('a statement of the reader', () => {
  test('reads the tables of the shop and those of the scope', async () => {
    const {table, columns, more} = await answer(
      'select ordered_on, net from orders order by ordered_on, order_key limit 2',
    );
    expect(columns).toEqual([
      {name: 'ordered_on', kind: 'day'},
      {name: 'net', kind: 'decimal'},
    ]);
    expect(table.rows).toBe(2);
    expect(more).toBe(false);
    const [counted] = rowsOf((await answer('from customer_history select count(*) as customers')).table);
    const [bought] = rowsOf((await answer('select count(distinct customer) as n from purchases')).table);
    expect(counted!['customers']).toBe(bought!['n']);
  });

  test('looks at the day of the scope: later orders do not exist in the shared tables', async () => {
    const scope = wholeScope(dataset.firstDay);
    const [counted] = rowsOf((await answer('select count(*) as n from purchases', {scope})).table);
    const [all] = rowsOf((await answer('select count(*) as n from purchases')).table);
    expect(Number(counted!['n'])).toBeLessThan(Number(all!['n']));
  });

  test('keeps the order that it asks for', async () => {
    const {table} = await answer('select i from range(5) as r(i) order by i desc');
    expect(rowsOf(table).map(({i}) => i)).toEqual([4, 3, 2, 1, 0]);
  });

  test.each([
    'select 1;',
    'select 1 ; -- done',
    '-- first\nselect 1',
    '/* a; b */ select 1 /* c */;;',
    "select ';' as semicolon",
    'with a as (select 1) select * from a',
    'values (1), (2)',
    'from (values (1)) as t',
    'pivot (select 1 as a, 2 as b) on a using sum(b)',
    '(select 1) union all (select 2)',
    'describe orders',
    'summarize orders',
    "select 'ä€😀' as signs, $$ it's $$ as other",
    'select sum(i) from range(10) as r(i)',
    'select random() < 2 as sure',
  ])('is run: %s', async (sql) => {
    expect((await answer(sql)).table.rows).toBeGreaterThan(0);
  });

  test('gets columns with a plain form, whatever their type', async () => {
    const {columns, table} = await answer(
      `select 1 as whole, 2.50::decimal(9, 2) as money, 0.25::double as part, true as yes, date '2024-03-01' as on_day,
        timestamp '2024-03-01 10:00' as at, [1, 2] as many, {'a': 1} as pair, 10000000000::hugeint as huge,
        null as nothing, 'x' as word, interval 3 day as wait, sum(1.5::decimal(18, 4)) as total`,
    );
    expect(columns.map(({kind}) => kind).join(' ')).toBe(
      'whole decimal float flag day text text text whole whole text text decimal',
    );
    expect(rowsOf(table)[0]).toEqual({
      whole: 1,
      money: 2.5,
      part: 0.25,
      yes: 1,
      on_day: day('2024-03-01'),
      at: '2024-03-01 10:00:00',
      many: '[1, 2]',
      pair: "{'a': 1}",
      huge: 10_000_000_000,
      nothing: null,
      word: 'x',
      wait: '3 days',
      total: 1.5,
    });
  });

  test('gets two columns of the same name apart', async () => {
    const {columns} = await answer('select 1 as a, 2 as a');
    expect(new Set(columns.map(({name}) => name)).size).toBe(2);
  });

  test('is cut at ten thousand rows, and says so', async () => {
    const {table, more} = await answer('from range(20000)');
    expect([table.rows, more]).toEqual([10_000, true]);
    const whole = await answer('from range(10000)');
    expect([whole.table.rows, whole.more]).toEqual([10_000, false]);
  });

  test('reads cells above it by their names, which read others in turn', async () => {
    const sources = [
      {name: 'big', sql: 'select * from orders where net > $least;'},
      {name: 'biggest', sql: 'select max(net) as net from big -- all'},
    ];
    const {table} = await answer('select net from biggest', {sources, inputs: {least: 0}});
    const [known] = rowsOf((await answer('select max(net) as net from orders')).table);
    expect(rowsOf(table)[0]).toEqual(known);
  });

  test('reads audiences by their names, whatever these are called, and says which cannot be found', async () => {
    const purchases = (from: number): Members => ({kind: 'range', measure: 'purchases', from, to: null});
    const audiences = [
      {name: 'Stamm; "gute" Kunden', who: purchases(2)},
      {name: 'all_buyers', who: purchases(1)},
    ];
    const {table} = await answer(
      `select count(*) as buyers, sum(c.revenue) as revenue, count(s.customer) as often
       from All_Buyers as a join customer_history as c using (customer)
       left join "Stamm; ""gute"" Kunden" as s on s.customer = a.customer`,
      {audiences},
    );
    expect(rowsOf(table)[0]).toEqual({buyers: 4, revenue: 170, often: 2});
    const austria = {scope: {...wholeScope(dataset.lastDay), countries: ['AT']}, audiences};
    const [counted] = rowsOf((await answer('select count(*) as n from all_buyers', austria)).table);
    expect(counted).toEqual({n: 4});
    const broken = {kind: 'broken', audience: 'x', reason: 'attribute', what: 'group'} as const;
    expect(await refusal('from x', {audiences: [{name: 'x', who: broken}]})).toBe('audience-broken');
  });

  test('takes the values of inputs as values, never as SQL', async () => {
    const inputs = {
      days: 30,
      start: {day: day('2024-03-01')},
      word: "it's; drop table orders; --",
      on: true,
      none: null,
      debt: -5,
    };
    const {table} = await answer(
      "select $start - $days as d, $word as w, '$word' as kept, $on as o, $none as n, 1 -$debt as sum -- $word",
      {inputs},
    );
    expect(rowsOf(table)[0]).toEqual({
      d: day('2024-01-31'),
      w: inputs.word,
      kept: '$word',
      o: 1,
      n: null,
      sum: 6,
    });
    expect(await refusal('select $missing', {inputs})).toBe('sql-unknown-input');
  });

  test('names the line of a mistake, in the sentence as it was written', async () => {
    const failure = async (sql: string) => {
      const outcome = await ask(sql, {inputs: {a: 1}});
      return outcome.ok ? null : outcome;
    };
    expect(await failure('select $a,\n  nothing\nfrom orders')).toMatchObject({
      code: 'sql-failed',
      facts: {line: 2, message: expect.stringMatching(/^Binder Error/)},
    });
    expect(await failure('-- first\n\nselect *\nfrom nowhere')).toMatchObject({
      facts: {line: 4, message: expect.stringMatching(/^Catalog Error/)},
    });
    expect(await failure('select 1\nfrom where')).toMatchObject({
      facts: {line: 2, message: expect.stringMatching(/^Parser Error/)},
    });
    expect(await failure('select (1\n+ 2')).toMatchObject({facts: {line: 2}});
  });

  test('says which cell above it is wrong', async () => {
    const outcome = await ask('from broken', {sources: [{name: 'broken', sql: 'select nothing'}]});
    expect(outcome).toMatchObject({ok: false, code: 'sql-source', facts: {name: 'broken'}});
  });

  test('is saved with all its rows', async () => {
    const request = {
      dataset: dataset.id,
      scope: wholeScope(dataset.lastDay),
      sql: "select range as n, '=1+1' as formula from range(12000)",
      sources: [],
      results: [],
      audiences: [],
      inputs: {},
    };
    const outcome = await shop.service.save(++ticket, {
      kind: 'answer',
      request,
      title: 'q',
      language: 'en',
      as: 'csv',
    });
    if (!outcome.ok) throw new Error(outcome.code);
    const lines = (await outcome.value.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(12_001);
    expect(lines.slice(0, 2)).toEqual(['n,formula', "0,'=1+1"]);
  });

  test('can be cancelled while it runs, and the next is answered', async () => {
    const own = ++ticket;
    const running = shop.service.query(own, {
      dataset: dataset.id,
      scope: wholeScope(dataset.lastDay),
      sql: 'select count(*) from range(100000000) as a(i), range(1000) as b(j) where a.i + b.j = 7',
      sources: [],
      results: [],
      audiences: [],
      inputs: {},
    });
    setTimeout(() => void shop.service.cancel(own), 300);
    const started = performance.now();
    expect(await running).toMatchObject({ok: false, code: 'cancelled'});
    expect(performance.now() - started).toBeLessThan(10_000);
    expect((await answer('select 1 as one')).table.rows).toBe(1);
  });
});

describe('a statement that may say who a customer is', () => {
  test.each([
    ['select email from customers', true],
    ['select * from orders as o, Customers as c', true],
    ['select 1 from orders join /* who? */ "customers" using (customer)', true],
    ['summarize customers', true],
    ['from (customers)', true],
    ['select value from attributes', true],
    ['select count(*) as customers from customer_history order by customers', false],
    ["select '--', * from customers", true],
    ["select '/*', $$ ' $$, e'\\'', * from orders o join (select 1) on true, customers", true],
    ["from 'customers'", true],
    ["from orders join e'cust\\x6fmers' as c on true", true],
    ["select 'customers' as word, count(*) from orders where channel in ('x', 'y')", false],
    ['from orders o, lateral (select 1), customers', true],
    ['select 1 from orders where exists (from data.customers) order by 1', true],
    ['with customers as (select * from customers) from customers', true],
    ['select segment, (select max(customers) from rfm_segments) from known_people', true],
    ['select segment, customers from rfm_segments', false],
    [
      'select s.customers, sum(customers) from (select r, customers from rfm_cells) as s group by s.r, s.customers',
      false,
    ],
    [
      'select sum(customers) over (partition by r order by f, customers) from rfm_cells where (customers > 1)',
      false,
    ],
    ["select 'from customers' as words from orders", false],
    ['select 1 -- from customers', false],
  ])('%s', (sql, personal) => {
    expect(mayNamePeople({sql, sources: []})).toBe(personal);
    expect(mayNamePeople({sql: 'from above', sources: [{name: 'above', sql}]})).toBe(personal);
  });
});

describe('a statement that would do more than read is refused, and the data stay as they are', () => {
  const count = async () =>
    rowsOf((await answer('select count(*) as n, sum(net) as net from orders')).table)[0];

  test.each([
    ['drop table orders', 'sql-not-reading'],
    ['delete from orders', 'sql-not-reading'],
    ['update orders set net = 0', 'sql-not-reading'],
    ['insert into orders select * from orders', 'sql-not-reading'],
    ['create table x as select 1', 'sql-not-reading'],
    ['create or replace view orders as select 1', 'sql-not-reading'],
    ['alter table orders drop net', 'sql-not-reading'],
    ['truncate orders', 'sql-not-reading'],
    ["set search_path = 'main'", 'sql-not-reading'],
    ['pragma enable_logging', 'sql-not-reading'],
    ["call enable_logging(storage = 'file')", 'sql-not-reading'],
    ["copy orders to 'orders.csv'", 'sql-not-reading'],
    ["attach 'x.db'", 'sql-not-reading'],
    ['install httpfs', 'sql-not-reading'],
    ['load httpfs', 'sql-not-reading'],
    ['begin transaction', 'sql-not-reading'],
    ['rollback', 'sql-not-reading'],
    ['checkpoint', 'sql-not-reading'],
    ['vacuum', 'sql-not-reading'],
    ['use main', 'sql-not-reading'],
    ['execute statement', 'sql-not-reading'],
    ['deallocate statement', 'sql-not-reading'],
    ['explain analyze delete from orders', 'sql-not-reading'],
    ["export database 'x'", 'sql-not-reading'],
    ['', 'sql-empty'],
    ['-- nothing', 'sql-empty'],
    [' ; ', 'sql-empty'],
    ['select 1; drop table orders', 'sql-several'],
    ['select 1; select 2', 'sql-several'],
    ["select '\\'; drop table orders; --'", 'sql-several'],
    ['select 1) ; drop table orders; --', 'sql-failed'],
    ['select 1) as t; drop table orders; select * from (select 1', 'sql-failed'],
    ['select 1) limit 0; --', 'sql-failed'],
    ['select (1', 'sql-failed'],
    ['with x as (delete from orders returning *) select * from x', 'sql-failed'],
    ['with x as (select 1) delete from orders', 'sql-failed'],
    ['from orders insert into orders', 'sql-failed'],
    ['select * into copied from orders', 'sql-failed'],
    ['select * from (insert into orders default values)', 'sql-failed'],
    ["select * from enable_logging(storage = 'file')", 'sql-forbidden'],
    ["select * from Enable_Logging (storage = 'file')", 'sql-forbidden'],
    ['from "enable_logging"(storage = \'file\')', 'sql-forbidden'],
    ["from main.enable_logging/* c */(storage = 'file')", 'sql-forbidden'],
    ["from system.main.enable_logging\n-- c\n(storage = 'file')", 'sql-forbidden'],
    ['from disable_logging()', 'sql-forbidden'],
    ['from truncate_duckdb_logs()', 'sql-forbidden'],
    ['from checkpoint()', 'sql-forbidden'],
    ['from force_checkpoint()', 'sql-forbidden'],
    ["from query('drop table orders')", 'sql-forbidden'],
    ["from query_table('orders')", 'sql-forbidden'],
    ["from read_csv('in/slice.csv')", 'sql-forbidden'],
    ["from read_text('/etc/passwd')", 'sql-forbidden'],
    ["from read_blob('https://canary.test/')", 'sql-forbidden'],
    ["from glob('/*')", 'sql-forbidden'],
    ["from sniff_csv('x.csv')", 'sql-forbidden'],
    ['from duckdb_settings()', 'sql-forbidden'],
    ['from duckdb_secrets()', 'sql-forbidden'],
    ["from pragma_table_info('orders')", 'sql-forbidden'],
    ["from copy_database('x')", 'sql-forbidden'],
    ["select write_log('x')", 'sql-forbidden'],
    ["select 'x'.write_log()", 'sql-forbidden'],
    ["select nextval('s')", 'sql-forbidden'],
    ['select setseed(0.5)', 'sql-forbidden'],
    ['select * from U&"\\0065nable_logging"(storage = \'file\')', 'sql-failed'],
    ["from 'orders.csv'", 'sql-failed'],
    ["from 'https://canary.test/orders.csv'", 'sql-failed'],
    ["from 'in/slice.csv'", 'sql-failed'],
  ])('%s', async (sql, code) => {
    const before = await count();
    expect(await refusal(sql)).toBe(code);
    expect(await count()).toEqual(before);
    const [{n}] = rowsOf(
      (
        await answer(
          "select count(*) as n from information_schema.tables where table_name in ('x', 'copied')",
        )
      ).table,
    ) as [{n: number}];
    expect(n).toBe(0);
  });

  test('also in a cell that another reads', async () => {
    const sources = [{name: 'bad', sql: 'select 1; drop table orders'}];
    expect(await refusal('from bad', {sources})).toBe('sql-source');
    expect(await refusal('from "a"" b"', {sources: [{name: 'a" b', sql: 'select 1'}]})).toBe(
      'answered: from "a"" b"',
    );
  });
});
