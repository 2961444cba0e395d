import {wrap, type DBSchema, type IDBPDatabase, type IDBPTransaction} from 'idb';
import {Problem} from '../lib/problem';
import type {Dataset, DatasetId} from '../model/dataset';
import type {Bed} from './bed';
import {failureOf} from './failure';

export type NotebookId = string;

export interface NotebookRecord {
  readonly id: NotebookId;
  readonly title: string;
  /** The document as its codec writes it. */
  readonly text: string;
  /** Rises by one with each save. Says what is newer; the clock does not. */
  readonly revision: number;
  readonly savedAt: number;
  /** The data that the notebook was last seen with. */
  readonly dataset: DatasetId | null;
}

/** The document as it was at an earlier revision. */
export interface VersionRecord {
  readonly notebook: NotebookId;
  readonly revision: number;
  readonly savedAt: number;
  readonly title: string;
  readonly text: string;
}

/** The keys of all versions of a notebook. */
export function rangeOf(id: NotebookId): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

/** A file of the store. */
export interface FileRecord {
  readonly name: string;
  /** Bytes as they are kept. */
  readonly size: number;
  /** `fingerprintOf` the bytes as they are kept, and as they were handed in. */
  readonly kept: string;
  readonly given: string;
  readonly place: 'folder' | 'record';
}

export interface SourceRecord {
  readonly name: string;
  readonly lastModified: number;
  /** How the file was read: what the import said of it, with its recipe; null: a notebook with its tables in it. */
  readonly preview: unknown;
  /** null: a file of the sample shop, which is made anew. */
  readonly file: string | null;
}

/** One stretch of rows of a table, as bytes of a snapshot's file. */
export interface SnapshotPart {
  readonly table: string;
  readonly rows: number;
  readonly size: number;
  readonly hash: string;
}

/** The tables of a dataset as they were made. A cache: the sources and their recipes make them again. */
export interface SnapshotRecord {
  readonly file: string;
  /** What the tables look like; a snapshot of another layout is not used. */
  readonly layout: string;
  readonly parts: readonly SnapshotPart[];
  /** The shared tables of a scope beside them, and the statements that made these; others are not looked for. */
  readonly shared?: {readonly made: string; readonly parts: readonly SnapshotPart[]};
}

export interface DatasetRecord {
  readonly id: DatasetId;
  readonly dataset: Dataset;
  readonly receipt: unknown;
  readonly sources: readonly SourceRecord[];
  readonly snapshot: SnapshotRecord | null;
  /** The folder that all sources came from; only a database can hold on to it, no copy and no backup. */
  readonly folder?: FileSystemDirectoryHandle;
}

/** What the cells last showed of a dataset. A cache: a run makes the same again. */
export interface ResultsRecord {
  readonly dataset: DatasetId;
  /** The release that computed them; another may come to others. */
  readonly release: string;
  /** Results of analyses and answers to statements, by their requests. */
  readonly results: ReadonlyMap<string, unknown>;
  readonly answers: ReadonlyMap<string, unknown>;
}

export interface Schema extends DBSchema {
  notebooks: {key: NotebookId; value: NotebookRecord};
  versions: {key: [NotebookId, number]; value: VersionRecord};
  datasets: {key: DatasetId; value: DatasetRecord};
  files: {key: string; value: FileRecord};
  /** Content of files where there is no folder. */
  blobs: {key: string; value: Blob | ArrayBuffer};
  /** Moments by what happened then. */
  moments: {key: string; value: number};
  results: {key: DatasetId; value: ResultsRecord};
}

const names = ['notebooks', 'versions', 'datasets', 'files', 'blobs', 'moments', 'results'] as const;
export type Name = (typeof names)[number];
export type Connection = IDBPDatabase<Schema>;

/** What each version of the store adds to the one before; a step that was released is never changed. */
const steps: readonly ((database: IDBDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('notebooks', {keyPath: 'id'});
    database.createObjectStore('versions', {keyPath: ['notebook', 'revision']});
    database.createObjectStore('datasets', {keyPath: 'id'});
    database.createObjectStore('files', {keyPath: 'name'});
    database.createObjectStore('blobs');
    database.createObjectStore('moments');
  },
  (database) => void database.createObjectStore('results', {keyPath: 'dataset'}),
];

const NAME = 'stammkunde';
/** A database that does not open at all, as browsers have had them, must not keep the page waiting. */
const PATIENCE = 8000;

