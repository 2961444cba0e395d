import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {analyses, type AnalysisId} from '../../src/analyses';
import type {Result, RunRequest} from '../../src/analyses/request';
import {Faces} from '../../src/app/state/faces.svelte';
import {LastShown, type Shown} from '../../src/app/state/last_shown';
import {Runs} from '../../src/app/state/runs.svelte';
import {canonicalJson, type Json} from '../../src/lib/json';
import {valueOf} from '../../src/lib/outcome';
import {wholeScope} from '../../src/model/scope';
import {addCell} from '../../src/notebook/edits';
import {emptyNotebook, newCell} from '../../src/notebook/templates';
import {createStore, type Store} from '../../src/store/store';
import type {Client} from '../../src/worker/client';
import {localService} from '../../src/worker/local';
import {testBed} from '../helpers/bed';
import {fileOf} from '../helpers/service';

const none = () => undefined;

/** A shop whose customers come back after ever longer times, over three years. */
function orders(): string {
  const lines = ['order_id,date,email,total'];
  for (let customer = 0; customer < 400; customer++) {
    let day = (customer * 37) % 900;
    for (let nth = 0; nth <= (customer * 7) % 5 && day < 1090; nth++) {
      const date = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10);
      lines.push(`${customer}-${nth},${date},c${customer}@x.de,${10 + ((customer * 13 + nth * 29) % 90)}.90`);
      day += 11 + ((customer * 17 + nth * 53) % 140);
    }
  }
  return lines.join('\n');
}

test('what the cells of every analysis show on the next visit is what they would compute anew', async () => {
  const bed = testBed();
  const service = localService(bed);
  const files = valueOf(await service.inspect(0, fileOf(orders()), none));
  const sources = files.map(({file, preview}) => ({file, recipe: preview.recipe}));
  const loaded = valueOf(await service.load(1, 'data', sources, none));
  if (loaded.kind === 'asks') throw new Error('the import asks');
  valueOf(await service.keep(2, 'data', files, null));
  const store = createStore(bed);
  await store.notebooks.save({id: 'shop', title: 'Shop', text: '{}', dataset: 'data', revision: 0});

  const requests = (Object.keys(analyses) as AnalysisId[]).map((analysis): RunRequest => ({
    dataset: 'data',
    analysis,
    version: analyses[analysis].version,
    params: {},
    scope: wholeScope(loaded.dataset.lastDay),
  }));
  const run = async (over: typeof service) => {
    const results = new Map<string, Result>();
    for (const request of requests) {
      const outcome = await over.run(3, request, none);
      if (outcome.ok) results.set(canonicalJson(request as unknown as Json), outcome.value);
    }
    return results;
  };
  const results = await run(service);
  expect(results.size).toBeGreaterThan(requests.length / 2);
  const runs = {finished: () => ({results, answers: new Map()}), recall: none};
  new LastShown(store, runs, 'a').update('data');

  let shown: Shown | null = null;
  const later = new LastShown(createStore(bed), {...runs, recall: (found) => void (shown = found)}, 'a');
  await expect
    .poll(async () => {
      const recalled = await later.recall('data');
      return shown && recalled;
    })
    .toMatchObject({dataset: loaded.dataset, receipt: loaded.receipt});
  const next = localService(bed);
  valueOf(await next.reopen(4, 'data'));
  valueOf(await next.prepare(5, requests[0]!));
  expect(shown!.results).toEqual(await run(next));
}, 180_000);

test('a cell that finds what it showed is not run, and what stands behind it is made while nobody waits', async () => {
  const dataset = {id: 'data', lastDay: 20_000, countries: [], channels: [], attributes: []} as never;
  const notebook = addCell(newCell('overview', 'overview')).apply(emptyNotebook('', 'data'));
  const faces = new Faces();
  await expect.poll(() => faces.of('overview')).toBeDefined();
  const run = vi.fn(async () => ({tables: {}, facts: {customers: 6}}) as unknown as Result);
  const first = new Runs({run} as unknown as Client, faces);
  first.update(notebook, dataset);
  expect(first.finished('data')).toBeNull();
  await expect.poll(() => first.finished('data')?.results.size).toBe(1);
  expect(first.finished('other')?.results.size).toBe(0);
  const prepare = vi.fn(async () => undefined);
  const second = new Runs({run, prepare} as unknown as Client, faces);
  second.recall(first.finished('data')!);
  second.update(notebook, dataset);
  expect(second.cells.get('overview')).toMatchObject({running: false, result: {facts: {customers: 6}}});
  expect([run.mock.calls.length, prepare.mock.calls.length]).toEqual([1, 1]);
});

describe('what cells show', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const table = (rows: number) => ({tables: {cells: {rows, columns: {a: [], b: []}}}}) as unknown as Result;
  const showing = (results: Record<string, Result>): Shown => ({
    results: new Map(Object.entries(results)),
    answers: new Map(),
  });

  /** A page that shows what it is told, and what it keeps of that. */
  function page(release = 'a') {
    const put = vi.fn(async (_: Shown & {dataset: string}) => undefined);
    const store = {
      results: {put, read: async () => ({...showing({old: table(1)}), dataset: 'data', release})},
      datasets: {read: async () => ({dataset: {}, receipt: {}})},
    } as unknown as Store;
    let finished: Shown | null = null;
    const lastShown = new LastShown(store, {finished: () => finished, recall: none}, release);
    const show = (shown: Shown | null, dataset: string | null = 'data') => {
      finished = shown;
      lastShown.update(dataset);
    };
    const kept = () => put.mock.calls.map(([{results}]) => [...results.keys()]);
    return {lastShown, show, kept};
  }

  test('is kept once nothing has changed for a while, and then once', async () => {
    const {show, kept} = page();
    show(showing({first: table(1)}));
    await vi.advanceTimersByTimeAsync(1500);
    show(null);
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept()).toEqual([]);
    show(showing({second: table(1)}));
    await vi.advanceTimersByTimeAsync(5000);
    show(showing({second: table(1)}));
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept()).toEqual([['second']]);
  });

  test('is not kept again where it was found, nor where data or release are not kept', async () => {
    const {lastShown, show, kept} = page();
    await lastShown.recall('data');
    show(showing({old: table(1)}));
    show(showing({new: table(1)}), null);
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept()).toEqual([]);
    const unfinished = page('');
    unfinished.show(showing({new: table(1)}));
    await vi.advanceTimersByTimeAsync(5000);
    expect(unfinished.kept()).toEqual([]);
  });

  test('is kept without what is too large', async () => {
    const {show, kept} = page();
    show(showing({small: table(10), large: table(1_000_000), other: table(20)}));
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept()).toEqual([['small', 'other']]);
  });
});
