import {createSocket} from 'node:dgram';
import {readdir, readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {join, resolve} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {chromium, type Browser, type Page, type Worker} from 'playwright';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {chromiumArguments, findChromium} from '../helpers/chromium.mjs';
import {openSample} from '../helpers/site';
import {serveFolder, type StaticSite} from '../helpers/static_server';

const dist = resolve(import.meta.dirname, '../../dist');

/** Another origin that answers whoever comes and writes down everything that reaches it. */
interface Canary {
  readonly origin: string;
  readonly host: string;
  readonly requests: string[];
  /** Connections, and the bytes and datagrams that came in over them. */
  readonly traffic: () => {connections: number; bytes: number; datagrams: number};
  close(): void;
}

async function openCanary(): Promise<Canary> {
  const requests: string[] = [];
  const sockets: Socket[] = [];
  let datagrams = 0;
  const server = createServer(({url}, response) => {
    requests.push(url!);
    const type = url!.includes('events') ? 'text/event-stream' : 'text/javascript';
    response.writeHead(200, {'access-control-allow-origin': '*', 'content-type': type}).end();
  });
  server.on('upgrade', ({url}, socket) => {
    requests.push(url!);
    socket.destroy();
  });
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const {port} = server.address() as AddressInfo;
  const udp = createSocket('udp4').on('message', () => datagrams++);
  await new Promise<void>((bound) => udp.bind(port, '127.0.0.1', bound));
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    traffic: () => ({
      connections: sockets.length,
      bytes: sockets.reduce((sum, socket) => sum + socket.bytesRead, 0),
      datagrams,
    }),
    close() {
      server.close();
      server.closeAllConnections();
      udp.close();
    },
  };
}

const silence = {requests: [], connections: 0, bytes: 0, datagrams: 0};
const heardBy = (canary: Canary) => ({requests: [...canary.requests], ...canary.traffic()});

/** A page or a worker. */
interface Place {
  evaluate<Result>(code: string): Promise<Result>;
}

/** One way to another origin: code that runs there, with the address to reach as `at`. */
interface Way {
  readonly title: string;
  readonly code: string;
  /** The directive that the browser says it was refused by. */
  readonly by?: string;
  /** What the browser says it refused, where that is not the address itself. */
  readonly refused?: 'inline' | 'data' | 'blob' | 'host' | 'own' | 'elsewhere';
  /** The code itself learns of it. */
  readonly throws?: true;
  /** Nothing would arrive without a policy either: browsers refuse it anyway, or the canary cannot answer it. */
  readonly hopeless?: true;
  /** Chromium connects before it asks the policy, and then sends nothing. */
  readonly connects?: true;
}

const blobWorker = (source: string, options = '') => `
  const source = ${JSON.stringify(source)}.replace('AT', at);
  const worker = new Worker(URL.createObjectURL(new Blob([source], {type: 'text/javascript'}))${options});
  await new Promise((done, fail) => {
    worker.onmessage = ({data}) => (data === 'arrived' ? done() : fail(data));
    worker.onerror = () => fail('the worker did not start');
  });`;
const reportBack = `.then(() => postMessage('arrived'), (error) => postMessage(String(error)))`;

