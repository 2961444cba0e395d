import {readFile, rm, writeFile} from 'node:fs/promises';
import {readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {chromium, type Browser, type BrowserContext, type Page} from 'playwright';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {seal, type FileList} from '../../.ci/seal.ts';
import {twelveOrders} from '../fixtures/twelve_orders';
import {chromiumArguments, findChromium} from '../helpers/chromium.mjs';
import {figure} from '../helpers/figure';
import {copyRelease, type Releases} from '../helpers/release';
import {cellsShown, choose, csv, openSample} from '../helpers/site';
import {serveFolder, type StaticSite} from '../helpers/static_server';

const dist = resolve(import.meta.dirname, '../../dist');
const prefix = '/shop/analyse/';
const FIRST_VISIT = 10_000_000;
const UPDATES = 10;

let browser: Browser;
let releases: Releases;
let site: StaticSite;
let context: BrowserContext;
let complaints: string[];

beforeAll(async () => {
  browser = await chromium.launch({executablePath: findChromium()!, args: chromiumArguments});
});
afterAll(() => browser.close());

beforeEach(async () => {
  releases = await copyRelease();
  site = await serveFolder(releases.folder, {prefix});
  context = await browser.newContext({locale: 'en-GB', viewport: {width: 1280, height: 900}});
  complaints = [];
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
});
afterEach(async () => {
  await context.close();
  await site.close();
  await releases.remove();
});

async function visit(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.address);
  return page;
}

/** The whole release is on the device and serves the page. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

const caches_ = (page: Page) => page.evaluate(() => caches.keys());
const versionOf = (page: Page) => page.locator('meta[name=version]').getAttribute('content');

/** The browser looks for a newer release on every visit; there is no other way, for the door to workers is shut. */
async function lookForUpdate(): Promise<void> {
  const another = await visit();
  await another.waitForTimeout(1500);
  await another.close();
}

const offer = (page: Page) => page.getByText('A new version is ready.');

describe('without a network', () => {
  test('the page opens, reads a file and shows every part of itself, after one visit', async () => {
    const first = await visit();
    await kept(first);
    await first.close();
    await site.close();
    complaints.length = 0;

    const page = await visit();
    await openSample(page);
    const cell = page.locator('[data-analysis=rfm]');
    await cell.getByRole('button', {name: 'Definition'}).click();
    await cell.getByRole('button', {name: 'SQL'}).click();
    await cell.locator('pre').waitFor();
    await page.getByRole('button', {name: /^R5 F5/}).click();
    await page.getByRole('dialog', {name: 'R5 F5'}).locator('tbody tr').first().waitFor();
    expect(complaints).toEqual([]);
    // Everything that is published is there, whether it was needed yet or not.
    const {files} = JSON.parse(await readFile(join(dist, 'files.json'), 'utf8')) as {files: {name: string}[]};
    const missing = await page.evaluate(
      async (names) => {
        const found = await Promise.all(
          names.map((name) =>
            fetch(name).then(
              ({ok}) => ok,
              () => false,
            ),
          ),
        );
        return names.filter((_, index) => !found[index]);
      },
      files.map(({name}) => name).filter((name) => name !== 'sw.js'),
    );
    expect(missing).toEqual([]);
    figure('complaints of the browser without a network', String(complaints.length));
  });

  test('a first visit goes on working when the network goes', async () => {
    const page = await visit();
    await kept(page);
    await site.close();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    expect(await page.locator('[data-analysis=overview] .takeaway').textContent()).toContain('175.00');
    expect(complaints).toEqual([]);
  });
});

