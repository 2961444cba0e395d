import type {Database} from '../engine/database';
import type {Receipt} from '../imports/receipt';
import {sha256} from '../lib/hash';
import {Problem} from '../lib/problem';
import type {DatasetId} from '../model/dataset';
import type {DatasetRecord, FileRecord, SourceRecord} from '../store/records';
import type {Store} from '../store/store';
import type {Inspected, Kept, Reopened} from './api';
import type {Datasets, Loaded} from './datasets';
import type {Turns} from './schedule';
import {isDamaged, openSnapshot, writeSnapshot, type Standing} from './snapshots';

/** Datasets on their way into the store and out of it. */
export interface Keeping {
  /**
   * Keeps the files of a dataset and what is known of it, pausing now and then; those of the sample shop are made anew each
   * time. Where one can no longer be read, the tables that were made of them are kept in their place.
   */
  keep(
    id: DatasetId,
    files: readonly Inspected[],
    folder: FileSystemDirectoryHandle | null,
    pause: () => Promise<void>,
    turns: Turns,
  ): Promise<Kept>;
  /**
   * Puts the tables beside the files of a dataset that is kept, and the shared ones that stand in the engine, pausing now and
   * then, so that it opens at once the next time. Those of another scope are put in their place.
   */
  snapshot(
    id: DatasetId,
    standing: () => Standing | null,
    turns: Turns,
    pause: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /** Brings a dataset back: from its snapshot, or from its files where there is none or a byte of it is wrong. */
  reopen(database: Database, id: DatasetId, signal: AbortSignal): Promise<Reopened>;
  /** Fills a schema from the snapshot of a dataset; a Problem where there is none. */
  fill(database: Database, id: DatasetId, schema: string): Promise<void>;
}

export function createKeeping(store: Store, datasets: Datasets, sampleFiles: () => Promise<File[]>): Keeping {
  const fill: Keeping['fill'] = async (database, id, schema) => {
    const {snapshot} = await store.datasets.read(id);
    if (!snapshot) throw new Problem('dataset-missing');
    await openSnapshot(store, snapshot).fill(database, schema);
  };

  /** Lets the tables of a dataset stand for the files that they were made of. */
  const pack = async (database: Database, id: DatasetId) => {
    const {bundled} = await import('./bundles');
    const {signal} = new AbortController();
    const loaded = datasets.find(id);
    datasets.pack(id, new File([await bundled(database, loaded, '', true, signal)], loaded.dataset.name));
  };

  /** What a dataset was made of, as it was handed in; packed, and not read before it is needed. */
  const originalsOf = async ({sources}: DatasetRecord, checked: boolean): Promise<Originals> => {
    const sample = sources.some(({file}) => file === null) ? await sampleFiles() : [];
    const bytesOf = async ({name, file}: SourceRecord): Promise<BlobPart> => {
      const made = sample.find((one) => one.name === name);
      if (file === null && made) return made;
      const record = await store.datasets.file(file!);
      return checked ? store.files.checked(record) : store.files.open(record);
    };
    const fileOf = async (source: SourceRecord) =>
      new File([await bytesOf(source)], source.name, {lastModified: source.lastModified});
    const bundle = sources.find(({preview}) => preview === null);
    if (bundle) return {files: [], bundle: await fileOf(bundle)};
    const files = sources.map(async (source): Promise<Inspected> => ({
      file: await fileOf(source),
      preview: source.preview as Inspected['preview'],
      ...(source.file === null ? {sample: true as const} : {}),
    }));
    return {files: await Promise.all(files), bundle: null};
  };

  const fromSnapshot = async (database: Database, record: DatasetRecord): Promise<Reopened | null> => {
    if (!record.snapshot) return null;
    const snapshot = openSnapshot(store, record.snapshot);
    try {
      const {files, bundle} = await originalsOf(record, false);
      const {id, dataset} = record;
      const receipt = record.receipt as Receipt;
      const found = {sources: sourcesOf(files), bundle, dataset, receipt, shared: snapshot.shared};
      await datasets.adopt(database, id, found, (schema) => snapshot.fill(database, schema));
      return {dataset, receipt, files, folder: record.folder ?? null};
    } catch (error) {
      if (!isDamaged(error)) throw error;
      // It was a copy only; the files themselves are asked next.
      await store.datasets.attach(record.id, null).catch(() => undefined);
      return null;
    }
  };

  return {
    fill,
    keep: (id, files, folder, pause, turns) =>
      store.storing(async () => {
        const whole = await readable([datasets.find(id).bundle, ...files.map(({file}) => file)]);
        if (!whole) await turns((database) => pack(database, id));
        const {dataset, receipt, bundle} = datasets.find(id);
        const kept = new Map<string, FileRecord>();
        const sources: SourceRecord[] = [];
        const originals = bundle ? [{file: bundle, preview: null, sample: undefined}] : files;
        for (const {file, preview, sample} of originals) {
          const record = sample ? null : await store.files.keep(file, pause);
          if (record) kept.set(record.name, record);
          const {name, lastModified} = file;
          sources.push({name, lastModified, preview, file: record?.name ?? null});
        }
        const record = {
          id,
          dataset,
          receipt,
          sources,
          snapshot: null,
          ...(folder && !bundle ? {folder} : {}),
        };
        await store.datasets.put(record, [...kept.values()]);
        return bundle ? 'tables' : 'files';
      }),
    snapshot: (id, standing, turns, pause, signal) =>
      store.storing(async () => {
        const {sources, snapshot} = await store.datasets.read(id);
        if (sources.length > 0 && sources.every(({file}) => file === null)) return;
        // By then what is shown was looked at in its scope.
        await turns(async () => undefined);
        const shared = standing();
        if (snapshot && (shared === null || shared.made === snapshot.shared?.made)) return;
        const made = await writeSnapshot(store, turns, pause, () => datasets.find(id).schema, shared, signal);
        const {record, size, place} = made;
        const print = await sha256(new TextEncoder().encode(record.parts.map(({hash}) => hash).join('')));
        const file = {name: record.file, size, place, kept: print, given: print};
        const {dataset, receipt} = datasets.find(id);
        await store.datasets.attach(id, {dataset, receipt, record, file});
      }),
    async reopen(database, id, signal) {
      const record = await store.datasets.read(id);
      const quick = await fromSnapshot(database, record);
      if (quick) return quick;
      const {files, bundle} = await originalsOf(record, true);
      if (bundle) {
        const {openBundle} = await import('./bundles');
        return {...(await openBundle(database, datasets, id, bundle, signal)), files, folder: null};
      }
      if (files.length === 0) throw new Problem('storage-damaged');
      const outcome = await datasets.load(database, id, sourcesOf(files), signal, () => undefined);
      if (outcome.kind === 'asks') throw new Problem('storage-damaged');
      const {dataset, receipt} = outcome;
      return {dataset, receipt, files, folder: record.folder ?? null};
    },
  };
}

/** What a dataset was made of: files that were read, or a notebook with its tables in it. */
interface Originals {
  readonly files: readonly Inspected[];
  readonly bundle: File | null;
}

/** Whether files can still be read: what the browser has removed, or somebody has changed on the disk, cannot. */
async function readable(files: readonly (File | null)[]): Promise<boolean> {
  const looks = files.map((file) => file?.slice(0, 1).arrayBuffer());
  return Promise.all(looks).then(
    () => true,
    () => false,
  );
}

function sourcesOf(files: readonly Inspected[]): Loaded['sources'] {
  return files.map(({file, preview}) => ({file, recipe: preview.recipe}));
}