const anywhere: Way[] = [
  {title: 'fetch', code: 'await fetch(at)', by: 'connect-src', throws: true},
  {
    title: 'a fetch that does not ask for an answer',
    code: `await fetch(at, {mode: 'no-cors', method: 'POST', body: 'x', keepalive: true})`,
    by: 'connect-src',
    throws: true,
  },
  {
    title: 'a redirect of our own host',
    code: `await fetch(elsewhere, {mode: 'no-cors'})`,
    by: 'connect-src',
    refused: 'elsewhere',
    throws: true,
  },
  {
    title: 'XMLHttpRequest',
    code: `const request = new XMLHttpRequest(); request.open('GET', at); request.send(); await loaded(request)`,
    by: 'connect-src',
    throws: true,
  },
  {
    title: 'a synchronous XMLHttpRequest',
    code: `const request = new XMLHttpRequest(); request.open('GET', at, false); request.send()`,
    by: 'connect-src',
    throws: true,
  },
  {
    title: 'WebSocket',
    code: `await loaded(new WebSocket(at.replace('http', 'ws')))`,
    by: 'connect-src',
    throws: true,
  },
  {title: 'EventSource', code: 'await loaded(new EventSource(at))', by: 'connect-src', throws: true},
  {
    title: 'WebTransport',
    code: `await new WebTransport(at.replace('http', 'https')).ready`,
    by: 'connect-src',
    throws: true,
    hopeless: true,
  },
  {
    title: 'the cache of requests',
    code: `await (await caches.open('canary')).add(at)`,
    by: 'connect-src',
    throws: true,
  },
  {title: 'import()', code: 'await import(at)', by: 'script-src-elem', throws: true},
  {
    title: 'a font',
    code: `await new FontFace('canary', 'url(' + at + ')').load()`,
    by: 'font-src',
    throws: true,
  },
  {title: 'a worker from there', code: 'new Worker(at)', throws: true, hopeless: true},
  {
    title: 'a module worker from there',
    code: `new Worker(at, {type: 'module'})`,
    throws: true,
    hopeless: true,
  },
  {
    title: 'a worker from an address of ours, which no policy in the page would bind',
    code: `await loaded(new Worker(own))`,
    by: 'worker-src',
    refused: 'own',
    throws: true,
    hopeless: true,
  },
  {
    title: 'a worker from a data address',
    code: `await loaded(new Worker('data:text/javascript,' + encodeURIComponent('fetch("' + at + '")')))`,
    by: 'worker-src',
    refused: 'data',
    throws: true,
  },
  {
    title: 'fetch in a worker from a blob',
    code: blobWorker(`fetch('AT', {mode: 'no-cors'})${reportBack}`),
    throws: true,
  },
  {
    title: 'importScripts() in a worker from a blob',
    code: blobWorker(`importScripts('AT'); postMessage('arrived')`),
    throws: true,
  },
  {
    title: 'import() in a module worker from a blob',
    code: blobWorker(`import('AT')${reportBack}`, `, {type: 'module'}`),
    throws: true,
  },
];

