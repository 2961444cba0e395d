import {describe, expect, test} from 'vitest';
import {createStore} from '../../src/store/store';
import {failPuts, quota, testBed} from '../helpers/bed';

const draft = {id: 'one', title: 'Lindenhof', text: '{"cells":[1]}', dataset: null, revision: 0};

describe('a notebook that is kept', () => {
  test('is there on the next visit, with the time of its last save', async () => {
    const bed = testBed();
    expect(await createStore(bed).notebooks.save(draft)).toEqual({revision: 1, savedAt: bed.clock});
    const later = createStore(bed);
    expect(await later.notebooks.read('one')).toEqual({...draft, revision: 1, savedAt: bed.clock});
    expect(await later.notebooks.list()).toEqual([
      {id: 'one', title: 'Lindenhof', dataset: null, revision: 1, savedAt: bed.clock, orders: null, size: 0},
    ]);
  });

  test('is never overwritten by who has not seen its last save, least of all by an empty one', async () => {
    const {notebooks} = createStore(testBed());
    await notebooks.save(draft);
    for (const revision of [0, 2])
      await expect(notebooks.save({...draft, text: '{"cells":[]}', revision})).rejects.toMatchObject({
        code: 'storage-conflict',
      });
    expect((await notebooks.read('one')).text).toBe('{"cells":[1]}');
  });

  test('is not brought back to life by a tab that did not hear of its end', async () => {
    const {notebooks} = createStore(testBed());
    await notebooks.save(draft);
    await notebooks.remove('one');
    await expect(notebooks.save({...draft, revision: 1})).rejects.toMatchObject({code: 'notebook-missing'});
    expect(await notebooks.list()).toEqual([]);
    expect(await notebooks.versions('one')).toEqual([]);
  });

  test('goes on where two tabs save at the same moment: one is told that it was late', async () => {
    const bed = testBed();
    const [a, b] = [createStore(bed), createStore(bed)];
    await a.notebooks.save(draft);
    const outcomes = await Promise.allSettled([
      a.notebooks.save({...draft, text: 'a', revision: 1}),
      b.notebooks.save({...draft, text: 'b', revision: 1}),
    ]);
    expect(outcomes.map(({status}) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const won = outcomes[0].status === 'fulfilled' ? 'a' : 'b';
    expect(await a.notebooks.read('one')).toMatchObject({text: won, revision: 2});
  });

  test('keeps its earlier versions, one every five minutes and twenty at most, also where the clock is set back', async () => {
    const bed = testBed();
    const {notebooks} = createStore(bed);
    for (let revision = 0; revision < 60; revision++) {
      bed.clock += revision === 30 ? -86_400_000 : 150_000;
      await notebooks.save({...draft, text: `text ${revision}`, revision});
    }
    const versions = await notebooks.versions('one');
    expect(versions.length).toBe(20);
    expect(versions.map(({revision}) => revision)).toEqual(
      versions.map(({revision}) => revision).sort((x, y) => y - x),
    );
    expect(versions[0]!.revision).toBeGreaterThan(55);
    expect((await notebooks.read('one')).text).toBe('text 59');
  });

  test('keeps earlier versions of weeks: the last ones stand close, older ones ever further apart', async () => {
    const bed = testBed();
    const {notebooks} = createStore(bed);
    const first = bed.clock;
    let revision = 0;
    for (let day = 0; day < 30; day++) {
      bed.clock = first + day * 86_400_000;
      for (let minute = 0; minute < 60; minute += 6, bed.clock += 360_000)
        await notebooks.save({...draft, text: `text ${revision}`, revision: revision++});
    }
    const ages = (await notebooks.versions('one')).map(({savedAt}) => (bed.clock - savedAt) / 86_400_000);
    expect(ages).toHaveLength(20);
    expect(ages.at(-1)).toBeGreaterThan(29);
    for (const [from, to] of [
      [0, 0.05],
      [0.5, 3],
      [3, 8],
      [8, 20],
    ] as const)
      expect(ages.some((age) => age >= from && age < to)).toBe(true);
  });

  test('stays as it was when there is no room for the next save, and says so', async () => {
    const {notebooks} = createStore(testBed());
    await notebooks.save(draft);
    failPuts((nth) => (nth === 1 ? quota() : null));
    await expect(notebooks.save({...draft, text: 'more', revision: 1})).rejects.toMatchObject({
      code: 'storage-full',
    });
    expect(await notebooks.read('one')).toMatchObject({text: draft.text, revision: 1});
    expect(await notebooks.save({...draft, text: 'more', revision: 1})).toMatchObject({revision: 2});
  });
});

describe('the database of the store', () => {
  test('that a newer version of the product has changed can be read and is not written', async () => {
    const bed = testBed();
    const old = createStore(bed);
    await old.notebooks.save(draft);
    // The newer tab upgrades while the older one is open, which must not hold it up.
    await new Promise((resolve, reject) => {
      const request = bed.indexedDB.open('stammkunde', 99);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => resolve(request.result.close());
    });
    expect((await old.notebooks.read('one')).text).toBe(draft.text);
    await expect(old.notebooks.save({...draft, revision: 1})).rejects.toMatchObject({code: 'storage-newer'});
    expect((await createStore(bed).notebooks.read('one')).revision).toBe(1);
  });

  test('that does not open, or is refused, is a problem that says so and not a page that waits', async () => {
    for (const open of [
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
      () => {
        const request = {onerror: () => {}, error: new DOMException('broken', 'UnknownError')};
        setTimeout(() => request.onerror());
        return request;
      },
    ]) {
      const bed = {...testBed(), indexedDB: {open} as unknown as IDBFactory};
      await expect(createStore(bed).notebooks.list()).rejects.toMatchObject({code: 'storage-unavailable'});
    }
  });

  test('that was closed by the browser is opened again', async () => {
    const bed = testBed();
    const store = createStore(bed);
    await store.notebooks.save(draft);
    await store.close();
    expect(await store.notebooks.save({...draft, revision: 1})).toMatchObject({revision: 2});
  });

  test('that was cleared away with its copies is made anew, without the notebooks', async () => {
    const bed = testBed();
    const store = createStore(bed);
    await store.notebooks.save(draft);
    bed.copies.clear();
    await new Promise((resolve) => (bed.indexedDB.deleteDatabase('stammkunde').onsuccess = resolve));
    expect(await store.notebooks.list()).toEqual([]);
    await expect(store.notebooks.save({...draft, revision: 1})).rejects.toMatchObject({
      code: 'notebook-missing',
    });
  });
});
