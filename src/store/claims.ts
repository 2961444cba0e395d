import {Problem} from '../lib/problem';
import type {Bed} from './bed';
import type {NotebookId} from './records';

/** What tabs tell each other. */
export type News =
  | {readonly kind: 'saved'; readonly notebook: NotebookId; readonly revision: number}
  | {readonly kind: 'removed'; readonly notebook: NotebookId}
  | {readonly kind: 'asked'; readonly notebook: NotebookId}
  | {readonly kind: 'given'; readonly notebook: NotebookId}
  /** The reader wants nothing to be kept in this browser. */
  | {readonly kind: 'nothing-kept'};

/** The right to write a notebook, which one tab has at a time. */
export interface Claim {
  release(): void;
}

export interface Holder {
  /** Another tab wants to write: what is open is to be saved, then the right is taken. */
  asked(): Promise<void>;
  /** The right is gone. */
  lost(): void;
}

export interface Claims {
  /** The right to write a notebook; null while another tab has it. */
  take(notebook: NotebookId, holder: Holder): Promise<Claim | null>;
  /** Waits until it is free: the other tab was closed. */
  wait(notebook: NotebookId, holder: Holder, signal: AbortSignal): Promise<Claim>;
  /** Asks the other tab to save and give way, and takes the right from one that does not answer. */
  takeOver(notebook: NotebookId, holder: Holder): Promise<Claim>;
  tell(news: News): void;
  listen(hear: (news: News) => void): () => void;
}

const CHANNEL = 'stammkunde';
/** How long a tab that is asked to give way may take, in milliseconds: one that is frozen never answers. */
const GRACE = 3000;

export function createClaims({locks}: Pick<Bed, 'locks'>): Claims {
  const channel = new BroadcastChannel(CHANNEL);
  const ears = new Set<(news: News) => void>();
  channel.addEventListener('message', ({data}: MessageEvent<News>) => {
    for (const hear of ears) hear(data);
  });
  const tell = (news: News) => channel.postMessage(news);
  const listen = (hear: (news: News) => void) => {
    ears.add(hear);
    return () => void ears.delete(hear);
  };

  /** Requests the lock and holds it until the claim is released or the lock is stolen. */
  const hold = (notebook: NotebookId, holder: Holder, options: LockOptions): Promise<Claim | null> =>
    new Promise((resolve, reject) => {
      let giveBack: (() => void) | null = null;
      let over = false;
      const end = (told: boolean) => {
        if (over) return;
        over = true;
        deafen();
        giveBack?.();
        if (told && giveBack) holder.lost();
      };
      const deafen = listen((news) => {
        if (!giveBack || news.kind !== 'asked' || news.notebook !== notebook) return;
        // The lock is left to be stolen: once free, it would go to whoever waits for it, this tab among them.
        const answer = () => tell({kind: 'given', notebook});
        // What cannot be saved is looked after when the right is gone.
        holder.asked().then(answer, answer);
      });
      locks
        .request(`stammkunde.notebook.${notebook}`, options, (lock) => {
          if (!lock) {
            deafen();
            resolve(null);
            return undefined;
          }
          resolve({release: () => end(false)});
          return new Promise<void>((free) => (giveBack = free));
        })
        .catch((error: unknown) => {
          deafen();
          // A lock that was stolen ends in the same error as one that was never had.
          reject(error);
          end(true);
        });
    });

  return {
    take: (notebook, holder) => hold(notebook, holder, {ifAvailable: true}),
    async wait(notebook, holder, signal) {
      const claim = await hold(notebook, holder, {signal});
      if (!claim) throw new Problem('cancelled');
      return claim;
    },
    async takeOver(notebook, holder) {
      await new Promise<void>((answered) => {
        const timer = setTimeout(done, GRACE);
        const deafen = listen((news) => {
          if (news.kind === 'given' && news.notebook === notebook) done();
        });
        function done() {
          clearTimeout(timer);
          deafen();
          answered();
        }
        tell({kind: 'asked', notebook});
      });
      return (await hold(notebook, holder, {steal: true}))!;
    },
    tell,
    listen,
  };
}
