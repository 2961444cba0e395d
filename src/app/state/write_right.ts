import type {Claim, Claims, Holder} from '../../store/claims';
import type {NotebookId} from '../../store/records';

/** What follows for the open notebook when the right to write it comes or goes. */
export interface Writer extends Holder {
  /** The right is here, after another tab had it: what that has saved is to be read. */
  granted(notebook: NotebookId): Promise<void>;
}

/** The right to write the open notebook: this tab has it, or waits for it while another one has. */
export class WriteRight {
  #claims: Claims;
  #writer: Writer;
  #notebook: NotebookId | null = null;
  #claim: Claim | null = null;
  #waiting: AbortController | null = null;
  #taking: Promise<void> | null = null;

  constructor(claims: Claims, writer: Writer) {
    this.#claims = claims;
    this.#writer = writer;
  }

  get held(): boolean {
    return this.#claim !== null;
  }

  /** Takes the right to a notebook, or waits until the other tab that has it is closed. */
  async take(notebook: NotebookId): Promise<void> {
    this.release();
    this.#notebook = notebook;
    const claim = await this.#claims.take(notebook, this.#holder(notebook));
    // Whoever opened something else meanwhile has given it up again.
    if (this.#notebook !== notebook) return claim?.release();
    this.#claim = claim;
    if (!claim) this.#wait(notebook);
  }

  /** Takes the right from the tab that has it, after that has saved; one that is frozen is given seconds for it. */
  takeOver(): Promise<void> {
    const notebook = this.#notebook;
    if (!notebook || this.#claim) return Promise.resolve();
    this.#taking ??= this.#takeOver(notebook).finally(() => (this.#taking = null));
    return this.#taking;
  }

  release(): void {
    this.#waiting?.abort();
    this.#claim?.release();
    this.#claim = null;
    this.#notebook = null;
  }

  async #takeOver(notebook: NotebookId): Promise<void> {
    this.#waiting?.abort();
    await this.#grant(notebook, this.#claims.takeOver(notebook, this.#holder(notebook)));
  }

  #wait(notebook: NotebookId): void {
    this.#waiting = new AbortController();
    const waiting = this.#claims.wait(notebook, this.#holder(notebook), this.#waiting.signal);
    // Whoever opens something else meanwhile does not wait any longer.
    this.#grant(notebook, waiting).catch(() => undefined);
  }

  async #grant(notebook: NotebookId, claiming: Promise<Claim>): Promise<void> {
    const claim = await claiming;
    if (this.#notebook !== notebook) return claim.release();
    this.#claim = claim;
    await this.#writer.granted(notebook);
  }

  #holder(notebook: NotebookId): Holder {
    return {
      asked: () => this.#writer.asked(),
      lost: () => {
        if (this.#notebook !== notebook) return;
        this.#claim = null;
        this.#writer.lost();
        // It may go on with a notebook of its own.
        if (this.#notebook === notebook) this.#wait(notebook);
      },
    };
  }
}
