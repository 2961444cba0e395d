import type {Inspected, OpenQuestion, Preview, Recipe} from '../../worker/api';
import type {Looked} from './mappings';

/** Where files that are loaded come from. */
export interface Origin {
  /** The folder that they are all of, to be read again. */
  readonly folder: FileSystemDirectoryHandle | null;
  /** They are what the open data are made of, at a later time: what has changed since is worth telling. */
  readonly later: boolean;
}

/** Dropped, pasted or chosen one by one. */
export const byHand: Origin = {folder: null, later: false};

/** Files whose mapping is open, because something must be asked or the reader wants to correct it. */
export interface Checking {
  readonly files: readonly Looked[];
  /** The same files before any correction. */
  readonly proposed: readonly Looked[];
  /** They came while other data were open, so that they can be added to these. */
  readonly addable: boolean;
  /** The open data came with their notebook, joined already: these can only take their place. */
  readonly instead: boolean;
  readonly origin: Origin;
  /** What their cells leave open; `source` is a place in `files`. */
  readonly questions: readonly OpenQuestion[];
}

/** Files as they were proposed: of those whose mapping was open `before`, as it was before any correction. */
export function asProposed(files: readonly Looked[], before: Checking | null): readonly Looked[] {
  const known = before?.proposed ?? [];
  return files.map((looked) => known.find(({file}) => file === looked.file) ?? looked);
}

/** The requirements of a file that its mapping does not meet yet; of each list one field is enough. */
export function missingFields({required, recipe}: Preview): (readonly string[])[] {
  return required.filter((options) => !options.some((field) => recipe.columns[field] !== undefined));
}

/** Whether the mapping of each file meets what it requires. */
export function areMapped(files: readonly Inspected[]): boolean {
  return files.every(({preview}) => missingFields(preview).length === 0);
}

/** Whether the reader has answered a question on a file. */
export function isAnswered({kind, field}: OpenQuestion, {answers}: Recipe): boolean {
  return (kind === 'date-order' ? answers.dates?.[field] : answers.decimals?.[field]) !== undefined;
}
