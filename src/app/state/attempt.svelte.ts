import {problemOf, type Problem} from '../../lib/problem';
import type {LoadProgress} from '../../worker/api';

/** How far an import is; what is packed is unpacked first. */
export interface ImportProgress {
  readonly phase: 'unpacking' | 'reopening' | LoadProgress['phase'];
  readonly share: number;
}

/** One import at a time, from its beginning to its end: how far it is, what stops it, and what went wrong. */
export class Attempt {
  progress = $state.raw<ImportProgress | null>(null);
  problem = $state.raw<Problem | null>(null);

  #controller: AbortController | null = null;
  #ended: Promise<void> = Promise.resolve();

  get busy(): boolean {
    return this.progress !== null;
  }

  /** Fires where what is on its way is cancelled. */
  get signal(): AbortSignal {
    return this.#controller!.signal;
  }

  /** Says how far it is; what comes after its end is not heard. */
  report(progress: ImportProgress): void {
    if (this.#controller) this.progress = progress;
  }

  /** Settles when the work is done; where other work is on its way, that is waited for instead. */
  begin(work: () => Promise<void>): Promise<void> {
    if (!this.busy) this.#ended = this.#run(work);
    return this.#ended;
  }

  cancel(): void {
    this.#controller?.abort();
  }

  /** Settles when what is on its way has come to its end: true where nobody has cancelled it. */
  async settled(): Promise<boolean> {
    const controller = this.#controller;
    await this.#ended;
    return !controller?.signal.aborted;
  }

  async #run(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.#controller = new AbortController();
    this.progress = {phase: 'reading', share: 0};
    try {
      await work();
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code !== 'cancelled') this.problem = problem;
    } finally {
      this.progress = null;
      this.#controller = null;
    }
  }
}
