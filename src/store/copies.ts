import {sha256} from '../lib/hash';
import type {Bed} from './bed';
import type {DatasetRecord, FileRecord, NotebookId, NotebookRecord, VersionRecord} from './records';

/** What is copied: of a notebook its record and its earlier versions, of a dataset what its data are made of. */
export interface Copied {
  readonly notebook: NotebookRecord;
  /** Those of a notebook, the oldest first, under the revision of the newest. */
  readonly versions: {
    readonly id: NotebookId;
    readonly revision: number;
    readonly versions: readonly VersionRecord[];
  };
  /** Without its snapshot, which the files make again. */
  readonly dataset: {
    readonly id: string;
    readonly record: DatasetRecord;
    readonly files: readonly FileRecord[];
  };
}
export type Kind = keyof Copied;

/**
 * A second copy of what the records say, as small files in a folder of their own: browsers have lost their database and kept
 * their files. The name of each bears the hash of its bytes, so that a torn one is known, and the newer one is written before
 * the older is removed, so that one is whole at every moment. Rejects where the folder is denied; where the browser has none,
 * there are no copies.
 */
export interface Copies {
  /** The newest whole copy of each, or of one. */
  read<K extends Kind>(kind: K, id?: string): Promise<Copied[K][]>;
  write<K extends Kind>(kind: K, value: Copied[K]): Promise<void>;
  /** The names of all files, whole or not. */
  names(): Promise<string[]>;
  /** Removes files; what cannot be removed now stays. */
  remove(names: readonly string[]): Promise<void>;
}

const FOLDER = 'stammkunde-copies';

/** How the names of all copies of something begin. */
export function stemOf(kind: Kind, id: string): string {
  return `${kind}.${encodeURIComponent(id)}.`;
}

export function createCopies({folder}: Pick<Bed, 'folder'>): Copies {
  const place = async () =>
    writes() ? (await folder?.())?.getDirectoryHandle(FOLDER, {create: true}) : undefined;
  const remove = async (root: FileSystemDirectoryHandle, names: readonly string[]) => {
    for (const name of names) await root.removeEntry(name).catch(() => undefined);
  };

  return {
    async read<K extends Kind>(kind: K, id?: string) {
      const root = await place();
      if (!root) return [];
      const newest = new Map<string, Whole<Copied[K]>>();
      for (const name of await namesIn(root, id === undefined ? `${kind}.` : stemOf(kind, id))) {
        const found = await wholeIn<Copied[K]>(root, name);
        const other = found && newest.get(found.value.id);
        if (found && !(other && isNewer(other, found))) newest.set(found.value.id, found);
      }
      return [...newest.values()].map(({value}) => value);
    },
    async write(kind, value) {
      const root = await place();
      if (!root) return;
      const stem = stemOf(kind, value.id);
      const bytes = new TextEncoder().encode(JSON.stringify(value));
      const name = stem + (await sha256(bytes));
      if (!(await wholeIn(root, name))) {
        const file = await (await root.getFileHandle(name, {create: true})).createWritable();
        await file.write(bytes);
        await file.close();
      }
      await remove(
        root,
        (await namesIn(root, stem)).filter((older) => older !== name),
      );
    },
    async names() {
      const root = await place();
      return root ? namesIn(root, '') : [];
    },
    async remove(names) {
      const root = await place();
      if (root) await remove(root, names);
    },
  };
}

/** Safari before 26 lets a page only read its folder. */
function writes(): boolean {
  return !('FileSystemFileHandle' in globalThis) || 'createWritable' in FileSystemFileHandle.prototype;
}

interface Whole<T> {
  readonly value: T;
  readonly writtenAt: number;
}

function isNewer<T extends Copied[Kind]>(a: Whole<T>, b: Whole<T>): boolean {
  const revisionOf = ({value}: Whole<T>) => ('revision' in value ? value.revision : 0);
  return (revisionOf(a) - revisionOf(b) || a.writtenAt - b.writtenAt) > 0;
}

async function namesIn(root: FileSystemDirectoryHandle, stem: string): Promise<string[]> {
  const names: string[] = [];
  for await (const name of root.keys()) if (name.startsWith(stem)) names.push(name);
  return names;
}

/** What a file says; null where it is not what was written under its name. */
async function wholeIn<T>(root: FileSystemDirectoryHandle, name: string): Promise<Whole<T> | null> {
  try {
    const file = await (await root.getFileHandle(name)).getFile();
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (!name.endsWith(`.${await sha256(bytes)}`)) return null;
    return {value: JSON.parse(new TextDecoder().decode(bytes)) as T, writtenAt: file.lastModified};
  } catch {
    return null;
  }
}
