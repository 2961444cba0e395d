import {randomBytes} from 'node:crypto';
import {IDBFactory} from 'fake-indexeddb';
import {beforeAll, beforeEach, describe, expect, test} from 'vitest';
import type {Database} from '../../src/engine/database';
import {dearTables} from '../../src/engine/scope';
import {dayFromIso} from '../../src/lib/dates';
import {strings} from '../../src/lib/table';
import {valueOf} from '../../src/lib/outcome';
import {wholeScope, type Scope} from '../../src/model/scope';
import type {QueryAnswer} from '../../src/model/query';
import {reasonWords} from '../../src/text/reasons';
import {problemText} from '../../src/text/problems';
import {createStore} from '../../src/store/store';
import type {Inspected, WorkerApi} from '../../src/worker/api';
import {createService} from '../../src/worker/service';
import {twelveOrders} from '../fixtures/twelve_orders';
import {freshDatabase} from '../helpers/engine';
import {failPuts, quota, testBed, type TestBed} from '../helpers/bed';
import {fileOf} from '../helpers/service';

const none = () => undefined;

let engine: Database;
beforeAll(async () => void (engine = await freshDatabase()));

/** A visit to the product: an engine without data over what earlier visits have kept. */
async function visit(bed: TestBed, asked: string[] = []): Promise<WorkerApi> {
  const schemas = await engine.query(
    "select schema_name from duckdb_schemas() where schema_name similar to '(dataset|trial|scope|query)_.*'",
  );
  for (const name of strings(schemas, 'schema_name')) await engine.query(`drop schema ${name} cascade`);
  const query: Database['query'] = (sql, ...given) => {
    asked.push(sql);
    return engine.query(sql, ...given);
  };
  return createService(async () => ({...engine, query}), bed);
}

/** A file that the browser may remove under our hands. */
function removed(file: File): File {
  const slice = file.slice.bind(file);
  file.slice = (...given) => {
    const part = slice(...given);
    if (gone) part.arrayBuffer = () => Promise.reject(new DOMException('removed', 'NotFoundError'));
    return part;
  };
  return file;
}
let gone = false;
beforeEach(() => void (gone = false));

const sourcesOf = (files: readonly Inspected[]) =>
  files.map(({file, preview}) => ({file, recipe: preview.recipe}));

/** Imports files under the name of a dataset, keeps them, and names them in a notebook. */
async function imported(bed: TestBed, files: readonly File[], id = 'data'): Promise<WorkerApi> {
  const service = await visit(bed);
  const inspected = [];
  for (const file of files) inspected.push(...valueOf(await service.inspect(0, file, none)));
  const sources = inspected.map(({file, preview}) => ({file, recipe: preview.recipe}));
  valueOf(await service.load(1, id, sources, none));
  valueOf(await service.keep(2, id, inspected, null));
  await createStore(bed).notebooks.save({id: 'shop', title: 'Shop', text: '{}', dataset: id, revision: 0});
  return service;
}

/** Every row of a dataset: those used and those set aside. */
const tablesOf = async (service: WorkerApi) =>
  Promise.all([
    ...(['orders', 'customers'] as const).map(async (table) =>
      valueOf(await service.save(3, {kind: 'canonical', dataset: 'data', table, as: 'csv'})).text(),
    ),
    valueOf(
      await service.save(3, {
        kind: 'set-aside',
        dataset: 'data',
        source: 0,
        words: reasonWords('en'),
        separator: ',',
      }),
    ).text(),
  ]);
const order = (index: number) =>
  `${index},2024-01-${String((index % 28) + 1).padStart(2, '0')},c${index % 700}@x.de,9.90\n`;
const many = () =>
  fileOf(
    `order_id,date,email,total\n${Array.from({length: 130_000}, (_, index) => order(index)).join('')}`,
    'many.csv',
  );

