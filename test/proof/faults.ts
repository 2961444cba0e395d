import {expect} from 'vitest';
import type {Page} from 'playwright';
import {twelveOrders} from '../fixtures/twelve_orders';
import {choose, csv, openSample} from '../helpers/site';
import {kept} from './kept';
import {endable, endWorker} from './endable';

/** Something that goes wrong on the second visit to a notebook that was saved with its data on the first. */
export interface Fault {
  readonly title: string;
  /** Runs before everything else in the page, in our worker, in the worker of the engine. */
  readonly page?: string;
  readonly worker?: string;
  readonly engine?: string;
  /** On the first visit already. */
  readonly always?: true;
  /** Is done between the visits, in a page of the site without the program. */
  readonly between?: (page: Page) => Promise<unknown>;
  /** What the reader does then; `beside` opens the notebook in another tab. */
  readonly act: Act;
  /** What the page must tell; null where all goes on without a word. */
  readonly says: RegExp | null;
  /** What the third visit finds, without the fault; else all that was acknowledged. */
  readonly finds?: 'nothing older' | 'nothing that it may read';
}

export interface Act {
  work(page: Page, beside: () => Promise<Page>): Promise<unknown>;
  /** What is there afterwards, once it was acknowledged. */
  readonly title?: string;
  readonly orders?: number;
}

export const takeaway = (page: Page) => page.locator('[data-analysis=overview] .takeaway');
export const status = (page: Page) => page.locator('.save-status');
export const title = (page: Page) => page.locator('.title');
export const saved = (page: Page) =>
  status(page)
    .filter({hasText: /^Saved/})
    .waitFor();

const NEXT = 'As tried';
const few = 'order_id,date,email,total\n1,2024-01-01,a@x.de,7.00\n2,2024-02-01,a@x.de,9.00\n';
const many = `order_id,date,email,total\n${Array.from(
  {length: 400_000},
  (_, order) => `${order},2024-01-15,c${order}@x.de,9.90\n`,
).join('')}`;

async function rename(page: Page): Promise<void> {
  await title(page).fill(NEXT);
}

/** Begins to read other orders in place of those that are open. */
async function begin(page: Page, orders: string): Promise<void> {
  await takeaway(page).waitFor();
  await choose(page, csv(orders, 'others.csv'));
  await page.getByRole('radio').last().check();
  await page.locator('dialog button.primary').click();
}

async function replace(page: Page, orders = few): Promise<void> {
  await begin(page, orders);
  await page.locator('dialog').waitFor({state: 'detached'});
}

async function dropAgain(page: Page, asked: RegExp): Promise<void> {
  await page.getByText(asked).waitFor();
  await choose(page, csv(twelveOrders));
  await takeaway(page).waitFor();
}

const renaming: Act = {work: rename, title: NEXT};
/** Other data bring their own name. */
const replacing: Act = {work: (page) => replace(page), title: 'others', orders: 2};
const attempting: Act = {work: (page) => begin(page, many)};
const another: Act = {work: openSample};
const dropping: Act = {work: (page) => dropAgain(page, DAMAGED)};
const afterReading = (work: Act['work'], after: Omit<Act, 'work'> = {}): Act => ({
  ...after,
  async work(page, beside) {
    await takeaway(page).waitFor();
    await work(page, beside);
  },
});

const throwing = (name: string) => `throw new DOMException('injected', '${name}');`;
const quota = throwing('QuotaExceededError');
const denied = throwing('SecurityError');

/** The database refuses the records of a store, from the nth on. */
const puts = (store: string, from = 1, failing = quota) => `{
  const {put} = IDBObjectStore.prototype;
  let count = 0;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === '${store}' && ++count >= ${from}) { ${failing} }
    return put.apply(this, given);
  };
}`;

/** The private folder refuses writing from the nth file on: the first is what was dropped, the second its snapshot. */
const writes = (from: number, failing: string) => `{
  const create = FileSystemFileHandle.prototype.createSyncAccessHandle;
  let count = 0;
  FileSystemFileHandle.prototype.createSyncAccessHandle = async function (...given) {
    const file = await create.apply(this, given);
    if (++count >= ${from}) file.write = () => { ${failing} };
    return file;
  };
}`;

const everywhere = (source: string) => ({page: source, worker: source});
const opening = (failing: string) => `IDBFactory.prototype.open = function () { ${failing} };`;
const noDatabase = (failing: string) =>
  `Object.defineProperty(globalThis, 'indexedDB', {get() { ${failing} }});`;
const clock = (days: number) => `{const {now} = Date; Date.now = () => now() + ${days} * 86_400_000;}`;
/** The engine ends itself so long after it was handed a file. */
const endEngine = (after: number) => `addEventListener('message', ({data}) => {
  if (data.type === 'REGISTER_FILE_BUFFER') setTimeout(() => close(), ${after});
});`;

