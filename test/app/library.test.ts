import {forceCloseDatabase, IDBFactory} from 'fake-indexeddb';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {DocumentState} from '../../src/app/state/document.svelte';
import {Faces} from '../../src/app/state/faces.svelte';
import {Imports} from '../../src/app/state/imports.svelte';
import {Library} from '../../src/app/state/library.svelte';
import {Runs} from '../../src/app/state/runs.svelte';
import type {Settings} from '../../src/app/state/settings.svelte';
import {serialise} from '../../src/notebook/codec';
import {change} from '../../src/notebook/edits';
import {emptyNotebook, newCell} from '../../src/notebook/templates';
import {writeBackup} from '../../src/store/backup';
import {createStore} from '../../src/store/store';
import {problemText} from '../../src/text/problems';
import type {Kept, Reopened} from '../../src/worker/api';
import type {Client} from '../../src/worker/client';
import {failPuts, quota, testBed, type TestBed} from '../helpers/bed';
import {memory} from '../helpers/memory';

/** A tab over a bed; its engine opens kept data when the test lets it. */
function tab(bed: TestBed) {
  const opening: {dataset: string; settle(): void}[] = [];
  const restored: string[] = [];
  const store = createStore(bed);
  const keptNow = (id: string) =>
    store.datasets
      .put({id, dataset: {id} as never, receipt: {}, sources: [], snapshot: null}, [])
      .then((): Kept => 'files');
  let keeping = keptNow;
  const client: Partial<Client> = {
    reopen: (id) =>
      new Promise<Reopened>((resolve) => {
        const settle = () => resolve({dataset: {id}, receipt: {files: []}, files: []} as never);
        opening.push({dataset: id, settle});
      }),
    forget: async () => undefined,
    keep: (id) => keeping(id),
    snapshot: async () => undefined,
    sweep: async () => undefined,
    restore: async ({name}) => {
      restored.push(name);
      return ['restored'];
    },
  };
  const settings = {keeps: true, setKeeps: (keeps: boolean) => void (settings.keeps = keeps)} as Settings;
  const document = new DocumentState();
  const imports = new Imports(
    client as Client,
    settings,
    () => undefined,
    async (files) => files,
    () => [],
  );
  const runs = new Runs(client as Client, new Faces());
  const library = new Library(bed, settings, client as Client, document, imports, runs, '');
  onTestFinished(() => library.leave());
  /** A change by the reader, put on disk. */
  const rename = async (title: string) => {
    document.edit(change({title}));
    library.saving.update(document.present!);
    await library.saving.flush();
  };
  /** What becomes of data that are to be kept from now on. */
  const keepAs = (work: typeof keptNow) => void (keeping = work);
  /** Data that were read, on their way to the disk until the test lets them arrive. */
  const read = (id: string) => {
    let arrive = () => undefined as void;
    const waiting = new Promise<void>((resolve) => (arrive = resolve));
    keeping = (dataset) => waiting.then(() => keptNow(dataset));
    imports.loaded = {dataset: {id}, receipt: {files: []}, files: [{sample: true}], change: null} as never;
    return {keeping: library.data.keep(imports.loaded!), arrive};
  };
  return {library, document, imports, opening, restored, rename, read, settings, keptNow, keepAs};
}

const notebook = {...emptyNotebook('First', null), cells: [newCell('overview', 'overview')]};
const text = serialise(notebook);

async function kept(bed: TestBed, dataset: string | null = null): Promise<void> {
  await createStore(bed).notebooks.save({id: 'shop', title: 'First', text, dataset, revision: 0});
}

describe('an undo that is taken back', () => {
  test.each([
    ['before it is saved', async () => undefined],
    ['while it is being saved', (library: Library) => library.saving.flush()],
  ])('%s leaves the change on disk', async (_, meanwhile) => {
    const bed = testBed();
    await kept(bed);
    const {library, document, rename} = tab(bed);
    await library.open('shop');
    await rename('Second');
    document.undo();
    library.saving.update(document.present!);
    const saving = meanwhile(library);
    document.redo();
    library.saving.update(document.present!);
    await saving;
    await library.saving.flush();
    expect((await createStore(bed).notebooks.read('shop')).title).toBe('Second');
  });
});

