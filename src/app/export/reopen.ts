import {isBundle} from '../../exports/bundle';
import {documentOf} from '../../exports/notebook';
import {lastOfEach} from '../../model/mapping';
import {parseNotebook} from '../../notebook/codec';
import type {Notebook} from '../../notebook/document';
import type {Bundle} from '../../worker/api';
import type {Imports} from '../state/imports.svelte';
import type {Loaded} from '../state/loaded';

/** Hands the notebooks among files over, each with its data or those that are open, and gives back the other files. */
export async function notebooksAmong(
  files: readonly File[],
  imports: Imports,
  take: (notebook: Notebook, loaded: Loaded | null) => Promise<void>,
): Promise<readonly File[]> {
  const others: File[] = [];
  for (const file of files) {
    if (await isBundle(file)) {
      const {loaded, document} = await imports.unbundle(file, bundled);
      await take(document, loaded);
      continue;
    }
    const text = await documentOf(file);
    if (text === null) others.push(file);
    else await take(parseNotebook(text), imports.loaded);
  }
  return others;
}

/** The notebook of one with its data: it brings along how their files were read. */
function bundled({document, recipes}: Bundle): Notebook {
  const notebook = parseNotebook(document);
  return {...notebook, mappings: lastOfEach([...notebook.mappings, ...recipes])};
}
