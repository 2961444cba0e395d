import {Problem, problemOf} from '../../lib/problem';
import type {Notebook} from '../../notebook/document';
import type {NotebookId} from '../../store/records';
import type {Store} from '../../store/store';
import type {DocumentState} from './document.svelte';
import type {Imports} from './imports.svelte';
import {keepApart} from './kept_document';
import {dropWords} from './last_words';
import type {NotebookData} from './notebook_data';
import type {Saving} from './saving.svelte';
import type {Shelf} from './shelf.svelte';
import type {WriteRight} from './write_right';

/** While a browser clears a database, a request for it may never be answered: so long is waited, in milliseconds. */
const CLEARING = 1000;

/** The notebook that is open, as far as its changes can be lost. */
interface Open {
  problem: Problem | null;
  readonly openId: NotebookId | null;
  readonly saving: Saving;
  readonly data: NotebookData;
  readonly shelf: Shelf;
  adopt(notebook: Notebook): Promise<void>;
}

/** Changes that cannot be saved where they were made: somebody else has saved the notebook, or it is gone. */
export class Rescue {
  #open: Open;
  #right: WriteRight;
  #store: Store;
  #document: DocumentState;
  #imports: Imports;
  /** Removed in other tabs on purpose. */
  #removed = new Set<NotebookId>();

  constructor(open: Open, right: WriteRight, store: Store, document: DocumentState, imports: Imports) {
    this.#open = open;
    this.#right = right;
    this.#store = store;
    this.#document = document;
    this.#imports = imports;
  }

  /** Another tab has removed a notebook. */
  removed(id: NotebookId): void {
    this.#removed.add(id);
  }

  /** The browser may have taken away what it kept: then the open notebook is kept anew. */
  cleared(): void {
    setTimeout(() => void this.#keepAnew(), CLEARING);
  }

  async #keepAnew(): Promise<void> {
    const {saving, shelf} = this.#open;
    const {id, revision} = saving;
    if (!id || revision === 0) return;
    try {
      await this.#store.notebooks.read(id);
      await shelf.look();
    } catch (error) {
      const problem = problemOf(error);
      const {present} = this.#document;
      if (present && saving.id === id && problem.code === 'notebook-missing')
        await this.setAside(present, problem);
    }
  }

  /**
   * Changes that may not overwrite what somebody else saved become a notebook of their own, and that one is open now; so do
   * those of a notebook that is gone though nobody removed it: the browser took away what it kept.
   */
  async setAside(notebook: Notebook, problem: Problem): Promise<void> {
    const open = this.#open;
    const {saving, data} = open;
    const {id, dataset} = saving;
    const evicted = problem.code === 'notebook-missing' && !this.#removed.has(id!);
    saving.end();
    this.#right.release();
    open.problem = evicted ? new Problem('storage-evicted') : problem;
    if (!evicted && problem.code !== 'storage-conflict') return;
    await open.adopt(notebook);
    const {loaded} = this.#imports;
    if (loaded) await data.keepFiles(loaded);
    else await saving.flush();
    const whole = !saving.unsaved && (loaded !== null || dataset === null);
    if (evicted && whole && open.problem?.code === 'storage-evicted')
      open.problem = new Problem('storage-renewed');
    if (loaded) await data.snapshot(loaded.dataset.id);
  }

  /** Puts changes that were not saved when the right to write was taken away beside the notebook, which stays open. */
  async putBeside(notebook: Notebook): Promise<void> {
    const open = this.#open;
    try {
      const id = open.openId;
      await keepApart(this.#store, notebook, id);
      if (id) dropWords(id);
      open.problem = new Problem('storage-conflict');
    } catch (error) {
      open.problem = problemOf(error);
    }
    await open.shelf.refresh().catch(() => undefined);
  }
}
