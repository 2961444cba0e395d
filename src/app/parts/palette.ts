import type {MenuItem} from './menu';

/** One line of a palette. */
export interface Entry extends Omit<MenuItem, 'checked'> {
  readonly id: string;
  /** Lines of a group stand together as long as nothing is asked. */
  readonly group: string;
  /** Small beside the title. */
  readonly hint?: string | undefined;
  /** Words, of every language, that lead to it. */
  readonly words: string;
}
