import {expect, test, vi} from 'vitest';
import {DocumentState} from '../../src/app/state/document.svelte';
import type {Imports} from '../../src/app/state/imports.svelte';
import {Library} from '../../src/app/state/library.svelte';
import type {Loaded} from '../../src/app/state/loaded';
import type {Runs} from '../../src/app/state/runs.svelte';
import type {Settings} from '../../src/app/state/settings.svelte';
import {emptyNotebook} from '../../src/notebook/templates';
import type {Client} from '../../src/worker/client';
import {testBed} from '../helpers/bed';

const source = (sample?: true) => ({file: new File([], 'orders.csv'), preview: {}, sample});

test.each([
  ['files that the reader dropped', [source()], 1],
  ['a notebook that they came with', [], 1],
  ['the sample shop, which can be made again', [source(true)], 0],
])('the browser is asked to keep the data of %s as often as they need it', async (_, files, times) => {
  const persist = vi.fn(async () => true);
  vi.stubGlobal('navigator', {storage: {persist}});
  const done = async () => undefined;
  const client = {keep: done, snapshot: done, sweep: done} as unknown as Client;
  // It hears what the tabs of other tests are told.
  const settings = {keeps: true, setKeeps: () => undefined} as unknown as Settings;
  const library = new Library(
    testBed(),
    settings,
    client,
    new DocumentState(),
    {} as Imports,
    {} as Runs,
    '',
  );
  await library.adopt(emptyNotebook('Shop', null));
  await library.data.keep({dataset: {id: 'data'}, files} as unknown as Loaded);
  expect(persist).toHaveBeenCalledTimes(times);
  vi.unstubAllGlobals();
});
