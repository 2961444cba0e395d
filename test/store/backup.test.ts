import {readFileSync} from 'node:fs';
import {crc32, gunzipSync} from 'node:zlib';
import {beforeAll, describe, expect, test} from 'vitest';
import {unzipSync, zipSync} from 'fflate';
import {readBackup, writeBackup} from '../../src/store/backup';
import {isBackup} from '../../src/store/is_backup';
import {valueOf} from '../../src/lib/outcome';
import {parseNotebook} from '../../src/notebook/codec';
import {createStore} from '../../src/store/store';
import {localService} from '../../src/worker/local';
import {testBed, type TestBed} from '../helpers/bed';

const orders = 'order_id,total\n1,9.90\n';
const dataset = {id: 'data', orders: 1} as never;

/** A store with a shop, a copy of it that shares its data, and a notebook without data. */
async function filled() {
  const bed = testBed();
  const store = createStore(bed);
  const file = await store.files.keep(new Blob([orders]));
  const source = {name: 'Bestellungen März.csv', lastModified: 7, preview: {recipe: 1}, file: file.name};
  const sources = [source, {...source, name: 'sample.csv', file: null}];
  await store.datasets.put({id: 'data', dataset, receipt: {rows: 1}, sources, snapshot: null}, [file]);
  const draft = {text: '{"cells":[]}', revision: 0};
  await store.notebooks.save({...draft, id: 'a', title: 'Shop', dataset: 'data'});
  await store.notebooks.save({...draft, id: 'b', title: 'Copy', dataset: 'data'});
  await store.notebooks.save({...draft, id: 'c', title: 'Empty', dataset: null});
  return {bed, store};
}

