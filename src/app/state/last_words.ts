import {parseNotebook} from '../../notebook/codec';
import type {Notebook} from '../../notebook/document';
import type {NotebookId, NotebookRecord} from '../../store/records';
import {forget, keep, recall} from './recall';

const NAME = 'stammkunde.unsaved.';

/** A change that was on its way to the disk when its page may have ended. */
export interface LastWords {
  /** The document as its codec writes it. */
  readonly text: string;
  /** The revision that it builds on. */
  readonly revision: number;
  /** The document that was being saved on that revision; null where none was. The change builds on it too. */
  readonly before: string | null;
}

/** A page that is closed can still write a few words, but not wait for a database. */
export function leaveWords(id: NotebookId, words: LastWords): void {
  keep('localStorage', NAME + id, JSON.stringify(words));
}

export function dropWords(id: NotebookId): void {
  keep('localStorage', NAME + id, null);
}

export function dropAllWords(): void {
  forget('localStorage', NAME);
}

/** The change to a record that did not get to the disk; null where none was left, or where somebody has saved since. */
export function lastWords({id, revision, text}: NotebookRecord): Notebook | null {
  try {
    const words = JSON.parse(recall('localStorage', NAME + id) ?? 'null') as LastWords | null;
    const builds = words && (words.revision === revision || words.before === text);
    return builds ? parseNotebook(words.text) : null;
  } catch {
    return null;
  }
}