type Damage = 'cut off' | 'flipped' | 'removed';

/** Changes the file that was dropped, or the copy of its tables. */
async function damage(page: Page, which: 'source' | 'snapshot', how: Damage): Promise<void> {
  const {sources, snapshot} = (await kept(page)).datasets[0]!;
  const name = which === 'source' ? sources[0]!.file! : snapshot!.file;
  await page.evaluate(
    async ([file, what]) => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('stammkunde');
      if (what === 'removed') return folder.removeEntry(file);
      const handle = await folder.getFileHandle(file);
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      const middle = bytes.length >> 1;
      bytes[middle]! ^= 1;
      const writable = await handle.createWritable();
      await writable.write(what === 'cut off' ? bytes.slice(0, middle) : bytes);
      await writable.close();
    },
    [name, how] as const,
  );
}

async function damageBoth(page: Page, how: Damage): Promise<void> {
  await damage(page, 'snapshot', how);
  await damage(page, 'source', how);
}

/** Of the store, as no version of the product has it yet. */
const LATER = 99;

/** Opens the database as another program would, in a later version where one is named, and changes all records of a store. */
function meddle(
  page: Page,
  {store = 'notebooks', change = 'nothing', version}: {store?: string; change?: Change; version?: number},
): Promise<void> {
  return page.evaluate(
    ([name, what, number]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('stammkunde', number);
        request.onerror = () => reject(request.error!);
        request.onsuccess = () => {
          const database = request.result;
          const transaction = database.transaction(name, 'readwrite');
          transaction.oncomplete = () => resolve(database.close());
          const records = transaction.objectStore(name);
          if (what === 'removed') records.clear();
          records.openCursor().onsuccess = ({target}) => {
            const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
            if (!cursor) return;
            const {revision, text} = cursor.value;
            if (what === 'saved') cursor.update({...cursor.value, revision: revision + 1});
            if (what === 'of a later version')
              cursor.update({...cursor.value, text: JSON.stringify({...JSON.parse(text), version: 999})});
            cursor.continue();
          };
        };
      }),
    [store, change, version] as const,
  );
}
type Change = 'nothing' | 'removed' | 'saved' | 'of a later version';

const evict = (page: Page) => clear(page, 'indexeddb,file_systems');
const loseDatabase = (page: Page) => clear(page, 'indexeddb');

async function clear(page: Page, storageTypes: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const {origin} = new URL(page.url());
  await session.send('Storage.clearDataForOrigin', {origin, storageTypes});
}

const writable = (page: Page) => title(page).and(page.locator(':not([readonly])')).waitFor();
const takeOver = (page: Page) => page.getByRole('button', {name: 'Write here instead'}).click();

const FULL = /There is no room left for this page/;
const UNKEPT = /This browser does not let the page keep anything/;
const DAMAGED = /missing in this browser or damaged/;
const ELSEWHERE = /This notebook is open in another tab/;
const NEWER = /A newer version of this page has saved here/;
const STOPPED = /The calculating engine stopped/;
const GONE = /that were kept in this browser are gone/;
const BACK = /put back from a second copy/;

const atEveryWrite: Fault[] = [
  {title: 'no room for the notebook', page: puts('notebooks'), act: renaming, says: FULL},
  {
    title: 'no room for its earlier version',
    between: (page) => meddle(page, {store: 'versions', change: 'removed'}),
    page: puts('versions'),
    act: renaming,
    says: FULL,
  },
  {title: 'no room for the record of a file', worker: puts('files'), act: replacing, says: FULL},
  {title: 'no room for the record of the data', worker: puts('datasets'), act: replacing, says: FULL},
  {title: 'no room for a file', worker: writes(1, quota), act: replacing, says: FULL},
  {
    title: 'no room for a file, told as a number',
    worker: writes(1, 'return 2 ** 32 - 8;'),
    act: replacing,
    says: FULL,
  },
  {title: 'no room for the end of a file', worker: writes(1, 'return 0;'), act: replacing, says: FULL},
  {title: 'no room for a snapshot', worker: writes(2, quota), act: replacing, says: null},
  {title: 'no room for the end of a snapshot', worker: writes(2, 'return 0;'), act: replacing, says: null},
  {title: 'no room for the record of a snapshot', worker: puts('files', 2), act: replacing, says: null},
  {title: 'no room to name a snapshot', worker: puts('datasets', 2), act: replacing, says: null},
  {
    title: 'no room for a second copy',
    ...everywhere(`FileSystemWritableFileStream.prototype.write = async () => { ${quota} };`),
    act: replacing,
    says: null,
  },
  {title: 'no room to note the day of a backup', page: puts('moments'), act: replacing, says: null},
];

