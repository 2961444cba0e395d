import {Problem} from '../lib/problem';
import type {DatasetId} from '../model/dataset';
import type {Bed} from './bed';
import type {Copying} from './copying';
import {
  atomic,
  rangeOf,
  type Name,
  type NotebookId,
  type NotebookRecord,
  type Records,
  type VersionRecord,
} from './records';
import {dropDataset} from './results';

/** A notebook in the list of those that are kept. */
export interface NotebookEntry extends Omit<NotebookRecord, 'text'> {
  /** Orders in its data; null where it has none. */
  readonly orders: number | null;
  /** Bytes of the files it came from, as they are kept. */
  readonly size: number;
}

/** What a save hands over; `revision` is the one it builds on, 0 for a notebook that was never saved. */
export interface Draft {
  readonly id: NotebookId;
  readonly title: string;
  readonly text: string;
  readonly dataset: DatasetId | null;
  readonly revision: number;
}

const MOST_VERSIONS = 20;
/** A version is put aside at most so often, in milliseconds. */
const APART = 5 * 60_000;

export interface Notebooks {
  /** The newest save first. */
  list(): Promise<NotebookEntry[]>;
  read(id: NotebookId): Promise<NotebookRecord>;
  /** The second copy of it, outside the database; null where none is whole. */
  copy(id: NotebookId): Promise<NotebookRecord | null>;
  /** The newest first; of older times ever fewer. */
  versions(id: NotebookId): Promise<VersionRecord[]>;
  /** Makes a version of the notebook as it is now, before a change that is worth one. */
  putAside(id: NotebookId): Promise<void>;
  /** On disk when it settles. Refused with `storage-conflict` where somebody else saved meanwhile: nothing is overwritten unseen. */
  save(draft: Draft): Promise<Pick<NotebookRecord, 'revision' | 'savedAt'>>;
  /** With its versions and its data. */
  remove(id: NotebookId): Promise<void>;
}

export function createNotebooks({now}: Pick<Bed, 'now'>, records: Records, copying: Copying): Notebooks {
  return {
    list: () =>
      records.read(async (connection) => {
        const [notebooks, datasets, files] = await Promise.all([
          connection.getAll('notebooks'),
          connection.getAll('datasets'),
          connection.getAll('files'),
        ]);
        return notebooks
          .sort((a, b) => b.savedAt - a.savedAt)
          .map(({text: _, ...notebook}): NotebookEntry => {
            const data = datasets.find(({id}) => id === notebook.dataset);
            const own = files.filter(({name}) => data?.sources.some(({file}) => file === name));
            return {
              ...notebook,
              orders: data?.dataset.orders ?? null,
              size: own.reduce((sum, {size}) => sum + size, 0),
            };
          });
      }),
    async read(id) {
      const found = await records.read((connection) => connection.get('notebooks', id));
      if (!found) throw new Problem('notebook-missing');
      return found;
    },
    copy: (id) => copying.copyOf(id),
    versions: (id) =>
      records.read(async (connection) => (await connection.getAll('versions', rangeOf(id))).reverse()),
    async putAside(id) {
      await records.write((connection) =>
        atomic(connection, ['notebooks', 'versions'], async (transaction) => {
          const versions = transaction.objectStore('versions');
          const [record, earlier] = await Promise.all([
            transaction.objectStore('notebooks').get(id),
            versions.getAll(rangeOf(id)),
          ]);
          if (!record) throw new Problem('notebook-missing');
          await change(versions, putAside(earlier, record));
        }),
      );
      await copying.versions(id);
    },
    async save({revision, ...draft}) {
      const {versioned, ...saved} = await records.write((connection) =>
        atomic(connection, touched, async (transaction) => {
          const notebooks = transaction.objectStore('notebooks');
          const versions = transaction.objectStore('versions');
          const [all, earlier] = await Promise.all([notebooks.getAll(), versions.getAll(rangeOf(draft.id))]);
          const before = all.find(({id}) => id === draft.id);
          if ((before?.revision ?? 0) !== revision)
            throw new Problem(before ? 'storage-conflict' : 'notebook-missing');
          const saved: NotebookRecord = {...draft, revision: revision + 1, savedAt: now()};
          await notebooks.put(saved);
          const versioned = before && before.text !== draft.text && isDue(earlier.at(-1), before);
          if (versioned) await change(versions, putAside(earlier, before));
          const others = all.filter(({id}) => id !== draft.id);
          if (before?.dataset && ![...others, saved].some(({dataset}) => dataset === before.dataset))
            await dropDataset(transaction, before.dataset);
          return {revision: saved.revision, savedAt: saved.savedAt, versioned};
        }),
      );
      await copying.notebook(draft.id);
      // None of them is what was saved now; that waits for its own copy only.
      if (versioned) void copying.versions(draft.id);
      return saved;
    },
    remove: (id) =>
      copying.removing(id, () =>
        records.write((connection) =>
          atomic(connection, touched, async (transaction) => {
            const notebooks = transaction.objectStore('notebooks');
            const all = await notebooks.getAll();
            const {dataset} = all.find((notebook) => notebook.id === id) ?? {};
            await notebooks.delete(id);
            await transaction.objectStore('versions').delete(rangeOf(id));
            if (dataset && !all.some((other) => other.id !== id && other.dataset === dataset))
              await dropDataset(transaction, dataset);
          }),
        ),
      ),
  };
}

const touched: Name[] = ['notebooks', 'versions', 'datasets', 'results'];

interface Change {
  readonly put: VersionRecord;
  readonly drop: VersionRecord | null;
}

/** A record as one more of its versions (oldest first), and the one that gives way to it where there are enough. */
function putAside(earlier: readonly VersionRecord[], record: NotebookRecord): Change {
  const {id: notebook, revision, title, text, savedAt} = record;
  const put = {notebook, revision, savedAt, title, text};
  const known = earlier.some((version) => version.revision === revision);
  return {put, drop: known || earlier.length < MOST_VERSIONS ? null : leastMissed([...earlier, put])};
}

/**
 * The version between two that lie closest together for their age, so that recent ones stand close and older ones ever
 * further apart. The oldest and the newest stay.
 */
function leastMissed(versions: readonly VersionRecord[]): VersionRecord {
  const now = versions.at(-1)!.savedAt;
  const missed = versions.slice(1, -1).map((version, at) => {
    const gap = Math.abs(versions[at + 2]!.savedAt - versions[at]!.savedAt);
    return {version, share: gap / (Math.abs(now - version.savedAt) + APART)};
  });
  return missed.reduce((least, next) => (next.share < least.share ? next : least)).version;
}

interface Versions {
  put(version: VersionRecord): Promise<unknown>;
  delete(key: [NotebookId, number]): Promise<unknown>;
}

async function change(versions: Versions, {put, drop}: Change): Promise<void> {
  await versions.put(put);
  if (drop) await versions.delete([drop.notebook, drop.revision]);
}

/** A clock that was set back does not stop versions from being put aside. */
function isDue(last: VersionRecord | undefined, next: NotebookRecord): boolean {
  return last === undefined || Math.abs(next.savedAt - last.savedAt) >= APART;
}