describe('data that are kept', () => {
  test.each([
    ['from their files', false, true],
    ['from a snapshot of their tables', true, true],
    ['from records, where the browser has no folder', true, false],
  ])('come back %s, the same in every row', async (_, withSnapshot, folder) => {
    const bed = testBed({folder});
    const before = await imported(bed, [fileOf(twelveOrders)]);
    if (withSnapshot) valueOf(await before.snapshot(3, 'data'));
    const tables = await tablesOf(before);
    const after = await visit(bed);
    const back = valueOf(await after.reopen(1, 'data'));
    expect(back.dataset).toMatchObject({id: 'data', name: 'orders', orders: 9, customers: 6});
    expect(back.receipt.files[0]).toMatchObject({file: 'orders.csv', rows: 12, used: 10});
    expect(back.files[0]!.file.name).toBe('orders.csv');
    expect(await tablesOf(after)).toEqual(tables);
  });

  test('come back from the bytes in records, where the browser takes no blob as one', async () => {
    const bed = testBed({folder: false});
    failPuts((_, value) =>
      value instanceof Blob ? new DOMException('no blob in a private window', 'UnknownError') : null,
    );
    const before = await imported(bed, [fileOf(twelveOrders)]);
    valueOf(await before.snapshot(3, 'data'));
    const tables = await tablesOf(before);
    const after = await visit(bed);
    expect(valueOf(await after.reopen(1, 'data')).dataset).toMatchObject({orders: 9, customers: 6});
    expect(await tablesOf(after)).toEqual(tables);
  });

  test('of more rows than one stretch of a snapshot come back whole', async () => {
    const bed = testBed();
    const before = await imported(bed, [many()]);
    valueOf(await before.snapshot(3, 'data'));
    const {snapshot} = await createStore(bed).datasets.read('data');
    const parts = snapshot!.parts.filter(({table}) => table === 'orders');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((sum, {rows}) => sum + rows, 0)).toBe(130_000);
    const tables = await tablesOf(before);
    const after = await visit(bed);
    expect(valueOf(await after.reopen(1, 'data')).dataset.orders).toBe(130_000);
    expect(await tablesOf(after)).toEqual(tables);
  });

  test('come back, the same in every row, where the browser has lost its database and not their files', async () => {
    const bed = testBed();
    const before = await imported(bed, [fileOf(twelveOrders)]);
    valueOf(await before.snapshot(3, 'data'));
    const tables = await tablesOf(before);
    bed.indexedDB = new IDBFactory();
    const after = await visit(bed);
    await createStore(bed).sweep();
    const back = valueOf(await after.reopen(1, 'data'));
    expect(back.dataset).toMatchObject({id: 'data', name: 'orders', orders: 9, customers: 6});
    expect(back.receipt.files[0]).toMatchObject({file: 'orders.csv', rows: 12, used: 10});
    expect(await tablesOf(after)).toEqual(tables);
    expect((await createStore(bed).notebooks.read('shop')).dataset).toBe('data');
  });

  test('can be corrected and added to: a file that came back is read as the one that was dropped', async () => {
    const bed = testBed();
    await imported(bed, [fileOf(twelveOrders)]);
    const after = await visit(bed);
    const {files} = valueOf(await after.reopen(1, 'data'));
    const sources = sourcesOf(files);
    const again = valueOf(await after.load(4, 'again', sources, none));
    expect(again).toMatchObject({kind: 'loaded', dataset: {orders: 9}});
    valueOf(await after.keep(5, 'again', files, null));
    expect(bed.disk.size).toBe(1);
  });

  test.each([
    ['their files', false],
    ['the notebook that they came in', true],
  ])('are kept as tables while they are open, where the browser has removed %s', async (_, came) => {
    const bed = testBed();
    const first = await imported(bed, [fileOf(twelveOrders)]);
    const [orders, customers] = await tablesOf(first);
    if (came) {
      const request = {kind: 'bundle', dataset: 'data', document: '{}', personal: true} as const;
      const file = new File([valueOf(await first.save(2, request))], 'shop.zip');
      valueOf(await first.unbundle(3, 'data', removed(file)));
      gone = true;
      expect(valueOf(await first.keep(4, 'data', [], null))).toBe('tables');
    } else {
      gone = true;
      const [{file, preview}] = valueOf(await first.inspect(0, fileOf(twelveOrders), none)) as [Inspected];
      expect(valueOf(await first.keep(4, 'data', [{file: removed(file), preview}], null))).toBe('tables');
    }
    const next = await visit(bed);
    const back = valueOf(await next.reopen(1, 'data'));
    expect([back.dataset.orders, back.files]).toEqual([9, []]);
    for (const [table, text] of [
      ['orders', orders],
      ['customers', customers],
    ] as const) {
      const saved = valueOf(await next.save(6, {kind: 'canonical', dataset: 'data', table, as: 'csv'}));
      expect(await saved.text()).toBe(text);
    }
  });

  test('of the sample shop are no files: they are made again', async () => {
    const bed = testBed();
    const service = await visit(bed);
    const files = valueOf(await service.inspect(0, 'sample', none));
    valueOf(await service.load(1, 'sample', sourcesOf(files), none));
    valueOf(await service.keep(2, 'sample', files, null));
    valueOf(await service.snapshot(3, 'sample'));
    expect(bed.disk.size).toBe(0);
    const back = valueOf(await (await visit(bed)).reopen(1, 'sample'));
    expect(back.dataset.orders).toBeGreaterThan(5000);
    expect(back.files.every(({sample}) => sample)).toBe(true);
  });

  test('are written piece by piece, each when there is time for it', async () => {
    const bed = testBed();
    const {files} = createStore(bed);
    const waits: (() => void)[] = [];
    const keeping = files.keep(
      new Blob([randomBytes(9 << 20)]),
      () => new Promise((goOn) => waits.push(goOn)),
    );
    let pieces = 0;
    const kept = keeping.then(() => true);
    while (!(await Promise.race([kept, new Promise((resolve) => setTimeout(resolve, 20))]))) {
      // It stands still until it is let on.
      if (waits.length === 0) continue;
      expect(waits).toHaveLength(1);
      pieces++;
      for (const goOn of waits.splice(0)) goOn();
    }
    expect(pieces).toBeGreaterThan(3);
    await files.checked(await keeping);
  });
});

