import {describe, expect, test} from 'vitest';
import {createStore, type Store} from '../../src/store/store';
import {testBed} from '../helpers/bed';

const shown = {
  dataset: 'data',
  release: 'a',
  results: new Map([['request', {facts: {customers: 6}, column: Float64Array.of(1, NaN)}]]),
  answers: new Map(),
};

/** A notebook with data, and what its cells showed last. */
async function kept(): Promise<Store> {
  const store = createStore(testBed());
  await store.datasets.put({id: 'data', dataset: {} as never, receipt: {}, sources: [], snapshot: null}, []);
  await store.notebooks.save({id: 'shop', title: 'Shop', text: '{}', dataset: 'data', revision: 0});
  await store.results.put(shown);
  return store;
}

describe('what cells have shown', () => {
  test('is found again by the release that computed it, and by no other', async () => {
    const store = await kept();
    expect(await store.results.read('data', 'a')).toEqual(shown);
    expect(await store.results.read('data', 'b')).toBeNull();
    await store.results.put({...shown, release: 'b'});
    expect(await store.results.read('data', 'a')).toBeNull();
  });

  test('is not kept where its data are not', async () => {
    const store = await kept();
    await store.results.put({...shown, dataset: 'other'});
    expect(await store.results.read('other', 'a')).toBeNull();
  });

  test.each([
    ['their notebook', ({notebooks}: Store) => notebooks.remove('shop')],
    [
      'what takes their place',
      ({notebooks}: Store) =>
        notebooks.save({id: 'shop', title: 'Shop', text: '{}', dataset: 'later', revision: 1}),
    ],
    ['everything', (store: Store) => store.clear()],
  ])('goes with its data, removed with %s', async (_, remove) => {
    const store = await kept();
    await remove(store);
    expect(await store.results.read('data', 'a')).toBeNull();
  });

  test('goes with data that no notebook has, when these are swept', async () => {
    const store = await kept();
    await store.datasets.put(
      {id: 'unnamed', dataset: {} as never, receipt: {}, sources: [], snapshot: null},
      [],
    );
    await store.results.put({...shown, dataset: 'unnamed'});
    await store.sweep();
    expect(await store.results.read('unnamed', 'a')).toBeNull();
    expect(await store.results.read('data', 'a')).toEqual(shown);
  });
});
