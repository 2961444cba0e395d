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
      if (entry.kind === 'directory' && !entry.name.startsWith('.'))
        within.push({name: entry.name, code: 'folder-in-folder', facts: {folder: entry.name}});
    }
  } catch (error) {
    throw new Problem('folder-unreadable', {folder: folder.name}, error);
  }
  files.sort((a, b) => a.lastModified - b.lastModified || a.name.localeCompare(b.name));
  return {files, within};
}

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
