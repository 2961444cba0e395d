import {loadingName, prefixOf} from '../offline/names';
import {fetchSteadily} from './steady';

const SMALLEST = 1_000_000;

/** The media type without which a browser compiles nothing as it comes. */
const wasm = 'application/wasm';

/** How long what is kept on the device may take, in milliseconds; whoever reloads past the service worker asks the host instead. */
const PATIENCE = 10_000;

/** The engine's program, compiled: as it is kept on the device, else from the host; of that is reported which share has come. */
export async function programOf(address: URL, report: (share: number) => void): Promise<WebAssembly.Module> {
  return (await keptProgram(address)) ?? hostedProgram(address, report);
}

/**
 * The service worker keeps the program inflated. Its answer is compiled as it is: only so does the browser know it again, and
 * has ready at the next visit what it compiled at this one. (Not if somebody else is reading it from the cache: no `match`.)
 */
async function keptProgram(address: URL): Promise<WebAssembly.Module | null> {
  const folder = new URL('../', address);
  try {
    const names = await caches.keys();
    if (!names.some((name) => name.startsWith(prefixOf(folder)) && name !== loadingName(folder))) return null;
    const response = await fetch(address, {signal: AbortSignal.timeout(PATIENCE)});
    if (response.headers.get('content-type') === wasm) return await WebAssembly.compileStreaming(response);
    void response.body?.cancel();
  } catch {
    // No storage, or nothing that is whole in it: the host has the program too.
  }
  return null;
}

/** Inflated here: as shipped it would be too large for some hosts. Compiled while it comes. */
async function hostedProgram(address: URL, report: (share: number) => void): Promise<WebAssembly.Module> {
  const response = await fetchSteadily(address);
  const left = leaveForKeeping(address, response.clone());
  const total = Math.max(SMALLEST, Number(response.headers.get('content-length') ?? 0));
  let received = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      received += chunk.length;
      report(Math.min(1, received / total));
      controller.enqueue(chunk);
    },
  });
  const arrived = response.body!.pipeTo(counted.writable);
  const program = compiled(counted.readable);
  // The compiler would only say that something went wrong on the way; what it was, is said here.
  program.catch(() => undefined);
  await arrived;
  await left;
  return program;
}

async function compiled(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<WebAssembly.Module> {
  const [head, body] = stream.tee();
  const reader = head.getReader();
  const {value} = await reader.read();
  void reader.cancel();
  // Some hosts send `.gz` as an encoding, and the browser has inflated it already.
  const gzipped = value?.[0] === 0x1f && value[1] === 0x8b;
  const inflated = gzipped ? body.pipeThrough(new DecompressionStream('gzip')) : body;
  return WebAssembly.compileStreaming(new Response(inflated, {headers: {'content-type': wasm}}));
}

/** The service worker, which keeps all files, finds this one here instead of loading it once more. */
async function leaveForKeeping(address: URL, response: Response): Promise<void> {
  try {
    if (await caches.match(address)) return void response.body?.cancel();
    await (await caches.open(loadingName(new URL('../', address)))).put(address, response);
  } catch {
    // No storage, or none left: the program runs all the same.
  }
}
