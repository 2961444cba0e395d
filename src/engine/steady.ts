import {Problem} from '../lib/problem';

/** How long a server may send nothing, in milliseconds. */
const PATIENCE = 30_000;

/**
 * A file of our own host, which may fall silent: then this, or reading what it gives, ends in `engine-silent`. A slow line
 * that still brings bytes goes on for as long as it takes.
 */
export async function fetchSteadily(address: URL, patience = PATIENCE): Promise<Response> {
  const aborting = new AbortController();
  let silence = (): void => aborting.abort();
  let timer = setTimeout(() => silence(), patience);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence(), patience);
  };
  try {
    const response = await fetch(address, {signal: aborting.signal});
    if (!response.ok || !response.body) throw new Error(`answered ${response.status}`);
    heard();
    const watched = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      start(controller) {
        silence = () => {
          controller.error(new Problem('engine-silent'));
          aborting.abort();
        };
      },
      transform(chunk, controller) {
        heard();
        controller.enqueue(chunk);
      },
      flush: () => clearTimeout(timer),
    });
    const {status, headers} = response;
    return new Response(response.body.pipeThrough(watched), {status, headers});
  } catch (error) {
    clearTimeout(timer);
    throw aborting.signal.aborted ? new Problem('engine-silent', {}, error) : error;
  }
}
