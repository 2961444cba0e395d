import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium, type Page} from 'playwright';
import {describe, expect, inject, onTestFinished, test} from 'vitest';
import {twelveOrders} from '../fixtures/twelve_orders';
import {briefChromiumArguments, findChromium} from '../helpers/chromium.mjs';
import {cellsShown, choose, csv, openNotebooks, openSample, openShop, saved, visit} from '../helpers/site';

const takeaway = (page: Page) => page.locator('[data-analysis=overview] .takeaway').textContent();

/** Takes away what the page has kept, as a browser does that needs the room. */
async function clear(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', {
    origin: new URL(page.url()).origin,
    storageTypes: 'indexeddb,file_systems',
  });
}

describe('storage that is cleared or missing', () => {
  test('files that have vanished are named, and dropping them again mends the notebook', async () => {
    const {page} = await visit({serviceWorkers: 'allow'});
    await openShop(page, 'Shop');
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry('stammkunde', {recursive: true});
    });
    await page.reload();
    await page.getByText('missing in this browser or damaged').waitFor();
    expect(await page.getByLabel('Name of the notebook').inputValue()).toBe('Shop');
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    await saved(page);
    expect(await page.getByLabel('Name of the notebook').inputValue()).toBe('Shop');
    await page.reload();
    await cellsShown(page);
    expect(await takeaway(page)).toContain('175.00');
  });

  test('storage that is cleared away is told of, and the page works', async () => {
    const {page} = await visit({serviceWorkers: 'allow'});
    await openShop(page, 'Shop');
    await clear(page);
    await page.reload();
    await page.getByText('are gone').waitFor();
    await openSample(page);
    await saved(page);
    await page.reload();
    await cellsShown(page);
    expect(await takeaway(page)).toMatch(/customers placed/);
  });

  test('storage that is cleared away under an open notebook is told of, and the notebook is kept anew', async () => {
    const {page} = await visit({serviceWorkers: 'allow'});
    await openShop(page, 'Shop');
    await clear(page);
    await page.getByLabel('Name of the notebook').fill('Still here');
    await page.getByText('are gone').waitFor();
    await saved(page);
    await page.reload();
    await cellsShown(page);
    expect(await page.getByLabel('Name of the notebook').inputValue()).toBe('Still here');
    expect(await takeaway(page)).toContain('175.00');
  });

  test('storage that is cleared away under a notebook that nobody changes is told of, and it is kept anew', async () => {
    const {page} = await visit({serviceWorkers: 'allow'});
    await openShop(page, 'Shop');
    await clear(page);
    await page.getByText('has been kept anew, with its data').waitFor();
    await saved(page);
    await page.reload();
    await cellsShown(page);
    expect(await page.getByLabel('Name of the notebook').inputValue()).toBe('Shop');
    expect(await takeaway(page)).toContain('175.00');
  });

  test('a database that is gone from the disk comes back with its notebooks, their versions and data, and the page says so once', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'stammkunde-lost-'));
    onTestFinished(() => rmSync(profile, {recursive: true, force: true, maxRetries: 5}));
    const start = async () => {
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: findChromium()!,
        args: briefChromiumArguments,
        locale: 'en-GB',
      });
      onTestFinished(() => context.close());
      const page = context.pages()[0]!;
      await page.goto(inject('site'));
      return {page, close: () => context.close()};
    };
    const first = await start();
    await openShop(first.page, 'Shop');
    await first.page.getByLabel('Name of the notebook').fill('As acknowledged');
    await first.page.locator('.save-status').filter({hasText: 'Saving …'}).waitFor();
    await saved(first.page);
    await first.close();
    const databases = join(profile, 'Default', 'IndexedDB');
    expect(readdirSync(databases)).toHaveLength(1);
    rmSync(databases, {recursive: true});

    const {page} = await start();
    await page.getByText('put back from a second copy').waitFor();
    await cellsShown(page);
    expect(await page.getByLabel('Name of the notebook').inputValue()).toBe('As acknowledged');
    expect(await takeaway(page)).toContain('175.00');
    await openNotebooks(page);
    await page.getByRole('button', {name: 'Earlier versions'}).click();
    await page.getByRole('list', {name: 'Earlier versions of'}).getByRole('button').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Name of the notebook').fill('Goes on');
    await page.locator('.save-status').filter({hasText: 'Saving …'}).waitFor();
    await saved(page);
    await page.reload();
    await cellsShown(page);
    expect(await page.getByLabel('Name of the notebook').inputValue()).toBe('Goes on');
    expect(await page.getByText('put back from a second copy').count()).toBe(0);
  });

  test('a page that may keep nothing works in memory', async () => {
    const {page} = await visit({serviceWorkers: 'allow'});
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'indexedDB', {get: () => undefined});
    });
    await page.reload();
    await openSample(page);
    expect(await takeaway(page)).toMatch(/customers placed/);
    await page.getByRole('button', {name: 'Menu', exact: true}).click();
    await page.getByRole('menuitem', {name: 'Print or PDF …'}).waitFor();
    expect(await page.getByRole('menuitem', {name: 'Notebooks …'}).count()).toBe(0);
  });
});
