import type {Page} from 'playwright';

/** To run before a page: it remembers the workers that it starts, so that they can be ended. */
export const endable = `{
  const Real = Worker;
  globalThis.started = [];
  globalThis.Worker = class extends Real {
    constructor(...given) {
      super(...given);
      started.push(this);
    }
  };
}`;

/** Ends the worker that was started last. */
export const endWorker = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as {started: Worker[]}).started.pop()!.terminate());