const onPage: Way[] = [
  {title: 'sendBeacon', code: `navigator.sendBeacon(at, 'x')`, by: 'connect-src'},
  {
    title: 'the ping of a link',
    code: `add('a', {href: '#here', ping: at}).click()`,
    by: 'connect-src',
  },
  {title: 'a shared worker from there', code: 'new SharedWorker(at)', throws: true, hopeless: true},
  {
    title: 'a service worker',
    code: 'await navigator.serviceWorker.register(own)',
    by: 'worker-src',
    refused: 'own',
    throws: true,
    hopeless: true,
  },
  {title: 'a paint worklet', code: 'await CSS.paintWorklet.addModule(at)', throws: true},
  {title: 'an audio worklet', code: 'await new AudioContext().audioWorklet.addModule(at)', throws: true},
  {title: 'a script', code: `add('script', {src: at})`, by: 'script-src-elem'},
  {title: 'a module script', code: `add('script', {type: 'module', src: at})`, by: 'script-src-elem'},
  {
    title: 'a script in a picture',
    code: `
      const script = document.createElementNS('http://www.w3.org/2000/svg', 'script');
      script.setAttribute('href', at);
      document.body.append(script)`,
    by: 'script-src-elem',
  },
  {
    title: 'rules for what to load ahead',
    code: `
      const rules = {prefetch: [{source: 'list', urls: [at]}]};
      add('script', {type: 'speculationrules', textContent: JSON.stringify(rules)})`,
    by: 'script-src-elem',
    refused: 'inline',
  },
  {
    title: 'an image',
    code: `const image = new Image(); image.src = at; await loaded(image)`,
    by: 'img-src',
    throws: true,
  },
  {title: 'the sources of an image', code: `add('img', {srcset: at + ' 2x'})`, by: 'img-src'},
  {title: 'the poster of a video', code: `add('video', {poster: at})`, by: 'img-src'},
  {title: 'an image button', code: `add('input', {type: 'image', src: at})`, by: 'img-src'},
  {title: 'the icon of the page', code: `add('link', {rel: 'icon', href: at}, document.head)`, by: 'img-src'},
  {title: 'an SVG image', code: `html('<svg><image href="' + at + '" /></svg>')`, by: 'img-src'},
  {
    title: 'an image in an SVG filter',
    code: `html('<svg><filter id="f"><feImage href="' + at + '" /></filter><rect filter="url(#f)" width="9" height="9" /></svg>')`,
    by: 'img-src',
  },
  {title: 'an SVG use', code: `html('<svg><use href="' + at + '#part" /></svg>')`, hopeless: true},
  {
    title: 'the background of an element',
    code: `document.body.style.backgroundImage = 'url(' + at + ')'`,
    by: 'img-src',
  },
  {title: 'a mouse pointer', code: `document.body.style.cursor = 'url(' + at + '), auto'`, by: 'img-src'},
  {
    title: 'the style attribute of written HTML',
    code: `html('<p style="background: url(' + at + ')">Text</p>')`,
    by: 'style-src-attr',
    refused: 'inline',
  },
  {
    title: 'the background in a constructed stylesheet',
    code: `adopt('body {border-image-source: url(' + at + ')}')`,
    by: 'img-src',
  },
  {
    title: 'a font in a constructed stylesheet',
    code: `adopt('@font-face {font-family: canary; src: url(' + at + ')}'); await document.fonts.load('9px canary')`,
    by: 'font-src',
    throws: true,
  },
  {
    title: '@import in a constructed stylesheet',
    code: `adopt('@import "' + at + '";')`,
    hopeless: true,
  },
  {
    title: '@import in a style element',
    code: `add('style', {textContent: '@import "' + at + '";'})`,
    by: 'style-src-elem',
    refused: 'inline',
  },
  {
    title: '@import in our own stylesheet',
    code: `document.styleSheets[0].insertRule('@import "' + at + '";', 0)`,
    by: 'style-src-elem',
  },
  {title: 'a linked stylesheet', code: `add('link', {rel: 'stylesheet', href: at})`, by: 'style-src-elem'},
  {title: 'prefetch', code: `add('link', {rel: 'prefetch', href: at})`, by: 'default-src'},
  {
    title: 'preload of a script',
    code: `add('link', {rel: 'preload', as: 'script', href: at})`,
    by: 'script-src-elem',
  },
  {
    title: 'preload of data',
    code: `add('link', {rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: at})`,
    by: 'connect-src',
  },
  {title: 'modulepreload', code: `add('link', {rel: 'modulepreload', href: at})`, by: 'script-src-elem'},
  {title: 'a video', code: `add('video', {preload: 'auto', src: at})`, by: 'media-src'},
  {title: 'a sound', code: `add('audio', {preload: 'auto', src: at})`, by: 'media-src'},
  {
    title: 'the subtitles of a video',
    code: `html('<video crossorigin><track default src="' + at + '"></video>'); document.querySelector('track').track.mode = 'showing'`,
    by: 'media-src',
  },
  {title: 'object', code: `add('object', {data: at})`, by: 'object-src', refused: 'host'},
  {title: 'embed', code: `add('embed', {src: at})`, by: 'object-src', refused: 'host'},
  {title: 'a frame', code: `add('iframe', {src: at})`, by: 'frame-src', refused: 'host', connects: true},
  {
    title: 'a frame that is sent there',
    code: `add('iframe', {}).contentWindow.location = at`,
    by: 'frame-src',
    refused: 'host',
    connects: true,
  },
  {
    title: 'a frame from a blob',
    code: `add('iframe', {src: URL.createObjectURL(new Blob(['<img src="' + at + '">'], {type: 'text/html'}))})`,
    by: 'frame-src',
    refused: 'blob',
  },
  {
    title: 'an image in a frame of our own',
    code: `add('iframe', {srcdoc: '<img src="' + at + '">'})`,
    by: 'img-src',
  },
  {
    title: 'a script in a frame of our own',
    code: `add('iframe', {srcdoc: '<script>fetch("' + at + '")</' + 'script>'})`,
    by: 'script-src-elem',
    refused: 'inline',
  },
  {
    title: 'fetch in an empty frame',
    code: `await add('iframe', {}).contentWindow.fetch(at)`,
    by: 'connect-src',
    throws: true,
  },
  {
    title: 'fetch in an empty window',
    code: `
      const opened = open('about:blank');
      try { await opened.fetch(at) } finally { opened.close() }`,
    throws: true,
  },
  {
    title: 'a form',
    code: `add('form', {action: at, method: 'post'}).submit()`,
    by: 'form-action',
    connects: true,
  },
  {
    title: 'a form into a frame',
    code: `add('iframe', {name: 'inner'}); add('form', {action: at, method: 'post', target: 'inner'}).submit()`,
    by: 'form-action',
    connects: true,
  },
  {
    title: 'a policy of its own with a place for reports',
    code: `
      html('<meta http-equiv="Content-Security-Policy" content="img-src https:; report-uri ' + at + '">', document.head);
      add('img', {src: own})`,
    by: 'img-src',
    refused: 'own',
    hopeless: true,
  },
];

