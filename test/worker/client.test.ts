import {beforeEach, expect, test, vi} from 'vitest';
import type {Outcome} from '../../src/lib/outcome';
import type {RunRequest} from '../../src/analyses/request';
import type {Early} from '../../src/worker/api';
import {createClient} from '../../src/worker/client';

vi.mock('../../src/worker/main?worker&url', () => ({default: 'worker.js'}));
vi.mock('comlink', () => ({
  wrap: (worker: SlowWorker) => worker.api,
  proxy: (value: unknown) => value,
  releaseProxy: 'letGo',
}));
vi.mock('../../src/lib/lifeline', () => ({
  watchLifeline: async (_: string, gone: () => void) => void (die = gone),
}));

/** Takes the worker away from the page. */
let die: () => void;
/** What any worker was asked for, in its order. */
let asked: [verb: string, ...rest: unknown[]][];
/** How many workers were let go. */
let letGo: number;
/** Lets the worker answer what it was asked first. */
let answers: (() => void)[];

/** Tells the page how far the last run is. */
let tell: (early: Early) => void;

/** A worker that makes a dataset when the test wants it to. */
class SlowWorker extends EventTarget {
  readonly api = {
    hold: async () => undefined,
    letGo: () => void letGo++,
    cancel: async () => undefined,
    open: async (_: number, dataset: string, origin: unknown) => this.#note('open', dataset, origin),
    forget: async (dataset: string) => this.#note('forget', dataset),
    reopen: (_: number, dataset: string) => this.#make('reopen', dataset),
    unbundle: (_: number, dataset: string) => this.#make('unbundle', dataset),
    run: (_: number, request: {dataset: string}, show: (early: Early) => void) => {
      tell = show;
      return this.#make('run', request.dataset);
    },
  };

  constructor() {
    super();
    setTimeout(() => this.dispatchEvent(new Event('message')));
  }

  #note(...call: (typeof asked)[number]): Outcome<void> {
    asked.push(call);
    return {ok: true, value: undefined};
  }

  #make(verb: string, id: string): Promise<Outcome<unknown>> {
    asked.push([verb, id]);
    return new Promise((resolve) =>
      answers.push(() => resolve({ok: true, value: {dataset: {id}, document: '{}', files: []}})),
    );
  }
}

beforeEach(() => {
  asked = [];
  letGo = 0;
  answers = [];
  vi.stubGlobal('Worker', SlowWorker);
  return () => vi.unstubAllGlobals();
});

const bundle = new File([], 'shop.zip');
const verbs = () => asked.map(([verb, dataset]) => `${verb} ${String(dataset)}`);
const answer = async () => {
  await expect.poll(() => answers.length).toBeGreaterThan(0);
  answers.shift()!();
};

test('after the worker has died, the data of a notebook are taken out of the file that they came in', async () => {
  const restarted = vi.fn();
  const client = createClient(restarted, Promise.resolve());
  const opening = client.unbundle('bundled', bundle, new AbortController().signal);
  await answer();
  await opening;
  die();
  await expect.poll(() => restarted.mock.calls.length).toBe(1);
  expect(asked.at(-1)).toEqual(['open', 'bundled', bundle]);
});

test('a worker that has died is let go, and who waits for its answer is told', async () => {
  const client = createClient(() => undefined, Promise.resolve());
  const running = client.run({dataset: 'kept'} as RunRequest, new AbortController().signal, () => undefined);
  running.catch(() => undefined);
  await expect.poll(() => answers.length).toBe(1);
  expect(letGo).toBe(0);
  die();
  await expect(running).rejects.toMatchObject({code: 'engine-lost'});
  expect(letGo).toBe(1);
});

test.each([
  ['reopened', 'reopen'],
  ['taken out of a notebook', 'unbundle'],
] as const)('data that are %s after nobody wants them any more are put away', async (_, verb) => {
  const client = createClient(() => undefined, Promise.resolve());
  const {signal, abort} = aborting();
  const making = verb === 'reopen' ? client.reopen('late', signal) : client.unbundle('late', bundle, signal);
  making.catch(() => undefined);
  await expect.poll(() => answers.length).toBe(1);
  abort();
  await expect(making).rejects.toMatchObject({code: 'cancelled'});
  await answer();
  await expect.poll(verbs).toEqual([`${verb} late`, 'forget late']);
});

test('data that are wanted again meanwhile stay', async () => {
  const client = createClient(() => undefined, Promise.resolve());
  const {signal, abort} = aborting();
  const first = client.reopen('kept', signal);
  first.catch(() => undefined);
  await expect.poll(() => answers.length).toBe(1);
  abort();
  const second = client.reopen('kept', new AbortController().signal);
  await expect.poll(() => answers.length).toBe(2);
  await answer();
  await answer();
  await expect(first).rejects.toMatchObject({code: 'cancelled'});
  expect((await second).dataset.id).toBe('kept');
  expect(verbs()).toEqual(['reopen kept', 'reopen kept']);
});

test('what is asked of data that are being opened waits for them, and goes on where they cannot be', async () => {
  const client = createClient(() => undefined, Promise.resolve());
  const shop = {dataset: 'kept'} as RunRequest;
  for (const end of ['there', 'cancelled'] as const) {
    asked = [];
    const {signal, abort} = aborting();
    const opening = client.reopen('kept', signal);
    const running = client.run(shop, new AbortController().signal, () => undefined);
    const given = aborting();
    const unwanted = client.run(shop, given.signal, () => undefined);
    await expect.poll(verbs).toEqual(['reopen kept']);
    given.abort();
    await expect(unwanted).rejects.toMatchObject({code: 'cancelled'});
    expect(verbs()).toEqual(['reopen kept']);
    if (end === 'cancelled') abort();
    await answer();
    await opening.catch(() => undefined);
    await answer();
    await running;
    expect(verbs().filter((call) => !call.startsWith('forget'))).toEqual(['reopen kept', 'run kept']);
  }
});

test('what is told of a run after its answer has come is not heard', async () => {
  const client = createClient(() => undefined, Promise.resolve());
  const shares: (number | null)[] = [];
  const request = {dataset: 'shop'} as RunRequest;
  const running = client.run(request, new AbortController().signal, ({done}) => shares.push(done));
  await expect.poll(() => answers.length).toBe(1);
  tell({done: 0.3});
  await answer();
  await running;
  tell({done: 0.7});
  expect(shares).toEqual([0.3]);
});

function aborting() {
  const controller = new AbortController();
  return {signal: controller.signal, abort: () => controller.abort()};
}