describe('an earlier version of a notebook', () => {
  test('is shown without anything being saved, and the notebook of today comes back', async () => {
    const bed = testBed();
    await kept(bed);
    const {library, document, rename} = tab(bed);
    await library.open('shop');
    await rename('Second');
    const [version] = await library.shelf.versions('shop');
    await library.look(version!);
    expect([document.notebook!.title, document.present!.title, document.readOnly]).toEqual([
      'First',
      'Second',
      true,
    ]);
    document.edit(change({title: 'Not taken'}));
    library.saving.update(document.present!);
    await library.saving.flush();
    expect((await createStore(bed).notebooks.read('shop')).title).toBe('Second');
    library.looking.away();
    expect([document.notebook!.title, document.readOnly]).toEqual(['Second', false]);
  });

  test('that is brought back can be undone, and what it took the place of is a version itself', async () => {
    const bed = testBed();
    await kept(bed);
    const {library, document, rename} = tab(bed);
    await library.open('shop');
    await rename('Second');
    const [first] = await library.shelf.versions('shop');
    await library.look(first!);
    await library.looking.bringBack();
    library.saving.update(document.present!);
    expect([document.present!.title, document.readOnly]).toEqual(['First', false]);
    expect((await library.shelf.versions('shop')).map(({title}) => title)).toEqual(['Second', 'First']);
    expect((await createStore(bed).notebooks.read('shop')).title).toBe('First');
    document.undo();
    expect(document.present!.title).toBe('Second');
  });

  test('of a notebook that is not open opens it, and is shown over the data that it has now', async () => {
    const bed = testBed();
    await kept(bed);
    const {notebooks} = createStore(bed);
    const now = serialise({...notebook, title: 'Second', dataset: 'now'});
    await notebooks.save({id: 'shop', title: 'Second', text: now, dataset: null, revision: 1});
    const {library, document} = tab(bed);
    const [version] = await library.shelf.versions('shop');
    await library.look(version!);
    expect(document.notebook).toMatchObject({title: 'First', dataset: 'now'});
    expect(library.openId).toBe('shop');
  });
});

describe('a notebook that a later version of the program has written', () => {
  const newer = '{"version":99,"cells":{"in":"another shape"}}\n';

  test('is refused with its reason by opening, renaming and copying, and stays as it is', async () => {
    const bed = testBed();
    const {notebooks} = createStore(bed);
    const draft = {id: 'shop', title: 'Newer', text: newer, dataset: null};
    await notebooks.save({...draft, revision: 0});
    const {library, document} = tab(bed);
    await library.open('shop');
    expect(library.problem?.code).toBe('document-newer');
    expect([document.notebook, library.openId]).toEqual([null, null]);
    for (const touch of [
      () => library.shelf.rename('shop', 'x'),
      () => library.shelf.duplicate('shop', 'x'),
    ]) {
      library.shelf.problem = null;
      await touch();
      expect(library.shelf.problem).toMatchObject({code: 'document-newer'});
    }
    expect(await notebooks.list()).toHaveLength(1);
    expect(await notebooks.read('shop')).toMatchObject({...draft, revision: 1});
  });

  test('is not written any more by an older tab that has it open, whoever closes first', async () => {
    const bed = testBed();
    await kept(bed);
    const older = tab(bed);
    await older.library.open('shop');
    const {library: newerTab} = tab(bed);
    await newerTab.open('shop');
    await newerTab.takeOver();
    const {notebooks} = createStore(bed);
    await notebooks.save({id: 'shop', title: 'Newer', text: newer, dataset: null, revision: 1});
    await newerTab.leave();
    await expect.poll(() => older.library.problem?.code).toBe('document-newer');
    await older.rename('Overwritten');
    expect(await notebooks.read('shop')).toMatchObject({text: newer, revision: 2});
    expect(older.library.reading).toBe(false);
    expect(older.document.notebook).toBeNull();
  });
});

