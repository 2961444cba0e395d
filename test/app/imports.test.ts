import {describe, expect, test} from 'vitest';
import {Imports} from '../../src/app/state/imports.svelte';
import type {Settings} from '../../src/app/state/settings.svelte';
import {Problem} from '../../src/lib/problem';
import type {Bundle, Inspected, LoadOutcome, Reopened} from '../../src/worker/api';
import type {Client} from '../../src/worker/client';

/** A file as the worker would recognise it; one whose name asks for it lacks a column. */
const inspected = (file: File) =>
  ({
    file,
    preview: {
      required: file.name.startsWith('unclear') ? [['customer']] : [],
      reading: [],
      recipe: {target: 'orders', headers: [], columns: {}, rules: {}},
    },
  }) as unknown as Inspected;

/** What can be told of kept data before they are open. */
const nothing = Promise.resolve(null);

const named = (name: string) => new File(['a;b'], name);

/** The imports over a worker that is as slow as the test wants. */
function slowly(parse: () => unknown = () => null) {
  const waiting: {settle(): void; fail(problem: Problem): void}[] = [];
  const inTime = <T>(value: T, signal: AbortSignal) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({settle: () => resolve(value), fail: reject});
      signal.addEventListener('abort', () => reject(new Problem('cancelled')));
    });
  const forgotten: string[] = [];
  const client: Partial<Client> = {
    inspect: async (source) => {
      const file = source as File;
      if (file.name.startsWith('lost')) throw new Problem('engine-lost');
      if (!/\.(?:csv|zip)$/.test(file.name))
        throw new Problem('file-not-a-table', {file: file.name, kind: 'PDF'});
      if (file.size === 0) throw new Problem('file-empty', {file: file.name});
      return [inspected(file)];
    },
    load: (id, sources, signal) =>
      inTime(
        {kind: 'loaded', dataset: {id, files: sources.length}, receipt: {files: []}} as never,
        signal,
      ) as Promise<LoadOutcome>,
    reopen: (id, signal) =>
      inTime(
        {dataset: {id}, receipt: {files: []}, files: [inspected(named('kept.csv'))]} as never,
        signal,
      ) as Promise<Reopened>,
    unbundle: (id, _file, signal) =>
      inTime(
        {document: '', dataset: {id}, receipt: {files: []}, recipes: []} as never,
        signal,
      ) as Promise<Bundle>,
    forget: async (id) => void forgotten.push(id),
  };
  const imports: Imports = new Imports(
    client as Client,
    {keeps: false} as Settings,
    () => undefined,
    async (files) => {
      const [notebook, ...others] = files;
      if (!notebook?.name.endsWith('.zip')) return files;
      await imports.unbundle(notebook, parse);
      return others;
    },
    () => [],
  );
  /** Lets the worker come to the end of what it does now. */
  const finish = async () => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()!.settle();
  };
  const checked = () => imports.checking?.files.map(({file}) => (file as File).name) ?? [];
  return {imports, client, waiting, finish, checked, forgotten};
}

describe('data that are being opened again', () => {
  const recalled = {dataset: {id: 'kept'}, receipt: {files: []}, files: [], change: null} as never;

  test('are shown at once as far as they can be told of, and are there with their files in the end', async () => {
    const {imports, finish} = slowly();
    const reopening = imports.reopen('kept', Promise.resolve(recalled));
    await expect.poll(() => imports.shown?.dataset.id).toBe('kept');
    expect([imports.loaded, imports.busy]).toEqual([null, true]);
    await finish();
    await reopening;
    expect(imports.shown).toBe(imports.loaded);
    expect(imports.loaded?.files).toHaveLength(1);
  });

  test.each(['storage-damaged', 'engine-lost', 'cancelled'] as const)(
    'are no longer shown where that ends with %s',
    async (code) => {
      const {imports, waiting} = slowly();
      const reopening = imports.reopen('kept', Promise.resolve(recalled));
      await expect.poll(() => imports.shown?.dataset.id).toBe('kept');
      waiting.shift()!.fail(new Problem(code));
      await reopening;
      expect(imports.shown).toBeNull();
      expect(imports.problem?.code ?? 'cancelled').toBe(code);
    },
  );

  test('are not shown by what is found of them too late', async () => {
    const {imports, finish} = slowly();
    let find = (_: never) => undefined as void;
    const reopening = imports.reopen('kept', new Promise((resolve) => (find = resolve)));
    await finish();
    await reopening;
    find(recalled);
    await imports.close();
    expect(imports.shown).toBeNull();
  });
});

