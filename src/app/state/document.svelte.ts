import type {Edit} from '../../notebook/edits';
import {applyEdit, jump, redo, startHistory, undo, type History} from '../../notebook/history';
import type {Notebook} from '../../notebook/document';

/** The open notebook and its undo history; null while the doors are shown. */
export class DocumentState {
  #history = $state.raw<History | null>(null);

  get notebook(): Notebook | null {
    return this.#history?.present ?? null;
  }

  get undoable(): boolean {
    return (this.#history?.past.length ?? 0) > 0;
  }

  get redoable(): boolean {
    return (this.#history?.future.length ?? 0) > 0;
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
    if (this.#history) this.#history = applyEdit(this.#history, edit, mergeKey);
  }

  undo(): void {
    if (this.#history) this.#history = undo(this.#history) ?? this.#history;
  }

  redo(): void {
    if (this.#history) this.#history = redo(this.#history) ?? this.#history;
  }
  /** Goes so many steps back (negative) or forth. */
  jump(steps: number): void {
    if (this.#history) this.#history = jump(this.#history, steps);
  }
}
