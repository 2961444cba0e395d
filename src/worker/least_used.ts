import type {Database} from '../engine/database';
import type {DatasetId} from '../model/dataset';
import {dropSchema} from './datasets';

/** What depends on a dataset and has a schema in the engine; null while it has no tables. */
interface Entry {
  readonly dataset: DatasetId;
  readonly schema: string | null;
}

/** Entries by everything they depend on, up to so many; the least used are given up, their schemas with them. */
export interface LeastUsed<T extends Entry> {
  /** The entry of a key, which is then the one used last. */
  use(key: string): T | undefined;
  /** The same without counting as a use. */
  find(key: string): T | undefined;
  /** The one used last of those asked for, with its key. */
  last(asked: (entry: T) => boolean): readonly [key: string, entry: T] | undefined;
  add(database: Database, key: string, entry: T): Promise<void>;
  forget(database: Database, dataset: DatasetId): Promise<void>;
  /** Forgets all without touching the engine. */
  clear(): void;
}

export function createLeastUsed<T extends Entry>(most: number): LeastUsed<T> {
  const entries = new Map<string, T>();
  return {
    use(key) {
      const known = entries.get(key);
      if (known) {
        entries.delete(key);
        entries.set(key, known);
      }
      return known;
    },
    find: (key) => entries.get(key),
    last: (asked) => [...entries].findLast(([, entry]) => asked(entry)),
    async add(database, key, entry) {
      entries.set(key, entry);
      for (const [old, {schema}] of entries) {
        if (entries.size <= most) return;
        entries.delete(old);
        // The search path stays as it is: whoever adds goes on with it.
        if (schema !== null) await database.run(`drop schema ${schema} cascade`);
      }
    },
    async forget(database, dataset) {
      for (const [key, entry] of entries) {
        if (entry.dataset !== dataset) continue;
        entries.delete(key);
        if (entry.schema !== null) await dropSchema(database, entry.schema);
      }
    },
    clear: () => entries.clear(),
  };
}