/** The records of the store: one database, opened when it is needed and again after the browser closed it. */
export interface Records {
  read<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** As `read`, where the store may be written; else a Problem. */
  write<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Empties every store; the moment named stays, or is now. */
  clear(moment: string, now: number): Promise<void>;
  close(): Promise<void>;
}

interface Opened {
  readonly connection: Connection;
  /** A newer version of the product has changed the store; this one may only look. */
  readonly foreign: boolean;
}

/** A folder that does not answer must not either. */
const FILLING = 4000;

/**
 * `cleared` is told when the browser has closed the database under our hands: it may have taken it away. Before a database is
 * used, `fill` may put into it what it lacks.
 */
export function createRecords(
  {indexedDB}: Pick<Bed, 'indexedDB'>,
  cleared: () => void,
  fill: (connection: Connection) => Promise<void>,
): Records {
  let current: Promise<Opened> | null = null;

  const opened = (): Promise<Opened> => {
    if (current) return current;
    const closed = () => {
      if (current === opening) current = null;
    };
    const taken = () => {
      closed();
      cleared();
    };
    const opening = open(indexedDB, closed, taken).then(async (found) => {
      if (!found.foreign) {
        // What cannot be put back now is tried the next time.
        const filled = fill(found.connection).catch(() => undefined);
        await Promise.race([filled, new Promise((resolve) => setTimeout(resolve, FILLING))]);
      }
      return found;
    });
    current = opening;
    opening.catch(() => {
      if (current === opening) current = null;
    });
    return opening;
  };

  /** Once more where the connection was closed under our hands: another version upgrades, or site data were cleared. */
  const attempt = async <T>(work: (opened: Opened) => Promise<T>): Promise<T> => {
    try {
      const first = await opened();
      try {
        return await work(first);
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
        current = null;
        return await work(await opened());
      }
    } catch (error) {
      throw failureOf(error);
    }
  };

  const write: Records['write'] = (work) =>
    attempt(({connection, foreign}) => {
      if (foreign) throw new Problem('storage-newer');
      return work(connection);
    });

  return {
    read: (work) => attempt(({connection}) => work(connection)),
    write,
    clear: (moment, now) =>
      write((connection) =>
        atomic(connection, [...names], async (transaction) => {
          for (const name of names) await transaction.objectStore(name).clear();
          await transaction.objectStore('moments').put(now, moment);
        }),
      ),
    async close() {
      const closing = current;
      current = null;
      await closing?.then(({connection}) => connection.close()).catch(() => undefined);
    },
  };
}

async function open(factory: IDBFactory, closed: () => void, taken: () => void): Promise<Opened> {
  const answer = async (version?: number): Promise<Connection> => {
    const request = factory.open(NAME, version);
    request.onupgradeneeded = ({oldVersion, newVersion}) => {
      for (const step of steps.slice(oldVersion, newVersion ?? undefined)) step(request.result);
    };
    let late = false;
    const connection = await new Promise<IDBDatabase>((resolve, reject) => {
      const timer = setTimeout(() => {
        late = true;
        reject(new Problem('storage-unavailable', {message: 'the database does not open'}));
      }, PATIENCE);
      request.onsuccess = () => {
        clearTimeout(timer);
        if (late) request.result.close();
        else resolve(request.result);
      };
      request.onerror = () => {
        clearTimeout(timer);
        reject(request.error);
      };
    });
    // A newer version of the product may change the store; who holds on to the old one would keep it waiting.
    connection.onversionchange = () => {
      connection.close();
      closed();
    };
    connection.onclose = taken;
    return wrap(connection) as unknown as Connection;
  };
  try {
    return {connection: await answer(steps.length), foreign: false};
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'VersionError')) throw error;
    return {connection: await answer(), foreign: true};
  }
}

export type Transaction = IDBPTransaction<Schema, Name[], 'readwrite'>;

/** Does `work` as one transaction: all of it is on disk when this settles, or nothing of it has happened. */
export async function atomic<T>(
  connection: Connection,
  names: Name[],
  work: (transaction: Transaction) => Promise<T>,
  durability: IDBTransactionDurability = 'strict',
): Promise<T> {
  const transaction = connection.transaction(names, 'readwrite', {durability});
  const {done} = transaction;
  done.catch(() => undefined);
  try {
    const result = await work(transaction);
    await done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended already, and says itself why.
    }
    // Of a full disk the transaction knows; its requests were only told that they were rolled back.
    const cause: unknown = await done.then(
      () => error,
      (reason: unknown) => reason,
    );
    throw cause instanceof DOMException && cause.name !== 'AbortError' ? cause : error;
  }
}
