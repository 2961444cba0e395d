import {Problem} from '../lib/problem';

interface Waiting {
  readonly priority: number;
  readonly start: () => void;
}

/** Tasks that share one engine, one at a time: the higher priority first, then in order of arrival. */
export interface Queue {
  /** Runs a task when its turn comes; rejects with `cancelled` when the signal fires before that. */
  enqueue<T>(task: () => Promise<T>, options: {priority: number; signal: AbortSignal}): Promise<T>;
}

export function createQueue(): Queue {
  const waiting: Waiting[] = [];
  let busy = false;

  const next = () => {
    if (busy) return;
    const first = waiting.shift();
    if (!first) return;
    busy = true;
    first.start();
  };

  return {
    enqueue(task, {priority, signal}) {
      return new Promise((resolve, reject) => {
        const entry: Waiting = {
          priority,
          start: () => {
            signal.removeEventListener('abort', abandon);
            task()
              .then(resolve, reject)
              .finally(() => {
                busy = false;
                next();
              });
          },
        };
        const abandon = () => {
          const position = waiting.indexOf(entry);
          if (position >= 0) waiting.splice(position, 1);
          reject(new Problem('cancelled'));
        };
        if (signal.aborted) return reject(new Problem('cancelled'));
        signal.addEventListener('abort', abandon, {once: true});
        const behind = waiting.findIndex((other) => other.priority < priority);
        waiting.splice(behind < 0 ? waiting.length : behind, 0, entry);
        next();
      });
    },
  };
}
