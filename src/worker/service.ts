import type {RunRequest} from '../analyses/request';
import type {Database} from '../engine/database';
import {inspect} from '../imports/inspect';
import {createStore, type Store} from '../store/store';
import type {Bed} from '../store/bed';
import {outcomeOf, valueOf} from '../lib/outcome';
import {Problem, problemOf} from '../lib/problem';
import {watchTraffic, type Traffic} from '../proof/traffic';
import type {DatasetId} from '../model/dataset';
import type {QueryRequest} from '../model/query';
import type {Early, WorkerApi} from './api';
import {pageOf} from './customers';
import {createDatasets} from './datasets';
import {forPage} from './execute';
import {findingsOf} from './findings';
import {inspected, sampleFiles} from './inspected';
import {createKeeper} from './keeper';
import {createKeeping, type Keeping} from './keeping';
import {createRuns, runOf, type Done} from './runs';
import {createSaving} from './saving';
import {createSchedule, type Urgency} from './schedule';
import {pageOfMembers, personOf, rowOf, sizeOf} from './people';
import {createTickets} from './tickets';
import {createValueLists} from './values';

/**
 * Everything the page can ask for, over one engine that `open` gives and the store that lies on `bed`; without a bed
 * nothing is kept. The same in the browser and in tests.
 */
