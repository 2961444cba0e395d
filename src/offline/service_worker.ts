import {loadingName, prefixOf, releaseName} from './names';

/** One published file: its name below the site, and the SHA-256 of its bytes, or of what is in it where a host unpacks it. */
type Published = readonly [name: string, ...sha256: string[]];

/** Written before this program by the build. */
declare const release: {readonly version: string; readonly files: readonly Published[]};

const self_ = globalThis as unknown as ServiceWorkerGlobalScope;
const scope = new URL(self_.registration.scope);
const prefix = prefixOf(scope);
const own = releaseName(scope, release.version);
const published = new Map(release.files.map(([name, ...sha256]) => [name, sha256]));
const page = 'index.html';
/** The engine's program, which is kept inflated: so a browser compiles it as it is read, and knows it again. */
const program = /\.wasm-[\w-]+\.gz$/;

const addressOf = (name: string) => new URL(name === page ? './' : name, scope).href;

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Some hosts, and older releases on the device, give it inflated already. */
async function inflated(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  const [first, second] = new Uint8Array(bytes);
  if (first !== 0x1f || second !== 0x8b) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** The file as it was published: as a page or an older release has it, else of the host; fails for any other. */
async function fetchPublished(name: string): Promise<Response> {
  const address = addressOf(name);
  const sources = [
    () => caches.match(address),
    () => fetch(address),
    () => fetch(address, {cache: 'reload'}),
  ];
  for (const source of sources) {
    const response = await source();
    if (!response?.ok) continue;
    const bytes = await response.arrayBuffer();
    if (!published.get(name)!.includes(await sha256(bytes))) continue;
    // Made anew: a redirected answer cannot open a page, and the bytes are no longer encoded.
    const headers = new Headers(response.headers);
    headers.delete('content-encoding');
    const kept = program.test(name) ? await inflated(bytes) : bytes;
    if (program.test(name)) headers.set('content-type', 'application/wasm');
    headers.set('content-length', String(kept.byteLength));
    return new Response(kept, {headers});
  }
  throw new Error(`${name} is not as it was published`);
}

async function install(): Promise<void> {
  // A page that is still loading goes first.
  await navigator.locks.request(loadingName(scope), () => undefined);
  const cache = await caches.open(own);
  try {
    await Promise.all(
      [...published.keys()].map(async (name) => cache.put(addressOf(name), await fetchPublished(name))),
    );
  } catch (error) {
    await caches.delete(own);
    throw error;
  }
}

/** Removes older releases, except those of which a page is still open: it holds a lock of the same name. */
async function activate(): Promise<void> {
  await self_.clients.claim();
  if (self_.registration.installing) return;
  for (const name of await caches.keys()) {
    if (!name.startsWith(prefix) || name === own) continue;
    await navigator.locks.request(name, {ifAvailable: true}, async (lock) => {
      if (lock) await caches.delete(name);
    });
  }
}

/** From this release; else from that of an older page which is still open; else from the host. */
async function answer(request: Request, name: string): Promise<Response> {
  const cache = await caches.open(own);
  return (await cache.match(addressOf(name))) ?? (await caches.match(addressOf(name))) ?? fetch(request);
}

async function tell(news: {foreign: string}): Promise<void> {
  for (const client of await self_.clients.matchAll({type: 'window'})) client.postMessage(news);
}

self_.addEventListener('install', (event) => event.waitUntil(install()));
self_.addEventListener('activate', (event) => event.waitUntil(activate()));
self_.addEventListener('message', ({data}) => {
  if (data === 'take over') void self_.skipWaiting();
});
self_.addEventListener('fetch', (event) => {
  const {request} = event;
  const url = new URL(request.url);
  // Not answered here: the policy of the page is there to refuse it. But the pages, which count them, hear of it.
  if (url.origin !== scope.origin) return event.waitUntil(tell({foreign: url.origin}));
  if (request.method !== 'GET' || !url.pathname.startsWith(scope.pathname)) return;
  const name = decodeURIComponent(url.pathname.slice(scope.pathname.length)) || page;
  if (published.has(name) || name.startsWith('assets/')) event.respondWith(answer(request, name));
});