describe('the shared tables of a scope', () => {
  const march = wholeScope(dayFromIso('2024-03-31')!);
  /** Every row of each, by the name of the table. */
  const rowsIn = async (service: WorkerApi, scope = march) => {
    const found = new Map<string, QueryAnswer>();
    for (const table of dearTables) {
      const sql = `select * from ${table} order by all`;
      const request = {dataset: 'data', scope, sql, sources: [], results: [], audiences: [], inputs: {}};
      found.set(table, valueOf(await service.query(9, request)));
    }
    return found;
  };
  const made = (asked: readonly string[]) =>
    asked.filter((sql) => sql.startsWith('insert into ledger')).length;
  const keptWith = async (bed: TestBed) => {
    const before = await imported(bed, [fileOf(twelveOrders)]);
    const rows = await rowsIn(before);
    valueOf(await before.snapshot(3, 'data'));
    return rows;
  };

  test('come back with the data, the same in every row, and are not made again', async () => {
    const bed = testBed();
    const rows = await keptWith(bed);
    const asked: string[] = [];
    const after = await visit(bed, asked);
    valueOf(await after.reopen(1, 'data'));
    expect(await rowsIn(after)).toEqual(rows);
    expect(made(asked)).toBe(0);
  });

  test.each<[string, Partial<Scope>]>([
    ['another day', {asOf: march.asOf - 20}],
    ['other revenue', {basis: {...march.basis, withVat: true, lessRefunds: false}}],
    ['one country', {countries: ['DE']}],
    ['chosen customers', {who: {kind: 'all', of: []}}],
  ])('are made for another scope: %s', async (_, part) => {
    const bed = testBed();
    await keptWith(bed);
    const asked: string[] = [];
    const after = await visit(bed, asked);
    valueOf(await after.reopen(1, 'data'));
    const scope = {...march, ...part};
    const rows = await rowsIn(after, scope);
    expect(made(asked)).toBe(1);
    const fresh = await imported(testBed(), [fileOf(twelveOrders)]);
    expect(rows).toEqual(await rowsIn(fresh, scope));
  });

  test('are those of the scope that was looked at last', async () => {
    const bed = testBed();
    await keptWith(bed);
    const scope = {...march, basis: {...march.basis, withVat: true}};
    const second = await visit(bed);
    valueOf(await second.reopen(1, 'data'));
    const rows = await rowsIn(second, scope);
    const {snapshot: before} = await createStore(bed).datasets.read('data');
    valueOf(await second.snapshot(3, 'data'));
    const {snapshot: after} = await createStore(bed).datasets.read('data');
    expect(after!.shared!.made).not.toBe(before!.shared!.made);
    valueOf(await second.snapshot(4, 'data'));
    expect((await createStore(bed).datasets.read('data')).snapshot).toEqual(after);
    const asked: string[] = [];
    const third = await visit(bed, asked);
    valueOf(await third.reopen(1, 'data'));
    expect(await rowsIn(third, scope)).toEqual(rows);
    expect(made(asked)).toBe(0);
  });

  test('are made again where a bit of them is flipped', async () => {
    const bed = testBed();
    const rows = await keptWith(bed);
    const {parts, shared} = (await createStore(bed).datasets.read('data')).snapshot!;
    const [name, bytes] = [...bed.disk].find(([file]) => bed.disk.get(file)!.length > 2000)!;
    const start = parts.reduce((sum, {size}) => sum + size, 0);
    expect(start + shared!.parts.reduce((sum, {size}) => sum + size, 0)).toBe(bytes.length);
    const damaged = bytes.slice();
    damaged[start + (shared!.parts[0]!.size >> 1)]! ^= 1;
    bed.disk.set(name, damaged);
    const asked: string[] = [];
    const after = await visit(bed, asked);
    expect(valueOf(await after.reopen(1, 'data')).dataset.orders).toBe(9);
    expect(await rowsIn(after)).toEqual(rows);
    expect(made(asked)).toBe(1);
  });
});