describe('files that come while something else is on its way', () => {
  test('are taken once the data of the notebook are open again, to be added to them', async () => {
    const {imports, finish, checked} = slowly();
    const reopening = imports.reopen('kept', nothing);
    const taking = imports.take([named('next month.csv')]);
    await finish();
    await Promise.all([reopening, taking]);
    expect(imports.loaded?.dataset.id).toBe('kept');
    expect(checked()).toEqual(['next month.csv']);
    expect(imports.checking?.addable).toBe(true);
  });

  test('are taken one after the other, each on top of what came before', async () => {
    const {imports, finish, checked} = slowly();
    const all = ['january.csv', 'february.csv'].map((name) => imports.take([named(name)]));
    await finish();
    await Promise.all(all);
    expect(imports.loaded?.files.map(({file}) => (file as File).name)).toEqual(['january.csv']);
    expect(checked()).toEqual(['february.csv']);
  });

  test('join those whose mapping is open then', async () => {
    const {imports, checked} = slowly();
    await Promise.all(['unclear.csv', 'february.csv'].map((name) => imports.take([named(name)])));
    expect(checked()).toEqual(['unclear.csv', 'february.csv']);
  });

  test('are cancelled with it', async () => {
    const {imports, checked} = slowly();
    const all = [imports.reopen('kept', nothing), imports.take([named('next month.csv')])];
    imports.cancel();
    await Promise.all(all);
    expect([imports.busy, imports.loaded, checked()]).toEqual([false, null, []]);
  });

  test('are taken although the data of the notebook turn out to be missing', async () => {
    const {imports, waiting, finish} = slowly();
    const all = [imports.reopen('kept', nothing), imports.take([named('again.csv')])];
    waiting.shift()!.fail(new Problem('dataset-missing'));
    await finish();
    await Promise.all(all);
    expect(imports.loaded?.files.map(({file}) => (file as File).name)).toEqual(['again.csv']);
    expect(imports.problem).toBeNull();
  });
});

describe('files that are no tables', () => {
  const empty = new File([], 'empty.csv');
  const left = (imports: Imports) => imports.leftOut.map(({name, code}) => [name, code]);
  const noted = (imports: Imports) =>
    imports.loaded!.files.map(({preview}) =>
      preview.reading.flatMap((note) =>
        note.kind === 'left-beside' ? note.parts.map(({name, code}) => [name, code]) : [],
      ),
    );
  const reasons = [
    ['bill.pdf', 'file-not-a-table'],
    ['empty.csv', 'file-empty'],
  ];

  test('are left out of a drop and named, above the notebook and in the receipt; the others go on', async () => {
    const {imports, finish} = slowly();
    const taking = imports.take([named('bill.pdf'), named('january.csv'), empty, named('february.csv')]);
    await finish();
    await taking;
    expect(imports.problem).toBeNull();
    expect(imports.loaded?.files.map(({file}) => file.name)).toEqual(['january.csv', 'february.csv']);
    expect(left(imports)).toEqual(reasons);
    expect(noted(imports)).toEqual([reasons, []]);
  });

  test('are still named when the mapping must be asked for, and no more after a drop that has none', async () => {
    const {imports, finish, checked} = slowly();
    await imports.take([named('bill.pdf'), named('unclear.csv'), empty]);
    expect(checked()).toEqual(['unclear.csv']);
    const applying = imports.apply(imports.checking!.files);
    await finish();
    await applying;
    expect(left(imports)).toEqual(reasons);
    expect(noted(imports)).toEqual([reasons]);
    await imports.take([named('march.csv')]);
    expect(left(imports)).toEqual([]);
  });

  test('stay named when the reader says what kind of file the first one is', async () => {
    const {imports, client} = slowly();
    await imports.take([named('unclear.csv'), empty]);
    client.inspectAs = async (file) => inspected(file).preview;
    const again = await imports.again(imports.checking!.files[0]!, {target: 'customers'});
    expect(again?.preview.reading).toMatchObject([{kind: 'left-beside', parts: [{name: 'empty.csv'}]}]);
  });

  test('end the drop with what the first of them is where no other came', async () => {
    const {imports} = slowly();
    await imports.take([named('bill.pdf'), empty]);
    expect(imports.problem).toMatchObject({code: 'file-not-a-table', facts: {file: 'bill.pdf', kind: 'PDF'}});
    expect([imports.loaded, imports.checking, left(imports)]).toEqual([null, null, []]);
  });

  test('are not what a lost engine is taken for', async () => {
    const {imports} = slowly();
    await imports.take([named('january.csv'), named('lost.csv')]);
    expect(imports.problem?.code).toBe('engine-lost');
    expect(imports.loaded).toBeNull();
  });

  test('are left out of a folder in the same way, each time that it is read; nothing new there is no trouble', async () => {
    const {imports, finish} = slowly();
    const told = async (work: Promise<void>) => {
      await work;
      return [imports.problem, left(imports), noted(imports)];
    };
    let files = [named('january.csv')];
    const folder = {
      name: 'shop',
      async *values() {
        yield {kind: 'directory', name: '.git'};
        for (const file of files) yield {kind: 'file', name: file.name, getFile: async () => file};
      },
    } as unknown as FileSystemDirectoryHandle;
    const first = told(imports.takeFolder(async () => folder));
    await finish();
    expect(await first).toEqual([null, [], [[]]]);
    expect(await told(imports.readFolderAgain())).toEqual([null, [], [[]]]);
    files = [...files, empty];
    const nothing = [['empty.csv', 'file-empty']];
    expect(await told(imports.readFolderAgain())).toEqual([null, nothing, [nothing]]);
    expect(await told(imports.readFolderAgain())).toEqual([null, nothing, [nothing]]);
    files = files.slice(0, 1);
    expect(await told(imports.readFolderAgain())).toEqual([null, [], [[]]]);
  });
});

