import {joined} from '../lib/bytes';
import {tableFromArrow} from '../lib/arrow';
import {Problem} from '../lib/problem';
import type {Parameters} from '../lib/sql';
import type {Table} from '../lib/table';
import {bind} from './bind';
import type {Connection} from './connection';
import {failureOf} from './failure';

/** One DuckDB with one connection. Callers take turns (`engine/queue.ts`); nothing here waits for another query. */
export interface Database {
  /**
   * The rows of one statement, its `$names` bound to the parameters; null: it is run as it stands. Obeys the signal
   * between steps of a few milliseconds.
   */
  query(sql: string, parameters?: Parameters | null, signal?: AbortSignal): Promise<Table>;
  /** Runs a statement that has no rows and takes no time: a definition, a setting. It cannot be cancelled. */
  run(sql: string): Promise<void>;
  /** From here on names mean the tables of these schemas, those of the first one first. */
  look(...schemas: readonly string[]): Promise<void>;
  /** The words and signs of a text of SQL as DuckDB takes it apart, each with the blanks and comments after it. */
  tokens(sql: string): Promise<readonly string[]>;
  /** Adds the records of a CSV slice to a table; `select` reads from the file `in/slice.csv`. */
  insertSlice(bytes: Uint8Array, sql: string): Promise<void>;
  /** The rows of one statement as an Arrow stream, for `insertArrow`. */
  arrow(sql: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  /** Appends the rows of an Arrow stream to a table; the caller counts them, and the buffer is given away. */
  insertArrow(schema: string, table: string, stream: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Presses together what the tables have taken up since the last time; not within a transaction. */
  compact(): Promise<void>;
  /** Runs statements as one transaction; where one fails or is cancelled, none of them has happened. */
  atomic<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const SLICE = 'in/slice.csv';
/** The end marker of an Arrow stream; without it the engine inserts nothing and says nothing. */
const END = new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0]);

/** Opens the lock of DESIGN §8 behind us: from here on only files that we register can be read. */
export async function createDatabase(connection: Connection): Promise<Database> {
  const steps = async (sql: string, signal?: AbortSignal): Promise<Uint8Array[]> => {
    if (signal?.aborted) throw new Problem('cancelled');
    let header = await connection.start(sql);
    while (header === null) {
      if (signal?.aborted) {
        await connection.cancel();
        throw new Problem('cancelled');
      }
      header = await connection.poll();
    }
    const pieces = [header];
    for (let piece = await connection.fetch(); piece && piece.length > 0; piece = await connection.fetch()) {
      pieces.push(piece);
    }
    return pieces;
  };

  const run: Database['run'] = async (sql) => {
    try {
      await connection.run(sql);
    } catch (error) {
      throw failureOf(error, sql);
    }
  };

  const query: Database['query'] = async (sql, parameters = {}, signal) => {
    const bound = parameters && bind('statement', sql, parameters);
    try {
      if (!bound) return tableFromArrow(await steps(sql, signal));
      await connection.run(bound.prepare);
      try {
        return tableFromArrow(await steps(bound.execute, signal));
      } finally {
        // The engine keeps the order of what it is told, so that nobody has to wait for this.
        connection.run('deallocate statement').catch(() => undefined);
      }
    } catch (error) {
      throw failureOf(error, sql);
    }
  };

  for (const statement of [
    'set autoload_known_extensions = false',
    'set autoinstall_known_extensions = false',
    // Pressing a table together takes as long as filling it: nothing is unless `compact` asks for it.
    "set checkpoint_threshold = '1TB'",
    "attach ':memory:' as data (compress)",
    'use data',
    "set allowed_directories = ['in/']",
    'set enable_external_access = false',
    'set lock_configuration = true',
  ]) {
    await run(statement);
  }

  let path = '';
  return {
    query,
    run,
    async look(...schemas) {
      const wanted = schemas.join(',');
      if (wanted === path) return;
      await run(`set search_path = '${wanted}'`);
      path = wanted;
    },
    async tokens(sql) {
      const bytes = new TextEncoder().encode(sql);
      const {offsets} = await connection.tokens(sql);
      const decoder = new TextDecoder();
      return Array.from(offsets, (from, at) => decoder.decode(bytes.subarray(from, offsets[at + 1])));
    },
    async insertSlice(bytes, sql) {
      try {
        await connection.addFile(SLICE, bytes);
        await connection.run(sql);
      } catch (error) {
        throw failureOf(error, sql);
      } finally {
        // Where the engine is gone this fails too; the first error is the one to tell.
        await connection.dropFile(SLICE).catch(() => undefined);
      }
    },
    async arrow(sql, signal) {
      try {
        return joined([...(await steps(sql, signal)), END]);
      } catch (error) {
        throw failureOf(error, sql);
      }
    },
    async insertArrow(schema, table, stream) {
      try {
        await connection.insertArrow(schema, table, stream);
      } catch (error) {
        throw failureOf(error, `insert into ${schema}.${table}`);
      }
    },
    compact: async () => void (await query('checkpoint data')),
    async atomic(work) {
      await run('begin transaction');
      try {
        const result = await work();
        await run('commit');
        return result;
      } catch (error) {
        // The engine itself may be gone by now; the first error is the one to tell.
        await run('rollback').catch(() => undefined);
        throw error;
      }
    },
    close: () => connection.close(),
  };
}

/** The same database for one piece of work: each of its statements obeys the signal. */
export function obeying(database: Database, signal: AbortSignal): Database {
  return {
    ...database,
    query: (sql, parameters, own = signal) => database.query(sql, parameters, own),
  };
}
