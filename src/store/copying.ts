import type {DatasetId} from '../model/dataset';
import type {Bed} from './bed';
import {stemOf, type Copies} from './copies';
import {rangeOf, type NotebookId, type NotebookRecord, type Records, type VersionRecord} from './records';

/** Keeps the copies what the records are. */
export interface Copying {
  /** Copies a notebook as it is on disk now. What fails, or takes long, holds nobody up and is done later. */
  notebook(id: NotebookId): Promise<void>;
  /** As `notebook`, the earlier versions of one. */
  versions(id: NotebookId): Promise<void>;
  /** As `notebook`, what a dataset is made of. */
  dataset(id: DatasetId): Promise<void>;
  /** The copy of a notebook; null where none is whole. */
  copyOf(id: NotebookId): Promise<NotebookRecord | null>;
  /** Removes the copies of a notebook, or all, and then does the work: what is removed never rises from its copy. */
  removing<T>(id: NotebookId | 'all', work: () => Promise<T>): Promise<T>;
  /** The names of the copies that there are. */
  names(): Promise<readonly string[]>;
  /** Copies what has no copy; of the names, listed before the records were read, those of anything else are removed. */
  tidy(names: readonly string[], needed: Needed): Promise<void>;
}

/** What has to have a copy. */
export interface Needed {
  readonly notebooks: readonly Revised[];
  /** Of each notebook that has earlier versions, the newest of these. */
  readonly versions: readonly Revised[];
  readonly datasets: readonly DatasetId[];
}

type Revised = Pick<NotebookRecord, 'id' | 'revision'>;

/** Who changes copies has this lock alone. */
const LOCK = 'stammkunde.copies';
/** Longest time that a save waits for its copy, in milliseconds. */
const PATIENCE = 1000;
/** A copy that failed is tried again after so long, in milliseconds. */
const AGAIN = 10_000;
/** Characters that the copied versions of a notebook have at most together. */
const MOST = 1 << 20;

export function createCopying({locks}: Pick<Bed, 'locks'>, records: Records, copies: Copies): Copying {
  const alone = <T>(work: () => Promise<T>) => locks.request(LOCK, work) as Promise<T>;
  const waiting = new Set<string>();

  /** Reads what is on disk only when no other tab copies: the last to write is never behind. */
  const works = {
    notebook: async (id: NotebookId) => {
      const record = await records.write((connection) => connection.get('notebooks', id));
      if (record) await copies.write('notebook', record);
    },
    versions: async (id: NotebookId) => {
      const all = await records.write((connection) => connection.getAll('versions', rangeOf(id)));
      const versions = newestOf(all);
      const {revision} = versions.at(-1) ?? {};
      if (revision !== undefined) await copies.write('versions', {id, revision, versions});
    },
    dataset: async (id: DatasetId) => {
      const found = await records.write(async (connection) => {
        const [record, files] = await Promise.all([
          connection.get('datasets', id),
          connection.getAll('files'),
        ]);
        return record && {record, files};
      });
      if (!found) return;
      const {folder: _, ...record} = {...found.record, snapshot: null};
      const files = found.files.filter(({name}) => record.sources.some(({file}) => file === name));
      await copies.write('dataset', {id, record, files});
    },
  };

  const copy = async (kind: keyof typeof works, id: string): Promise<void> => {
    const stem = stemOf(kind, id);
    const copied = alone(() => works[kind](id)).catch(() => {
      if (waiting.has(stem)) return;
      waiting.add(stem);
      setTimeout(() => {
        waiting.delete(stem);
        void copy(kind, id);
      }, AGAIN);
    });
    await Promise.race([copied, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  };

  return {
    notebook: (id) => copy('notebook', id),
    versions: (id) => copy('versions', id),
    dataset: (id) => copy('dataset', id),
    copyOf: async (id) => (await copies.read('notebook', id).catch(() => []))[0] ?? null,
    removing: (id, work) =>
      alone(async () => {
        // Where the records may not be changed, their copies stay too.
        await records.write(async () => undefined);
        const names = await copies.names().catch((): string[] => []);
        const stems = id === 'all' ? [''] : ofNotebook.map((kind) => stemOf(kind, id));
        const own = names.filter((name) => stems.some((stem) => name.startsWith(stem)));
        await copies.remove(own).catch(() => undefined);
        return work();
      }),
    names: () => copies.names().catch(() => []),
    async tidy(names, needed) {
      const stems = [
        ...needed.notebooks.flatMap(({id}) => ofNotebook.map((kind) => stemOf(kind, id))),
        ...needed.datasets.map((id) => stemOf('dataset', id)),
      ];
      await alone(() => copies.remove(names.filter((name) => !stems.some((stem) => name.startsWith(stem)))));
      const both = [
        ['notebook', needed.notebooks],
        ['versions', needed.versions],
      ] as const;
      for (const [kind, all] of both) {
        const copied = new Map((await copies.read(kind)).map(({id, revision}) => [id, revision]));
        // A record that was damaged has a whole copy of the same revision, which stays.
        for (const {id, revision} of all) if ((copied.get(id) ?? 0) < revision) await copy(kind, id);
      }
      const datasets = new Set((await copies.read('dataset')).map(({id}) => id));
      for (const id of needed.datasets) if (!datasets.has(id)) await copy('dataset', id);
    },
  };
}

/** What is copied of a notebook itself. */
const ofNotebook = ['notebook', 'versions'] as const;

/** As many of the newest as may be copied, the oldest of them first. */
function newestOf(versions: readonly VersionRecord[]): readonly VersionRecord[] {
  let length = 0;
  const tooOld = versions.findLastIndex(({text}) => (length += text.length) > MOST);
  return versions.slice(tooOld + 1);
}
