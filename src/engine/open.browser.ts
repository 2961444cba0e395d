import {AsyncDuckDB, VoidLogger} from '@duckdb/duckdb-wasm';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@engine/duckdb.wasm.gz?url';
import {lifelineSource, watchLifeline} from '../lib/lifeline';
import {Problem} from '../lib/problem';
import type {Connection} from './connection';

/** Opens DuckDB in a worker of its own. Every call that is under way when that worker dies is rejected. */
export async function openBrowser(report: (share: number) => void): Promise<Connection> {
  const waiting = new Set<(problem: Problem) => void>();
  let lost: Problem | null = null;
  const lose = (message: string) => {
    lost ??= new Problem('engine-lost', {message});
    for (const reject of waiting) reject(lost);
    waiting.clear();
  };
  const settled = <T>(call: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (lost) return reject(lost);
      waiting.add(reject);
      call()
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });

  const lifeline = `engine-${crypto.randomUUID()}`;
  // A worker started from a blob is bound by the page's policy; one started from an address is not.
  const source = `${lifelineSource(lifeline)} importScripts(${JSON.stringify(new URL(workerUrl, import.meta.url).href)});`;
  const blob = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
  const worker = new Worker(blob);
  worker.addEventListener('error', (event) => lose(event.message));
  const duckdb = new AsyncDuckDB(new VoidLogger(), worker);

  const wasm = await wasmAddress(report);
  try {
    await settled(() => duckdb.instantiate(wasm));
    void watchLifeline(lifeline, () => lose('the worker is gone'));
    await settled(() => duckdb.open({path: ':memory:', maximumThreads: 1}));
  } finally {
    URL.revokeObjectURL(wasm);
    URL.revokeObjectURL(blob);
  }
  const conn = await settled(() => duckdb.connectInternal());
  return {
    start: (sql) => settled(() => duckdb.startPendingQuery(conn, sql, false)),
    poll: () => settled(() => duckdb.pollPendingQuery(conn)),
    fetch: () => settled(() => duckdb.fetchQueryResults(conn)),
    cancel: () => settled(async () => void (await duckdb.cancelPendingQuery(conn))),
    run: (sql) => settled(async () => void (await duckdb.runQuery(conn, sql))),
    // The buffer goes over to the worker, so it must be a copy of its own.
    addFile: (name, bytes) => settled(() => duckdb.registerFileBuffer(name, bytes.slice())),
    dropFile: (name) => settled(async () => void (await duckdb.dropFile(name))),
    close: async () => {
      lose('closed');
      worker.terminate();
    },
  };
}

const SMALLEST = 1_000_000;

/** The engine's program as an address of our own, inflated here: as shipped it would be too large for some hosts. */
async function wasmAddress(report: (share: number) => void): Promise<string> {
  const response = await fetch(new URL(wasmUrl, import.meta.url)).catch((error: unknown) => {
    throw new Problem('engine-unavailable', {}, error);
  });
  if (!response.ok || !response.body) throw new Problem('engine-unavailable', {status: response.status});
  const total = Math.max(SMALLEST, Number(response.headers.get('content-length') ?? 0));
  let received = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      received += chunk.length;
      report(Math.min(1, received / total));
      controller.enqueue(chunk);
    },
  });
  const [head, body] = response.body.pipeThrough(counted).tee();
  const {value} = await head.getReader().read();
  // Some hosts send `.gz` as an encoding, and the browser has inflated it already.
  const gzipped = value?.[0] === 0x1f && value[1] === 0x8b;
  const inflated = gzipped ? body.pipeThrough(new DecompressionStream('gzip')) : body;
  const bytes = await new Response(inflated).arrayBuffer();
  return URL.createObjectURL(new Blob([bytes], {type: 'application/wasm'}));
}
