import {describe, expect, test} from 'vitest';
import type {Page} from 'playwright';
import {twelveOrders} from '../fixtures/twelve_orders';
import {cellsShown, choose, openNotebooks, openSample, openShop, saved, visit} from '../helpers/site';

const takeaway = (page: Page) => page.locator('[data-analysis=overview] .takeaway').textContent();

describe('what one has done', () => {
  test('is there after the page was loaded again, data included, and says when it was saved', async () => {
    const {page, complaints} = await visit();
    await openShop(page, 'My shop');
    const before = await takeaway(page);
    await page.reload();
    await cellsShown(page);
    expect(await takeaway(page)).toBe(before);
    expect(await page.getByLabel('Name of the notebook').inputValue()).toBe('My shop');
    await saved(page);
    const receipt = page.getByRole('region', {name: 'Import receipt'});
    await receipt.locator('summary').click();
    const [set] = await Promise.all([
      page.waitForEvent('download'),
      receipt.getByRole('button', {name: 'Save the rows set aside as CSV'}).click(),
    ]);
    expect(set.suggestedFilename()).toBe('orders-set-aside.csv');
    expect(complaints).toEqual([]);
  });

  test('is shown before engine and data are there, and what is asked meanwhile is answered when they are', async () => {
    const {page, complaints} = await visit();
    await openSample(page);
    await saved(page);
    const cells = () => page.locator('article.cell .takeaway').allTextContents();
    const before = await cells();
    await expect.poll(() => page.evaluate(shownLast)).toBe(before.length);
    let admit = () => undefined as void;
    const engine = new Promise<void>((resolve) => (admit = resolve));
    await page.context().route(/duckdb.*\.wasm/, async (route) => {
      await engine;
      await route.continue();
    });
    await page.reload();
    await expect.poll(cells).toEqual(before);
    const opening = page.getByText('Your data are being opened');
    expect(await opening.isVisible()).toBe(true);
    await page.locator('[data-analysis=rfm] .heat td button').first().click();
    const customers = page.locator('dialog tbody tr');
    await page.locator('dialog').waitFor();
    await page.getByText('They come as soon as your data are open.').waitFor();
    expect(await customers.count()).toBe(0);
    admit();
    await customers.first().waitFor();
    await opening.waitFor({state: 'detached'});
    expect(await page.locator('.hairline.running').count()).toBe(0);
    expect(await cells()).toEqual(before);
    expect(complaints).toEqual([]);
  });

  test('is there after the tab was closed in the middle of a change', async () => {
    const {page} = await visit();
    await openShop(page, 'First name');
    await page.getByLabel('Name of the notebook').fill('Last name');
    const context = page.context();
    await page.close({runBeforeUnload: true});
    const later = await context.newPage();
    await later.goto(page.url());
    await cellsShown(later);
    // The tab that is closed may still be on its way out.
    await expect.poll(() => later.getByLabel('Name of the notebook').inputValue()).toBe('Last name');
  });

  test('is a notebook of its own for each shop, which can be opened, renamed, copied and deleted', async () => {
    const {page} = await visit();
    await openShop(page, 'First shop');
    await openNotebooks(page);
    await page.getByRole('button', {name: 'Start another notebook'}).click();
    await page.getByRole('heading', {name: 'Your notebooks'}).waitFor();
    await openSample(page);
    await saved(page);
    await openNotebooks(page);
    const dialog = page.getByRole('dialog', {name: 'Notebooks'});
    const rows = dialog.getByRole('listitem');
    await expect.poll(() => rows.count()).toBe(2);
    const first = rows.filter({hasText: 'First shop'});
    await first.getByRole('button', {name: 'Rename'}).click();
    await dialog.getByLabel('New name').fill('Second shop');
    await dialog.getByRole('button', {name: 'Rename'}).click();
    const second = rows.filter({hasText: 'Second shop'});
    await second.getByRole('button', {name: 'Duplicate'}).click();
    await dialog.getByText('Second shop (copy)').waitFor();
    await second.filter({hasNotText: 'copy'}).getByRole('button', {name: 'Delete'}).click();
    const asked = rows.filter({hasText: 'Delete “Second shop”'});
    expect(await asked.textContent()).toContain('9 orders');
    await asked.getByRole('button', {name: 'Delete'}).click();
    await asked.waitFor({state: 'detached'});
    await dialog.locator('button.notebook', {hasText: 'Second shop (copy)'}).click();
    await cellsShown(page);
    expect(await takeaway(page)).toContain('175.00');
    expect(await page.getByLabel('Name of the notebook').inputValue()).toBe('Second shop (copy)');
  });
});

describe('an earlier version', () => {
  test('stands in the list beside the room that is taken, and is looked at, left and brought back', async () => {
    const {page} = await visit();
    await openShop(page, 'Named later');
    await page.evaluate(() => {
      navigator.storage.estimate = async () => ({usage: 12_345_678, quota: 2_500_000_000});
    });
    const name = page.getByLabel('Name of the notebook');
    const looked = page.getByText('This is how the notebook was on');
    const look = async () => {
      await openNotebooks(page);
      await page.getByRole('button', {name: 'Earlier versions'}).click();
      await page.getByRole('list', {name: 'Earlier versions of'}).getByRole('button').first().click();
      await looked.waitFor();
    };
    await openNotebooks(page);
    await page.getByText('12.3 MB used by this page, program included, of up to 2.5 GB.').waitFor();
    const meter = page.getByRole('meter', {name: 'Room used'});
    expect(await meter.evaluate(({value, max}: HTMLMeterElement) => value / max)).toBeCloseTo(0.00494, 5);
    await page.keyboard.press('Escape');
    await look();
    expect([await name.inputValue(), await name.getAttribute('readonly')]).toEqual(['orders', '']);
    await page.getByRole('button', {name: 'Back to the newest'}).click();
    expect(await name.inputValue()).toBe('Named later');
    await look();
    await page.getByRole('button', {name: 'Bring this version back'}).click();
    await looked.waitFor({state: 'detached'});
    await saved(page);
    await page.reload();
    await cellsShown(page);
    expect(await name.inputValue()).toBe('orders');
    expect(await takeaway(page)).toContain('175.00');
  });
});