describe('a notebook that is closed', () => {
  test('takes along what was changed while it was being saved', async () => {
    const bed = testBed();
    await kept(bed);
    const {library, document} = tab(bed);
    await library.open('shop');
    const enter = (title: string) => {
      document.edit(change({title}));
      library.saving.update(document.present!);
    };
    enter('Second');
    failPuts((nth) => {
      if (nth === 1) enter('Third');
      return null;
    });
    await library.leave();
    expect((await createStore(bed).notebooks.read('shop')).title).toBe('Third');
  });

  test('by the tab that has it is opened in the next as it was saved last', async () => {
    const bed = testBed();
    await kept(bed);
    const [first, second] = [tab(bed), tab(bed)];
    await first.library.open('shop');
    const {request} = bed.locks;
    // The first tab ends between the moments in which the second reads and asks for the right to write.
    bed.locks.request = (async (...given: Parameters<typeof request>) => {
      bed.locks.request = request;
      await first.rename('Second');
      await first.library.leave();
      return request(...given);
    }) as typeof request;
    await second.library.open('shop');
    expect(second.document.present!.title).toBe('Second');
    await second.rename('Third');
    expect(await createStore(bed).notebooks.list()).toMatchObject([{title: 'Third'}]);
  });
});

describe('storage that the browser clears under an open notebook', () => {
  async function cleared(bed: TestBed) {
    await kept(bed, 'january');
    const shop = tab(bed);
    void shop.library.open('shop');
    await expect.poll(() => shop.opening.length).toBe(1);
    shop.opening[0]!.settle();
    await expect.poll(() => shop.imports.busy).toBe(false);
    shop.imports.loaded = {...shop.imports.loaded!, files: [{sample: true}] as never};
    await createStore(bed).clear();
    return shop;
  }

  test('has the notebook and its data again, as far as their files can be read, and says so', async () => {
    const bed = testBed();
    const {library, imports, rename, keptNow, keepAs} = await cleared(bed);
    keepAs(async (id) => {
      await keptNow(id);
      return 'tables';
    });
    await rename('Still here');
    await expect.poll(() => library.problem?.code).toBe('storage-renewed');
    expect(await createStore(bed).notebooks.list()).toMatchObject([
      {title: 'Still here', dataset: 'january'},
    ]);
    expect(library.saving.status.kind).toBe('saved');
    expect(imports.loaded!.files).toEqual([]);
  });

  test('has them again though nobody changes anything', async () => {
    const bed = testBed();
    const opened: IDBDatabase[] = [];
    const {open} = bed.indexedDB;
    bed.indexedDB.open = (...given) => {
      const request = open.apply(bed.indexedDB, given);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    };
    const {library} = await cleared(bed);
    for (const database of opened) forceCloseDatabase(database as never);
    await expect.poll(() => library.problem?.code, {timeout: 5000}).toBe('storage-renewed');
    expect(await createStore(bed).notebooks.list()).toMatchObject([{title: 'First', dataset: 'january'}]);
  });

  test('is told of as lost where the data cannot be kept again, and the page goes on trying to save', async () => {
    const bed = testBed();
    const {library, rename, keptNow, keepAs} = await cleared(bed);
    keepAs(async () => Promise.reject(quota()));
    await rename('Still here');
    await expect.poll(() => library.saving.status.kind).toBe('failed');
    await library.saving.flush();
    expect([library.problem?.code, library.saving.unsaved]).toEqual(['storage-evicted', true]);
    expect(await createStore(bed).notebooks.list()).toMatchObject([{title: 'Still here', dataset: null}]);
    keepAs(keptNow);
    await library.data.saveAgain();
    expect(library.saving.status.kind).toBe('saved');
    expect(await createStore(bed).notebooks.list()).toMatchObject([{dataset: 'january'}]);
  });
});

