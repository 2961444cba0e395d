import {IDBFactory} from 'fake-indexeddb';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import type {FileRecord, NotebookRecord} from '../../src/store/records';
import {RESTORED} from '../../src/store/restoring';
import {createStore} from '../../src/store/store';
import {createLocks, quota, testBed, type TestBed} from '../helpers/bed';

const draft = {id: 'one', title: 'Lindenhof', text: '{"cells":[1]}', dataset: null, revision: 0};

/** The browser has lost its database, and its program with it; the folder is as it was. */
function lost(bed: TestBed): void {
  bed.indexedDB = new IDBFactory();
  bed.locks = createLocks();
  bed.faults = {};
}

/** What a visit finds, by the names of the notebooks. */
async function found(bed: TestBed): Promise<Record<string, Pick<NotebookRecord, 'revision' | 'text'>>> {
  const {notebooks} = createStore(bed);
  const all = await Promise.all((await notebooks.list()).map(({id}) => notebooks.read(id)));
  return Object.fromEntries(all.map(({id, revision, text}) => [id, {revision, text}]));
}

/** How many copies there are of a kind. */
const count = (kind: string, {copies}: TestBed) =>
  [...copies.keys()].filter((name) => name.startsWith(`${kind}.`)).length;

const file: FileRecord = {name: 'file', size: 3, kept: 'k', given: 'g', place: 'folder'};
const dataset = (id: string) => ({
  id,
  dataset: {id, orders: 9} as never,
  receipt: {rows: 12},
  sources: [{name: 'orders.csv', lastModified: 5, preview: {recipe: 1}, file: 'file'}],
  snapshot: null,
});

describe('a database that the browser has lost', () => {
  test('comes back with every notebook as it was acknowledged last, with its data, and says so', async () => {
    const bed = testBed();
    const {datasets, notebooks} = createStore(bed);
    await datasets.put(dataset('data'), [file]);
    await notebooks.save({...draft, dataset: 'data'});
    await notebooks.save({...draft, dataset: 'data', text: 'more', revision: 1});
    await notebooks.save({...draft, id: 'two', title: 'Two'});
    const before = await Promise.all(['one', 'two'].map((id) => notebooks.read(id)));
    lost(bed);
    const after = createStore(bed);
    expect(await Promise.all(['one', 'two'].map((id) => after.notebooks.read(id)))).toEqual(before);
    expect(await after.datasets.read('data')).toEqual(dataset('data'));
    expect(await after.datasets.file('file')).toEqual(file);
    expect(await after.moments.read(RESTORED)).toBe(bed.clock);
    expect(await after.notebooks.save({...draft, text: 'on', revision: 2})).toMatchObject({revision: 3});
  });

  test('comes back with the earlier versions of every notebook, which can be put back', async () => {
    const bed = testBed();
    const {notebooks} = createStore(bed);
    await notebooks.save(draft);
    for (let revision = 1; revision <= 30; revision++) {
      bed.clock += 6 * 60_000;
      await notebooks.save({...draft, text: `text ${revision}`, revision});
    }
    await notebooks.putAside('one');
    const before = await notebooks.versions('one');
    expect(before[0]).toMatchObject({revision: 31, text: 'text 30'});
    expect(before.at(-1)).toMatchObject({revision: 1, text: draft.text});
    await vi.waitFor(() => expect(count('versions', bed)).toBe(1));
    lost(bed);
    const after = createStore(bed).notebooks;
    expect(await after.versions('one')).toEqual(before);
    await after.save({...draft, text: before[3]!.text, revision: 31});
    expect((await found(bed))['one']).toEqual({revision: 32, text: before[3]!.text});
  });

  test('comes back with the newest of very long versions: their copy is bounded', async () => {
    const bed = testBed();
    const {notebooks} = createStore(bed);
    const long = 'x'.repeat(300_000);
    for (let revision = 0; revision < 8; revision++) {
      bed.clock += 6 * 60_000;
      await notebooks.save({...draft, text: revision + long, revision});
    }
    await notebooks.putAside('one');
    expect(await notebooks.versions('one')).toHaveLength(8);
    lost(bed);
    const back = await createStore(bed).notebooks.versions('one');
    expect(back.map(({revision}) => revision)).toEqual([8, 7, 6]);
  });

  test('comes back once where two tabs open it at the same moment, or one is killed meanwhile', async () => {
    const bed = testBed();
    await createStore(bed).notebooks.save(draft);
    lost(bed);
    const {folder} = bed;
    bed.folder = () => new Promise(() => undefined);
    void createStore(bed).notebooks.list();
    bed.folder = folder;
    const lists = await Promise.all([createStore(bed).notebooks.list(), createStore(bed).notebooks.list()]);
    for (const list of lists) expect(list).toMatchObject([{id: 'one', revision: 1}]);
    expect(await createStore(bed).notebooks.list()).toHaveLength(1);
  });

  test('does not come back over what is there', async () => {
    const bed = testBed();
    await createStore(bed).notebooks.save({...draft, text: 'of old'});
    const copies = new Map(bed.copies);
    lost(bed);
    bed.copies.clear();
    await createStore(bed).notebooks.save({...draft, text: 'of today'});
    await createStore(bed).moments.drop('filled');
    for (const [name, bytes] of copies) bed.copies.set(name, bytes);
    expect((await found(bed))['one']!.text).toBe('of today');
    expect(await createStore(bed).moments.read(RESTORED)).toBe(null);
  });

  test('is not swept before it is filled again: its files stay', async () => {
    const bed = testBed();
    const store = createStore(bed);
    const {name, size, place} = await store.files.keep(new Blob(['abc']));
    await store.datasets.put({...dataset('data'), sources: [{...dataset('data').sources[0]!, file: name}]}, [
      {...file, name, size, place},
    ]);
    await store.notebooks.save({...draft, dataset: 'data'});
    lost(bed);
    const {folder} = bed;
    let denied = true;
    bed.folder = () => (denied ? Promise.reject(new DOMException('no', 'UnknownError')) : folder!());
    const visit = createStore(bed);
    expect(await visit.notebooks.list()).toEqual([]);
    denied = false;
    await visit.sweep();
    expect(bed.disk.size).toBe(1);
    expect(await createStore(bed).notebooks.list()).toMatchObject([{id: 'one', size, orders: 9}]);
    await createStore(bed).sweep();
    expect(bed.disk.size).toBe(1);
  });

  test('stays empty where the browser has no folder, and saves go on', async () => {
    const bed = testBed({folder: false});
    await createStore(bed).notebooks.save(draft);
    lost(bed);
    expect(await found(bed)).toEqual({});
    await createStore(bed).notebooks.save(draft);
    expect(Object.keys(await found(bed))).toEqual(['one']);
  });
});

