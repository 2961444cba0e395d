import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {setImmediate} from 'node:timers/promises';
import {createDuckDB, NODE_RUNTIME, VoidLogger} from '@duckdb/duckdb-wasm/blocking';
import type {Connection} from './connection';

const folder = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
const bundle = {mainModule: join(folder, 'duckdb-eh.wasm'), mainWorker: ''};

/** Compiled once for all engines of a process: each would take a second of its own, and warm up anew. */
let program: Promise<WebAssembly.Module> | undefined;

type Started = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

/** Takes the place of the library's own start, which compiles the program each time. */
const start = {
  instantiateWasm(imports: WebAssembly.Imports, started: Started): object {
    Object.assign(globalThis, {DUCKDB_RUNTIME: {...NODE_RUNTIME}});
    program ??= readFile(bundle.mainModule).then((bytes) => WebAssembly.compile(bytes));
    void program.then(async (module) => started(await WebAssembly.instantiate(module, imports), module));
    return [];
  },
};

/** The engine of the tests: the same WebAssembly as in the browser, run on this thread. */
export async function openNode(): Promise<Connection> {
  const duckdb = Object.assign(
    await createDuckDB({mvp: bundle, eh: bundle}, new VoidLogger(), NODE_RUNTIME),
    start,
  );
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
