import type {Database} from '../engine/database';
import {rowCount, stretchOf, tableFromStretches, type Stretch} from '../engine/stretches';
import {sha256} from '../lib/hash';
import {Problem} from '../lib/problem';
import {count, key, text, type Columns} from '../model/columns';
import {createTable} from '../model/ddl';
import {canonicalTables} from '../model/tables';
import type {SnapshotPart, SnapshotRecord} from '../store/records';
import type {Store} from '../store/store';
import type {Turns} from './schedule';

/** The tables that a dataset consists of. */
export const datasetTables: Readonly<Record<string, Columns>> = {
  ...canonicalTables,
  set_aside: {source: key('File', 'Datei'), row: count('Row', 'Zeile'), reason: text('Reason', 'Grund')},
};

/** To be raised when the import makes other rows of the same files, so that no older snapshot stands in for them. */
const MADE_BY = 1;

/** What the tables of a snapshot look like. */
const snapshotLayout = [
  String(MADE_BY),
  ...Object.entries(datasetTables).map(([name, columns]) => createTable(name, columns)),
].join(';\n');

/** Writes the tables of a dataset to a file of the store, with a turn at the engine for each stretch. */
export async function writeSnapshot(
  store: Store,
  turns: Turns,
  pause: () => Promise<void>,
  schema: () => string,
  signal: AbortSignal,
): Promise<{record: SnapshotRecord; size: number; place: 'folder' | 'record'}> {
  const parts: SnapshotPart[] = [];
  async function* pieces() {
    for (const [table, columns] of Object.entries(datasetTables)) {
      let from = 0;
      while (from < (await turns((database) => rowCount(database, schema(), table)))) {
        const at = from;
        const {rows, stream} = await turns((database) =>
          stretchOf(database, schema(), table, columns, at, signal),
        );
        parts.push({table, rows, size: stream.length, hash: await sha256(stream)});
        from += rows;
        yield stream;
      }
    }
  }
  const {name, size, place} = await store.files.write(pieces(), pause);
  return {record: {file: name, layout: snapshotLayout, parts}, size, place};
}

/** Fills an empty schema from a snapshot; a Problem where a byte of it is not as it was written. */
export async function readSnapshot(
  store: Store,
  {file, layout, parts}: SnapshotRecord,
  database: Database,
  schema: string,
): Promise<void> {
  if (layout !== snapshotLayout) throw new Problem('storage-damaged');
  const blob = await store.files.open(await store.datasets.file(file));
  let offset = 0;
  const starts = parts.map(({size}) => (offset += size) - size);
  const read = async (index: number) => {
    const {size, hash} = parts[index]!;
    const start = starts[index]!;
    const stream = new Uint8Array(await blob.slice(start, start + size).arrayBuffer());
    if ((await sha256(stream)) !== hash) throw new Problem('storage-damaged');
    return stream;
  };
  // While the engine takes in one part, the next is read.
  let ahead: ReturnType<typeof read> | null = null;
  async function* stretches(table: string): AsyncGenerator<Stretch> {
    for (const [index, part] of parts.entries()) {
      if (part.table !== table) continue;
      const stream: Uint8Array<ArrayBuffer> = await (ahead ?? read(index));
      ahead = index + 1 < parts.length ? read(index + 1) : null;
      ahead?.catch(() => undefined);
      yield {table, rows: part.rows, stream};
    }
  }
  for (const [table, columns] of Object.entries(datasetTables))
    await tableFromStretches(database, schema, table, columns, stretches(table));
}