describe('a folder', () => {
  const folderOf = (name: string, files: () => readonly string[]) =>
    ({
      name,
      values: async function* () {
        for (const file of files())
          yield {kind: 'file', name: file, getFile: async () => new File(['a;b'], file, {lastModified: 1})};
      },
    }) as unknown as FileSystemDirectoryHandle;

  test('in which nothing is new is not read again; one in it is named, and one that is closed says so', async () => {
    const {imports, finish, waiting} = slowly();
    let state = 'granted';
    const shop = Object.assign(
      folderOf('shop', () => ['january.csv']),
      {requestPermission: async () => state},
    );
    const taking = imports.takeFolder(async () => shop);
    await finish();
    await taking;
    const {dataset} = imports.loaded!;
    await imports.readFolderAgain();
    expect([imports.loaded?.dataset, waiting.length]).toEqual([dataset, 0]);
    expect(imports.loaded?.change).toMatchObject({gone: [], renewed: []});
    state = 'denied';
    await imports.readFolderAgain();
    expect(imports.problem).toMatchObject({code: 'folder-unreadable', facts: {folder: 'shop'}});
    const outer = {
      name: 'outer',
      values: async function* () {
        yield {kind: 'directory', name: '2023'};
      },
    } as unknown as FileSystemDirectoryHandle;
    await imports.takeFolder(async () => outer);
    expect(imports.problem).toMatchObject({code: 'folder-in-folder', facts: {folder: '2023'}});
  });

  test('that is read again tells what has changed; another one in its place and a corrected mapping do not', async () => {
    const {imports, finish} = slowly();
    const run = async (work: Promise<void>) => {
      await finish();
      await work;
      return imports.loaded!.change !== null;
    };
    let files = ['january.csv'];
    const shop = folderOf('shop', () => files);
    expect(await run(imports.takeFolder(async () => shop))).toBe(false);
    files = ['january.csv', 'february.csv'];
    expect(await run(imports.readFolderAgain())).toBe(true);
    imports.correct();
    expect(await run(imports.apply(imports.checking!.files))).toBe(false);
    expect(imports.folder).toBe(shop);
    const other = folderOf('other', () => ['march.csv']);
    await imports.takeFolder(async () => other);
    expect(imports.checking?.addable).toBe(true);
    expect(await run(imports.apply(imports.checking!.files))).toBe(false);
    expect(imports.folder).toBe(other);
    await imports.take([named('april.csv')]);
    imports.dismiss();
    expect(imports.folder).toBe(other);
    await imports.take([named('april.csv')]);
    expect(await run(imports.apply(imports.checking!.files, true))).toBe(true);
    expect(imports.folder).toBeNull();
  });
});

describe('data that came with their notebook', () => {
  const opened = async () => {
    const slow = slowly();
    const taking = slow.imports.take([named('shop.zip')]);
    await slow.finish();
    await taking;
    return {...slow, bundled: slow.imports.loaded!.dataset.id};
  };

  test('stay where they are when an export is dropped, until the reader has seen that it would replace them', async () => {
    const {imports, finish, checked, bundled} = await opened();
    await imports.take([named('next month.csv')]);
    expect(imports.loaded?.dataset.id).toBe(bundled);
    expect(checked()).toEqual(['next month.csv']);
    expect(imports.checking).toMatchObject({addable: false, instead: true});
    const applying = imports.apply(imports.checking!.files);
    await finish();
    await applying;
    expect(imports.loaded?.files.map(({file}) => (file as File).name)).toEqual(['next month.csv']);
  });

  test('stay where they are when a folder is picked, too', async () => {
    const {imports, checked, bundled} = await opened();
    const folder = {
      async *values() {
        yield {kind: 'file', name: 'march.csv', getFile: async () => named('march.csv')};
      },
    };
    await imports.takeFolder(async () => folder as unknown as FileSystemDirectoryHandle);
    expect(imports.loaded?.dataset.id).toBe(bundled);
    expect(checked()).toEqual(['march.csv']);
  });

  test('leave nothing in the engine where their document is refused', async () => {
    const {imports, finish, forgotten} = slowly(() => {
      throw new Problem('document-newer');
    });
    const taking = imports.take([named('shop.zip')]);
    await finish();
    await taking;
    expect(imports.problem?.code).toBe('document-newer');
    expect(forgotten).toEqual([expect.stringMatching(/^dataset-/)]);
    expect(imports.loaded).toBeNull();
  });
});
