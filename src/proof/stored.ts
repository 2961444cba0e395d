/** Something that this site keeps in the browser. */
export interface StoredThing {
  readonly kind: 'program' | 'database' | 'folder' | 'copies' | 'setting';
  readonly name: string;
  /** Files or records in it, where that can be told. */
  readonly count?: number | undefined;
  readonly bytes?: number;
}

export interface Stored {
  readonly things: readonly StoredThing[];
  /** What the browser itself says that this whole address takes; null where it does not say. */
  readonly bytes: number | null;
  /** The browser has promised not to remove it by itself. */
  readonly persisted: boolean;
  readonly cookies: number;
}

/** The folder of the second copies, as the store names it. */
const COPIES = 'stammkunde-copies';

/** What of the database is no more than when something happened last, as the store names it. */
const MOMENTS = 'moments';

/** What bears this name is ours; other pages of the same host may keep things of their own. */
const ours = (name: string) => name.startsWith('stammkunde');

const storage = () => (navigator as {storage?: StorageManager}).storage;

async function root(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return (await storage()?.getDirectory?.()) ?? null;
  } catch {
    return null;
  }
}

async function inFolder(folder: FileSystemDirectoryHandle): Promise<{count: number; bytes: number}> {
  let [count, bytes] = [0, 0];
  for await (const handle of folder.values()) {
    if (handle.kind === 'file') {
      count++;
      bytes += (await handle.getFile()).size;
    } else {
      const below = await inFolder(handle);
      count += below.count;
      bytes += below.bytes;
    }
  }
  return {count, bytes};
}

const cacheNames = async () => ('caches' in globalThis ? (await caches.keys()).filter(ours) : []);

async function databaseNames(): Promise<string[]> {
  const known = await indexedDB.databases().catch(() => []);
  return known.flatMap(({name}) => (name && ours(name) ? [name] : []));
}

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });

/** How many records are in a database, without the moments at which something happened last. */
async function recordsIn(name: string): Promise<number> {
  const database = await answered(indexedDB.open(name));
  try {
    const kept = [...database.objectStoreNames].filter((store) => store !== MOMENTS);
    const transaction = database.transaction(kept);
    const counted = kept.map((store) => answered(transaction.objectStore(store).count()));
    return (await Promise.all(counted)).reduce((sum, count) => sum + count, 0);
  } finally {
    database.close();
  }
}

const settingNames = (): string[] =>
  [localStorage, sessionStorage].flatMap((kept) => Object.keys(kept).filter(ours));

/** Everything that this site keeps on the device. */
export async function stored(): Promise<Stored> {
  const things: StoredThing[] = [];
  for (const name of await cacheNames()) {
    const answers = await (await caches.open(name)).matchAll();
    const bytes = answers.reduce((sum, {headers}) => sum + Number(headers.get('content-length') ?? 0), 0);
    things.push({kind: 'program', name, count: answers.length, bytes});
  }
  for (const name of await databaseNames())
    things.push({kind: 'database', name, count: await recordsIn(name).catch(() => undefined)});
  for await (const handle of (await root())?.values() ?? []) {
    if (handle.kind !== 'directory' || !ours(handle.name)) continue;
    const kind = handle.name === COPIES ? 'copies' : 'folder';
    things.push({kind, name: handle.name, ...(await inFolder(handle))});
  }
  for (const name of settingNames()) things.push({kind: 'setting', name});
  const usage = await storage()
    ?.estimate?.()
    .catch(() => undefined);
  return {
    things,
    bytes: usage?.usage ?? null,
    persisted: (await storage()?.persisted?.()) ?? false,
    cookies: document.cookie === '' ? 0 : document.cookie.split(';').length,
  };
}

/** Removes all of it, the program itself included. The page has to be loaded anew afterwards. */
export async function deleteStored(): Promise<void> {
  for (const name of settingNames()) {
    localStorage.removeItem(name);
    sessionStorage.removeItem(name);
  }
  const folder = await root();
  for await (const name of folder?.keys() ?? []) {
    if (ours(name)) await folder!.removeEntry(name, {recursive: true});
  }
  for (const name of await databaseNames()) await deleteDatabase(name);
  for (const name of await cacheNames()) await caches.delete(name);
  await (await navigator.serviceWorker?.getRegistration())?.unregister();
}

/** Another tab that has it open closes it when it hears of this; where it does not, the rest is deleted all the same. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}