const inOwnWorker: Way[] = [
  {title: 'importScripts()', code: 'importScripts(at)', throws: true, hopeless: true},
];
const inEngineWorker: Way[] = [
  {title: 'importScripts()', code: 'importScripts(at)', by: 'script-src-elem', throws: true},
];

const program = ({code}: Way, at: string, site: string) => `(async (at, own, elsewhere) => {
  const add = (tag, properties, parent = document.body) => {
    const element = Object.assign(document.createElement(tag), properties);
    parent.append(element);
    return element;
  };
  const html = (text, parent = document.body) => parent.insertAdjacentHTML('beforeend', text);
  const adopt = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  };
  const loaded = (target) => new Promise((done, fail) => {
    target.onload = target.onopen = target.onmessage = done;
    target.onerror = () => fail('an error event');
  });
  try {
    ${code};
    return 'done';
  } catch (error) {
    return 'failed: ' + error;
  }
})(${JSON.stringify(at)}, ${JSON.stringify(`${site}own.js`)}, ${JSON.stringify(`${site}elsewhere`)})`;

/** Frames that a page makes itself report to the page; workers to themselves. */
const listening = `
  globalThis.violations = globalThis.top?.violations ?? [];
  addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI}) =>
    violations.push(effectiveDirective + ' ' + blockedURI));`;

/** Statements that would read from, write to or load from another origin; `http://canary` stands for it. */
const statements = [
  "from read_csv('http://canary/orders.csv')",
  "from read_csv('http://canary/orders.csv', header = false, columns = {'line': 'varchar'})",
  "from 'http://canary/orders.csv'",
  "from read_text('http://canary/orders.csv')",
  "from read_blob('http://canary/orders.csv')",
  "from glob('http://canary/*')",
  "from sniff_csv('http://canary/orders.csv')",
  "attach 'http://canary/shop.db' as shop",
  "attach 'http://canary/other.db' as other (read_only)",
  "create or replace temp table lines(line varchar); copy lines from 'http://canary/orders.csv'",
  "copy (select 42 as customers) to 'http://canary/customers.csv'",
  "export database 'http://canary/shop'",
  "import database 'http://canary/shop'",
  "load 'http://canary/canary.duckdb_extension.wasm'",
  "install parquet from 'http://canary'; load parquet",
  "force install json from 'http://canary'; load json",
  "set custom_extension_repository = 'http://canary'; install icu; load icu",
];

