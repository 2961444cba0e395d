import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import type {Database} from '../../src/engine/database';
import {rowsOf} from '../../src/lib/table';
import {wholeScope} from '../../src/model/scope';

const limits = vi.hoisted(() => ({atOnce: 1e6, size: 1e6}));

vi.mock('../../src/engine/parts', async (original) => {
  const parts = await original<typeof import('../../src/engine/parts')>();
  return {
    get AT_ONCE() {
      return limits.atOnce;
    },
    get PART() {
      return limits.size;
    },
    inParts: (database: Pick<Database, 'compact'>, rows: number, work: Parameters<typeof parts.inParts>[2]) =>
      parts.inParts(database, rows, work, {...limits, stretch: limits.size}),
    piecewise: (rows: number, work: Parameters<typeof parts.piecewise>[1]) =>
      parts.piecewise(rows, work, limits),
  };
});

/** Modules are shared by all tests: those that know the smaller parts are made anew before and forgotten afterwards. */
let engine: typeof import('../helpers/engine');
beforeAll(async () => {
  vi.resetModules();
  engine = await import('../helpers/engine');
});
afterAll(() => {
  vi.doUnmock('../../src/engine/parts');
  vi.resetModules();
});

const orders = [
  'Bestellnummer;Datum;Kundennummer;E-Mail;Betrag;Status;Währung',
  ...Array.from({length: 400}, (_, order) => {
    const cancelled = order % 9 === 4 ? 'storniert' : 'bezahlt';
    const amount = order % 50 === 7 ? 'unbekannt' : `${order % 7},${10 + (order % 90)}`;
    const email = order % 3 === 0 ? `kunde${order % 41}@example.com` : '';
    return `B${1000 + order};${1 + (order % 28)}.${1 + (order % 12)}.2024;${order % 37};${email};${amount};${cancelled};EUR`;
  }),
  'B1000;1.1.2024;0;kunde0@example.com;0,10;bezahlt;EUR',
  'Summe;;;;9.999,00;;',
].join('\n');

const lines = [
  'Order ID,Order Date,Customer ID,Product,Quantity,Price',
  ...Array.from({length: 600}, (_, row) => {
    // Rows of an order stand beside each other and far apart.
    const order = row % 7 === 0 ? row % 60 : row >> 1;
    return `A${order},2024-02-${String(1 + (order % 28)).padStart(2, '0')},${order % 23},Thing ${row % 5},${1 + (row % 3)},${2 + (row % 11)}.50`;
  }),
].join('\n');

/**
 * All that an import leaves, and the ledger of it: orders and lines by their own numbers, since keys are given in the order of
 * the parts.
 */
async function imported(name: string, text: string, most: number) {
  Object.assign(limits, {atOnce: most, size: most});
  const database = await engine.freshDatabase();
  const compact = vi.spyOn(database, 'compact');
  const outcome = await engine.loadFiles(database, [new File([text], name)]);
  if (outcome.kind !== 'loaded') throw new Error('the import asks a question');
  const found = async (sql: string) => rowsOf(await database.query(sql));
  const tables = {
    orders: await found(
      `select o.* exclude (order_key, customer, ordered_at), ordered_at::varchar as ordered_at, c.customer_id, c.email
      from orders as o left join customers as c using (customer) order by order_id`,
    ),
    lines: await found(
      `select l.* exclude (order_key), o.order_id from order_lines as l join orders as o using (order_key) order by all`,
    ),
    customers: await found('select * exclude (customer) from customers order by all'),
    setAside: await found('select * from set_aside order by all'),
  };
  const {makeSharedTables} = await import('../../src/engine/scope');
  const {orders, lastDay} = outcome.dataset;
  await makeSharedTables(database, wholeScope(lastDay), orders, new AbortController().signal);
  const ledger = await found(
    'select l.* exclude (customer), c.customer_id, c.email from ledger as l join customers as c using (customer) order by all',
  );
  await database.close();
  return {...outcome, tables: {...tables, ledger}, compacted: compact.mock.calls.length};
}

test.each([
  ['orders', 'bestellungen.csv', orders],
  ['order lines', 'lines.csv', lines],
])(
  'a file of %s that is read part by part gives what it gives at once',
  async (_, name, text) => {
    const whole = await imported(name, text, 1e6);
    const parted = await imported(name, text, 160);
    expect(whole.compacted).toBe(0);
    expect(parted.compacted).toBeGreaterThan(10);
    expect(whole.tables.ledger.length).toBeGreaterThan(50);
    expect(parted.tables).toEqual(whole.tables);
    expect(parted.receipt).toEqual(whole.receipt);
    expect(parted.dataset).toEqual(whole.dataset);
    const [file] = parted.receipt.files;
    expect(file!.used + file!.setAside.reduce((sum, {rows}) => sum + rows, 0)).toBe(file!.rows);
  },
  180_000,
);

test('what is pressed together is the same and takes less memory', async () => {
  const database = await engine.freshDatabase();
  const memory = async () => {
    const [row] = rowsOf(
      await database.query(
        "select sum(memory_usage_bytes)::double as bytes from duckdb_memory() where tag = 'IN_MEMORY_TABLE'",
      ),
    );
    return Number(row!['bytes']);
  };
  const digest = async () =>
    rowsOf(await database.query('select sum(hash(t)::double) as h, count(*) as n from t'));
  await database.query("create table t as select i, 'Kunde ' || i % 1000 as name from range(300000) as r(i)");
  const before = {memory: await memory(), digest: await digest()};
  await database.compact();
  expect(await digest()).toEqual(before.digest);
  expect(await memory()).toBeLessThan(before.memory / 3);
  await database.close();
});
