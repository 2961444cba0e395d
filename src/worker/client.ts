import {proxy, releaseProxy, wrap, type Remote} from 'comlink';
import workerUrl from './main?worker&url';
import type {Result, RunRequest, Statement} from '../analyses/request';
import type {Day} from '../lib/dates';
import {watchLifeline} from '../lib/lifeline';
import {valueOf, type Outcome} from '../lib/outcome';
import {Problem} from '../lib/problem';
import type {DatasetId} from '../model/dataset';
import type {Members} from '../model/members';
import type {Attempt} from '../proof/attempt';
import type {Traffic} from '../proof/traffic';
import type {QueryAnswer, QueryRequest} from '../model/query';
import type {
  Backup,
  Bundle,
  Early,
  Finding,
  Inspected,
  Kept,
  LoadOutcome,
  LoadProgress,
  MembersList,
  MembersRequest,
  Origin,
  Page,
  PageRequest,
  Person,
  PersonRequest,
  Preview,
  Reopened,
  SaveRequest,
  Size,
  Source,
  Trial,
  Values,
  ValuesRequest,
  Wish,
  WorkerApi,
} from './api';

type Place = Pick<RunRequest, 'dataset' | 'scope'>;

/** The worker as the page sees it: promises that always settle, signals instead of tickets. */
export interface Client {
  start(report: (share: number) => void): Promise<void>;
  inspect(
    source: File | 'sample',
    signal: AbortSignal,
    report: (share: number) => void,
  ): Promise<Inspected[]>;
  inspectAs(file: File, wish: Wish): Promise<Preview>;
  trial(source: Source, signal: AbortSignal): Promise<Trial>;
  load(
    dataset: DatasetId,
    sources: readonly Source[],
    signal: AbortSignal,
    report: (progress: LoadProgress) => void,
  ): Promise<LoadOutcome>;
  run(request: RunRequest, signal: AbortSignal, show: (early: Early) => void): Promise<Result>;
  prepare(request: RunRequest, signal: AbortSignal): Promise<void>;
  query(request: QueryRequest, signal: AbortSignal): Promise<QueryAnswer>;
  page(request: PageRequest, signal: AbortSignal): Promise<Page>;
  sizes(place: Place, sets: readonly Members[], signal: AbortSignal): Promise<Outcome<Size>[]>;
  members(
    list: MembersList & {readonly from: number; readonly to: number},
    signal: AbortSignal,
  ): Promise<Page>;
  person(request: PersonRequest, signal: AbortSignal): Promise<Person>;
  membersSql(request: MembersRequest, signal: AbortSignal): Promise<Statement[]>;
  values(request: ValuesRequest, signal: AbortSignal): Promise<Values>;
  save(request: SaveRequest, signal: AbortSignal): Promise<Blob>;
  findings(dataset: DatasetId, today: Day, signal: AbortSignal): Promise<Finding[]>;
  forget(dataset: DatasetId): Promise<void>;
  keep(
    dataset: DatasetId,
    files: readonly Inspected[],
    folder: FileSystemDirectoryHandle | null,
  ): Promise<Kept>;
  snapshot(dataset: DatasetId): Promise<void>;
  reopen(dataset: DatasetId, signal: AbortSignal): Promise<Reopened>;
  backUp(): Promise<Backup>;
  restore(backup: File): Promise<string[]>;
  unbundle(dataset: DatasetId, file: File, signal: AbortSignal): Promise<Bundle>;
  sweep(): Promise<void>;
  attempts(address: string): Promise<Attempt[]>;
  traffic(): Promise<Traffic>;
}

type Api = WorkerApi & {hold(lifeline: string): void};

/** Hands a listener over. It hears nothing once the answer is there: messages come by another port, and may be late. */
type Meanwhile = <M extends unknown[]>(listener: (...message: M) => void) => (...message: M) => void;

type Verb<T> = (api: Remote<Api>, ticket: number, meanwhile: Meanwhile) => Promise<Outcome<T>>;

