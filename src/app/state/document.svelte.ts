import type {Edit} from '../../notebook/edits';
import {applyEdit, jump, redo, startHistory, undo, type History} from '../../notebook/history';
import type {Notebook} from '../../notebook/document';

/** The open notebook and its undo history; null while the doors are shown. */
export class DocumentState {
  /** Another tab writes this notebook. */
  locked = $state(false);

  #history = $state.raw<History | null>(null);
  #looked = $state.raw<Notebook | null>(null);

  /** What is shown: the open notebook, or an earlier version of it that is looked at. */
  get notebook(): Notebook | null {
    return this.#looked ?? this.present;
  }

  /** The notebook as it is now. */
  get present(): Notebook | null {
    return this.#history?.present ?? null;
  }

  /** Changes made here are not taken. */
  get readOnly(): boolean {
    return this.locked || this.#looked !== null;
  }

  get undoable(): boolean {
    return !this.readOnly && (this.#history?.past.length ?? 0) > 0;
  }

  get redoable(): boolean {
    return !this.readOnly && (this.#history?.future.length ?? 0) > 0;
  }

  get history(): History | null {
    return this.#history;
  }

  open(notebook: Notebook): void {
    this.#looked = null;
    this.follow(notebook);
  }

  /** The open notebook was changed elsewhere; what is looked at stays. */
  follow(notebook: Notebook): void {
    this.#history = startHistory(notebook);
  }

  close(): void {
    this.#looked = null;
    this.#history = null;
  }

  /** Shows an earlier version in place of the open notebook, over the same data; null: the notebook itself again. */
  look(version: Notebook | null): void {
    this.#looked = version && this.present && {...version, dataset: this.present.dataset};
  }

  edit(edit: Edit, mergeKey: string | null = null): void {
    if (this.#history && !this.readOnly) this.#history = applyEdit(this.#history, edit, mergeKey);
  }

  undo(): void {
    if (this.#history && !this.readOnly) this.#history = undo(this.#history) ?? this.#history;
  }

  redo(): void {
    if (this.#history && !this.readOnly) this.#history = redo(this.#history) ?? this.#history;
  }
  /** Goes so many steps back (negative) or forth. */
  jump(steps: number): void {
    if (this.#history && !this.readOnly) this.#history = jump(this.#history, steps);
  }
}
