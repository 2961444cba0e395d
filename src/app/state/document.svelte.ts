import type {Edit} from '../../notebook/edits';
import {applyEdit, jump, redo, startHistory, undo, type History} from '../../notebook/history';
import type {Notebook} from '../../notebook/document';

/** The open notebook and its undo history; null while the doors are shown. */
export class DocumentState {
  /** Another tab writes this notebook; changes made here are not taken. */
  readOnly = $state(false);

  #history = $state.raw<History | null>(null);

  get notebook(): Notebook | null {
    return this.#history?.present ?? null;
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
    this.#history = startHistory(notebook);
  }

  close(): void {
    this.#history = null;
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
