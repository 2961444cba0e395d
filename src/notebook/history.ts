import type {Text} from '../text/language';
import type {Notebook} from './document';
import type {Edit} from './edits';

/** A document beside an edit: in the past the one before it, in the future the one after it. */
export interface Step {
  readonly title: Text;
  /** Id of the cell that the edit was about. */
  readonly cell: string | undefined;
  readonly notebook: Notebook;
}

/** The document with the way back and forth. Edits in a row with the same merge key are one step. */
export interface History {
  /** Oldest first. */
  readonly past: readonly Step[];
  readonly present: Notebook;
  /** Next first. */
  readonly future: readonly Step[];
  readonly mergeKey: string | null;
}

const MOST_STEPS = 500;

export function startHistory(present: Notebook): History {
  return {past: [], present, future: [], mergeKey: null};
}

export function applyEdit(history: History, edit: Edit, mergeKey: string | null = null): History {
  const {title, cell, apply} = edit;
  const present = apply(history.present);
  if (present === history.present) return history;
  const merged = mergeKey !== null && mergeKey === history.mergeKey;
  const past = merged
    ? history.past
    : [...history.past, {title, cell, notebook: history.present}].slice(-MOST_STEPS);
  return {past, present, future: [], mergeKey};
}

export function undo({past, present, future}: History): History | null {
  const before = past.at(-1);
  if (!before) return null;
  return {
    past: past.slice(0, -1),
    present: before.notebook,
    future: [{...before, notebook: present}, ...future],
    mergeKey: null,
  };
}

export function redo({past, present, future}: History): History | null {
  const [after, ...rest] = future;
  if (!after) return null;
  return {
    past: [...past, {...after, notebook: present}],
    present: after.notebook,
    future: rest,
    mergeKey: null,
  };
}

/** Goes so many steps back (negative) or forth, as far as there are any. */
export function jump(history: History, steps: number): History {
  let here = history;
  for (let left = Math.abs(steps); left > 0; left--) {
    const next = steps < 0 ? undo(here) : redo(here);
    if (!next) break;
    here = next;
  }
  return here;
}
