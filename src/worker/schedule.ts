import type {Database} from '../engine/database';
import {createQueue} from '../engine/queue';
import {pauseFor} from '../lib/pause';
import type {Keeper} from './keeper';

/** Runs a task when the engine is free. */
export type Turns = <T>(task: (database: Database) => Promise<T>) => Promise<T>;

/** Who waits at the screen goes first: a page of a list, then cells, then the rest of long runs, then an import; checks last. */
const priorities = {page: 3, run: 2, later: 1, load: 0, check: -1};

export type Urgency = Exclude<keyof typeof priorities, 'check'>;

/** So long, in milliseconds, must nothing have been asked for, before what nobody waits for is done. */
const MOMENT = 500;

/** When the one engine does what, and when the worker itself does what would take the machine from it. */
export interface Schedule {
  /** Turns for what somebody waits for; checks give way to them. */
  turns(urgency: Urgency, signal: AbortSignal): Turns;
  /** Turns for what nobody waits for: once nothing has been asked for during a moment. Checks give way when they are told to. */
  idling(signal: AbortSignal): Turns;
  /**
   * Lets other work in now and then, and settles when the engine does nothing for a cell: to compute an interval meanwhile
   * would take half of a small machine from it, and let its answers wait.
   */
  pausing(signal: AbortSignal): () => Promise<void>;
  /** Settles when nothing has been asked for during a moment: who changes one thing will change another. */
  quiet(): Promise<void>;
}

/** `giveWay` stops the check under way. */
export function createSchedule(keeper: Keeper, giveWay: () => void): Schedule {
  const queue = createQueue();
  let asked = -Infinity;

  const turnsOf =
    (urgency: keyof typeof priorities, signal: AbortSignal): Turns =>
    (task) =>
      queue.enqueue(() => keeper.use(task), {priority: priorities[urgency], signal});

  const noCell = () => queue.without(priorities.later);
  const left = () => asked + MOMENT - performance.now();
  const moment = async () => {
    while (left() > 0) await new Promise((resolve) => setTimeout(resolve, left()));
  };

  return {
    turns: (urgency, signal) => (task) => {
      asked = performance.now();
      giveWay();
      return turnsOf(urgency, signal)(task);
    },
    idling: (signal) => async (task) => {
      for (;;) {
        await moment();
        const turn = turnsOf('check', signal);
        // Until its turn has come, something may have been asked for.
        const done = await turn(async (database) => left() <= 0 && {answer: await task(database)});
        if (done) return done.answer;
      }
    },
    pausing(signal) {
      const pause = pauseFor(signal);
      return async () => {
        await noCell();
        await pause();
      };
    },
    async quiet() {
      await noCell();
      await moment();
    },
  };
}