const database: Fault[] = [
  {title: 'a database that is not there', ...everywhere(noDatabase('')), act: another, says: /Not kept/},
  {
    title: 'a database that may not be named',
    ...everywhere(noDatabase(denied)),
    act: another,
    says: /Not kept/,
  },
  {title: 'a database that is blocked', ...everywhere(opening(denied)), act: another, says: UNKEPT},
  {title: 'a database that never answers', ...everywhere(opening('return {};')), act: another, says: UNKEPT},
  {
    title: 'a database that is broken',
    ...everywhere(
      opening(`const request = {error: new DOMException('injected', 'UnknownError')};
        setTimeout(() => request.onerror());
        return request;`),
    ),
    act: another,
    says: UNKEPT,
  },
  {
    title: 'a save that the browser takes back',
    page: puts('notebooks', 1, 'this.transaction.abort();'),
    act: renaming,
    says: UNKEPT,
  },
  {title: 'a database that the browser has lost', between: loseDatabase, act: renaming, says: BACK},
  {
    title: 'a database that the browser loses while the notebook is open',
    act: afterReading(
      async (page) => {
        await loseDatabase(page);
        await page.getByText(BACK).waitFor();
        await rename(page);
      },
      {title: NEXT},
    ),
    says: BACK,
  },
  {
    title: 'a connection that is closed under our hands',
    page: `{
      const {transaction} = IDBDatabase.prototype;
      let count = 0;
      IDBDatabase.prototype.transaction = function (...given) {
        if (++count % 10 === 0) this.close();
        return transaction.apply(this, given);
      };
    }`,
    act: renaming,
    says: null,
  },
];

const folder: Fault[] = [
  {
    title: 'a browser without a private folder',
    ...everywhere('delete StorageManager.prototype.getDirectory;'),
    always: true,
    act: renaming,
    says: null,
  },
  {
    title: 'a browser without a private folder whose database takes no blobs',
    ...everywhere(`delete StorageManager.prototype.getDirectory; {
      const {put} = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (value, ...key) {
        if (value instanceof Blob) { ${throwing('UnknownError')} }
        return put.call(this, value, ...key);
      };
    }`),
    always: true,
    act: replacing,
    says: null,
  },
  {
    title: 'a browser that knows nothing of storage',
    ...everywhere(`Object.defineProperty(Object.getPrototypeOf(navigator), 'storage', {value: undefined});`),
    always: true,
    act: replacing,
    says: null,
  },
  {
    title: 'a private folder that is denied',
    worker: `StorageManager.prototype.getDirectory = async () => { ${denied} };`,
    act: dropping,
    says: null,
  },
  {
    title: 'a private folder that is busy',
    worker: `FileSystemFileHandle.prototype.createSyncAccessHandle = async () => { ${throwing('NoModificationAllowedError')} };`,
    act: replacing,
    says: null,
  },
  {
    title: 'a private folder that is gone',
    between: (page) =>
      page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        await root.removeEntry('stammkunde', {recursive: true});
      }),
    act: dropping,
    says: null,
  },
  ...(['cut off', 'flipped', 'removed'] as const).flatMap((how): Fault[] => [
    {title: `files that were ${how}`, between: (page) => damageBoth(page, how), act: dropping, says: null},
    {
      title: `a snapshot that was ${how}`,
      between: (page) => damage(page, 'snapshot', how),
      act: renaming,
      says: null,
    },
  ]),
  {
    title: 'a source that was removed, with its snapshot whole',
    between: (page) => damage(page, 'source', 'removed'),
    act: dropping,
    says: null,
  },
  {
    title: 'records of files that were removed',
    between: (page) => meddle(page, {store: 'files', change: 'removed'}),
    act: dropping,
    says: null,
  },
  {
    title: 'a record of data that was removed',
    between: (page) => meddle(page, {store: 'datasets', change: 'removed'}),
    act: {work: (page) => dropAgain(page, /The data are no longer in memory/)},
    says: null,
  },
];

