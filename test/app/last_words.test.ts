import {beforeEach, describe, expect, onTestFinished, test, vi} from 'vitest';
import {DocumentState} from '../../src/app/state/document.svelte';
import {Faces} from '../../src/app/state/faces.svelte';
import {Imports} from '../../src/app/state/imports.svelte';
import {Library} from '../../src/app/state/library.svelte';
import {Runs} from '../../src/app/state/runs.svelte';
import type {Settings} from '../../src/app/state/settings.svelte';
import {serialise} from '../../src/notebook/codec';
import {change} from '../../src/notebook/edits';
import {emptyNotebook, newCell} from '../../src/notebook/templates';
import {createStore} from '../../src/store/store';
import type {Client} from '../../src/worker/client';
import {failPuts, quota, testBed, type TestBed} from '../helpers/bed';
import {memory} from '../helpers/memory';

const settings = {keeps: true, setKeeps: (keeps: boolean) => void (settings.keeps = keeps)} as Settings;
const client = {forget: async () => undefined, sweep: async () => undefined} as unknown as Client;
const notebook = {...emptyNotebook('First', null), cells: [newCell('overview', 'overview')]};

beforeEach(() => {
  settings.keeps = true;
  vi.stubGlobal('localStorage', memory());
});

/** A tab over a bed, with its notebook open. */
async function tab(bed: TestBed) {
  const document = new DocumentState();
  const imports = new Imports(
    client,
    settings,
    () => undefined,
    async (files) => files,
    () => [],
  );
  const runs = new Runs(client, new Faces());
  const library = new Library(bed, settings, client, document, imports, runs, '');
  onTestFinished(() => library.leave());
  await library.open('shop');
  const rename = (title: string) => {
    document.edit(change({title}));
    library.saving.update(document.present!);
  };
  /** The browser ends it: it gets to write its last words, and waits for nothing. */
  const close = () => {
    library.saving.leave();
    library.saving.end();
    void library.leave();
  };
  return {library, document, rename, close};
}

async function kept(): Promise<TestBed> {
  const bed = testBed();
  const text = serialise(notebook);
  await createStore(bed).notebooks.save({id: 'shop', title: 'First', text, dataset: null, revision: 0});
  return bed;
}

const onDisk = async (bed: TestBed) => (await createStore(bed).notebooks.read('shop')).title;
const left = () => Object.keys(localStorage).filter((name) => name.startsWith('stammkunde.unsaved.'));

describe('a change that its tab was closed over', () => {
  test('is there when the notebook is opened again, is saved then, and is left nowhere else', async () => {
    const bed = await kept();
    const {rename, close} = await tab(bed);
    rename('Last');
    close();
    expect(await onDisk(bed)).toBe('First');
    const later = await tab(bed);
    expect(later.document.present!.title).toBe('Last');
    await later.library.saving.settled();
    expect(await onDisk(bed)).toBe('Last');
    expect(left()).toEqual([]);
  });

  test('is there though the one before it got to the disk meanwhile', async () => {
    const bed = await kept();
    const {library, rename, close} = await tab(bed);
    rename('Second');
    const going = library.saving.flush();
    await Promise.resolve();
    rename('Last');
    close();
    await going;
    expect(await onDisk(bed)).toBe('Second');
    expect((await tab(bed)).document.present!.title).toBe('Last');
  });

  test('is there where the notebook was left though it could not be saved', async () => {
    const bed = await kept();
    const {library, rename} = await tab(bed);
    let full = true;
    failPuts(() => (full ? quota() : null));
    rename('Last');
    await library.leave();
    full = false;
    expect(await onDisk(bed)).toBe('First');
    expect((await tab(bed)).document.present!.title).toBe('Last');
  });

  test('takes the place of nothing that somebody saved since', async () => {
    const bed = await kept();
    const {rename, close} = await tab(bed);
    rename('Last');
    close();
    const record = await createStore(bed).notebooks.read('shop');
    const text = serialise({...notebook, title: 'Newer'});
    await createStore(bed).notebooks.save({...record, title: 'Newer', text});
    expect((await tab(bed)).document.present!.title).toBe('Newer');
  });

  test('that was taken back is not there again', async () => {
    const bed = await kept();
    const {library, document, rename, close} = await tab(bed);
    rename('Not meant');
    library.saving.leave();
    document.undo();
    library.saving.update(document.present!);
    close();
    expect(left()).toEqual([]);
    expect((await tab(bed)).document.present!.title).toBe('First');
  });

  test.each([
    ['its notebook', (library: Library) => library.remove('shop')],
    ['all that is kept', (library: Library) => library.keeping.end()],
  ])('is removed with %s', async (_, remove) => {
    const bed = await kept();
    const {library, rename} = await tab(bed);
    failPuts(() => quota());
    rename('Last');
    library.saving.leave();
    await library.saving.settled();
    expect(left()).toHaveLength(1);
    await remove(library);
    expect(left()).toEqual([]);
  });
});