describe('a program that is killed', () => {
  const steps = Array.from({length: 8}, (_, step) => step);

  test.each(steps)('during a save, after %i changes to the copies, has lost nothing', async (changes) => {
    const bed = testBed();
    await createStore(bed).notebooks.save(draft);
    bed.faults = {changes};
    const saving = createStore(bed).notebooks.save({...draft, text: 'more', revision: 1});
    const acknowledged = await Promise.race([
      saving.then(() => true),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), 50)),
    ]);
    lost(bed);
    const texts = acknowledged ? ['more'] : ['more', draft.text];
    expect(texts).toContain((await found(bed))['one']!.text);
    // The next visit goes on from there, and leaves nothing over.
    const {revision} = (await found(bed))['one']!;
    const {notebooks} = createStore(bed);
    await notebooks.save({...draft, text: 'on', revision});
    await vi.waitFor(() => expect(bed.copies.size).toBe(count('notebook', bed) + count('versions', bed)));
    expect(count('notebook', bed)).toBe(1);
    expect(count('versions', bed)).toBeLessThanOrEqual(1);
  });

  test.each(steps)('during a removal, after %i changes to the copies, removes it or not', async (changes) => {
    const bed = testBed();
    await createStore(bed).notebooks.save(draft);
    await createStore(bed).notebooks.save({...draft, id: 'two'});
    bed.faults = {changes};
    await Promise.race([
      createStore(bed).notebooks.remove('one'),
      new Promise((resolve) => setTimeout(resolve, 50)),
    ]);
    bed.faults = {};
    bed.locks = createLocks();
    const left = Object.keys(await found(bed));
    expect([['one', 'two'], ['two']]).toContainEqual(left.sort());
    lost(bed);
    const back = Object.keys(await found(bed)).sort();
    expect(back).toContain('two');
    if (!left.includes('one')) expect(back).toEqual(['two']);
  });
});

