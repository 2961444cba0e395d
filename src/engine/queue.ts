import {Problem} from '../lib/problem';

interface Waiting {
  readonly priority: number;
  readonly start: () => void;
}

/** Tasks that share one engine, one at a time: the higher priority first, then in order of arrival. */
export interface Queue {
  /** Runs a task when its turn comes; rejects with `cancelled` when the signal fires before that. */
  enqueue<T>(task: () => Promise<T>, options: {priority: number; signal: AbortSignal}): Promise<T>;
  /** Settles when no task of this or a higher priority runs or waits. */
  without(priority: number): Promise<void>;
}

export function createQueue(): Queue {
  const waiting: Waiting[] = [];
  /** Those who wait until less is going on. */
  let patient: Waiting[] = [];
  let running: number | null = null;

  const next = () => {
    if (running !== null) return;
    const first = waiting.shift();
    running = first?.priority ?? null;
    const settled = patient.filter(({priority}) => running === null || running < priority);
    patient = patient.filter((entry) => !settled.includes(entry));
    for (const {start} of settled) start();
    first?.start();
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
                running = null;
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
    without: (priority) =>
      [running, waiting[0]?.priority].some((there) => (there ?? -Infinity) >= priority)
        ? new Promise((start) => patient.push({priority, start}))
        : Promise.resolve(),
  };
}
