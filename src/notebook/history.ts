import type {Edit} from './edits';
import type {Notebook} from './document';

/** The document with the way back and forth. Edits in a row with the same merge key are one step. */
export interface History {
  readonly past: readonly Notebook[];
  readonly present: Notebook;
  readonly future: readonly Notebook[];
  readonly mergeKey: string | null;
}

const MOST_STEPS = 500;

export function startHistory(present: Notebook): History {
  return {past: [], present, future: [], mergeKey: null};
}

export function applyEdit(history: History, edit: Edit, mergeKey: string | null = null): History {
  const present = edit(history.present);
  if (present === history.present) return history;
  const merged = mergeKey !== null && mergeKey === history.mergeKey;
  const past = merged ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return {past, present, future: [], mergeKey};
}

export function undo({past, present, future}: History): History | null {
  const before = past.at(-1);
  if (!before) return null;
  return {past: past.slice(0, -1), present: before, future: [present, ...future], mergeKey: null};
}

export function redo({past, present, future}: History): History | null {
  const [after, ...rest] = future;
  if (!after) return null;
  return {past: [...past, present], present: after, future: rest, mergeKey: null};
}
