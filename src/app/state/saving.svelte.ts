import {Problem, problemOf} from '../../lib/problem';
import type {DatasetId} from '../../model/dataset';
import {serialise} from '../../notebook/codec';
import type {Notebook} from '../../notebook/document';
import type {NotebookId} from '../../store/records';
import type {Store} from '../../store/store';
import {dropWords, leaveWords} from './last_words';

/** What is known of the last changes: on disk, on the way there, or in this tab only. */
export type SaveStatus =
  | {readonly kind: 'nothing'}
  | {readonly kind: 'saving'}
  | {readonly kind: 'saved'; readonly at: number}
  | {readonly kind: 'failed'; readonly problem: Problem};

/** The notebook that is being saved, as it was last seen on disk. */
export interface Saved {
  readonly id: NotebookId;
  readonly revision: number;
  readonly savedAt: number | null;
  readonly dataset: DatasetId | null;
  readonly notebook: Notebook | null;
}

/** Changes are on disk so many milliseconds after they were made, at the latest. */
const THROTTLE = 1000;
/** A save that failed is tried again after so long. */
const AGAIN = 10_000;

/** Saves of one notebook, one after the other, each built on the last. */
export class Saving {
  status = $state.raw<SaveStatus>({kind: 'nothing'});

  #store: Store;
  #done: (saved: Saved) => void;
  #refused: (notebook: Notebook, problem: Problem) => void;
  #on = $state.raw<Saved | null>(null);
  #pending: Notebook | null = null;
  /** What is being written to the disk. */
  #writing: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<void> = Promise.resolve();
  /** Data on their way to the disk. */
  #adopting: Promise<void> = Promise.resolve();
  #keeping = 0;
  /** Kept data that the next save names. */
  #naming: DatasetId | null = null;
  /** Why the open data are in this tab only. */
  #unkept: Problem | null = null;

  /** `refused` is told of changes that cannot be saved because somebody else has saved or removed the notebook. */
  constructor(
    store: Store,
    done: (saved: Saved) => void,
    refused: (notebook: Notebook, problem: Problem) => void,
  ) {
    this.#store = store;
    this.#done = done;
    this.#refused = refused;
  }

  get id(): NotebookId | null {
    return this.#on?.id ?? null;
  }

  get revision(): number {
    return this.#on?.revision ?? 0;
  }

  /** The data that the notebook has on disk. */
  get dataset(): DatasetId | null {
    return this.#on?.dataset ?? null;
  }

  /** Whether closing the tab now would lose something. */
  get unsaved(): boolean {
    const left = this.#on && this.#pending && !this.#idle(this.#on, this.#pending);
    return Boolean(left) || this.dataUnsaved;
  }

  /** Whether the open data are in this tab only, or on their way to the disk. */
  get dataUnsaved(): boolean {
    return this.#keeping > 0 || this.#unkept !== null;
  }

  /** From here on changes of this notebook are saved. */
  begin(saved: Saved): void {
    this.end();
    this.#on = saved;
    this.status = saved.savedAt === null ? {kind: 'nothing'} : {kind: 'saved', at: saved.savedAt};
  }

  /** Changes are no longer saved; those that were not are given back. */
  end(): Notebook | null {
    const left = this.#pending;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = null;
    this.#naming = null;
    this.#unkept = null;
    this.#on = null;
    this.status = {kind: 'nothing'};
    return left;
  }

