import type {Database} from '../engine/database';
import {load, type LoadOutcome, type LoadProgress} from '../imports/load';
import type {Receipt} from '../imports/receipt';
import type {Source} from '../imports/recipe';
import {trialOf, type Trial} from '../imports/trial';
import {Problem, problemOf} from '../lib/problem';
import type {Dataset, DatasetId} from '../model/dataset';
import type {KeptShared} from './snapshots';

export interface Loaded {
  readonly schema: string;
  readonly sources: readonly Source[];
  /** Where the tables came with a notebook: the file that they came in, packed or not. It has no other sources. */
  readonly bundle: File | null;
  readonly dataset: Dataset;
  readonly receipt: Receipt;
  /** Shared tables that were kept with it; null where there are none, or they have turned out to be damaged. */
  readonly shared: KeptShared | null;
}

/** The datasets in the engine, one schema each, with the files they came from. */
export interface Datasets {
  /** Loads files as a dataset. A failed or cancelled load leaves nothing behind. */
  load(
    database: Database,
    id: DatasetId,
    sources: readonly Source[],
    signal: AbortSignal,
    report: (progress: LoadProgress) => void,
  ): Promise<LoadOutcome>;
  /** Takes a dataset that `fill` makes the tables of, in the schema that it is given; what it answers is known of them instead. */
  adopt(
    database: Database,
    id: DatasetId,
    loaded: Omit<Loaded, 'schema'>,
    fill: (schema: string) => Promise<Dataset | void>,
  ): Promise<void>;
  /** How the beginning of a file is read; leaves nothing behind. */
  trial(database: Database, source: Source, signal: AbortSignal): Promise<Trial>;
  find(id: DatasetId): Loaded;
  /** Does without the shared tables that were kept with a dataset. */
  unshare(id: DatasetId): void;
  /** From now on a file with its tables in it stands for the sources of a dataset. */
  pack(id: DatasetId, bundle: File): void;
  forget(database: Database, id: DatasetId): Promise<void>;
  /**
   * Makes all of them again in a new engine: filled where that can be done, else loaded or, where they came with a notebook,
   * taken out of it. What can be neither is missing from then on; where the new engine is lost too, all of them are left for
   * the next.
   */
  restore(
    database: Database,
    fill: (id: DatasetId, schema: string) => Promise<void>,
    unbundle: (id: DatasetId, bundle: File) => Promise<unknown>,
  ): Promise<void>;
}

export function createDatasets(): Datasets {
  const loaded = new Map<DatasetId, Loaded>();
  let made = 0;

  /** A schema for a dataset, made by `work`; it takes the place of the one before, or leaves nothing behind. */
  const into = async <T>(
    database: Database,
    id: DatasetId,
    work: (schema: string) => Promise<{loaded: Omit<Loaded, 'schema'> | null; answer: T}>,
  ): Promise<T> => {
    const schema = `dataset_${++made}`;
    await database.run(`create schema ${schema}`);
    let kept = false;
    try {
      await database.look(schema);
      const {loaded: found, answer} = await work(schema);
      if (found) {
        const before = loaded.get(id);
        loaded.set(id, {schema, ...found});
        kept = true;
        if (before) await dropSchema(database, before.schema);
      }
      return answer;
    } finally {
      // The engine itself may be gone by now; then there is nothing to drop, and the first error is the one to tell.
      if (!kept) await dropSchema(database, schema).catch(() => undefined);
    }
  };

  const loadInto: Datasets['load'] = (database, id, sources, signal, report) =>
    into<LoadOutcome>(database, id, async () => {
      const answer = await load(database, id, sources, signal, report);
      if (answer.kind === 'asks') return {loaded: null, answer};
      const {dataset, receipt} = answer;
      return {loaded: {sources, bundle: null, dataset, receipt, shared: null}, answer};
    });

  const adopt: Datasets['adopt'] = (database, id, found, fill) =>
    into(database, id, async (schema) => {
      const dataset = await fill(schema);
      return {loaded: dataset ? {...found, dataset} : found, answer: undefined};
    });

  const find: Datasets['find'] = (id) => {
    const found = loaded.get(id);
    if (!found) throw new Problem('dataset-missing');
    return found;
  };

  return {
    load: loadInto,
    adopt,
    async trial(database, source, signal) {
      const schema = `trial_${++made}`;
      await database.run(`create schema ${schema}`);
      try {
        await database.look(schema);
        return await trialOf(database, source, signal);
      } finally {
        await dropSchema(database, schema).catch(() => undefined);
      }
    },
    find,
    unshare: (id) => void loaded.set(id, {...find(id), shared: null}),
    pack: (id, bundle) => void loaded.set(id, {...find(id), sources: [], bundle}),
    async forget(database, id) {
      const found = loaded.get(id);
      if (!found) return;
      loaded.delete(id);
      await dropSchema(database, found.schema);
    },
    async restore(database, fill, unbundle) {
      const lost = (error: unknown) => problemOf(error).code === 'engine-lost';
      for (const [id, {schema: _, ...found}] of [...loaded]) {
        try {
          await adopt(database, id, found, (schema) => fill(id, schema));
        } catch (reason) {
          if (lost(reason)) throw reason;
          try {
            if (found.bundle) {
              await unbundle(id, found.bundle);
              continue;
            }
            const never = new AbortController().signal;
            const {kind} = await loadInto(database, id, found.sources, never, () => undefined);
            if (kind === 'asks') loaded.delete(id);
          } catch (error) {
            if (lost(error)) throw error;
            loaded.delete(id);
          }
        }
      }
    },
  };
}

export async function dropSchema(database: Database, schema: string): Promise<void> {
  await database.look('main');
  await database.run(`drop schema if exists ${schema} cascade`);
}