/** Lets the database say half of what a notebook was. */
async function tear(bed: TestBed): Promise<void> {
  const record = await createStore(bed).notebooks.read('shop');
  await new Promise<void>((resolve) => {
    bed.indexedDB.open('stammkunde').onsuccess = ({target}) => {
      const database = (target as IDBOpenDBRequest).result;
      const transaction = database.transaction('notebooks', 'readwrite');
      transaction.objectStore('notebooks').put({...record, text: record.text.slice(0, 20)});
      transaction.oncomplete = () => resolve(database.close());
    };
  });
}

describe('a database that the browser has lost', () => {
  test('brings the notebook back from its copy, says so once, and says how many are missing', async () => {
    const bed = testBed();
    const record = {id: 'january', dataset: {id: 'january', orders: 9} as never, receipt: {}, snapshot: null};
    const sources = [{name: 'orders.csv', lastModified: 0, preview: {}, file: 'file'}];
    const file = {name: 'file', size: 3, kept: 'k', given: 'g', place: 'folder'} as const;
    await createStore(bed).datasets.put({...record, sources}, [file]);
    await kept(bed, 'january');
    vi.stubGlobal('localStorage', memory());
    localStorage.setItem('stammkunde.notebooks', '3');
    onTestFinished(() => void vi.unstubAllGlobals());
    bed.indexedDB = new IDBFactory();
    const {library, document, opening} = tab(bed);
    const starting = library.start();
    await expect.poll(() => opening).toMatchObject([{dataset: 'january'}]);
    opening[0]!.settle();
    await starting;
    expect(document.present!.title).toBe('First');
    expect(library.shelf.problem).toMatchObject({code: 'storage-restored', facts: {missing: 2}});
    // When they were last saved as a file is not known any more: no month has passed since.
    expect(library.reminder.due).toBe(false);
    expect(problemText(library.shelf.problem!).en).toMatch(/2 are missing: open a backup\.$/);
    const next = tab(bed).library;
    await next.shelf.look();
    expect(next.shelf.problem).toBe(null);
  });

  test('goes on under an open notebook, which is saved as before', async () => {
    const bed = testBed();
    await kept(bed);
    const opened: IDBDatabase[] = [];
    const open = (...given: Parameters<IDBFactory['open']>) => {
      const request = factory.open(...given);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    };
    let factory = bed.indexedDB;
    bed.indexedDB = {open} as IDBFactory;
    const {library, rename} = tab(bed);
    await library.open('shop');
    await rename('Second');
    factory = new IDBFactory();
    for (const database of opened) forceCloseDatabase(database as never);
    await expect.poll(() => library.shelf.problem?.code, {timeout: 5000}).toBe('storage-restored');
    await rename('Third');
    expect(library.problem).toBe(null);
    expect(await createStore(bed).notebooks.list()).toMatchObject([
      {id: 'shop', title: 'Third', revision: 3},
    ]);
  });

  test('or a record that it has damaged costs nothing where the copy is whole', async () => {
    const bed = testBed();
    await kept(bed);
    const {notebooks} = createStore(bed);
    const newer = serialise({...notebook, title: 'Second'});
    await notebooks.save({id: 'shop', title: 'Second', text: newer, dataset: null, revision: 1});
    await tear(bed);
    const {library, document} = tab(bed);
    await library.open('shop');
    expect(document.present!.title).toBe('Second');
    bed.copies.clear();
    await library.open('shop');
    expect(document.present!.title).toBe('First');
  });
});

