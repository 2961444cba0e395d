import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {setImmediate} from 'node:timers/promises';
import {createDuckDB, NODE_RUNTIME, VoidLogger} from '@duckdb/duckdb-wasm/blocking';
import type {Connection} from './connection';

/** The engine of the tests: the same WebAssembly as in the browser, run on this thread. */
export async function openNode(): Promise<Connection> {
  const folder = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
  const bundle = {mainModule: join(folder, 'duckdb-eh.wasm'), mainWorker: ''};
  const duckdb = await createDuckDB({mvp: bundle, eh: bundle}, new VoidLogger(), NODE_RUNTIME);
  await duckdb.instantiate(() => undefined);
  duckdb.open({path: ':memory:', maximumThreads: 1});
  const conn = duckdb.connect().useUnsafe((_, id) => id);
  return {
    start: async (sql) => duckdb.startPendingQuery(conn, sql, false),
    // A turn of the event loop between steps, as in the browser: a signal could not arrive otherwise.
    poll: async () => {
      await setImmediate();
      return duckdb.pollPendingQuery(conn);
    },
    fetch: async () => duckdb.fetchQueryResults(conn),
    cancel: async () => void duckdb.cancelPendingQuery(conn),
    tokens: async (sql) => duckdb.tokenize(sql),
    run: async (sql) => void duckdb.runQuery(conn, sql),
    insertArrow: async (schema, name, stream) =>
      duckdb.insertArrowFromIPCStream(conn, stream, {schema, name, create: false}),
    addFile: async (name, bytes) => duckdb.registerFileBuffer(name, bytes),
    dropFile: async (name) => duckdb.dropFile(name),
    close: async () => duckdb.disconnect(conn),
  };
}