const workers: Fault[] = [
  {
    title: 'our worker dies while nothing happens',
    page: endable,
    act: afterReading(
      async (page) => {
        await endWorker(page);
        await replace(page);
      },
      {title: 'others', orders: 2},
    ),
    says: null,
  },
  {
    title: 'our worker dies during an import',
    page: endable,
    act: {
      async work(page) {
        await begin(page, many);
        await page.waitForTimeout(300);
        await endWorker(page);
      },
    },
    says: STOPPED,
  },
  {
    title: 'our worker dies while data are kept',
    page: `${endable} new BroadcastChannel('fault').onmessage = () => started.at(-1).terminate();`,
    worker: writes(
      1,
      `new BroadcastChannel('fault').postMessage('now');
       for (const start = Date.now(); Date.now() - start < 2000;);`,
    ),
    act: replacing,
    says: STOPPED,
  },
  {title: 'the engine dies before an import', engine: endEngine(0), act: attempting, says: STOPPED},
  {title: 'the engine dies during an import', engine: endEngine(500), act: attempting, says: STOPPED},
  {
    title: 'our worker does not start',
    worker: `throw new Error('injected');`,
    act: renaming,
    says: /The calculating engine could not be loaded/,
  },
  {
    title: 'the engine does not start',
    engine: `throw new Error('injected');`,
    act: renaming,
    says: /The calculating engine (could not be loaded|stopped)/,
  },
  {
    title: 'no memory for an import',
    engine: `WebAssembly.Memory.prototype.grow = () => { throw new RangeError('injected'); };`,
    act: attempting,
    says: /do not fit into the memory of this tab/,
  },
  {
    title: 'the process of the tab dies',
    act: {
      async work(page) {
        await rename(page);
        await status(page).filter({hasText: 'Saving …'}).waitFor();
        await saved(page);
        await page.goto('chrome://crash', {timeout: 3000}).catch(() => undefined);
      },
      title: NEXT,
    },
    says: null,
  },
];

const tabs: Fault[] = [
  {
    title: 'a second tab',
    act: afterReading(
      async (page, beside) => {
        const second = await beside();
        await second.getByText(ELSEWHERE).waitFor();
        expect(await title(second).getAttribute('readonly')).not.toBe(null);
        await rename(page);
        await expect.poll(() => title(second).inputValue()).toBe(NEXT);
      },
      {title: NEXT},
    ),
    says: null,
  },
  {
    title: 'a third tab that takes over at once',
    act: afterReading(
      async (page, beside) => {
        const [second, third] = [await beside(), await beside()];
        await rename(page);
        await takeOver(third);
        await writable(third);
        await second.getByText(ELSEWHERE).waitFor();
        expect(await title(third).inputValue()).toBe(NEXT);
      },
      {title: NEXT},
    ),
    says: ELSEWHERE,
  },
  {
    title: 'a tab that is frozen while another takes over',
    act: afterReading(async (page, beside) => {
      const second = await beside();
      void page.evaluate(() => {
        for (const start = Date.now(); Date.now() - start < 8000;);
      });
      await takeOver(second);
      await writable(second);
    }),
    says: ELSEWHERE,
  },
  {
    title: 'a newer version that has changed the store',
    between: (page) => meddle(page, {version: LATER}),
    act: renaming,
    says: NEWER,
  },
  {
    title: 'a newer version that changes the store meanwhile',
    act: afterReading(
      async (page) => {
        await meddle(page, {version: LATER});
        await rename(page);
      },
      {title: NEXT},
    ),
    says: NEWER,
  },
  {
    title: 'a later version that has written the notebook',
    between: (page) => meddle(page, {change: 'of a later version'}),
    act: {work: async () => undefined},
    says: /A later version of this program has written this notebook/,
    finds: 'nothing that it may read',
  },
  {
    title: 'somebody who saves behind our back',
    act: afterReading(
      async (page) => {
        await meddle(page, {change: 'saved'});
        await rename(page);
      },
      {title: NEXT},
    ),
    says: /Another tab has saved this notebook meanwhile/,
  },
];

const surroundings: Fault[] = [
  {title: 'a clock that was set back by a year', page: clock(-365), act: renaming, says: null},
  {title: 'a clock that was set forth by a year', page: clock(365), act: renaming, says: null},
  {title: 'all storage is evicted', between: evict, act: another, says: GONE, finds: 'nothing older'},
  {
    title: 'all storage is evicted while the notebook is open',
    act: afterReading(
      async (page) => {
        await evict(page);
        await rename(page);
      },
      {title: NEXT},
    ),
    says: GONE,
  },
  {
    title: 'all storage is evicted while the notebook is open and nobody changes it',
    act: afterReading(async (page) => {
      await evict(page);
      await page.getByText(GONE).waitFor();
    }),
    says: /has been kept anew, with its data/,
  },
  {
    title: 'small notes are cleared',
    between: (page) => page.evaluate(() => localStorage.clear()),
    act: renaming,
    says: null,
  },
  {
    title: 'small notes are forbidden',
    page: `for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(globalThis, name, {get() { ${denied} }});`,
    act: renaming,
    says: null,
  },
  {
    title: 'nobody grants lasting storage, or says how much there is',
    page: `StorageManager.prototype.persist = StorageManager.prototype.estimate = async () => { ${throwing('TypeError')} };`,
    act: replacing,
    says: null,
  },
];

export const faults: readonly Fault[] = [
  ...atEveryWrite,
  ...database,
  ...folder,
  ...workers,
  ...tabs,
  ...surroundings,
];