describe('a backup', () => {
  let archive: Blob;
  beforeAll(async () => {
    archive = (await writeBackup((await filled()).store)).archive;
  });
  const file = () => new File([archive], 'backup.zip');

  test('put into an empty browser has every notebook with its data', async () => {
    const store = createStore(testBed());
    expect(await readBackup(store, file())).toHaveLength(3);
    await store.sweep();
    const notebooks = await store.notebooks.list();
    expect(notebooks.map(({title, orders: n}) => [title, n]).sort()).toEqual([
      ['Copy', 1],
      ['Empty', null],
      ['Shop', 1],
    ]);
    const {dataset: own} = notebooks.find(({title}) => title === 'Shop')!;
    const record = await store.datasets.read(own!);
    expect(record).toMatchObject({dataset: {id: own, orders: 1}, receipt: {rows: 1}});
    expect(record.sources.map(({name, lastModified, preview}) => ({name, lastModified, preview}))).toEqual([
      {name: 'Bestellungen März.csv', lastModified: 7, preview: {recipe: 1}},
      {name: 'sample.csv', lastModified: 7, preview: {recipe: 1}},
    ]);
    const kept = await store.files.checked(await store.datasets.file(record.sources[0]!.file!));
    expect(gunzipSync(Buffer.from(await kept.arrayBuffer())).toString()).toBe(orders);
  });

  test('is an archive that any program unpacks, with the tables and the notebooks in it', async () => {
    const files = unzipSync(new Uint8Array(await archive.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['stammkunde.json', '1-Bestellungen_März.csv.gz']);
    expect(gunzipSync(files['1-Bestellungen_März.csv.gz']!).toString()).toBe(orders);
    expect(JSON.parse(Buffer.from(files['stammkunde.json']!).toString()).notebooks).toHaveLength(3);
  });

  test('of a later version of the program is refused with its reason, and nothing of it is put anywhere', async () => {
    const entries = unzipSync(new Uint8Array(await archive.arrayBuffer()));
    const about = JSON.parse(Buffer.from(entries['stammkunde.json']!).toString()) as object;
    const later = {...about, format: 2, notebooks: {in: 'another shape'}};
    const newer = zipSync({...entries, 'stammkunde.json': Buffer.from(JSON.stringify(later))}, {level: 0});
    const store = createStore(testBed());
    await expect(readBackup(store, new File([newer], 'newer.zip'))).rejects.toMatchObject({
      code: 'backup-newer',
      facts: {file: 'newer.zip'},
    });
    expect(await store.notebooks.list()).toEqual([]);
  });

  test('carries a notebook that a later version of the program has written as it is', async () => {
    const {store} = await filled();
    const text = '{"version":99,"cells":{"in":"another shape"}}';
    await store.notebooks.save({id: 'd', title: 'Newer', text, dataset: null, revision: 0});
    const backup = (await writeBackup(store)).archive;
    const other = createStore(testBed());
    await readBackup(other, new File([backup], 'backup.zip'));
    const {id} = (await other.notebooks.list()).find(({title}) => title === 'Newer')!;
    expect((await other.notebooks.read(id)).text).toBe(text);
  });

  test('is known by its first bytes, whatever its name is', async () => {
    expect(await isBackup(archive)).toBe(true);
    expect(await isBackup(new Blob([orders]))).toBe(false);
    expect(await isBackup(archive.slice(1))).toBe(false);
  });

  test('has the checksum of each of its files, so that a program that unpacks it does not complain', async () => {
    const bytes = Buffer.from(await archive.arrayBuffer());
    const files = unzipSync(bytes);
    for (const [name, content] of Object.entries(files)) {
      const header = bytes.lastIndexOf(name) - 46;
      expect(bytes.readUInt32LE(header + 16)).toBe(crc32(content));
    }
  });

  test('beside notebooks that are there replaces nothing and keeps no file twice', async () => {
    const {bed, store} = await filled();
    await readBackup(store, file());
    await readBackup(store, file());
    expect(await store.notebooks.list()).toHaveLength(9);
    await store.sweep();
    expect(bed.disk.size).toBe(1);
  });

  test('that is cut off, altered or none at all is refused, and nothing is changed', async () => {
    const bytes = new Uint8Array(await archive.arrayBuffer());
    const altered = bytes.slice();
    altered[bytes.indexOf(0x1f, 1000) + 12]! ^= 1;
    for (const content of [bytes.slice(0, -100), bytes.slice(0, 10), altered, new Uint8Array(5000), '{}']) {
      const {bed, store} = await filled();
      await expect(readBackup(store, new File([content], 'x.zip'))).rejects.toMatchObject({
        code: 'backup-unreadable',
        facts: {file: 'x.zip'},
      });
      expect(await store.notebooks.list()).toHaveLength(3);
      await store.sweep();
      expect(bed.disk.size).toBe(1);
    }
  });

  test('of data that are damaged has the notebooks, and says which of them lack their data', async () => {
    const {bed, store} = await filled();
    bed.disk.clear();
    const {archive: partial, incomplete} = await writeBackup(store);
    expect([...incomplete].sort()).toEqual(['Copy', 'Shop']);
    const fresh = createStore(testBed());
    await readBackup(fresh, new File([partial], 'x.zip'));
    expect((await fresh.notebooks.list()).map(({orders: n}) => n)).toEqual([null, null, null]);
  });
});

/** What a browser without a folder has kept from a version of the store. */
async function frozenBed(version: number): Promise<TestBed> {
  const bed = testBed({folder: false});
  const file = new URL(`../fixtures/store/records-${version}.json`, import.meta.url);
  await putFrozen(
    bed.indexedDB,
    version,
    JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown[]>,
  );
  return bed;
}

describe('what older versions of the product have kept', () => {
  test('a backup of the first format opens', async () => {
    const frozen = readFileSync(new URL('../fixtures/store/backup-1.zip', import.meta.url));
    const store = createStore(testBed());
    await readBackup(store, new File([frozen], 'backup-1.zip'));
    expect((await store.notebooks.list()).map(({title, orders: n}) => [title, n])).toEqual([
      ['Twelve orders', 9],
    ]);
  });

  test('the records of the first version open, data and snapshot included', async () => {
    const bed = await frozenBed(1);
    const store = createStore(bed);
    expect(await store.notebooks.list()).toMatchObject([{title: 'Twelve orders', orders: 9, revision: 2}]);
    expect(await store.notebooks.versions('notebook-1')).toHaveLength(1);
    const {text, dataset: own} = await store.notebooks.read('notebook-1');
    expect(parseNotebook(text)).toMatchObject({asOf: 19800, title: 'Twelve orders'});
    const back = valueOf(await localService(bed).reopen(1, own!));
    expect(back).toMatchObject({dataset: {orders: 9}, files: [{file: {name: 'orders.csv'}}]});
    const shown = {dataset: own!, release: 'b', results: new Map([['request', 1]]), answers: new Map()};
    await store.results.put(shown);
    expect(await store.results.read(own!, 'b')).toEqual(shown);
  });

  // Dora, Frida, Gül and Hans are leads. The snapshot says of nobody whether she is in a list, and its record has Dora as a customer.
  test('a snapshot from before the lists of contacts were told apart is made anew from its files, and so is what is known of it', async () => {
    const bed = await frozenBed(2);
    const store = createStore(bed);
    expect(await store.datasets.read('dataset-1')).toMatchObject({dataset: {customers: 5, leads: 3}});
    const service = localService(bed);
    const known = {orders: 3, customers: 4, leads: 4, laterLeads: 0};
    expect(valueOf(await service.reopen(1, 'dataset-1')).dataset).toMatchObject(known);
    valueOf(await service.snapshot(2, 'dataset-1'));
    const {dataset: kept, snapshot} = await store.datasets.read('dataset-1');
    expect(kept).toMatchObject(known);
    expect(snapshot!.layout).toContain('listed');
    const later = localService(bed);
    expect(valueOf(await later.reopen(1, 'dataset-1')).dataset).toMatchObject(known);
    const customers = {kind: 'canonical', dataset: 'dataset-1', table: 'customers', as: 'csv'} as const;
    const lines = (await valueOf(await later.save(2, customers)).text()).trimEnd().split('\r\n');
    const listed = lines.filter((line) => line.endsWith(',true')).map((line) => line.split(',')[2]);
    expect(listed.sort()).toEqual(['anna@x.de', 'dora@x.de', 'frida@x.de', 'guel@x.de', 'hans@x.de']);
  });
});

/** A database as a version of the store made it. */
async function putFrozen(
  factory: IDBFactory,
  version: number,
  frozen: Record<string, unknown[]>,
): Promise<void> {
  const keys: Record<string, string | string[]> = {
    notebooks: 'id',
    versions: ['notebook', 'revision'],
    datasets: 'id',
    files: 'name',
    results: 'dataset',
  };
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = factory.open('stammkunde', version);
    request.onupgradeneeded = () => {
      for (const name of Object.keys(frozen))
        request.result.createObjectStore(name, name in keys ? {keyPath: keys[name]!} : {});
    };
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction(Object.keys(frozen), 'readwrite');
  for (const [name, records] of Object.entries(frozen)) {
    for (const record of records) {
      if (name in keys) transaction.objectStore(name).put(record);
      else {
        const [key, value] = record as [string, number | {base64: string}];
        const plain = typeof value === 'number' ? value : new Blob([Buffer.from(value.base64, 'base64')]);
        transaction.objectStore(name).put(plain, key);
      }
    }
  }
  await new Promise((done) => (transaction.oncomplete = done));
  database.close();
}