  /** Takes the notebook as it is now. */
  update(notebook: Notebook): void {
    const on = this.#on;
    // What is on disk counts as new while something else is on its way there: an undo, taken back at once.
    if (!on || notebook === (this.#pending ?? on.notebook)) return;
    this.#pending = notebook;
    if (this.status.kind !== 'failed' && !this.#idle(on, notebook)) this.status = {kind: 'saving'};
    this.#timer ||= setTimeout(() => void this.flush(), THROTTLE);
  }

  /** A blank notebook that was never saved is not worth a record. */
  #idle({revision}: Saved, {cells}: Notebook): boolean {
    return revision === 0 && this.#naming === null && cells.length === 0;
  }

  /**
   * Keeps data and then names them in the notebook, with which they count. Meanwhile the notebook goes on having the data
   * that it had.
   */
  adopt(dataset: DatasetId, keep: () => Promise<void>): Promise<void> {
    this.#adopting = this.#adopting.then(() => this.#adopt(dataset, keep));
    return this.#adopting;
  }

  async #adopt(dataset: DatasetId, keep: () => Promise<void>): Promise<void> {
    const id = this.#on?.id;
    if (!id) return;
    this.#keeping++;
    this.#unkept = null;
    this.status = {kind: 'saving'};
    try {
      await this.#store.storing(async () => {
        await keep();
        await this.flush();
        if (this.#on?.id !== id) return;
        this.#naming = dataset;
        this.#pending ??= this.#on.notebook;
        await this.flush();
        // Data that no notebook names are swept; a later save must not name them as if they were there.
        if (this.#on?.id === id && this.#on.dataset !== dataset) throw this.#failure();
      });
    } catch (error) {
      if (this.#on?.id === id) {
        this.#unkept = problemOf(error);
        this.status = {kind: 'failed', problem: this.#unkept};
      }
    } finally {
      if (this.#on?.id === id) this.#naming = null;
      this.#keeping--;
      this.#settle();
    }
  }

  /** Settles when everything is on disk, data on their way and changes made meanwhile too, or is known not to be. */
  async settled(): Promise<void> {
    do {
      await this.#adopting;
      await this.flush();
    } while (this.status.kind === 'saving' && (this.#pending !== null || this.#keeping > 0));
  }

  /** As `flush`, where the page may end before that is done: what is left then is read when the notebook is opened again. */
  leave(): void {
    const on = this.#on;
    const notebook = this.#pending;
    // Of a notebook that was never saved there is no record to read it with.
    if (on && on.revision > 0) {
      if (notebook && (this.#writing !== null || notebook !== on.notebook))
        leaveWords(on.id, {text: serialise(notebook), revision: on.revision, before: this.#writing});
      else dropWords(on.id);
    }
    void this.flush();
  }

  /** Settles when everything so far is on disk, or is known not to be. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = this.#last.then(() => this.#save());
    return this.#last;
  }

  async #save(): Promise<void> {
    const on = this.#on;
    const notebook = this.#pending;
    if (!on || !notebook) return;
    if (this.#idle(on, notebook)) {
      this.status = this.#unkept ? {kind: 'failed', problem: this.#unkept} : {kind: 'nothing'};
      return;
    }
    try {
      const {id, revision} = on;
      const dataset = this.#naming ?? on.dataset;
      const text = serialise(notebook);
      this.#writing = text;
      const saved = await this.#store.notebooks.save({id, title: notebook.title, text, dataset, revision});
      if (this.#on?.id !== id) return;
      this.#on = {...this.#on, ...saved, dataset, notebook};
      if (this.#pending === notebook) this.#pending = null;
      if (this.#pending === null) dropWords(id);
      this.#settle();
      this.#done(this.#on);
    } catch (error) {
      if (this.#on?.id !== on.id) return;
      const problem = problemOf(error);
      if (problem.code === 'storage-conflict' || problem.code === 'notebook-missing') {
        dropWords(on.id);
        this.#refused(this.#pending ?? notebook, problem);
        return;
      }
      this.status = {kind: 'failed', problem};
      this.#timer ||= setTimeout(() => void this.flush(), AGAIN);
    } finally {
      this.#writing = null;
    }
  }

  #failure(): Problem {
    return this.status.kind === 'failed' ? this.status.problem : new Problem('storage-unavailable');
  }

  /** Says that all is on disk, once it is. */
  #settle(): void {
    const at = this.#on?.savedAt;
    if (this.#pending !== null || this.#keeping > 0 || typeof at !== 'number') return;
    this.status = this.#unkept ? {kind: 'failed', problem: this.#unkept} : {kind: 'saved', at};
  }
}
