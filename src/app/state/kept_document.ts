import {problemOf} from '../../lib/problem';
import {parseNotebook, serialise} from '../../notebook/codec';
import type {Notebook} from '../../notebook/document';
import type {NotebookId, NotebookRecord} from '../../store/records';
import type {Store} from '../../store/store';

/** A notebook as it is kept, with its document; where that is damaged, with its copy or its newest version that is whole. */
export async function readWhole(
  store: Store,
  id: NotebookId,
): Promise<{record: NotebookRecord; notebook: Notebook}> {
  const record = await store.notebooks.read(id);
  return {record, notebook: await wholeDocument(store, record)};
}

async function wholeDocument(store: Store, {id, text}: NotebookRecord): Promise<Notebook> {
  try {
    return parseNotebook(text);
  } catch (error) {
    if (problemOf(error).code !== 'document-damaged') throw error;
    const copy = await store.notebooks.copy(id);
    const versions = await store.notebooks.versions(id);
    const earlier = [...(copy ? [copy] : []), ...versions].sort((a, b) => b.revision - a.revision);
    for (const version of earlier) {
      try {
        return parseNotebook(version.text);
      } catch {
        // The one before it may be whole.
      }
    }
    throw error;
  }
}

/** Keeps a document as a notebook of its own, over the data of another one where that is still there. */
export async function keepApart(store: Store, notebook: Notebook, other: NotebookId | null): Promise<void> {
  const dataset = other && (await store.notebooks.read(other).catch(() => null))?.dataset;
  const {title} = notebook;
  const text = serialise(notebook);
  await store.notebooks.save({id: crypto.randomUUID(), title, text, dataset: dataset ?? null, revision: 0});
}
