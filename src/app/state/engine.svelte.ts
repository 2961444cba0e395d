import {analyses} from '../../analyses';
import {problemOf, type Problem} from '../../lib/problem';
import type {Client} from '../../worker/client';

/** The engine on its way into the tab, and warmed there while nobody has asked for anything. */
export class Engine {
  /** Share of it that is loaded, 0–1. */
  share = $state(0);
  ready = $state(false);
  /** It is warm, or will not become so: what can wait until then may begin. */
  settled = $state(false);
  problem = $state.raw<Problem | null>(null);

  #client: Client;
  #wanted = new AbortController();

  constructor(client: Client) {
    this.#client = client;
  }

  async start(): Promise<void> {
    this.problem = null;
    try {
      await this.#client.start((share) => (this.share = share));
      this.ready = true;
      // What the first picture needs is loaded while nobody waits, so that it is one short task.
      void analyses.overview.face();
      if (!this.#wanted.signal.aborted)
        await import('../import/warm_up').then(
          ({warmUp}) => warmUp(this.#client, this.#wanted.signal),
          () => undefined,
        );
    } catch (error) {
      this.problem = problemOf(error);
    }
    this.settled = true;
  }

  /** Somebody needs it: there is no time for warming any more. */
  want(): void {
    this.#wanted.abort();
  }
}
