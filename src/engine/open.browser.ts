import wasmUrl from '@engine/duckdb.wasm.gz?url';
import workerUrl from '@engine/duckdb.worker.js?url';
import {lifelineSource, watchLifeline} from '../lib/lifeline';
import {Problem} from '../lib/problem';
import type {Connection} from './connection';
import {createMessages} from './messages';
import {programOf} from './program';
import {fetchSteadily} from './steady';

/** Opens DuckDB in a worker of its own. Every call that is under way when that worker dies is rejected. */
export async function openBrowser(report: (share: number) => void): Promise<Connection> {
  const lifeline = `engine-${crypto.randomUUID()}`;
  const coming = programOf(new URL(wasmUrl, import.meta.url), report);
  // It is waited for below, where the worker is there already.
  coming.catch(() => undefined);
  const source = await workerSource().catch(refuse);
  // A worker started from a blob is bound by the page's policy; one started from an address is not.
  const program = URL.createObjectURL(
    new Blob([source, '\n', lifelineSource(lifeline)], {type: 'text/javascript'}),
  );
  const worker = new Worker(program);
  const messages = createMessages(worker);
  const lose = (message: string) => messages.fail(new Problem('engine-lost', {message}));
  worker.addEventListener('error', (event) => lose(event.message));

  try {
    await messages.ask('INSTANTIATE', [await coming, null]);
  } catch (error) {
    // The program did not come whole; whoever tries again gets another worker.
    worker.terminate();
    refuse(error);
  } finally {
    URL.revokeObjectURL(program);
  }
  void watchLifeline(lifeline, () => lose('the worker is gone'));
  await messages.ask('OPEN', {
    path: ':memory:',
    maximumThreads: 1,
    query: {queryPollingInterval: STEP},
  });
  const connection = (await messages.ask('CONNECT', null)) as number;
  const bytes = (answer: Promise<unknown>) => answer as Promise<Uint8Array | null>;
  return {
    start: (sql) => bytes(messages.ask('START_PENDING_QUERY', [connection, sql, false])),
    poll: () => bytes(messages.ask('POLL_PENDING_QUERY', connection)),
    fetch: () => bytes(messages.ask('FETCH_QUERY_RESULTS', connection)),
    cancel: async () => void (await messages.ask('CANCEL_PENDING_QUERY', connection)),
    tokens: async (sql) => (await messages.ask('TOKENIZE', sql)) as Awaited<ReturnType<Connection['tokens']>>,
    run: async (sql) => void (await messages.ask('RUN_QUERY', [connection, sql])),
    async insertArrow(schema, name, stream) {
      const into = {schema, name, create: false};
      await messages.ask('INSERT_ARROW_FROM_IPC_STREAM', [connection, stream, into], [stream.buffer]);
    },
    async addFile(name, content) {
      // The buffer goes over to the worker, so it must be a copy of its own.
      const copy = content.slice();
      await messages.ask('REGISTER_FILE_BUFFER', [name, copy], [copy.buffer]);
    },
    dropFile: async (name) => void (await messages.ask('DROP_FILE', name)),
    async close() {
      lose('closed');
      worker.terminate();
    },
  };
}

/** The longest step of a query, in milliseconds: so long may what is cancelled keep the engine from what is asked next. */
const STEP = 20;

/** A server that is silent has its own words; for the rest the engine is not to be had. */
function refuse(error: unknown): never {
  if (error instanceof Problem && error.code === 'engine-silent') throw error;
  throw new Problem('engine-unavailable', {}, error);
}

async function workerSource(): Promise<string> {
  return (await fetchSteadily(new URL(workerUrl, import.meta.url))).text();
}
