import type {Database} from '../engine/database';
import {load, type LoadOutcome, type LoadProgress} from '../imports/load';
import type {Receipt} from '../imports/receipt';
import type {Source} from '../imports/recipe';
import {trialOf, type Trial} from '../imports/trial';
import {Problem} from '../lib/problem';
import type {Dataset, DatasetId} from '../model/dataset';

interface Loaded {
  readonly schema: string;
  readonly sources: readonly Source[];
  readonly dataset: Dataset;
  readonly receipt: Receipt;
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
  /** How the beginning of a file is read; leaves nothing behind. */
  trial(database: Database, source: Source, signal: AbortSignal): Promise<Trial>;
  find(id: DatasetId): Loaded;
  forget(database: Database, id: DatasetId): Promise<void>;
  /** Loads all of them again, into a new engine. */
  restore(database: Database): Promise<void>;
}

export function createDatasets(): Datasets {
  const loaded = new Map<DatasetId, Loaded>();
  let made = 0;

  const loadInto: Datasets['load'] = async (database, id, sources, signal, report) => {
    const schema = `dataset_${++made}`;
    await database.query(`create schema ${schema}`);
    let kept = false;
    try {
      await database.query(`set search_path = '${schema}'`);
      const outcome = await load(database, id, sources, signal, report);
      if (outcome.kind === 'loaded') {
        const before = loaded.get(id);
        const {dataset, receipt} = outcome;
        loaded.set(id, {schema, sources, dataset, receipt});
        kept = true;
        if (before) await dropSchema(database, before.schema);
      }
      return outcome;
    } finally {
      // The engine itself may be gone by now; then there is nothing to drop, and the first error is the one to tell.
      if (!kept) await dropSchema(database, schema).catch(() => undefined);
    }
  };

  return {
    load: loadInto,
    async trial(database, source, signal) {
      const schema = `trial_${++made}`;
      await database.query(`create schema ${schema}`);
      try {
        await database.query(`set search_path = '${schema}'`);
        return await trialOf(database, source, signal);
      } finally {
        await dropSchema(database, schema).catch(() => undefined);
      }
    },
    find(id) {
      const found = loaded.get(id);
      if (!found) throw new Problem('dataset-missing');
      return found;
    },
    async forget(database, id) {
      const found = loaded.get(id);
      if (!found) return;
      loaded.delete(id);
      await dropSchema(database, found.schema);
    },
    async restore(database) {
      const entries = [...loaded];
      loaded.clear();
      for (const [id, {sources}] of entries) {
        await loadInto(database, id, sources, new AbortController().signal, () => undefined);
      }
    },
  };
}

export async function dropSchema(database: Database, schema: string): Promise<void> {
  await database.query("set search_path = 'main'");
  await database.query(`drop schema if exists ${schema} cascade`);
}