describe('two tabs with one notebook', () => {
  test('one writes, the other follows and can take over; nothing is lost', async () => {
    const {page: first} = await visit();
    await openShop(first, 'Shop');
    const second = await first.context().newPage();
    await second.goto(first.url());
    await second.getByText('This notebook is open in another tab').waitFor();
    await cellsShown(second);
    await first.getByLabel('Name of the notebook').fill('Named in the first');
    await second.locator('.title').and(second.locator('[readonly]')).waitFor();
    await expect.poll(() => second.locator('.title').inputValue()).toBe('Named in the first');
    await second.getByRole('button', {name: 'Write here instead'}).click();
    await first.getByText('This notebook is open in another tab').waitFor();
    await second.getByLabel('Name of the notebook').fill('Named in the second');
    await expect.poll(() => first.locator('.title').inputValue()).toBe('Named in the second');
    await second.close();
    await expect.poll(() => first.getByText('This notebook is open in another tab').count()).toBe(0);
    await first.getByLabel('Name of the notebook').fill('Named at last');
    await saved(first);
    await first.reload();
    await cellsShown(first);
    expect(await first.locator('.title').inputValue()).toBe('Named at last');
  });
});

describe('the dialog of the notebooks', () => {
  test('saves all as one file, and another browser opens it with the data', async () => {
    const {page} = await visit();
    await openShop(page, 'Shop');
    const before = await takeaway(page);
    await openNotebooks(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', {name: 'Save all as one file'}).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^stammkunde-\d{4}-\d\d-\d\d\.zip$/);
    await page.getByText('Saved with all data.').waitFor();
    const {page: other} = await visit();
    await openNotebooks(other);
    await other.locator('dialog input[type=file]').setInputFiles({
      name: 'wrong.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(twelveOrders),
    });
    await other.locator('dialog').getByText('is no whole backup').waitFor();
    await other.locator('dialog input[type=file]').setInputFiles(await file.path());
    await other.getByText('1 notebook was added').waitFor();
    await other.locator('dialog button.notebook', {hasText: 'Shop'}).click();
    await cellsShown(other);
    expect(await takeaway(other)).toBe(before);
    // The same file simply dropped on the page is no export to be read.
    await choose(other, await file.path());
    await other.getByRole('heading', {name: 'Your notebooks'}).waitFor();
    expect(await other.locator('button.notebook', {hasText: 'Shop'}).count()).toBe(2);
  });

  test('lets one keep nothing: all is deleted, what is open stays, and a new visit finds nothing', async () => {
    const {page} = await visit();
    await openShop(page, 'Shop');
    await openNotebooks(page);
    await page.getByRole('checkbox', {name: /^Keep notebooks and data/}).click();
    await page.getByRole('button', {name: 'Delete all and keep nothing'}).click();
    await page.locator('.save-status', {hasText: 'Not kept'}).waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Name of the notebook').fill('Still here');
    expect(await takeaway(page)).toContain('175.00');
    await page.waitForTimeout(1500);
    expect(await page.evaluate(traces)).toEqual({records: 0, files: 0, notes: ['stammkunde.keep']});
    await page.reload();
    await page.getByRole('button', {name: /sample shop/}).waitFor();
    await openSample(page);
    await page.waitForTimeout(1500);
    expect(await page.evaluate(traces)).toMatchObject({records: 0, files: 0});
  });
});

/** Of how many cells it is stored what they showed last. */
async function shownLast(): Promise<number> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
  const database = await settled(indexedDB.open('stammkunde'));
  const records = database.transaction('results').objectStore('results').getAll();
  const [record] = (await settled(records)) as {results: ReadonlyMap<string, unknown>}[];
  database.close();
  return record?.results.size ?? 0;
}

/** What of the reader's is stored in the browser. */
async function traces(): Promise<{records: number; files: number; notes: string[]}> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('stammkunde');
    request.onsuccess = () => resolve(request.result);
  });
  const counts = [...database.objectStoreNames].map(
    (name) =>
      new Promise<number>((resolve) => {
        const request = database.transaction(name).objectStore(name).count();
        request.onsuccess = () => resolve(request.result);
      }),
  );
  // That the database is not new is a mark of the program's own.
  const marks = await new Promise<number>((resolve) => {
    const request = database.transaction('moments').objectStore('moments').count('filled');
    request.onsuccess = () => resolve(request.result);
  });
  const records = (await Promise.all(counts)).reduce((sum, count) => sum + count, -marks);
  database.close();
  const root = await navigator.storage.getDirectory();
  let files = 0;
  for await (const folder of root.values())
    if (folder.kind === 'directory')
      for await (const _ of (folder as FileSystemDirectoryHandle).keys()) files++;
  const notes = [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(
    (key) => !/language|theme|hints/.test(key),
  );
  return {records, files, notes};
}