/**
 * The page has no verb for SQL, so DuckDB's worker is spoken to from within, in its own protocol: its `onmessage` gets
 * what AsyncDuckDB would post, and the answers to our numbers are kept from leaving for AsyncDuckDB.
 */
const protocol = `
  const pass = globalThis.postMessage.bind(globalThis);
  const waiting = new Map();
  let last = 1e9;
  globalThis.postMessage = (answer, transfer) => {
    const settle = waiting.get(answer.requestId);
    waiting.delete(answer.requestId);
    return settle ? settle(answer) : pass(answer, transfer);
  };
  globalThis.ask = (type, data) => new Promise((settle) => {
    waiting.set(++last, settle);
    globalThis.onmessage({data: {messageId: last, type, data}});
  });
  ask('CONNECT', null).then(({data}) => (globalThis.connection = data));`;

/** The engine's message where it fails, else the kind of its answer. */
const answerOf = (engine: Worker, sql: string) =>
  engine.evaluate<string>(
    `ask('RUN_QUERY', [connection, ${JSON.stringify(sql)}]).then(({type, data}) => data?.message ?? type)`,
  );

let browser: Browser;
/** Hears nothing at all; nothing but bare connections; what the counter-proofs send. */
let canary: Canary;
let knocked: Canary;
let witness: Canary;
const sites: StaticSite[] = [];
/** The sample shop in the site as it is, and with the policy taken out of its page. */
let shipped: Shop;
let unguarded: Shop;

beforeAll(async () => {
  browser = await chromium.launch({executablePath: findChromium()!, args: chromiumArguments});
  [canary, knocked, witness] = await Promise.all([openCanary(), openCanary(), openCanary()]);
  shipped = await openShop(await serveSite(canary));
  unguarded = await openShop(await serveSite(witness, withoutPolicy));
});

afterAll(async () => {
  await browser.close();
  await Promise.all(sites.map((site) => site.close()));
  for (const each of [canary, knocked, witness]) each.close();
});

/** The site in a folder of a host that sends no headers, so that the page has only its own policy. */
async function serveSite(target: Canary, edit?: (html: string) => string): Promise<StaticSite> {
  const site = await serveFolder(dist, {
    prefix: '/shop/analyse/',
    redirects: {elsewhere: `${target.origin}/elsewhere`},
    ...(edit ? {edit} : {}),
  });
  sites.push(site);
  return site;
}

function withoutPolicy(html: string): string {
  const stripped = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  expect(stripped).not.toBe(html);
  return stripped;
}

const blank = () =>
  '<!doctype html><title>Blank</title><link rel="icon" href="icon.svg"><style></style><body></body>';

async function newPage(site: StaticSite): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: {width: 1280, height: 900},
  });
  const page = await context.newPage();
  await page.addInitScript(listening);
  await page.goto(site.address);
  return page;
}

interface Shop {
  readonly site: StaticSite;
  readonly page: Page;
  /** Our own module worker. */
  readonly worker: Worker;
  /** DuckDB's worker below it. */
  readonly engine: Worker;
}

async function openShop(site: StaticSite): Promise<Shop> {
  const page = await newPage(site);
  await openSample(page);
  const [worker, engine, ...others] = page.workers();
  expect(others).toEqual([]);
  for (const each of [worker!, engine!]) {
    expect(each.url()).toMatch(/^blob:/);
    await each.evaluate(listening);
  }
  await engine!.evaluate(protocol);
  return {site, page, worker: worker!, engine: engine!};
}

const violationsIn = (place: Place) => place.evaluate<string[]>('violations');

