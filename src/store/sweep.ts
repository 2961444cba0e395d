import type {Bed} from './bed';
import type {Copying} from './copying';
import type {Files} from './files';
import {atomic, type Name, type Records} from './records';
import {dropDataset} from './results';
import {FILLED} from './restoring';

/** Who writes files shares this lock until a record names them; who sweeps has it alone. */
const LOCK = 'stammkunde.files';

const touched: Name[] = ['notebooks', 'versions', 'datasets', 'files', 'results', 'moments'];

/** Writes files and the records that name them; meanwhile no tab sweeps. */
export function whileStoring<T>({locks}: Pick<Bed, 'locks'>, work: () => Promise<T>): Promise<T> {
  return locks.request(LOCK, {mode: 'shared'}, work) as Promise<T>;
}

/**
 * Removes what nothing names any more: datasets without a notebook, files without a dataset, copies of neither; and copies
 * what has no copy. Does nothing while any tab stores something, or while it is not known what is to be put back.
 */
export async function sweep(
  {locks}: Pick<Bed, 'locks'>,
  records: Records,
  files: Files,
  copying: Copying,
): Promise<void> {
  await locks.request(LOCK, {ifAvailable: true}, async (lock) => {
    if (!lock) return;
    const copied = await copying.names();
    const named = await records.write((connection) =>
      atomic(connection, touched, async (transaction) => {
        if ((await transaction.objectStore('moments').get(FILLED)) === undefined) return null;
        const datasets = transaction.objectStore('datasets');
        const kept = transaction.objectStore('files');
        const [notebooks, versions, all, names] = await Promise.all([
          transaction.objectStore('notebooks').getAll(),
          transaction.objectStore('versions').getAllKeys(),
          datasets.getAll(),
          kept.getAllKeys(),
        ]);
        const used = new Set(notebooks.map(({dataset}) => dataset));
        const needed = new Set(
          all
            .filter(({id}) => used.has(id))
            .flatMap(({sources, snapshot}) => [...sources.map(({file}) => file), snapshot?.file]),
        );
        for (const {id} of all) if (!used.has(id)) await dropDataset(transaction, id);
        for (const name of names) if (!needed.has(name)) await kept.delete(name);
        return {
          notebooks,
          // By revision: the last of each notebook is the newest.
          versions: [...new Map(versions)].map(([id, revision]) => ({id, revision})),
          datasets: all.map(({id}) => id).filter((id) => used.has(id)),
          files: new Set(names.filter((name) => needed.has(name))),
        };
      }),
    );
    if (!named) return;
    await files.retain(named.files);
    await copying.tidy(copied, named);
  });
}
