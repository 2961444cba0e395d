import type {Notebook} from '../../notebook/document';
import type {TemplateId} from '../../notebook/templates';
import type {Text} from '../../text/language';

/** A dialog of the whole page; one at a time. */
export type Sheet =
  | {readonly kind: 'insert'; readonly at: number}
  | {readonly kind: 'commands' | 'notebooks' | 'templates' | 'history' | 'shortcuts' | 'take-away'}
  /** One cell at a time, beginning with this one. */
  | {readonly kind: 'presentation'; readonly cell: string | null};

/** A word on what has just happened. */
export interface Notice {
  readonly text: Text;
  /** The document after an edit that can be taken back from here, as long as nothing else is changed. */
  readonly edited: Notebook | null;
}

const NOTICE_LASTS_MS = 8000;

/** What lies around the document: the open dialog, the cell whose title or note is being written, the last notice. */
export class Desk {
  sheet = $state.raw<Sheet | null>(null);
  notice = $state.raw<Notice | null>(null);
  /** What the first data of an empty page are read with. */
  template = $state<TemplateId>('check_up');
  /** The cell whose title is being written. */
  renaming = $state<string | null>(null);
  /** The cell whose note is open though it is empty. */
  noting = $state<string | null>(null);
  /** The cell that was last worked on: a new one goes below it. */
  current = $state<string | null>(null);

  /** The page is on its way to the printer: it gets its footnotes. */
  printing = $state(false);

  #timer: ReturnType<typeof setTimeout> | undefined;

  get presenting(): boolean {
    return this.sheet?.kind === 'presentation';
  }

  open(sheet: Sheet): void {
    this.sheet = sheet;
  }

  close(): void {
    this.sheet = null;
  }

  tell(text: Text, edited: Notebook | null = null): void {
    this.notice = {text, edited};
    this.keepNotice(false);
  }

  /** A notice stays while it is looked at. */
  keepNotice(kept: boolean): void {
    clearTimeout(this.#timer);
    if (!kept) this.#timer = setTimeout(() => (this.notice = null), NOTICE_LASTS_MS);
  }

  dismissNotice(): void {
    clearTimeout(this.#timer);
    this.notice = null;
  }
}