describe('data that came with a notebook', () => {
  test('are there again before a snapshot of them was made, without it, and from a backup', async () => {
    const bed = testBed();
    const first = await visit(bed);
    const [{file, preview}] = valueOf(await first.inspect(0, fileOf(twelveOrders), none)) as [Inspected];
    valueOf(await first.load(1, 'data', [{file, recipe: preview.recipe}], none));
    const [orders, customers] = await tablesOf(first);
    const request = {kind: 'bundle', dataset: 'data', document: '{}', personal: true} as const;
    const bundle = new File([valueOf(await first.save(2, request))], 'shop.zip');

    const second = await visit(bed);
    valueOf(await second.unbundle(3, 'data', bundle));
    valueOf(await second.keep(4, 'data', [], null));
    const draft = {id: 'shop', title: 'Shop', text: '{}', dataset: 'data', revision: 0};
    await createStore(bed).notebooks.save(draft);
    const same = async (service: WorkerApi, dataset: string) => {
      valueOf(await service.reopen(5, dataset));
      for (const [table, text] of [
        ['orders', orders],
        ['customers', customers],
      ] as const) {
        const saved = valueOf(await service.save(6, {kind: 'canonical', dataset, table, as: 'csv'}));
        expect(await saved.text()).toBe(text);
      }
    };
    const third = await visit(bed);
    await same(third, 'data');
    // Kept again as it was reopened, as a copy of the notebook is.
    valueOf(await third.keep(7, 'data', [], null));
    valueOf(await third.snapshot(8, 'data'));
    await same(await visit(bed), 'data');

    const {archive} = valueOf(await third.backUp());
    const elsewhere = testBed();
    const fourth = await visit(elsewhere);
    const [restored] = valueOf(await fourth.restore(new File([archive], 'backup.zip')));
    const {dataset} = await createStore(elsewhere).notebooks.read(restored!);
    await same(fourth, dataset!);
  });
});

