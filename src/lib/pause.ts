import {Problem} from './problem';

/** Longest stretch of computing between two turns of the event loop, in milliseconds. */
const STRETCH = 12;

/** A function that lets other work in, at most every few milliseconds, and throws `cancelled` once the signal has fired. */
export function pauseFor(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since >= STRETCH) {
      await turn();
      since = performance.now();
    }
    if (signal.aborted) throw new Problem('cancelled');
  };
}

/** One turn of the event loop. A timer would wait four milliseconds after the first few. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
