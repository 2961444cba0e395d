import {readdir, readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {chromium, type Browser, type Page, type Worker} from 'playwright';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openCanary, silence, type Canary} from '../helpers/canary';
import {briefChromiumArguments, findChromium} from '../helpers/chromium.mjs';
import {openSample} from '../helpers/site';
import {serveFolder, type StaticSite} from '../helpers/static_server';
import {
  aimedAt,
  browserStatements,
  fromEngineWorker,
  fromOwnWorker,
  fromPage,
  program,
  type Way,
} from '../helpers/ways_out';

const dist = resolve(import.meta.dirname, '../../dist');

/** A page or a worker. */
interface Place {
  evaluate<Result>(code: string): Promise<Result>;
}

/** Frames that a page makes itself report to the page; workers to themselves. */
const listening = `
  globalThis.violations = globalThis.top?.violations ?? [];
  addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI}) =>
    violations.push(effectiveDirective + ' ' + blockedURI));`;

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

/** As on a slow machine: the page gets none of its locks before half a second is over. */
const lateLocks = `{
  const {request} = LockManager.prototype;
  LockManager.prototype.request = async function (...given) {
    await new Promise((later) => setTimeout(later, 500));
    return request.apply(this, given);
  };
}`;

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
  browser = await chromium.launch({executablePath: findChromium()!, args: briefChromiumArguments});
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

/** Nor can the page add a rule later. */
function withoutPolicy(html: string): string {
  const stripped = html.replace(
    /<meta http-equiv="Content-Security-Policy"[^>]*>/,
    `<script>Object.defineProperty(HTMLMetaElement.prototype, 'httpEquiv', {set() {}})</script>`,
  );
  expect(stripped).not.toBe(html);
  return stripped;
}

const blank = () =>
  '<!doctype html><title>Blank</title><link rel="icon" href="icon.svg"><style></style><body></body>';

const newContext = () => browser.newContext({locale: 'en-GB', viewport: {width: 1280, height: 900}});

async function newPage(site: StaticSite, first = ''): Promise<Page> {
  const context = await newContext();
  const page = await context.newPage();
  await page.addInitScript(listening + first);
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

/** `first` runs in the page before its program. */
async function openShop(site: StaticSite, first?: string): Promise<Shop> {
  const page = await newPage(site, first);
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

function nameOfRefused(way: Way, {host}: Canary, path: string, site: StaticSite): string {
  const {refused = 'address'} = way;
  return {
    address: host + path,
    host,
    own: `${site.address}own.js`,
    elsewhere: `${site.address}elsewhere`,
    inline: 'inline',
    data: 'data',
    blob: 'blob',
  }[refused];
}

/** The way is refused, the browser says by what, and nothing arrives. */
async function expectRefusal(way: Way, place: Place, site: StaticSite): Promise<void> {
  const target = way.connects ? knocked : canary;
  const path = `/events/${crypto.randomUUID()}`;
  const before = target.heard();
  await place.evaluate('violations.length = 0');
  const result = await Promise.race([
    place.evaluate<string>(program(way, target.origin + path, site.address)),
    wait(20_000, 'still waiting'),
  ]);
  if (way.throws) expect(result).toMatch(/^failed: /);
  const {by} = way;
  if (by) {
    const name = nameOfRefused(way, target, path, site);
    const reported = async () => (await violationsIn(place)).filter((line) => line.startsWith(`${by} `));
    await expect.poll(reported, {message: result}).toContainEqual(expect.stringContaining(name));
  }
  const heard = target.heard();
  expect(way.connects ? {...heard, connections: before.connections} : heard).toEqual(before);
}

/** The same way where nobody forbids it: it arrives. */
async function expectArrival(way: Way, place: Place, site: StaticSite): Promise<void> {
  const path = `/events/${crypto.randomUUID()}`;
  const expected = way.refused === 'elsewhere' ? '/elsewhere' : path;
  const before = witness.requests.length;
  place.evaluate(program(way, witness.origin + path, site.address)).catch(() => undefined);
  await expect.poll(() => witness.requests.slice(before).some((url) => url.startsWith(expected))).toBe(true);
}

const tests = (ways: readonly Way[], what: (way: Way) => Promise<void>) => {
  for (const way of ways) test(way.title, () => what(way));
};

describe('nothing gets from the shipped site to another origin, though its host sends no headers', () => {
  describe('from the page', () => {
    tests(fromPage, (way) => expectRefusal(way, shipped.page, shipped.site));
  });

  describe('from our worker', () => {
    tests(fromOwnWorker, (way) => expectRefusal(way, shipped.worker, shipped.site));
  });

  describe('from the worker of DuckDB', () => {
    tests(fromEngineWorker, (way) => expectRefusal(way, shipped.engine, shipped.site));

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

test('no worker is started before the door to workers from an address is shut, however late that is', async () => {
  const site = await serveSite(canary);
  const {page, worker, engine} = await openShop(site, lateLocks);
  const byAddress = fromOwnWorker.find(({refused}) => refused === 'own')!;
  for (const place of [worker, engine]) await expectRefusal(byAddress, place, site);
  await page.context().close();
});

describe('the same ways arrive where no policy forbids them', () => {
  const open = (way: Way) => !way.hopeless;

  describe('from an empty page', () => {
    let site: StaticSite;
    beforeAll(async () => (site = await serveSite(witness, blank)));

    tests(fromPage.filter(open), async (way) => {
      const page = await newPage(site);
      await expectArrival(way, page, site);
      await page.context().close();
    });
  });

  describe('from our worker, with the policy taken out of the page', () => {
    tests(fromOwnWorker.filter(open), (way) => expectArrival(way, unguarded.worker, unguarded.site));
  });

  describe('from the worker of DuckDB, with the policy taken out of the page', () => {
    tests(fromEngineWorker.filter(open), (way) => expectArrival(way, unguarded.engine, unguarded.site));
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

    test.each(browserStatements)('%s', async (statement) => {
      await engine.evaluate('violations.length = 0');
      const before = target.heard();
      const answer = await answerOf(engine, aimedAt(target.origin, statement));
      if (lock) expect(answer).toMatch(/^(Permission|Invalid Input) Error|"Permission"/);
      else if (policy) expect(answer).toMatch(/Failed to execute 'send' on 'XMLHttpRequest'/);

      const attempts = (await violationsIn(engine)).filter((line) => line.includes(target.host));
      expect(attempts.length > 0).toBe(policy && !lock);
      if (policy || lock) expect(target.heard()).toEqual(before);
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
    const files = ['index.html', 'sw.js', ...assets.map((name) => `assets/${name}`)];
    const open = [];
    for (const file of files) {
      // DuckDB's program runs in its worker only.
      if (file.includes('duckdb')) continue;
      const text = await readFile(join(dist, file), 'utf8');
      // The reader of workbooks has hyperlinks, whose `location` is a field of its own objects, not the page's.
      const found = doors.exec(file.includes('/xlsx-') ? text.replaceAll(/\b\w\.location=/g, '') : text);
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
  const context = await newContext();
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
  expect(canary.heard()).toEqual(silence);
  expect({...knocked.heard(), connections: 0}).toEqual(silence);
});
