import type {Database} from '../engine/database';
import {createQueue} from '../engine/queue';
import {pauseFor} from '../lib/pause';
import {problemOf} from '../lib/problem';
import type {Keeper} from './keeper';

/** Runs a task when the engine is free. */
export type Turns = <T>(task: (database: Database) => Promise<T>) => Promise<T>;

/** The same for what nobody waits for. A task that obeys the signal stops when something is asked for, and begins again later. */
export type IdleTurns = <T>(task: (database: Database, signal: AbortSignal) => Promise<T>) => Promise<T>;

/** Who waits at the screen goes first: a page of a list, then cells, then the rest of long runs, then an import. */
const priorities = {page: 3, run: 2, later: 1, load: 0, idle: -1};

export type Urgency = Exclude<keyof typeof priorities, 'idle'>;

/** So long, in milliseconds, must nothing have been asked for, before what nobody waits for is done: one change follows another. */
const MOMENT = 500;
/** So long a page may draw what it was given, which on a small machine takes all of it. */
const DRAWING = 100;

/** When the one engine does what, and when the worker itself does what would take the machine from it. */
export interface Schedule {
  turns(urgency: Urgency, signal: AbortSignal): Turns;
  /** Turns once nothing has been asked for during a moment. */
  idling(signal: AbortSignal): IdleTurns;
  /**
   * Lets other work in now and then, and settles when the first picture is drawn and the engine does nothing for a cell: to
   * compute an interval meanwhile would take half of a small machine from it, and let its answers wait.
   */
  pausing(signal: AbortSignal): () => Promise<void>;
  /** The same for what nobody waits for: settles when nothing has been asked for during a moment. */
  leisurely(signal: AbortSignal): () => Promise<void>;
}

export function createSchedule(keeper: Keeper): Schedule {
  const queue = createQueue();
  let asked = -Infinity;
  let idle: AbortController | null = null;

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
      // Files that are read leave the cells to be drawn, which ask for themselves.
      if (urgency !== 'load') asked = performance.now();
      idle?.abort();
      return turnsOf(urgency, signal)(task);
    },
    idling: (signal) => async (task) => {
      const turns = turnsOf('idle', signal);
      for (;;) {
        await moment();
        const own = new AbortController();
        try {
          const done = await turns(async (database) => {
            // Until its turn has come, something may have been asked for.
            if (left() > 0) return null;
            idle = own;
            return {answer: await task(database, AbortSignal.any([signal, own.signal]))};
          });
          if (done) return done.answer;
        } catch (error) {
          const gaveWay = own.signal.aborted && !signal.aborted && problemOf(error).code === 'cancelled';
          if (!gaveWay) throw error;
        }
      }
    },
    pausing(signal) {
      const pause = pauseFor(signal);
      const drawn = performance.now() + DRAWING;
      return async () => {
        const drawing = drawn - performance.now();
        if (drawing > 0) await new Promise((resolve) => setTimeout(resolve, drawing));
        await noCell();
        await pause();
      };
    },
    leisurely(signal) {
      const pause = pauseFor(signal);
      return async () => {
        await noCell();
        await moment();
        await pause();
      };
    },
  };
}
