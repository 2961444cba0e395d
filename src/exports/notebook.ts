import {lastOfEach, type Mapping} from '../model/mapping';
import {serialise} from '../notebook/codec';
import type {Notebook} from '../notebook/document';
import {documentIn} from './report';

const EXTENSION = '.stammkunde.json';
/** No document comes near; a larger file is something else. */
const LARGEST = 50 << 20;

/** The notebook without its data, as a file; with it go the mappings that files were read with after those that it came with. */
export function notebookFile(notebook: Notebook, read: readonly Mapping[]): Blob {
  const mappings = lastOfEach([...notebook.mappings, ...read]);
  return new Blob([serialise({...notebook, dataset: null, mappings})], {type: 'application/json'});
}

/** A title as the name of a file that any system allows. */
export function fileName(title: string, extension = EXTENSION): string {
  const allowed = title.replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ').replace(/\s+/g, ' ');
  return `${
    allowed
      .trim()
      .replace(/^\.+|\.+$/g, '')
      .slice(0, 80) || 'Stammkunde'
  }${extension}`;
}

/** The text of the document in a file of ours, a report or the notebook itself; null where it is neither. */
export async function documentOf(file: File): Promise<string | null> {
  if (file.size > LARGEST) return null;
  if (/\.html?$/i.test(file.name)) return documentIn(await file.text());
  if (!/\.json$/i.test(file.name)) return null;
  const text = await file.text();
  return file.name.endsWith(EXTENSION) || isDocument(text) ? text : null;
}

function isDocument(text: string): boolean {
  try {
    const {version, cells} = JSON.parse(text) as {version?: unknown; cells?: unknown};
    return typeof version === 'number' && Array.isArray(cells);
  } catch {
    return false;
  }
}
