import type {Bed} from './bed';
import type {Files} from './files';
import {committed, type Records} from './records';

/** Who writes files shares this lock until a record names them; who sweeps has it alone. */
const LOCK = 'stammkunde.files';

/** Writes files and the records that name them; meanwhile no tab sweeps. */
export function whileStoring<T>({locks}: Pick<Bed, 'locks'>, work: () => Promise<T>): Promise<T> {
  return locks.request(LOCK, {mode: 'shared'}, work) as Promise<T>;
}

/**
 * Removes what nothing names any more: datasets without a notebook, and files without a dataset. Does nothing while any
 * tab stores something.
 */
export async function sweep({locks}: Pick<Bed, 'locks'>, records: Records, files: Files): Promise<void> {
  await locks.request(LOCK, {ifAvailable: true}, async (lock) => {
    if (!lock) return;
    const named = await records.write(async (connection) => {
      const transaction = connection.transaction(['notebooks', 'datasets', 'files'], 'readwrite');
      const datasets = transaction.objectStore('datasets');
      const kept = transaction.objectStore('files');
      const used = new Set((await transaction.objectStore('notebooks').getAll()).map(({dataset}) => dataset));
      const all = await datasets.getAll();
      const needed = new Set(
        all
          .filter(({id}) => used.has(id))
          .flatMap(({sources, snapshot}) => [...sources.map(({file}) => file), snapshot?.file]),
      );
      const names = await kept.getAllKeys();
      await committed(
        transaction,
        ...all.filter(({id}) => !used.has(id)).map(({id}) => datasets.delete(id)),
        ...names.filter((name) => !needed.has(name)).map((name) => kept.delete(name)),
      );
      return new Set(names.filter((name) => needed.has(name)));
    });
    await files.retain(named);
  });
}