export function createService(
  open: (report: (share: number) => void) => Promise<Database>,
  bed: Bed | null,
): WorkerApi {
  const datasets = createDatasets();
  const store = bed && createStore(bed);
  const keeping = store && createKeeping(store, datasets, sampleFiles);
  const runs = createRuns(datasets);
  const saved = createSaving(datasets, runs);
  const lists = createValueLists();
  const tickets = createTickets();
  let loading: (share: number) => void = () => undefined;
  let traffic: Traffic = {own: 0, foreign: []};
  watchTraffic((counted) => (traffic = counted));
  const keeper = createKeeper(
    () => open((share) => loading(share)),
    async (database) => {
      runs.clear();
      await datasets.restore(
        database,
        (id, schema) => kept().fill(database, id, schema),
        (id, bundle) => opened(database, id, bundle, new AbortController().signal),
      );
    },
  );

  const present = (): Store => {
    if (!store) throw new Problem('storage-unavailable');
    return store;
  };
  const kept = (): Keeping => {
    if (!keeping) throw new Problem('storage-unavailable');
    return keeping;
  };

  /** A notebook's own data out of the file that it came in. */
  const opened = async (database: Database, id: DatasetId, bundle: File, signal: AbortSignal) => {
    const {openBundle} = await import('./bundles');
    return openBundle(database, datasets, id, bundle, signal);
  };

  const schedule = createSchedule(keeper);
  const always = new AbortController().signal;

  /** Whether it is there in time or not at all, nobody is told. */
  const foresee = (done: Done, request: RunRequest) =>
    void runs.foresee(done, request, schedule.idling(always)).catch(() => undefined);

  /** The whole of a result; of a long run `show` gets a first one before, and how much of the rest is done. */
  const whole = async (request: RunRequest, signal: AbortSignal, show: (early: Early) => void) => {
    const done = await schedule.turns('run', signal)((database) => runs.run(database, request, signal));
    foresee(done, request);
    if (!done.later) return done;
    show({result: forPage(done), done: 0});
    const later = schedule.turns('later', signal);
    const pause = schedule.pausing(signal);
    await pause();
    await runs.finish(done, request, later, pause, signal, (share) => show({done: share}));
    return done;
  };

  /** The results that a statement reads, whole; where one cannot be had, the Problem says which and why. */
  const resultsOf = async (request: QueryRequest, signal: AbortSignal): Promise<Done[]> => {
    const found = [];
    for (const table of request.results) {
      try {
        found.push(await whole(runOf(request, table), signal, () => undefined));
      } catch (error) {
        const {code, facts} = problemOf(error);
        if (code === 'cancelled' || code.startsWith('engine-')) throw error;
        throw new Problem('sql-result', {...facts, result: table.name, because: code}, error);
      }
    }
    return found;
  };

  /** One verb: its turn at the engine, its ticket, its outcome as data. */
  const turn = <T>(
    ticket: number,
    urgency: Urgency,
    task: (database: Database, signal: AbortSignal) => Promise<T>,
  ) =>
    outcomeOf(() =>
      tickets.during(ticket, (signal) =>
        schedule.turns(urgency, signal)((database) => task(database, signal)),
      ),
    );

  return {
    start: (report) => {
      loading = report;
      return outcomeOf(() => keeper.use(async () => undefined));
    },
    inspect: (ticket, source, report) =>
      outcomeOf(() => tickets.during(ticket, (signal) => inspected(source, signal, report))),
    inspectAs: (file, wish) => outcomeOf(() => inspect(file, wish)),
    trial: (ticket, source) =>
      turn(ticket, 'page', (database, signal) => datasets.trial(database, source, signal)),
    load: (ticket, dataset, sources, report) =>
      turn(ticket, 'load', async (database, signal) => {
        const outcome = await datasets.load(database, dataset, sources, signal, report);
        if (outcome.kind === 'loaded') {
          lists.forget(dataset);
          await runs.forget(database, dataset);
        }
        return outcome;
      }),
    open: (ticket, dataset, origin) =>
      turn(ticket, 'load', async (database, signal) => {
        try {
          await kept().reopen(database, dataset, signal);
        } catch {
          // What is not kept, or not whole any more, is read from the files that the page still has.
          if (origin instanceof File) {
            await opened(database, dataset, origin, signal);
            return;
          }
          const outcome = await datasets.load(database, dataset, origin, signal, () => undefined);
          if (outcome.kind === 'asks') throw new Problem('dataset-missing');
        }
      }),
    run: (ticket, request, show) =>
      outcomeOf(() => tickets.during(ticket, async (signal) => forPage(await whole(request, signal, show)))),
    prepare: (ticket, request) =>
      outcomeOf(() =>
        tickets.during(ticket, async (signal) => {
          const turns = schedule.idling(signal);
          foresee(await turns((database, idle) => runs.run(database, request, idle)), request);
        }),
      ),
    query: (ticket, request) =>
      outcomeOf(() =>
        tickets.during(ticket, async (signal) => {
          const results = await resultsOf(request, signal);
          const turns = schedule.turns('run', signal);
          return turns((database) => runs.answer(database, request, results, signal));
        }),
      ),
    page: (ticket, request) =>
      turn(ticket, 'page', async (database, signal) => {
        const {schema, dataset} = await runs.rows(database, request.request, request.table, signal);
        await database.look(datasets.find(dataset).schema);
        return pageOf(database, request, schema, signal);
      }),
    sizes: (ticket, place, sets) =>
      turn(ticket, 'page', async (database, signal) => {
        const sizes = [];
        for (const who of sets) {
          const size = await outcomeOf(async () => {
            const {select} = await runs.members(database, place, who, signal);
            return sizeOf(database, select, signal);
          });
          if (signal.aborted || (!size.ok && size.code === 'engine-lost')) valueOf(size);
          sizes.push(size);
        }
        return sizes;
      }),
    members: (ticket, list) =>
      turn(ticket, 'page', async (database, signal) => {
        const {select} = await runs.members(database, list, list.who, signal);
        return pageOfMembers(database, select, list, signal);
      }),
    person: (ticket, request) =>
      turn(ticket, 'page', async (database, signal) => {
        const rows = [];
        for (const {request: run, table} of request.rows) {
          const {schema} = await runs.rows(database, run, table, signal);
          rows.push(await rowOf(database, schema, table, request.customer, signal));
        }
        await runs.members(database, request, {kind: 'all', of: []}, signal);
        return {...(await personOf(database, request.customer, signal)), rows};
      }),
    membersSql: (ticket, request) =>
      turn(ticket, 'page', async (database, signal) => {
        const {script} = await runs.members(database, request, request.who, signal);
        return [{table: 'chosen_customers', sql: script('main')}];
      }),
    values: (ticket, request) =>
      turn(ticket, 'page', async (database, signal) => {
        await database.look(datasets.find(request.dataset).schema);
        return lists.find(database, request, signal);
      }),
    save: (ticket, request) =>
      outcomeOf(() =>
        tickets.during(ticket, async (signal) => {
          const results = request.kind === 'answer' ? await resultsOf(request.request, signal) : [];
          const turns = schedule.turns('page', signal);
          return turns((database) => saved(database, request, results, signal));
        }),
      ),
    findings: (ticket, dataset, today) =>
      outcomeOf(() =>
        tickets.during(ticket, (signal) => findingsOf(datasets, dataset, today, schedule.idling(signal))),
      ),
    forget: (dataset) =>
      turn(0, 'load', async (database) => {
        lists.forget(dataset);
        await runs.forget(database, dataset);
        await datasets.forget(database, dataset);
      }),
    keep: (ticket, dataset, files, folder) =>
      outcomeOf(() =>
        tickets.during(ticket, (signal) =>
          kept().keep(dataset, files, folder, schedule.leisurely(signal), schedule.turns('load', signal)),
        ),
      ),
    snapshot: (ticket, dataset) =>
      outcomeOf(() =>
        tickets.during(ticket, (signal) =>
          kept().snapshot(
            dataset,
            () => runs.standing(dataset),
            schedule.idling(signal),
            schedule.leisurely(signal),
            signal,
          ),
        ),
      ),
    unbundle: (ticket, dataset, file) =>
      turn(ticket, 'load', (database, signal) => opened(database, dataset, file, signal)),
    reopen: (ticket, dataset) =>
      turn(ticket, 'load', (database, signal) => kept().reopen(database, dataset, signal)),
    backUp: () =>
      outcomeOf(async () => {
        const {writeBackup} = await import('../store/backup');
        return present().storing(() => writeBackup(present()));
      }),
    restore: (backup) =>
      outcomeOf(async () => {
        const {readBackup} = await import('../store/backup');
        return present().storing(() => readBackup(present(), backup));
      }),
    sweep: () => outcomeOf(async () => store?.sweep()),
    attempts: (address) =>
      turn(0, 'page', async (database) => (await import('./attempts')).attempts(database, address)),
    traffic: () => outcomeOf(async () => traffic),
    cancel: async (ticket) => tickets.cancel(ticket),
  };
}