/** The way is refused, the browser says by what, and nothing arrives. */
async function expectRefusal(way: Way, place: Place, site: StaticSite): Promise<void> {
  const target = way.connects ? knocked : canary;
  const path = `/events/${crypto.randomUUID()}`;
  const {by, refused = 'address'} = way;
  const before = heardBy(target);
  await place.evaluate('violations.length = 0');
  const result = await Promise.race([
    place.evaluate<string>(program(way, target.origin + path, site.address)),
    wait(5000, 'still waiting'),
  ]);
  if (way.throws) expect(result).toMatch(/^failed: /);
  if (by) {
    const name = {
      address: target.host + path,
      host: target.host,
      own: `${site.address}own.js`,
      elsewhere: `${site.address}elsewhere`,
      inline: 'inline',
      data: 'data',
      blob: 'blob',
    }[refused];
    const reported = async () =>
      (await violationsIn(place)).some((line) => line.startsWith(`${by} `) && line.includes(name));
    await expect.poll(reported, {timeout: 5000}).toBe(true);
  }
  const heard = heardBy(target);
  expect(way.connects ? {...heard, connections: before.connections} : heard).toEqual(before);
}

/** The same way where nobody forbids it: it arrives. */
async function expectArrival(way: Way, place: Place, site: StaticSite): Promise<void> {
  const path = `/events/${crypto.randomUUID()}`;
  const expected = way.refused === 'elsewhere' ? '/elsewhere' : path;
  const before = witness.requests.length;
  place.evaluate(program(way, witness.origin + path, site.address)).catch(() => undefined);
  await expect
    .poll(() => witness.requests.slice(before).some((url) => url.startsWith(expected)), {timeout: 5000})
    .toBe(true);
}

const tests = (ways: readonly Way[], what: (way: Way) => Promise<void>) => {
  for (const way of ways) test(way.title, () => what(way));
};

describe('nothing gets from the shipped site to another origin, though its host sends no headers', () => {
  describe('from the page', () => {
    tests([...anywhere, ...onPage], (way) => expectRefusal(way, shipped.page, shipped.site));
  });

  describe('from our worker', () => {
    tests([...anywhere, ...inOwnWorker], (way) => expectRefusal(way, shipped.worker, shipped.site));
  });

  describe('from the worker of DuckDB', () => {
    tests([...anywhere, ...inEngineWorker], (way) => expectRefusal(way, shipped.engine, shipped.site));

    test('a file that is registered under an address, which the lock lets pass', async () => {
      await shipped.engine.evaluate('violations.length = 0');
      const file = ['in/registered.csv', `${canary.origin}/registered.csv`, 4, false];
      await shipped.engine.evaluate(`ask('REGISTER_FILE_URL', ${JSON.stringify(file)})`);
      expect(await answerOf(shipped.engine, "from read_csv('in/registered.csv')")).toMatch(/NetworkError/);
      expect(await violationsIn(shipped.engine)).toContain(`connect-src ${canary.origin}/registered.csv`);
      expect(canary.requests).not.toContain('/registered.csv');
    });
  });
});

describe('the same ways arrive where no policy forbids them', () => {
  const open = (way: Way) => !way.hopeless;

  describe('from an empty page', () => {
    let site: StaticSite;
    beforeAll(async () => (site = await serveSite(witness, blank)));

    tests([...anywhere, ...onPage].filter(open), async (way) => {
      const page = await newPage(site);
      await expectArrival(way, page, site);
      await page.context().close();
    });
  });

  describe('from our worker, with the policy taken out of the page', () => {
    tests([...anywhere, ...inOwnWorker].filter(open), (way) =>
      expectArrival(way, unguarded.worker, unguarded.site),
    );
  });

  describe('from the worker of DuckDB, with the policy taken out of the page', () => {
    tests([...anywhere, ...inEngineWorker].filter(open), (way) =>
      expectArrival(way, unguarded.engine, unguarded.site),
    );
  });
});

const cases = [
  {title: 'is refused by the lock in the shipped site', policy: true, lock: true},
  {title: 'is refused by the lock, were there no policy', policy: false, lock: true},
  {title: 'is refused by the policy, were there no lock', policy: true, lock: false},
  {title: 'reaches another origin, were there neither', policy: false, lock: false},
];

