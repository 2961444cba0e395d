import {readFile} from 'node:fs/promises';
import {createHash} from 'node:crypto';
import {join, resolve} from 'node:path';
import {chromium, type Browser, type BrowserContext, type Page} from 'playwright';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {openCanary, silence, type Canary} from '../helpers/canary';
import {briefChromiumArguments, findChromium} from '../helpers/chromium.mjs';
import {openNotebooks, openSample, saved} from '../helpers/site';
import {serveFolder, type StaticSite} from '../helpers/static_server';

const dist = resolve(import.meta.dirname, '../../dist');

let browser: Browser;
let canary: Canary;
let site: StaticSite;
let context: BrowserContext;

beforeAll(async () => {
  browser = await chromium.launch({executablePath: findChromium()!, args: briefChromiumArguments});
});
afterAll(() => browser.close());

beforeEach(async () => {
  canary = await openCanary();
  site = await serveFolder(dist, {prefix: '/shop/analyse/'});
  context = await browser.newContext({locale: 'en-GB', viewport: {width: 1280, height: 900}});
});
afterEach(async () => {
  await context.close();
  await site.close();
  canary.close();
});

async function openProof(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site.address}#privacy`);
  await page.getByRole('dialog', {name: 'Nothing leaves this tab'}).waitFor();
  return page;
}

async function attempts(page: Page, target: string): Promise<string[]> {
  await page.getByLabel('Address').fill(target);
  await page.getByRole('button', {name: /^Try \d+ ways out/}).click();
  await expect.poll(() => page.locator('.attempts').count(), {timeout: 30_000}).toBe(3);
  return page
    .locator('.attempts li')
    .evaluateAll((lines) =>
      lines.map((line) => `${(line as HTMLElement).dataset['answer']} ${line.textContent}`),
    );
}