describe('data on their way to the disk', () => {
  test('arrive before another tab gets the right to write', async () => {
    const bed = testBed();
    await kept(bed, 'january');
    const [first, second] = [tab(bed), tab(bed)];
    void first.library.open('shop');
    await expect.poll(() => first.opening.length).toBe(1);
    first.opening[0]!.settle();
    await expect.poll(() => first.imports.busy).toBe(false);
    const february = first.read('february');
    void second.library.open('shop');
    await expect.poll(() => second.opening.length).toBe(1);
    second.opening[0]!.settle();
    await expect.poll(() => second.imports.busy).toBe(false);
    const taken = second.library.takeOver();
    february.arrive();
    await expect.poll(() => second.opening.map(({dataset}) => dataset)).toEqual(['january', 'february']);
    second.opening[1]!.settle();
    await taken;
    expect(second.imports.loaded!.dataset.id).toBe('february');
    expect([first.library.reading, second.library.reading]).toEqual([true, false]);
    expect(await createStore(bed).notebooks.list()).toMatchObject([{dataset: 'february'}]);
  });

  test('stay in a notebook of their own where the other tab does not wait for them', async () => {
    const bed = testBed();
    await kept(bed);
    const [first, second] = [tab(bed), tab(bed)];
    await first.library.open('shop');
    const february = first.read('february');
    await second.library.open('shop');
    await second.library.takeOver();
    await expect.poll(() => first.library.problem?.code).toBe('storage-conflict');
    february.arrive();
    await expect.poll(() => first.library.saving.dataset).toBe('february');
    expect(first.library.reading).toBe(false);
    const all = await createStore(bed).notebooks.list();
    expect(all.map(({id, dataset}) => [id === 'shop', dataset])).toEqual([
      [false, 'february'],
      [true, null],
    ]);
  });
});

describe('a tab that reads', () => {
  test('opens data that it hears of after those that it is still opening', async () => {
    const bed = testBed();
    await kept(bed, 'january');
    const writer = tab(bed);
    void writer.library.open('shop');
    await expect.poll(() => writer.opening.length).toBe(1);
    writer.opening[0]!.settle();
    await expect.poll(() => writer.imports.busy).toBe(false);
    const reader = tab(bed);
    void reader.library.open('shop');
    await expect.poll(() => reader.opening.map(({dataset}) => dataset)).toEqual(['january']);
    expect(reader.library.reading).toBe(true);
    await writer.library.saving.adopt('february', async () => undefined);
    await writer.rename('With February');
    await expect.poll(() => reader.document.notebook?.title).toBe('With February');
    expect(reader.opening).toHaveLength(1);
    reader.opening[0]!.settle();
    await expect.poll(() => reader.opening.map(({dataset}) => dataset)).toEqual(['january', 'february']);
    reader.opening[1]!.settle();
    await expect.poll(() => reader.imports.loaded?.dataset.id).toBe('february');
    expect(reader.library.problem).toBeNull();
  });
});

describe('a reader who wants nothing to be kept', () => {
  test('is heeded by every tab, also by one that saves its notebook for the first time', async () => {
    const bed = testBed();
    await kept(bed);
    const [first, second] = [tab(bed), tab(bed)];
    await first.library.open('shop');
    await second.library.adopt(notebook);
    second.document.open(notebook);
    await second.library.keeping.end();
    await first.rename('Not kept');
    await expect.poll(() => first.settings.keeps).toBe(false);
    await first.rename('Not kept either');
    expect([first.document.present!.title, first.library.saving.status.kind]).toEqual([
      'Not kept either',
      'nothing',
    ]);
    expect(await createStore(bed).notebooks.list()).toEqual([]);

    await first.library.keeping.begin();
    await first.library.saving.flush();
    expect(await createStore(bed).notebooks.list()).toMatchObject([{title: 'Not kept either'}]);
    await second.library.keeping.begin();
    await second.rename('Second');
    await first.library.keeping.end();
    await second.rename('Saved as the other removes all');
    await expect.poll(() => second.settings.keeps).toBe(false);
    await expect.poll(async () => createStore(bed).notebooks.list()).toEqual([]);
  });
});

describe('a backup among files that came', () => {
  test('leaves what is open where tables came with it, and else shows the list of all', async () => {
    const bed = testBed();
    await kept(bed);
    const {library, document, restored} = tab(bed);
    await library.open('shop');
    const {archive} = await writeBackup(createStore(bed));
    const backup = new File([archive], 'backup.zip');
    const table = new File(['a;b'], 'orders.csv');
    expect(await library.takeBackups([backup, table])).toEqual([table]);
    await new Promise((resolve) => setTimeout(resolve));
    expect([restored, document.notebook?.title]).toEqual([['backup.zip'], 'First']);
    expect(await library.takeBackups([backup])).toEqual([]);
    await expect.poll(() => document.notebook).toBeNull();
  });
});