describe('a copy', () => {
  const newest = ({copies}: TestBed) => [...copies.keys()].at(-1)!;

  test('that is torn, or was changed by a bit, is known: an older one that is whole comes back', async () => {
    for (const damage of [
      (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, bytes.length - 1),
      (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    ]) {
      const bed = testBed();
      const {notebooks} = createStore(bed);
      await notebooks.save(draft);
      const [[name, bytes]] = [...bed.copies] as [[string, Uint8Array<ArrayBuffer>]];
      await notebooks.save({...draft, text: 'more', revision: 1});
      bed.copies.set(newest(bed), damage(bed.copies.get(newest(bed))!));
      expect(await notebooks.copy('one')).toBe(null);
      bed.copies.set(name, bytes);
      expect(await notebooks.copy('one')).toMatchObject({revision: 1});
      lost(bed);
      expect(await found(bed)).toEqual({one: {revision: 1, text: draft.text}});
    }
  });

  test('of a notebook that was removed, or of all that was cleared, brings nothing back', async () => {
    const bed = testBed();
    const store = createStore(bed);
    await store.datasets.put(dataset('data'), [file]);
    await store.notebooks.save({...draft, dataset: 'data'});
    await store.notebooks.putAside('one');
    await store.notebooks.save({...draft, id: 'two'});
    await store.notebooks.remove('one');
    await store.sweep();
    expect([...bed.copies.keys()].map((name) => name.split('.')[1])).toEqual(['two']);
    lost(bed);
    expect(Object.keys(await found(bed))).toEqual(['two']);
    await createStore(bed).clear();
    expect(bed.copies.size).toBe(0);
    lost(bed);
    expect(await found(bed)).toEqual({});
  });

  test('of a notebook that is removed while another tab saves it is removed with it', async () => {
    const bed = testBed();
    const [a, b] = [createStore(bed), createStore(bed)];
    await a.notebooks.save(draft);
    await Promise.allSettled([
      a.notebooks.save({...draft, text: 'late', revision: 1}),
      b.notebooks.remove('one'),
    ]);
    expect(await b.notebooks.list()).toEqual([]);
    expect(bed.copies.size).toBe(0);
  });

  test('of versions that is behind is made anew; where it is torn, the notebook comes back without them', async () => {
    const bed = testBed();
    const store = createStore(bed);
    await store.notebooks.save(draft);
    await store.notebooks.putAside('one');
    const [[name, bytes]] = [...bed.copies].filter(([each]) => each.startsWith('versions.')) as [
      [string, Uint8Array<ArrayBuffer>],
    ];
    await store.notebooks.save({...draft, text: 'more', revision: 1});
    await store.notebooks.putAside('one');
    for (const each of bed.copies.keys()) if (each.startsWith('versions.')) bed.copies.delete(each);
    bed.copies.set(name, bytes);
    await store.sweep();
    const before = await store.notebooks.versions('one');
    expect(before).toHaveLength(2);
    lost(bed);
    expect(await createStore(bed).notebooks.versions('one')).toEqual(before);
    for (const [each, whole] of bed.copies)
      if (each.startsWith('versions.')) bed.copies.set(each, whole.slice(1));
    lost(bed);
    expect(await createStore(bed).notebooks.versions('one')).toEqual([]);
    expect((await found(bed))['one']).toEqual({revision: 2, text: 'more'});
  });

  test('for which there is no room does not hold up the save, and is tried again', async () => {
    const bed = testBed();
    const {notebooks} = createStore(bed);
    await notebooks.save(draft);
    vi.useFakeTimers({toFake: ['setTimeout']});
    onTestFinished(() => void vi.useRealTimers());
    bed.faults = {copy: () => quota()};
    expect(await notebooks.save({...draft, text: 'more', revision: 1})).toMatchObject({revision: 2});
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await notebooks.copy('one')).toMatchObject({revision: 1});
    bed.faults = {};
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.waitFor(async () => expect(await notebooks.copy('one')).toMatchObject({revision: 2}));
    expect(count('notebook', bed)).toBe(1);
  });

  test('that takes long does not hold up the save', async () => {
    const bed = testBed();
    const {notebooks} = createStore(bed);
    await notebooks.save(draft);
    bed.faults = {changes: 0};
    expect(await notebooks.save({...draft, text: 'more', revision: 1})).toMatchObject({revision: 2});
  });

  test('is made of notebooks and data that have none yet; one that is whole is not overwritten by a damaged record', async () => {
    const bed = testBed();
    const store = createStore(bed);
    await store.datasets.put(dataset('data'), [file]);
    await store.notebooks.save({...draft, dataset: 'data'});
    await store.notebooks.putAside('one');
    const [...copies] = bed.copies.keys();
    expect(copies).toHaveLength(3);
    bed.copies.clear();
    bed.copies.set('notebook.gone.0123', new Uint8Array(3));
    await store.sweep();
    expect([...bed.copies.keys()].sort()).toEqual(copies.sort());
    await new Promise<void>((resolve) => {
      bed.indexedDB.open('stammkunde').onsuccess = ({target}) => {
        const database = (target as IDBOpenDBRequest).result;
        const transaction = database.transaction('notebooks', 'readwrite');
        transaction
          .objectStore('notebooks')
          .put({...draft, savedAt: 1, revision: 1, dataset: 'data', text: '{"ce'});
        transaction.oncomplete = () => resolve(database.close());
      };
    });
    await store.sweep();
    expect(await store.notebooks.copy('one')).toMatchObject({revision: 1, text: draft.text});
  });

  test('is not written by a program that is older than the store', async () => {
    const bed = testBed();
    const store = createStore(bed);
    await store.notebooks.save(draft);
    const [...copies] = bed.copies.keys();
    await new Promise((resolve) => {
      bed.indexedDB.open('stammkunde', 99).onsuccess = ({target}) =>
        resolve((target as IDBOpenDBRequest).result.close());
    });
    await expect(store.notebooks.save({...draft, revision: 1})).rejects.toMatchObject({
      code: 'storage-newer',
    });
    await expect(store.notebooks.remove('one')).rejects.toMatchObject({code: 'storage-newer'});
    await expect(store.sweep()).rejects.toMatchObject({code: 'storage-newer'});
    expect([...bed.copies.keys()]).toEqual(copies);
  });
});
