import {isGzip} from '../lib/archive';
import {piecesIn} from '../lib/bytes';
import {fingerprintOf} from '../lib/hash';
import {Problem} from '../lib/problem';
import type {Bed} from './bed';
import {failureOf} from './failure';
import type {FileRecord, Records} from './records';

/**
 * The files of the store. Under a name there are always the same bytes; a file counts once a record names it, and what no
 * record names is swept.
 */
export interface Files {
  /**
   * Writes what is handed in, gzipped unless it is already; bytes that are there, whole, are not written again. Takes the
   * pause now and then.
   */
  keep(given: Blob, pause?: () => Promise<void>): Promise<FileRecord>;
  /** Writes bytes as they are. */
  write(
    pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
    pause?: () => Promise<void>,
  ): Promise<Pick<FileRecord, 'name' | 'size' | 'place'>>;
  /** The bytes of a file, not read yet. A Problem where they are missing or fewer than they were. */
  open(file: Pick<FileRecord, 'name' | 'size' | 'place'>): Promise<Blob>;
  /** The same, read once and found to be what was written. */
  checked(file: FileRecord): Promise<Blob>;
  /** Removes every file that is not in the list. */
  retain(names: ReadonlySet<string>): Promise<void>;
}

/** Bytes between two pauses. */
const AT_ONCE = 1 << 20;

type Stored = Pick<FileRecord, 'name' | 'size' | 'place'>;

export function createFiles({folder}: Pick<Bed, 'folder'>, records: Records): Files {
  const known = async (print: string): Promise<FileRecord | undefined> => {
    const all = await records.read((connection) => connection.getAll('files'));
    return all.find(({given, kept}) => given === print || kept === print);
  };

  const putRecord = async (name: string, content: Blob): Promise<void> => {
    const put = (kept: Blob | ArrayBuffer) =>
      records.write((connection) => connection.put('blobs', kept, name));
    // WebKit takes no Blob into the database of a private window, but its bytes.
    await put(content).catch(async () => put(await content.arrayBuffer()));
  };

  const inRecord = async (name: string): Promise<Blob | undefined> => {
    const found = await records.read((connection) => connection.get('blobs', name));
    return found && new Blob([found]);
  };

  const write: Files['write'] = async (pieces, pause) => {
    const name = crypto.randomUUID();
    const buffered: Uint8Array<ArrayBuffer>[] = [];
    const file = await writableIn(folder, name);
    let size = 0;
    let unpaused = 0;
    try {
      for await (const piece of pieces) {
        if (!file) buffered.push(piece);
        for (let from = 0; from < piece.length; from += AT_ONCE) {
          const bytes = piece.subarray(from, from + AT_ONCE);
          // Chromium answers with the number of an error as if it were one of bytes, a very large one.
          if (file && file.write(bytes, {at: size}) !== bytes.length) throw new Problem('storage-full');
          size += bytes.length;
          unpaused += bytes.length;
          if (unpaused < AT_ONCE) continue;
          unpaused = 0;
          await pause?.();
        }
      }
      file?.flush();
    } catch (error) {
      throw failureOf(error);
    } finally {
      file?.close();
    }
    if (!file) await putRecord(name, new Blob(buffered));
    return {name, size, place: file ? 'folder' : 'record'};
  };

  const open: Files['open'] = async ({name, size, place}) => {
    const blob = await (place === 'folder' ? inFolder(folder, name) : inRecord(name));
    if (blob?.size !== size) throw new Problem('storage-damaged');
    return blob;
  };

  const checked: Files['checked'] = async (file) => {
    const blob = await open(file);
    const print = await fingerprintOf(blob).catch(() => null);
    if (print !== file.kept) throw new Problem('storage-damaged');
    return blob;
  };

  return {
    write,
    open,
    async keep(given, pause) {
      const print = await fingerprintOf(given, pause);
      const before = await known(print);
      if (before && (await checked(before).catch(() => null))) return before;
      const stream = (await isGzip(given))
        ? given.stream()
        : given.stream().pipeThrough(new CompressionStream('gzip'));
      const stored: Stored = await write(piecesIn(stream), pause);
      return {...stored, given: print, kept: await fingerprintOf(await open(stored), pause)};
    },
    checked,
    async retain(names) {
      const there = await records.read((connection) => connection.getAllKeys('blobs'));
      for (const name of there)
        if (!names.has(name)) await records.write((connection) => connection.delete('blobs', name));
      const root = await rootOf(folder);
      if (!root) return;
      for await (const name of root.keys()) {
        // A file that is open in another tab cannot be removed; the next sweep finds it again.
        if (!names.has(name)) await root.removeEntry(name).catch(() => undefined);
      }
    },
  };
}

const FOLDER = 'stammkunde';

/** Our folder; null where the browser has none or denies it. */
async function rootOf(folder: Bed['folder']): Promise<FileSystemDirectoryHandle | null> {
  try {
    return (await (await folder?.())?.getDirectoryHandle(FOLDER, {create: true})) ?? null;
  } catch {
    return null;
  }
}

/** A new file to write to; null where there is no folder, and records take its place. */
async function writableIn(folder: Bed['folder'], name: string): Promise<FileSystemSyncAccessHandle | null> {
  const root = await rootOf(folder);
  try {
    return (await (await root?.getFileHandle(name, {create: true}))?.createSyncAccessHandle()) ?? null;
  } catch {
    return null;
  }
}

async function inFolder(folder: Bed['folder'], name: string): Promise<Blob | undefined> {
  const root = await rootOf(folder);
  try {
    return await (await root?.getFileHandle(name))?.getFile();
  } catch {
    return undefined;
  }
}
