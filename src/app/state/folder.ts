import {Problem} from '../../lib/problem';
import type {LeftOut} from '../../worker/api';

const readable = /\.(?:csv|tsv|txt|gz|xls|xlsx|xlsm|ods|numbers|json|ndjson|jsonl|parquet|zip)$/i;

/** What is in a folder. */
export interface FolderContent {
  /** The files that may hold tables, the oldest first. */
  readonly files: readonly File[];
  /** The folders in it, which are not looked into. */
  readonly within: readonly LeftOut[];
}

/** Reads a folder; asks for leave where the browser has given none since it was picked. */
export async function contentOf(folder: FileSystemDirectoryHandle): Promise<FolderContent> {
  const files: File[] = [];
  const within: LeftOut[] = [];
  try {
    await ask(folder);
    for await (const entry of folder.values()) {
      if (entry.kind === 'file' && readable.test(entry.name)) files.push(await entry.getFile());
      if (entry.kind === 'directory' && !entry.name.startsWith('.')) within.push(leftWithin(entry.name));
    }
  } catch (error) {
    throw new Problem('folder-unreadable', {folder: folder.name}, error);
  }
  return {files: files.sort(byAge), within};
}

const byAge = (a: File, b: File) => a.lastModified - b.lastModified || a.name.localeCompare(b.name);

/** The folder that was dropped and nothing else, where the browser lets a page keep it; only to be asked while it is dropped. */
export function droppedFolder(items: DataTransferItemList): Promise<FileSystemDirectoryHandle> | null {
  const [item, ...others]: (DataTransferItem & Handing)[] = filesAmong(items);
  if (others.length > 0 || !item?.webkitGetAsEntry()?.isDirectory) return null;
  return item.getAsFileSystemHandle?.() ?? null;
}

const filesAmong = (items: DataTransferItemList) => [...items].filter(({kind}) => kind === 'file');

interface Handing {
  getAsFileSystemHandle?(): Promise<FileSystemDirectoryHandle>;
}

/** Everything that was dropped: the files, and what is in the folders among them; only to be asked while it is dropped. */
export async function droppedContent(items: DataTransferItemList): Promise<FolderContent> {
  const dropped = filesAmong(items).map((item) => ({entry: item.webkitGetAsEntry(), file: item.getAsFile()}));
  const contents = dropped.map(({entry, file}): FolderContent | Promise<FolderContent> =>
    entry?.isDirectory
      ? contentOfEntry(entry as FileSystemDirectoryEntry)
      : {files: file ? [file] : [], within: []},
  );
  const all = await Promise.all(contents);
  return {files: all.flatMap(({files}) => files), within: all.flatMap(({within}) => within)};
}

async function contentOfEntry(folder: FileSystemDirectoryEntry): Promise<FolderContent> {
  const reader = folder.createReader();
  const files: File[] = [];
  const within: LeftOut[] = [];
  for (;;) {
    // A browser gives a hundred at a time, and none at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return {files: files.sort(byAge), within};
    for (const entry of entries) {
      const {name} = entry;
      if (entry.isFile && readable.test(name))
        files.push(
          await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
        );
      if (entry.isDirectory && !name.startsWith('.')) within.push(leftWithin(name));
    }
  }
}

const leftWithin = (name: string): LeftOut => ({name, code: 'folder-in-folder', facts: {folder: name}});

/** The types of the language do not know of leave yet, nor does every browser. */
interface Asking {
  requestPermission?(mode: {readonly mode: 'read'}): Promise<PermissionState>;
}

async function ask(folder: FileSystemDirectoryHandle & Asking): Promise<void> {
  const answer = await folder.requestPermission?.({mode: 'read'});
  if (answer !== undefined && answer !== 'granted') throw new DOMException('not granted', 'NotAllowedError');
}

/** The file on disk that a table came from: itself, or what it was packed in. */
export function diskName({name}: File): string {
  return name.split(' › ')[0]!;
}

/** Equal for tables out of one file that was not changed meanwhile. */
export function nameAndDate(file: File): string {
  return JSON.stringify([diskName(file), file.lastModified]);
}