describe('a fault under the data', () => {
  const largest = ({disk}: TestBed) => [...disk].sort(([, a], [, b]) => b.length - a.length)[0]!;
  const flipped = (bytes: Uint8Array<ArrayBuffer>) => {
    const copy = bytes.slice();
    copy[copy.length >> 1]! ^= 1;
    return copy;
  };

  test.each([
    [
      'a bit of the snapshot flipped',
      (bed: TestBed) => bed.disk.set(largest(bed)[0], flipped(largest(bed)[1])),
    ],
    ['the snapshot cut off', (bed: TestBed) => bed.disk.set(largest(bed)[0], largest(bed)[1].slice(0, 1000))],
    ['the snapshot gone', (bed: TestBed) => bed.disk.delete(largest(bed)[0])],
  ])('that costs only the cache is not felt: %s', async (_, damage) => {
    const bed = testBed();
    const before = await imported(bed, [fileOf(twelveOrders)]);
    valueOf(await before.snapshot(3, 'data'));
    expect(bed.disk.size).toBe(2);
    const tables = await tablesOf(before);
    damage(bed);
    const after = await visit(bed);
    expect(valueOf(await after.reopen(1, 'data')).dataset.orders).toBe(9);
    expect(await tablesOf(after)).toEqual(tables);
    valueOf(await after.snapshot(2, 'data'));
    expect(valueOf(await (await visit(bed)).reopen(1, 'data')).dataset.orders).toBe(9);
  });

  test.each([
    ['a bit of a file flipped', (bed: TestBed) => bed.disk.set(largest(bed)[0], flipped(largest(bed)[1]))],
    ['a file cut off', (bed: TestBed) => bed.disk.set(largest(bed)[0], largest(bed)[1].slice(0, 100))],
    ['a file gone', (bed: TestBed) => bed.disk.clear()],
    ['the folder gone', (bed: TestBed) => (bed.folder = null)],
    [
      'the folder refused',
      (bed: TestBed) => (bed.folder = () => Promise.reject(new DOMException('no', 'SecurityError'))),
    ],
  ])('that cannot be repaired is named, and wrong numbers are not shown: %s', async (_, damage) => {
    const bed = testBed();
    await imported(bed, [fileOf(twelveOrders)]);
    damage(bed);
    const after = await visit(bed);
    const outcome = await after.reopen(1, 'data');
    expect(outcome).toMatchObject({ok: false, code: 'storage-damaged'});
    expect(problemText(outcome as never).de).toMatch(/Legen|legen/);
    // The notebook itself is as it was, and dropping the file again mends it.
    const files = valueOf(await after.inspect(0, fileOf(twelveOrders), none));
    valueOf(await after.load(1, 'new', sourcesOf(files), none));
    valueOf(await after.keep(2, 'new', files, null));
    expect(valueOf(await (await visit(bed)).reopen(1, 'new')).dataset.orders).toBe(9);
  });

  test('no room for a file is said, and what was kept before stays', async () => {
    const bed = testBed();
    const service = await imported(bed, [fileOf(twelveOrders)]);
    bed.faults = {write: () => quota()};
    const files = valueOf(await service.inspect(0, many(), none));
    valueOf(await service.load(1, 'large', sourcesOf(files), none));
    expect(await service.keep(2, 'large', files, null)).toMatchObject({ok: false, code: 'storage-full'});
    expect(await service.snapshot(3, 'data')).toMatchObject({ok: false, code: 'storage-full'});
    bed.faults = {};
    await createStore(bed).sweep();
    expect(bed.disk.size).toBe(1);
    expect(valueOf(await (await visit(bed)).reopen(1, 'data')).dataset.orders).toBe(9);
  });

  test.each([1, 2, 3])(
    'no room for a record leaves the old data or the new and nothing between: the record %i of an import',
    async (nth) => {
      const bed = testBed();
      const service = await imported(bed, [fileOf(twelveOrders)]);
      const longer = fileOf(`${twelveOrders}1013;26.03.2024;K1;10,00;bezahlt;DE\n`);
      const files = valueOf(await service.inspect(0, longer, none));
      valueOf(await service.load(1, 'next', sourcesOf(files), none));
      failPuts((put) => (put === nth ? quota() : null));
      const shop = {id: 'shop', title: 'Shop', text: '{}', dataset: 'next', revision: 1};
      const outcome = await service.keep(2, 'next', files, null);
      const problem = outcome.ok
        ? await createStore(bed)
            .notebooks.save(shop)
            .catch((error: unknown) => error)
        : outcome;
      expect(problem).toMatchObject({code: 'storage-full'});
      await createStore(bed).sweep();
      expect(bed.disk.size).toBe(1);
      expect((await createStore(bed).notebooks.read('shop')).dataset).toBe('data');
      expect(valueOf(await (await visit(bed)).reopen(1, 'data')).dataset.orders).toBe(9);
    },
  );

  test('a folder that another program holds makes records of the files', async () => {
    const bed = testBed();
    const {folder} = bed;
    bed.folder = async () => {
      const root = await folder!();
      return {
        getDirectoryHandle: async () => {
          const handle = await root.getDirectoryHandle('');
          return {
            ...handle,
            getFileHandle: async () => ({
              createSyncAccessHandle: () =>
                Promise.reject(new DOMException('busy', 'NoModificationAllowedError')),
            }),
          };
        },
      } as never;
    };
    await imported(bed, [fileOf(twelveOrders)]);
    expect(bed.disk.size).toBe(0);
    expect(valueOf(await (await visit(bed)).reopen(1, 'data')).dataset.orders).toBe(9);
  });
});