describe('a newer release', () => {
  test('waits, changes nothing under the page, and is loaded when the reader says so', async () => {
    const page = await visit();
    await kept(page);
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    const old = await versionOf(page);
    const next = await releases.publish('next');
    await lookForUpdate();
    await offer(page).waitFor();

    // It is on the device, and the page still has all its own files.
    expect(await caches_(page)).toEqual([`stammkunde ${prefix} ${old}`, `stammkunde ${prefix} ${next}`]);
    expect(await page.evaluate(() => fetch('./').then((answer) => answer.text()))).toContain(
      `content="${old}"`,
    );
    await page.locator('[data-analysis=rfm]').getByRole('button', {name: 'SQL'}).click();
    await page.locator('[data-analysis=rfm] pre').waitFor();

    await page.getByRole('button', {name: 'Load the new version'}).click();
    await page.locator('meta[name=release]').waitFor({state: 'attached'});
    expect(await versionOf(page)).toBe(next);
    // The notebook that was open is there again.
    await cellsShown(page);
    expect(await page.locator('[data-analysis=overview] .takeaway').textContent()).toContain('175.00');
    expect(await caches_(page)).toContain(`stammkunde ${prefix} ${next}`);
    expect(complaints).toEqual([]);
  });

  test('is loaded without a network too, with work that was not saved yet', async () => {
    const page = await visit();
    await kept(page);
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    let lost = 0;
    for (let update = 1; update <= UPDATES; update++) {
      const mark = `release ${update}`;
      await releases.publish(mark);
      await lookForUpdate();
      await offer(page).waitFor();
      await site.close();
      await page.getByLabel('Name of the notebook').fill(mark);
      // At once: the change is younger than the second after which it would be saved anyway.
      await page.getByRole('button', {name: 'Load the new version'}).click();
      await page.locator(`meta[name=release][content="${mark}"]`).waitFor({state: 'attached'});
      await page.locator('[data-analysis=overview] .takeaway', {hasText: '175.00'}).waitFor();
      if ((await page.getByLabel('Name of the notebook').inputValue()) !== mark) lost++;
      site = await serveFolder(releases.folder, {prefix, port: Number(new URL(page.url()).port)});
    }
    expect(lost).toBe(0);
    figure('updates taken without a network, with work not yet saved', `${UPDATES}, ${lost} lost`);
  }, 600_000);

  test('is loaded later where the reader puts it off, and offered again on the next visit', async () => {
    const page = await visit();
    await kept(page);
    const old = await versionOf(page);
    await releases.publish('next');
    await lookForUpdate();
    await offer(page).waitFor();
    await page.getByRole('button', {name: 'Later', exact: true}).click();
    expect(await offer(page).count()).toBe(0);
    await page.reload();
    await offer(page).waitFor();
    expect(await versionOf(page)).toBe(old);
  });

  test('leaves the files of the old one to a tab in which that is still open', async () => {
    const [page, other] = [await visit(), await visit()];
    await kept(page);
    await kept(other);
    const old = await versionOf(other);
    const lazy = readdirSync(join(releases.folder, 'assets')).find((name) => /^Sql-.*\.js$/.test(name))!;
    await releases.publish('next');
    await rm(join(releases.folder, 'assets', lazy));
    await seal(releases.folder);
    await lookForUpdate();
    await offer(page).waitFor();
    await page.getByRole('button', {name: 'Load the new version'}).click();
    await page.locator('meta[name=release]').waitFor({state: 'attached'});

    expect(await versionOf(other)).toBe(old);
    expect(await other.evaluate((name) => fetch(name).then(({ok}) => ok), `assets/${lazy}`)).toBe(true);
    await choose(other, csv(twelveOrders));
    await cellsShown(other);
    await other.locator('[data-analysis=rfm]').getByRole('button', {name: 'SQL'}).click();
    await other.locator('[data-analysis=rfm] pre').waitFor();
    expect(complaints).toEqual([]);
  });

  test('that is only half on the host is not taken', async () => {
    const page = await visit();
    await kept(page);
    const old = await versionOf(page);
    await releases.publish('next');
    const html = await readFile(join(releases.folder, 'index.html'), 'utf8');
    await writeFile(join(releases.folder, 'index.html'), html.replace('next', 'after next'));
    const fate = page.evaluate(
      () =>
        new Promise((resolve) => {
          void navigator.serviceWorker.getRegistration().then((registration) =>
            registration!.addEventListener('updatefound', () => {
              const {installing} = registration!;
              installing!.addEventListener('statechange', () => resolve(installing!.state));
            }),
          );
        }),
    );
    await lookForUpdate();
    expect(await fate).toBe('redundant');
    expect(await caches_(page)).toEqual([`stammkunde ${prefix} ${old}`]);
    await page.reload();
    await openSample(page);
    expect(await versionOf(page)).toBe(old);
  });
});

test('a first visit, with everything that is kept, takes at most 10 MB from a host that compresses', async () => {
  await site.close();
  site = await serveFolder(releases.folder, {prefix, compress: true});
  const page = await visit();
  await kept(page);
  const bytes = site.sent.reduce((sum, file) => sum + file.bytes, 0);
  expect(bytes).toBeLessThan(FIRST_VISIT);
  figure('bytes of the first visit, with all that is kept', `${(bytes / 1e6).toFixed(2)} MB`);
  // All of it is there, and the engine, the largest by far, was sent once.
  expect(bytes).toBeGreaterThan(8_000_000);
  expect(site.sent.filter(({name}) => name.includes('.wasm-') || name.includes('.wasm.')).length).toBe(1);
});

test('the program of the engine is kept inflated, as it was published, and serves the next visit', async () => {
  const page = await visit();
  await kept(page);
  const {files} = JSON.parse(await readFile(join(releases.folder, 'files.json'), 'utf8')) as FileList;
  const {name, inflated} = files.find((file) => file.name.endsWith('.gz'))!;
  const found = await page.evaluate(async (address) => {
    const answer = (await caches.match(address))!;
    const digest = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer());
    const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return {type: answer.headers.get('content-type'), sha256};
  }, name);
  expect(found).toEqual({type: 'application/wasm', sha256: inflated});

  const before = site.sent.length;
  await page.reload();
  await openSample(page);
  const sent = site.sent.slice(before).map((file) => file.name);
  expect(sent.filter((name) => name.endsWith('.gz'))).toEqual([]);
});

test('the browser finds nothing that keeps the page from being installed as an app', async () => {
  const page = await visit();
  await kept(page);
  const session = await context.newCDPSession(page);
  const {errors, data} = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data!)).toMatchObject({name: 'Stammkunde', start_url: './', display: 'standalone'});
  const {installabilityErrors} = await session.send('Page.getInstallabilityErrors');
  // Contexts of the tests are private windows, in which nothing can be installed.
  const reasons = installabilityErrors.map(({errorId}) => errorId).filter((id) => id !== 'in-incognito');
  expect(reasons).toEqual([]);
  figure('reasons against installing it as an app', String(reasons.length));
});

describe('the service worker', () => {
  test('asks the host for the published files and knows no other way out', async () => {
    const [, program] = (await readFile(join(dist, 'sw.js'), 'utf8')).split('\n');
    expect(program!.match(/\bfetch\(/g)?.length).toBe(3);
    expect(program).not.toMatch(
      /importScripts|XMLHttpRequest|WebSocket|EventSource|WebTransport|sendBeacon|openWindow|navigate\(|\bimport\(|\.add(All)?\(/,
    );
    expect(program).not.toMatch(/https?:/);
  });
});
