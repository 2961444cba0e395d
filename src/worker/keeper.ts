import type {Database} from '../engine/database';
import {Problem} from '../lib/problem';

/** The one engine of a worker. Opens it when it is needed and again after it was lost, its data restored. */
export interface Keeper {
  /** Runs a task on the engine. A task that loses the engine runs once more on the next. */
  use<T>(task: (database: Database) => Promise<T>): Promise<T>;
}

export function createKeeper(
  open: () => Promise<Database>,
  restore: (database: Database) => Promise<void>,
): Keeper {
  let current: Promise<Database> | null = null;

  const engine = (): Promise<Database> => {
    if (current) return current;
    const opening = open();
    current = opening;
    // By the time this is heard, the next may be on its way.
    opening.catch(() => {
      if (current === opening) current = null;
    });
    return opening;
  };
  const replace = async (): Promise<Database> => {
    const old = current;
    current = null;
    await old?.then((database) => database.close()).catch(() => undefined);
    const database = await engine();
    await restore(database);
    return database;
  };

  return {
    async use(task) {
      const database = await engine();
      try {
        return await task(database);
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'engine-lost')) throw error;
        return task(await replace());
      }
    },
  };
}