/**
 * Starts the worker, and starts it again when it dies: calls under way are rejected with `engine-lost`, the datasets
 * are loaded anew from their files, and `restarted` is told so that the page can run its cells again. The first worker waits
 * for `guarded`: what the page forbids later does not bind it.
 */
export function createClient(restarted: () => void, guarded: Promise<void>): Client {
  const datasets = new Map<DatasetId, Origin>();
  /** The call that was the last to make a dataset. */
  const makers = new Map<DatasetId, number>();
  const waiting = new Set<(problem: Problem) => void>();
  /** Kept data on their way into the engine. */
  let opening: Promise<unknown> | null = null;
  let tickets = 0;
  let ready: Promise<Remote<Api>> | null = null;

  const boot = async (): Promise<Remote<Api>> => {
    const lifeline = `worker-${crypto.randomUUID()}`;
    await guarded;
    const worker = await startWorker();
    const api = wrap<Api>(worker);
    await api.hold(lifeline);
    void watchLifeline(lifeline, () => {
      // Comlink would hold on to a worker that still owes an answer, for ever.
      api[releaseProxy]();
      void replace();
    });
    return api;
  };

  const current = (): Promise<Remote<Api>> => {
    if (ready) return ready;
    const booting = boot();
    ready = booting;
    // By the time this is heard, the next may be on its way.
    booting.catch(() => {
      if (ready === booting) ready = null;
    });
    return booting;
  };

  const replace = async () => {
    ready = null;
    for (const reject of waiting) reject(new Problem('engine-lost'));
    waiting.clear();
    try {
      for (const [dataset, origin] of datasets)
        await call((api, ticket) => api.open(ticket, dataset, origin));
    } catch {
      // The data that brought the worker down once would do so again; the cells say that they are missing.
      datasets.clear();
    }
    restarted();
  };

  const call = async <T>(verb: Verb<T>, signal?: AbortSignal): Promise<T> => {
    if (signal?.aborted) throw new Problem('cancelled');
    const api = await current();
    const ticket = ++tickets;
    let cancel = () => {};
    let settled = false;
    const meanwhile: Meanwhile = (listener) =>
      proxy((...message) => {
        if (!settled) listener(...message);
      });
    try {
      return valueOf(
        await new Promise<Outcome<T>>((resolve, reject) => {
          // Whoever cancels need not wait until the worker has put its tools away.
          cancel = () => {
            void api.cancel(ticket);
            reject(new Problem('cancelled'));
          };
          signal?.addEventListener('abort', cancel, {once: true});
          waiting.add(reject);
          verb(api, ticket, meanwhile)
            .then(resolve, reject)
            .finally(() => waiting.delete(reject));
        }),
      );
    } finally {
      settled = true;
      signal?.removeEventListener('abort', cancel);
    }
  };

  /** A question about data: waits for those that are being opened, which it may be about. */
  const ask = async <T>(verb: Verb<T>, signal?: AbortSignal): Promise<T> => {
    while (opening && !signal?.aborted)
      await new Promise<void>((resolve) => {
        void opening!.catch(() => undefined).finally(resolve);
        signal?.addEventListener('abort', () => resolve(), {once: true});
      });
    return call(verb, signal);
  };

  /** A call that makes a dataset. */
  const make = <T>(dataset: DatasetId, verb: Verb<T>, signal: AbortSignal): Promise<T> =>
    call(async (api, ticket, meanwhile) => {
      makers.set(dataset, ticket);
      const answer = await verb(api, ticket, meanwhile);
      // It was there before the worker heard that nobody wants it any more.
      if (signal.aborted && answer.ok && makers.get(dataset) === ticket) void api.forget(dataset);
      return answer;
    }, signal);

  return {
    start: (report) => call((api, _, meanwhile) => api.start(meanwhile(report))),
    inspect: (source, signal, report) =>
      call((api, ticket, meanwhile) => api.inspect(ticket, source, meanwhile(report)), signal),
    inspectAs: (file, wish) => call((api) => api.inspectAs(file, wish)),
    trial: (source, signal) => call((api, ticket) => api.trial(ticket, source), signal),
    async load(dataset, sources, signal, report) {
      const outcome = await make(
        dataset,
        (api, ticket, meanwhile) => api.load(ticket, dataset, sources, meanwhile(report)),
        signal,
      );
      if (outcome.kind === 'loaded') datasets.set(dataset, sources);
      return outcome;
    },
    run: (request, signal, show) =>
      ask((api, ticket, meanwhile) => api.run(ticket, request, meanwhile(show)), signal),
    prepare: (request, signal) => ask((api, ticket) => api.prepare(ticket, request), signal),
    query: (request, signal) => ask((api, ticket) => api.query(ticket, request), signal),
    page: (request, signal) => ask((api, ticket) => api.page(ticket, request), signal),
    sizes: (place, sets, signal) => ask((api, ticket) => api.sizes(ticket, place, sets), signal),
    members: (list, signal) => ask((api, ticket) => api.members(ticket, list), signal),
    person: (request, signal) => ask((api, ticket) => api.person(ticket, request), signal),
    membersSql: (request, signal) => ask((api, ticket) => api.membersSql(ticket, request), signal),
    values: (request, signal) => ask((api, ticket) => api.values(ticket, request), signal),
    save: (request, signal) => ask((api, ticket) => api.save(ticket, request), signal),
    findings: (dataset, today, signal) => ask((api, ticket) => api.findings(ticket, dataset, today), signal),
    async forget(dataset) {
      datasets.delete(dataset);
      makers.delete(dataset);
      await call((api) => api.forget(dataset));
    },
    keep: (dataset, files, folder) => ask((api, ticket) => api.keep(ticket, dataset, files, folder)),
    snapshot: (dataset) => ask((api, ticket) => api.snapshot(ticket, dataset)),
    async reopen(dataset, signal) {
      const own = make(dataset, (api, ticket) => api.reopen(ticket, dataset), signal);
      opening = own;
      const found = await own.finally(() => {
        if (opening === own) opening = null;
      });
      datasets.set(
        dataset,
        found.files.map(({file, preview}) => ({file, recipe: preview.recipe})),
      );
      return found;
    },
    backUp: () => call((api) => api.backUp()),
    restore: (backup) => call((api) => api.restore(backup)),
    async unbundle(dataset, file, signal) {
      const found = await make(dataset, (api, ticket) => api.unbundle(ticket, dataset, file), signal);
      datasets.set(dataset, file);
      return found;
    },
    sweep: () => call((api) => api.sweep()),
    attempts: (address) => call((api) => api.attempts(address)),
    traffic: () => call((api) => api.traffic()),
  };
}

/** How long the worker's program may take to come, in milliseconds. No browser tells how far it is; it is small. */
const PATIENCE = 60_000;

/**
 * A worker started from a blob is bound by the page's policy; one started from an address is not (DESIGN §8). What is
 * sent before its program has been imported would be lost, so it says when it is there.
 */
async function startWorker(): Promise<Worker> {
  const address = new URL(workerUrl, import.meta.url).href;
  const blob = URL.createObjectURL(
    new Blob([`import(${JSON.stringify(address)}).catch((error) => setTimeout(() => { throw error; }));`], {
      type: 'text/javascript',
    }),
  );
  const worker = new Worker(blob, {type: 'module'});
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await new Promise((resolve, reject) => {
      worker.addEventListener('message', resolve, {once: true});
      worker.addEventListener('error', reject, {once: true});
      timer = setTimeout(() => reject(new Problem('engine-silent')), PATIENCE);
    });
    return worker;
  } catch (error) {
    worker.terminate();
    throw error instanceof Problem ? error : new Problem('engine-unavailable', {}, error);
  } finally {
    clearTimeout(timer);
    URL.revokeObjectURL(blob);
  }
}
