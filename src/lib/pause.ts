import {Problem} from './problem';

/** Longest stretch of computing between two turns of the event loop, in milliseconds. */
const STRETCH = 12;

/** A function that lets other work in, at most every few milliseconds, and throws `cancelled` once the signal has fired. */
export function pauseFor(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since >= STRETCH) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    if (signal.aborted) throw new Problem('cancelled');
  };
}
