import type {Database} from '../engine/database';
import {dearTables, type DearTable} from '../engine/scope';
import {rowCount, stretchOf, tableFromStretches, type Stretch} from '../engine/stretches';
import {sha256} from '../lib/hash';
import {Problem, problemOf} from '../lib/problem';
import {count, key, text, type Columns} from '../model/columns';
import {createTable} from '../model/ddl';
import {canonicalTables, sharedTables} from '../model/tables';
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

/** Shared tables that stand in the engine. */
export interface Standing {
  /** The statements that made them. */
  readonly made: string;
  /** Where they stand; null once they were given up. */
  schema(): string | null;
}

/** Shared tables that were kept with a dataset. */
export interface KeptShared {
  readonly made: string;
  /** Makes one of them in a schema, the first of the search path; a Problem where a byte is not as it was written. */
  fill(database: Database, schema: string, table: DearTable): Promise<void>;
}

/** Writes the tables of a dataset and the shared ones to a file of the store, with a turn at the engine for each stretch. */
export async function writeSnapshot(
  store: Store,
  turns: Turns,
  pause: () => Promise<void>,
  schema: () => string,
  standing: Standing | null,
  signal: AbortSignal,
): Promise<{record: SnapshotRecord; size: number; place: 'folder' | 'record'}> {
  const parts: SnapshotPart[] = [];
  const sharedParts: SnapshotPart[] = [];
  let whole = standing !== null;
  async function* stretches(
    into: SnapshotPart[],
    table: string,
    columns: Columns,
    schema: () => string | null,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for (let from = 0; ;) {
      const at = from;
      const stretch = await turns(async (database) => {
        const place = schema();
        if (place === null) whole = false;
        if (place === null || at >= (await rowCount(database, place, table))) return null;
        return stretchOf(database, place, table, columns, at, signal);
      });
      if (!stretch) return;
      const {rows, stream} = stretch;
      into.push({table, rows, size: stream.length, hash: await sha256(stream)});
      from += rows;
      yield stream;
    }
  }
  async function* pieces() {
    for (const [table, columns] of Object.entries(datasetTables))
      yield* stretches(parts, table, columns, schema);
    if (!standing) return;
    for (const table of dearTables)
      yield* stretches(sharedParts, table, sharedTables[table], standing.schema);
  }
  const {name, size, place} = await store.files.write(pieces(), pause);
  const shared = standing && whole ? {made: standing.made, parts: sharedParts} : null;
  return {record: {file: name, layout: snapshotLayout, parts, ...(shared && {shared})}, size, place};
}

/** Whether a copy of tables that could not be taken in is damaged; else the engine is lost or full, or nobody wants it any more. */
export function isDamaged(error: unknown): boolean {
  return !['engine-lost', 'engine-memory', 'cancelled'].includes(problemOf(error).code);
}

/** A snapshot of the store, whose tables are read when they are asked for. */
export interface Snapshot {
  readonly shared: KeptShared | null;
  /** Fills an empty schema; a Problem where a byte is not as it was written. */
  fill(database: Database, schema: string): Promise<void>;
}

export function openSnapshot(store: Store, {file, layout, parts, shared}: SnapshotRecord): Snapshot {
  const all = [...parts, ...(shared?.parts ?? [])];
  let offset = 0;
  const starts = all.map(({size}) => (offset += size) - size);
  let blob: Promise<Blob> | undefined;
  const read = async (index: number) => {
    blob ??= store.datasets.file(file).then((record) => store.files.open(record));
    const {size, hash} = all[index]!;
    const start = starts[index]!;
    const stream = new Uint8Array(await (await blob).slice(start, start + size).arrayBuffer());
    if ((await sha256(stream)) !== hash) throw new Problem('storage-damaged');
    return stream;
  };
  // While the engine takes in one part, the next is read.
  let ahead: {readonly index: number; readonly stream: ReturnType<typeof read>} | null = null;
  async function* stretches(table: string): AsyncGenerator<Stretch> {
    for (const [index, part] of all.entries()) {
      if (part.table !== table) continue;
      const stream: Uint8Array<ArrayBuffer> = await (ahead?.index === index ? ahead.stream : read(index));
      ahead = index + 1 < all.length ? {index: index + 1, stream: read(index + 1)} : null;
      ahead?.stream.catch(() => undefined);
      yield {table, rows: part.rows, stream};
    }
  }
  return {
    shared: shared
      ? {
          made: shared.made,
          fill: (database, schema, table) =>
            tableFromStretches(database, schema, table, sharedTables[table], stretches(table)),
        }
      : null,
    async fill(database, schema) {
      if (layout !== snapshotLayout) throw new Problem('storage-damaged');
      await database.look(schema);
      for (const [table, columns] of Object.entries(datasetTables))
        await tableFromStretches(database, schema, table, columns, stretches(table));
    },
  };
}
