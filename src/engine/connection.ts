/**
 * The seam to DuckDB: the asynchronous build in the browser and the blocking one in Node look alike from here.
 * Results are Arrow IPC bytes.
 */
export interface Connection {
  /** Starts a query that runs in small steps; the result's header when it is done at once, else null. */
  start(sql: string): Promise<Uint8Array | null>;
  /** One step on; the header when the first rows are there. */
  poll(): Promise<Uint8Array | null>;
  /** The next piece of the result; null or empty at its end. */
  fetch(): Promise<Uint8Array | null>;
  cancel(): Promise<void>;
  /** Where in a text of SQL each word begins, in bytes of UTF-8, and of what type it is. */
  tokens(sql: string): Promise<{readonly offsets: readonly number[]; readonly types: readonly number[]}>;
  /** Runs to the end in one stretch, without the step-by-step loop; cannot be cancelled. */
  run(sql: string): Promise<void>;
  /** Appends the rows of an Arrow stream with its end marker to a table; its buffer is given away. */
  insertArrow(schema: string, table: string, stream: Uint8Array<ArrayBuffer>): Promise<void>;
  addFile(name: string, bytes: Uint8Array): Promise<void>;
  dropFile(name: string): Promise<void>;
  close(): Promise<void>;
}
