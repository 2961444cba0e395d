import 'fake-indexeddb/auto';
import {IDBFactory} from 'fake-indexeddb';
import {onTestFinished, vi} from 'vitest';
import type {Bed} from '../../src/store/bed';

/** What may go wrong under the store, and when. */
export interface Faults {
  /** The error of each write of a file, counted from 1. */
  write?: (nth: number) => Error | null;
  /** The error of each copy that is written, counted from 1. */
  copy?: (nth: number) => Error | null;
  /** So many changes to the copies happen, the next one by half; then the program stands still, as one that was killed. */
  changes?: number;
}

export interface TestBed extends Bed {
  /** The bytes of the files in the folder. */
  readonly disk: Map<string, Uint8Array<ArrayBuffer>>;
  /** The bytes of the second copies in a folder of their own. */
  readonly copies: Map<string, Uint8Array<ArrayBuffer>>;
  faults: Faults;
  /** The time that the clock shows. */
  clock: number;
  /** The same disk and records without the folder, or with another clock: what a later visit finds. */
  indexedDB: IDBFactory;
  folder: Bed['folder'];
  locks: Bed['locks'];
}

/** Lets the database refuse records, by their number from 1 and what they are, as long as the test runs. */
export function failPuts(errorOf: (nth: number, value: unknown) => Error | null): void {
  const put = IDBObjectStore.prototype.put;
  let puts = 0;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...values
  ) {
    const error = errorOf(++puts, values[0]);
    if (error) throw error;
    return put.apply(this, values);
  });
  onTestFinished(() => spy.mockRestore());
}

export const quota = () => new DOMException('the quota has been exceeded', 'QuotaExceededError');

/** A store's bed in memory that obeys the test. */
export function testBed({folder = true}: {folder?: boolean} = {}): TestBed {
  const disk = new Map<string, Uint8Array<ArrayBuffer>>();
  const copies: TestBed['copies'] = new Map();
  let writes = 0;
  let copied = 0;
  const fail = (error: Error | null | undefined) => {
    if (error) throw error;
  };
  const bed: TestBed = {
    disk,
    copies,
    faults: {},
    clock: Date.UTC(2026, 10, 22, 14, 32),
    indexedDB: new IDBFactory(),
    folder: folder
      ? async () => ({getDirectoryHandle: async (name: string) => handles[name]}) as never
      : null,
    locks: createLocks(),
    now: () => bed.clock,
  };
  const stopped = () => new Promise<never>(() => undefined);
  /** A change is made unless the program was killed before, or is killed during it. */
  const change = async (make: () => void, half: () => void) => {
    const left = bed.faults.changes ?? Infinity;
    if (left < 0) return stopped();
    bed.faults = {...bed.faults, changes: left - 1};
    if (left > 0) return make();
    half();
    return stopped();
  };
  const copyFolder = {
    keys: () => [...copies.keys()].values(),
    removeEntry: (name: string) =>
      change(
        () => void copies.delete(name),
        () => undefined,
      ),
    async getFileHandle(name: string, {create = false} = {}) {
      if (!create && !copies.has(name)) throw new DOMException('no such file', 'NotFoundError');
      const empty = new Uint8Array(0);
      const put = (bytes: Uint8Array<ArrayBuffer>) => void copies.set(name, bytes);
      if (!copies.has(name))
        await change(
          () => put(empty),
          () => undefined,
        );
      return {
        getFile: async () => new File([copies.get(name)!], name),
        createWritable: async () => ({
          async write(bytes: Uint8Array<ArrayBuffer>) {
            fail(bed.faults.copy?.(++copied));
            await change(
              () => put(bytes),
              () => put(bytes.slice(0, bytes.length >> 1)),
            );
          },
          close: async () => undefined,
        }),
      };
    },
  };
  const handle = {
    keys: () => [...disk.keys()].values(),
    removeEntry: async (name: string) => void disk.delete(name),
    async getFileHandle(name: string, {create = false} = {}) {
      if (!create && !disk.has(name)) throw new DOMException('no such file', 'NotFoundError');
      if (create) disk.set(name, new Uint8Array(0));
      return {
        getFile: async () => new File([disk.get(name)!], name),
        createSyncAccessHandle: async () => ({
          write(bytes: Uint8Array, {at}: {at: number}) {
            fail(bed.faults.write?.(++writes));
            const longer = new Uint8Array(Math.max(disk.get(name)!.length, at + bytes.length));
            longer.set(disk.get(name)!);
            longer.set(bytes, at);
            disk.set(name, longer);
            return bytes.length;
          },
          flush: () => undefined,
          close: () => undefined,
        }),
      };
    },
  };
  const handles: Record<string, unknown> = {stammkunde: handle, 'stammkunde-copies': copyFolder};
  return bed;
}

interface Request {
  readonly shared: boolean;
  start(): void;
}

/** Web Locks as the standard has them, for a runtime without. */
export function createLocks(): Bed['locks'] {
  const held = new Map<string, Set<{shared: boolean; steal: () => void}>>();
  const waiting = new Map<string, Request[]>();
  const next = (name: string) => {
    const holders = held.get(name) ?? new Set();
    const queue = waiting.get(name) ?? [];
    while (queue[0] && (holders.size === 0 || (queue[0].shared && [...holders].every(({shared}) => shared))))
      queue.shift()!.start();
  };
  const request = (
    name: string,
    given: LockOptions | LockGrantedCallback<unknown>,
    last?: LockGrantedCallback<unknown>,
  ) => {
    const options = typeof given === 'function' ? {} : given;
    const callback = typeof given === 'function' ? given : last!;
    return new Promise((resolve, reject) => {
      if (!held.has(name)) held.set(name, new Set());
      if (!waiting.has(name)) waiting.set(name, []);
      const holders = held.get(name)!;
      const queue = waiting.get(name)!;
      const shared = options.mode === 'shared';
      const start = () => {
        const holder = {
          shared,
          steal: () => {
            holders.delete(holder);
            reject(new DOMException('stolen', 'AbortError'));
          },
        };
        holders.add(holder);
        Promise.resolve(callback({name, mode: shared ? 'shared' : 'exclusive'} as Lock))
          .finally(() => {
            holders.delete(holder);
            next(name);
          })
          .then(resolve, reject);
      };
      if (options.steal) {
        for (const {steal} of [...holders]) steal();
        return start();
      }
      const entry = {shared, start};
      queue.push(entry);
      options.signal?.addEventListener('abort', () => {
        const at = queue.indexOf(entry);
        if (at >= 0) queue.splice(at, 1);
        reject(new DOMException('aborted', 'AbortError'));
      });
      next(name);
      if (options.ifAvailable && queue.includes(entry)) {
        queue.splice(queue.indexOf(entry), 1);
        Promise.resolve(callback(null as never)).then(resolve, reject);
      }
    });
  };
  return {request} as Bed['locks'];
}