for (const {title, policy, lock} of cases) {
  describe(`SQL ${title}`, () => {
    let engine: Worker;
    let target: Canary;
    beforeAll(async () => {
      ({engine} = policy ? shipped : unguarded);
      target = policy || lock ? canary : witness;
      if (lock) return;
      await engine.evaluate(`ask('OPEN', {path: ':memory:'})`);
      await engine.evaluate(`ask('CONNECT', null).then(({data}) => (globalThis.connection = data))`);
    });

    test.each(statements)('%s', async (statement) => {
      await engine.evaluate('violations.length = 0');
      const before = heardBy(target);
      const answer = await answerOf(engine, statement.replaceAll('http://canary', target.origin));
      if (lock) expect(answer).toMatch(/^(Permission|Invalid Input) Error|"Permission"/);
      else if (policy) expect(answer).toMatch(/Failed to execute 'send' on 'XMLHttpRequest'/);

      const attempts = (await violationsIn(engine)).filter((line) => line.includes(target.host));
      expect(attempts.length > 0).toBe(policy && !lock);
      if (policy || lock) expect(heardBy(target)).toEqual(before);
      else expect(target.requests.length).toBeGreaterThan(before.requests.length);
      expect(await answerOf(engine, 'select 1')).toBe('QUERY_RESULT');
    });
  });
}

describe('the doors that no policy shuts', () => {
  // Chromium 156: with any policy, a page may leave for another address, connect ahead of a visit, and talk to a peer.
  test('are not used by the program', async () => {
    const doors =
      /RTCPeerConnection|preconnect|dns-prefetch|equiv=.?refresh|(window|self|globalThis)\.open\(|\blocation(\.href)?=[^=]|\blocation\.(assign|replace)\(/;
    const assets = (await readdir(join(dist, 'assets'))).filter((name) => /\.(js|css)$/.test(name));
    const files = ['index.html', ...assets.map((name) => `assets/${name}`)];
    const open = [];
    for (const file of files) {
      // DuckDB's program runs in its worker only.
      if (file.includes('duckdb')) continue;
      const found = doors.exec(await readFile(join(dist, file), 'utf8'));
      if (found) open.push(`${file}: ${found[0]}`);
    }
    expect(files.length).toBeGreaterThan(5);
    expect(open).toEqual([]);
  });

  test('do not exist in the workers, where the data is', async () => {
    for (const place of [shipped.worker, shipped.engine]) {
      expect(await place.evaluate('[typeof RTCPeerConnection, typeof open, typeof document]')).toEqual([
        'undefined',
        'undefined',
        'undefined',
      ]);
    }
  });
});

test('the sample shop works in a folder of a plain host and asks no other origin for anything', async () => {
  const site = await serveSite(canary);
  const context = await browser.newContext({locale: 'en-GB', viewport: {width: 1280, height: 900}});
  const addresses: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => addresses.push(request.url()));
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  const page = await context.newPage();
  page.on('websocket', (socket) => addresses.push(socket.url()));

  await page.goto(site.address);
  await openSample(page);
  await page.locator('article[data-analysis=rfm] .heat button').first().click();
  const saving = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', {name: 'Save as CSV'}).click();
  expect(await readFile(await (await saving).path(), 'utf8')).toContain('revenue');

  const own = [site.address, `blob:${new URL(site.address).origin}/`];
  expect(addresses.filter((address) => !own.some((start) => address.startsWith(start)))).toEqual([]);
  // What DuckDB's worker and ours load is among them.
  expect(
    addresses.some((address) => address.endsWith('.wasm.gz') || /duckdb-eh\.wasm.*\.gz/.test(address)),
  ).toBe(true);
  expect(complaints).toEqual([]);
  await context.close();
});

test('in the end the canary has heard nothing', async () => {
  await wait(1000);
  expect(heardBy(canary)).toEqual(silence);
  expect({...heardBy(knocked), connections: 0}).toEqual(silence);
});
