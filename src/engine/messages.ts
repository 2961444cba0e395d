/** What the engine's worker understands, of its own protocol (duckdb-wasm 1.32, `worker_request.d.ts`). */
interface Requests {
  /** Where the protocol has an address, the worker as shipped takes what is compiled (`.ci/engine.ts`). */
  INSTANTIATE: [wasm: WebAssembly.Module, threads: null];
  OPEN: {path: string; maximumThreads: number; query: {queryPollingInterval: number}};
  CONNECT: null;
  START_PENDING_QUERY: [connection: number, sql: string, streamed: boolean];
  POLL_PENDING_QUERY: number;
  FETCH_QUERY_RESULTS: number;
  CANCEL_PENDING_QUERY: number;
  RUN_QUERY: [connection: number, sql: string];
  INSERT_ARROW_FROM_IPC_STREAM: [
    connection: number,
    stream: Uint8Array,
    into: {schema: string; name: string; create: boolean},
  ];
  REGISTER_FILE_BUFFER: [name: string, bytes: Uint8Array];
  DROP_FILE: string;
  TOKENIZE: string;
}

interface Response {
  readonly requestId: number;
  readonly type: string;
  readonly data: unknown;
}

interface Waiting {
  resolve(data: unknown): void;
  reject(error: Error): void;
}

/** Calls to the engine's worker. The library's own client would bring half a megabyte of Arrow with it. */
export interface Messages {
  ask<K extends keyof Requests>(type: K, data: Requests[K], transfer?: Transferable[]): Promise<unknown>;
  /** Rejects all calls under way and all later ones. */
  fail(error: Error): void;
}

export function createMessages(worker: Worker): Messages {
  const waiting = new Map<number, Waiting>();
  let sent = 0;
  let failure: Error | null = null;

  worker.addEventListener('message', ({data: {requestId, type, data}}: MessageEvent<Response>) => {
    const call = waiting.get(requestId);
    // Log lines and progress answer no call of ours and need none of our attention.
    if (!call || type === 'LOG' || type === 'INSTANTIATE_PROGRESS' || type === 'PROGRESS_UPDATE') return;
    waiting.delete(requestId);
    if (type === 'ERROR') call.reject(errorFrom(data));
    else call.resolve(data);
  });

  return {
    ask(type, data, transfer = []) {
      return new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        const messageId = ++sent;
        waiting.set(messageId, {resolve, reject});
        worker.postMessage({messageId, type, data}, transfer);
      });
    },
    fail(error) {
      failure ??= error;
      for (const {reject} of waiting.values()) reject(failure);
      waiting.clear();
    },
  };
}

function errorFrom(data: unknown): Error {
  const {message, name} = data as {message?: string; name?: string};
  return Object.assign(new Error(message ?? String(data)), name === undefined ? {} : {name});
}
