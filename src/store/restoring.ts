import type {Bed} from './bed';
import type {Copies} from './copies';
import {atomic, type Connection} from './records';

/** The moment when a database, new then, was given what there were copies of. Until then nothing may be swept. */
export const FILLED = 'filled';
/** The moment when notebooks came back so; until the reader was told of it. */
export const RESTORED = 'restored';

/**
 * Puts back what there are copies of into a database that was made anew. Every opening may try, several at once and again
 * after a kill: one transaction brings all of it, once, and replaces nothing.
 */
export async function restore(
  connection: Connection,
  copies: Copies,
  {now}: Pick<Bed, 'now'>,
): Promise<void> {
  if ((await connection.get('moments', FILLED)) !== undefined) return;
  const [notebooks, versions, datasets] = await Promise.all([
    copies.read('notebook'),
    copies.read('versions'),
    copies.read('dataset'),
  ]);
  await atomic(connection, ['notebooks', 'versions', 'datasets', 'files', 'moments'], async (transaction) => {
    const moments = transaction.objectStore('moments');
    if ((await moments.get(FILLED)) !== undefined) return;
    const there = new Set(await transaction.objectStore('notebooks').getAllKeys());
    const missing = notebooks.filter(({id}) => !there.has(id));
    for (const notebook of missing) await transaction.objectStore('notebooks').add(notebook);
    const back = new Set(missing.map(({id}) => id));
    for (const version of versions.filter(({id}) => back.has(id)).flatMap((copy) => copy.versions))
      await transaction.objectStore('versions').put(version);
    const kept = new Set(await transaction.objectStore('datasets').getAllKeys());
    const named = new Set(missing.map(({dataset}) => dataset));
    for (const {id, record, files} of datasets) {
      if (kept.has(id) || !named.has(id)) continue;
      await transaction.objectStore('datasets').add(record);
      for (const file of files) await transaction.objectStore('files').put(file);
    }
    if (missing.length > 0) await moments.put(now(), RESTORED);
    await moments.put(now(), FILLED);
  });
}