const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`).textContent();

describe('the proof', () => {
  test('is reached from the first page and from a notebook, and closing it leads back', async () => {
    const page = await context.newPage();
    await page.goto(site.address);
    const link = page.getByRole('link', {name: 'Nothing leaves this tab. How to check that.'});
    const dialog = page.getByRole('dialog', {name: 'Nothing leaves this tab'});
    await link.click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({state: 'detached'});
    await expect.poll(() => page.url()).toBe(site.address);
    await openSample(page);
    await link.click();
    await dialog.waitFor();
  });

  test('tries more than forty ways from page, worker and SQL, each refused, none heard, and counts none', async () => {
    const page = await openProof();
    expect(await figure(page, 'out')).toBe('–');
    const lines = await attempts(page, canary.origin);
    expect(lines.length).toBeGreaterThanOrEqual(40);
    expect(lines.filter((line) => !/^(refused|failed) /.test(line))).toEqual([]);
    // Most by the word of the policy itself, and every statement by the lock of the engine.
    expect(lines.filter((line) => line.startsWith('refused ')).length).toBeGreaterThanOrEqual(36);
    expect(lines.filter((line) => /(Permission|locked|"Permission")/.test(line)).length).toBe(12);
    expect(await figure(page, 'out')).toBe('0');
    expect(await figure(page, 'foreign')).toBe('0');
    expect({...canary.heard(), connections: 0}).toEqual(silence);
  });

  test('says so when something gets out', async () => {
    await site.close();
    site = await serveFolder(dist, {
      prefix: '/shop/analyse/',
      edit: (html) => html.replace('connect-src &#39;self&#39; blob:', 'connect-src * blob:'),
    });
    const page = await openProof();
    const lines = await attempts(page, canary.origin);
    expect(lines.filter((line) => line.startsWith('left ')).length).toBeGreaterThanOrEqual(3);
    await expect.poll(() => figure(page, 'foreign')).not.toBe('0');
    expect(await figure(page, 'out')).not.toBe('0');
    expect(canary.requests.length).toBeGreaterThan(3);
  });

  test('shows the rule that is in force, with the door to workers shut', async () => {
    const page = await context.newPage();
    await page.goto(site.address);
    // Shut once the browser has taken the program for the time without a network.
    await page.waitForFunction(
      () => document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length > 1,
    );
    await page.getByRole('link', {name: 'Nothing leaves this tab. How to check that.'}).click();
    await page.locator('.rules code').first().waitFor();
    const rules = await page.locator('.rules code').allTextContents();
    expect(rules).toContain("default-src 'none'");
    expect(rules).toContain('worker-src blob:');
    const probed = page.getByText('the browser refused it by connect-src');
    const {protocol, hostname, origin} = new URL(site.address);
    const asked = (await probed.textContent())!.match(/this page asked for (\S+),/)![1]!;
    expect(asked.startsWith(`${protocol}//${hostname}:`)).toBe(true);
    expect(asked).not.toBe(origin);
  });

  test('lists the published files with their hashes, and finds the ones in use equal', async () => {
    const page = await openProof();
    await page.getByRole('button', {name: 'Check the files in use'}).click();
    await page.getByText(/^All \d+ files are as published\.$/).waitFor();
    const {files} = JSON.parse(await readFile(join(dist, 'files.json'), 'utf8')) as {
      files: {name: string; sha256: string}[];
    };
    for (const {name, sha256} of files) {
      const bytes = await readFile(join(dist, name));
      expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(sha256);
    }
    await page.getByText('All files with their fingerprints').click();
    expect(await page.locator('.proof tbody tr').filter({hasText: files[0]!.sha256}).count()).toBe(1);
  });

  test('finds a file that is not the published one', async () => {
    await site.close();
    site = await serveFolder(dist, {prefix: '/shop/analyse/', edit: (html) => `${html}<!-- more -->`});
    const page = await openProof();
    await page.getByRole('button', {name: 'Check the files in use'}).click();
    await page.getByText('Different from the list: index.html').waitFor();
    // A host that changes the files gets nothing kept on the device either.
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBe(null);
  });

  test('counts what is in the database, and names what is left there when nothing is to be kept', async () => {
    const page = await context.newPage();
    await page.goto(site.address);
    await openSample(page);
    await saved(page);
    const row = page.locator('table.kept tr').filter({hasText: 'IndexedDB'});
    const look = async () => {
      await page.getByRole('link', {name: /How to check that/}).click();
      await row.waitFor();
      const said = await row.textContent();
      await page.keyboard.press('Escape');
      await row.waitFor({state: 'detached'});
      return said;
    };
    expect(await look()).toMatch(/stammkunde\s*[1-9]\d* records\s*$/);
    await openNotebooks(page);
    await page.getByRole('checkbox', {name: /^Keep notebooks and data/}).click();
    await page.getByRole('button', {name: 'Delete all and keep nothing'}).click();
    await page.locator('.save-status', {hasText: 'Not kept'}).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(look).toMatch(/empty, but for the time at which it was made or emptied\s*$/);
  });

  test('deletes everything that is kept on the device, an open notebook too, when asked twice', async () => {
    const page = await context.newPage();
    await page.goto(site.address);
    await openSample(page);
    await page.evaluate(() => localStorage.setItem('stammkunde.language', 'en'));
    await page.waitForFunction(async () => (await indexedDB.databases()).length > 0);
    await page.getByRole('link', {name: /How to check that/}).click();
    await page.locator('table.kept').getByText('stammkunde.language').waitFor();
    await page.getByRole('button', {name: 'Delete everything …'}).click();
    await page.getByRole('button', {name: 'Keep it'}).click();
    await page.getByRole('button', {name: 'Delete everything …'}).click();
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', {name: 'Delete everything now'}).click(),
    ]);
    await page.getByRole('button', {name: /sample shop/}).waitFor();
    await page.getByText('Calculating engine ready.').waitFor();
    expect(await page.getByRole('heading', {name: 'Your notebooks'}).count()).toBe(0);
    const left = await page.evaluate(async () => {
      let files = 0;
      for await (const handle of (await navigator.storage.getDirectory()).values()) {
        if (handle.kind === 'directory') for await (const _ of handle.keys()) files++;
      }
      return {files, language: localStorage.getItem('stammkunde.language')};
    });
    expect(left).toEqual({files: 0, language: null});
  });
});