describe('sweeping', () => {
  test('removes files that nothing names, and only those', async () => {
    const bed = testBed();
    await imported(bed, [fileOf(twelveOrders)]);
    bed.disk.set('left by a tab that was killed', new Uint8Array(10));
    const store = createStore(bed);
    await store.sweep();
    expect(bed.disk.size).toBe(1);
    expect(valueOf(await (await visit(bed)).reopen(1, 'data')).dataset.orders).toBe(9);
    await store.notebooks.remove('shop');
    await store.sweep();
    expect(bed.disk.size).toBe(0);
    expect(await (await visit(bed)).reopen(1, 'data')).toMatchObject({code: 'dataset-missing'});
  });

  test('removes the files of records that the browser has cleared, with their copies', async () => {
    const bed = testBed();
    await imported(bed, [fileOf(twelveOrders)]);
    bed.indexedDB = new IDBFactory();
    bed.copies.clear();
    await createStore(bed).sweep();
    expect(bed.disk.size).toBe(0);
  });

  test('waits while another tab stores something that no notebook names yet', async () => {
    const bed = testBed();
    const [a, b] = [createStore(bed), createStore(bed)];
    let kept = () => {};
    const isKept = new Promise<void>((resolve) => (kept = resolve));
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const storing = a.storing(async () => {
      await a.files.keep(new Blob(['abc']));
      kept();
      await finished;
    });
    await isKept;
    await b.sweep();
    expect(bed.disk.size).toBe(1);
    finish();
    await storing;
    await b.sweep();
    expect(bed.disk.size).toBe(0);
  });

  test('leaves the data of a notebook that shares them with a copy', async () => {
    const bed = testBed();
    await imported(bed, [fileOf(twelveOrders)]);
    const {notebooks, sweep} = createStore(bed);
    await notebooks.save({id: 'copy', title: 'Copy', text: '{}', dataset: 'data', revision: 0});
    await notebooks.remove('shop');
    await sweep();
    expect(valueOf(await (await visit(bed)).reopen(1, 'data')).dataset.orders).toBe(9);
  });
});
