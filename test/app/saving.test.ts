import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {Saving} from '../../src/app/state/saving.svelte';
import {emptyNotebook, newCell} from '../../src/notebook/templates';
import type {Notebook} from '../../src/notebook/document';
import {failureOf} from '../../src/store/failure';
import {createStore} from '../../src/store/store';
import {failPuts, quota, testBed, type TestBed} from '../helpers/bed';

/** Saves of a notebook that was never saved. */
function begun(bed: TestBed) {
  const store = createStore(bed);
  const saving = new Saving(
    store,
    () => undefined,
    () => undefined,
  );
  saving.begin({id: 'shop', revision: 0, savedAt: null, dataset: null, notebook: null});
  onTestFinished(() => void saving.end());
  const keep = (id: string) => () =>
    store.datasets.put({id, dataset: {id} as never, receipt: {}, sources: [], snapshot: null}, []);
  return {store, saving, keep, onDisk: () => store.notebooks.read('shop')};
}

const blank = emptyNotebook('Shop', null);
const asking: Notebook = {...blank, cells: [newCell('overview', 'overview')]};

describe('a notebook without a cell', () => {
  test('is on disk with the data that came into it, and the page says so', async () => {
    const {saving, keep, onDisk} = begun(testBed());
    saving.update(blank);
    await saving.adopt('january', keep('january'));
    expect(await onDisk()).toMatchObject({title: 'Shop', dataset: 'january'});
    expect([saving.status.kind, saving.unsaved]).toEqual(['saved', false]);
  });

  test('is closed though the data that came into it could not be kept', async () => {
    const {saving} = begun(testBed());
    saving.update(blank);
    await saving.adopt('january', async () => Promise.reject(failureOf(quota())));
    saving.update({...blank, title: 'Renamed'});
    await saving.settled();
    expect(saving.status).toMatchObject({kind: 'failed', problem: {code: 'storage-full'}});
  });

  test('that was never saved leaves nothing behind', async () => {
    const {store, saving} = begun(testBed());
    saving.update(asking);
    saving.update(blank);
    await saving.flush();
    expect(await store.notebooks.list()).toEqual([]);
    expect(saving.status.kind).toBe('nothing');
  });

  test('is saved where its only cell was undone while that was on its way to the disk', async () => {
    const {saving, onDisk} = begun(testBed());
    saving.update(asking);
    const going = saving.flush();
    await Promise.resolve();
    saving.update(blank);
    await going;
    await saving.flush();
    expect(JSON.parse((await onDisk()).text).cells).toEqual([]);
    expect(saving.status.kind).toBe('saved');
  });
});

describe('data whose notebook cannot be saved', () => {
  test('are not named by a later save: nobody knows whether they are still there', async () => {
    const {saving, keep, onDisk} = begun(testBed());
    saving.update(asking);
    await saving.flush();
    let full = false;
    failPuts(() => (full ? quota() : null));
    await saving.adopt('january', async () => {
      await keep('january')();
      full = true;
    });
    expect(saving.status).toMatchObject({kind: 'failed', problem: {code: 'storage-full'}});
    full = false;
    saving.update({...asking, title: 'Renamed'});
    await saving.flush();
    expect(await onDisk()).toMatchObject({title: 'Renamed', dataset: null});
    expect(saving.status.kind).toBe('failed');
    await saving.adopt('january', keep('january'));
    expect((await onDisk()).dataset).toBe('january');
    expect(saving.status.kind).toBe('saved');
  });

  test('of a notebook that was closed meanwhile are no trouble of the next', async () => {
    const {saving} = begun(testBed());
    saving.update(asking);
    let fail = (_: unknown): void => undefined;
    const adopting = saving.adopt('january', () => new Promise((_, reject) => (fail = reject)));
    await vi.waitFor(() => expect(saving.dataUnsaved).toBe(true));
    saving.begin({id: 'other', revision: 0, savedAt: null, dataset: null, notebook: null});
    saving.update(asking);
    await saving.flush();
    fail(quota());
    await adopting;
    expect([saving.status.kind, saving.unsaved]).toEqual(['saved', false]);
  });
});
