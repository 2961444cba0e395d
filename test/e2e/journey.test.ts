import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {twelveOrders} from '../fixtures/twelve_orders';
import {headlines} from '../../src/notebook/templates';
import {cellsShown, choose, csv, openSample, sharedSample, sharedVisit, visit} from '../helpers/site';

const overview = '[data-analysis=overview]';
const rfm = '[data-analysis=rfm]';
const atDoors = sharedVisit();
const inSample = sharedSample();

describe('a first visit', () => {
  test('shows the doors before the engine is there, and then says that it is', async () => {
    const {page, complaints} = await visit({serviceWorkers: 'allow'});
    expect(await page.getByRole('button', {name: /Drop your export/}).isEnabled()).toBe(true);
    await page.getByText('Calculating engine ready.').waitFor();
    expect(complaints).toEqual([]);
  });

  test('speaks German to a German browser, and changes language without loading anything', async () => {
    const {page} = await visit({locale: 'de-DE'});
    await page.getByRole('heading', {name: 'Welche Kunden kommen wieder?'}).waitFor();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await openSample(page);
    expect(await page.locator(`${overview} .takeaway`).textContent()).toMatch(/\d Kunden haben/);
    // The last that is loaded for data that were read, once nobody waits for anything.
    await expect.poll(() => requests.some((url) => url.includes('/checks-'))).toBe(true);
    requests.length = 0;
    await page.getByRole('button', {name: 'Menü', exact: true}).click();
    await page.getByRole('menuitemradio', {name: 'English'}).click();
    expect(await page.locator(`${overview} .takeaway`).textContent()).toContain('customers placed');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(requests).toEqual([]);
  });

  test('opens the sample shop with the headline cells and without a complaint', async () => {
    const {page, complaints} = await visit({serviceWorkers: 'allow'});
    await openSample(page);
    expect(await page.locator('article.cell').count()).toBe(headlines.length);
    expect(await page.getByRole('region', {name: 'Import receipt'}).textContent()).toMatch(
      /orders of .* customers/,
    );
    expect(complaints).toEqual([]);
  });

  test('lets an empty notebook be filled with questions first and data later', async () => {
    const {page} = await visit();
    await page.getByRole('radio', {name: 'Empty'}).check();
    await page.getByRole('button', {name: 'Begin without data'}).click();
    for (const name of ['Overview', 'RFM matrix']) {
      await page.getByRole('button', {name: 'Add a cell'}).click();
      await page.getByRole('option', {name}).click();
    }
    await page.getByText('This cell needs orders: drop an export.').first().waitFor();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    expect(await page.locator(`${overview} .takeaway`).textContent()).toContain(
      '4 customers placed 8 orders worth 170.00',
    );
  });
});

describe('an orders file', () => {
  test('that is dropped on the page becomes a notebook', async () => {
    const page = await atDoors();
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'orders.csv', {type: 'text/csv'}));
      return data;
    }, twelveOrders);
    await page.dispatchEvent('main', 'dragover', {dataTransfer: transfer});
    await page.getByText('Drop the files here').waitFor();
    await page.dispatchEvent('main', 'drop', {dataTransfer: transfer});
    await cellsShown(page);
    expect(await page.locator(`${overview} .takeaway`).textContent()).toContain('175.00');
  });

  test('shows what became of its rows, and gives back those set aside', async () => {
    const page = await atDoors();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    const receipt = page.getByRole('region', {name: 'Import receipt'});
    await receipt.locator('summary').click();
    expect(await receipt.textContent()).toContain('2 of 12 rows set aside');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      receipt.getByRole('button', {name: 'Save the rows set aside as CSV'}).click(),
    ]);
    const text = readFileSync(await saved.path(), 'utf8');
    expect(text.split('\r\n')[1]).toBe(
      'orders.csv,10,10,cancelled,cancelled orders,1009,15.03.2024,K5,"99,00",storniert,DE',
    );
  });

  test('keeps or leaves out orders without a customer by a switch', async () => {
    // The choice is remembered for files like this one.
    const {page} = await visit();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    await page.getByRole('region', {name: 'Import receipt'}).locator('summary').click();
    await page.getByLabel('Keep orders without a customer as anonymous revenue').uncheck();
    await page.getByText('orders without a customer', {exact: false}).first().waitFor();
    // All that is left has a customer.
    await expect.poll(() => page.locator(`${overview} .takeaway`).textContent()).not.toContain('175.00');
    expect(await page.locator(`${overview} .takeaway`).textContent()).toContain('worth 170.00');
  });

  test('can be read again with another mapping', async () => {
    const {page} = await visit();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    await page.getByRole('region', {name: 'Import receipt'}).locator('summary').click();
    await page.getByRole('button', {name: 'Correct columns and rules'}).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Leave out cancelled orders').uncheck();
    await dialog.getByRole('button', {name: 'Read with this mapping'}).click();
    await dialog.waitFor({state: 'detached'});
    await expect.poll(() => page.locator(`${overview} .takeaway`).textContent()).toContain('274.00');
  });
});

describe('a notebook', () => {
  test('changes with the as-of date, takes it back and makes it again', async () => {
    const page = await atDoors();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    const takeaway = () => page.locator(`${overview} .takeaway`).textContent();
    await page.getByLabel('As-of date').fill('2024-02-10');
    await page.getByLabel('As-of date').blur();
    await expect.poll(takeaway).toContain('220.00');
    await page.keyboard.press('Control+z');
    await expect.poll(takeaway).toContain('175.00');
    await page.keyboard.press('Control+y');
    await expect.poll(takeaway).toContain('220.00');
  });

  test('leads from a cell of the matrix to its customers, masked until shown, and to a file', async () => {
    const {page} = await inSample();
    await page.getByRole('button', {name: /^R5 F5/}).click();
    const dialog = page.getByRole('dialog', {name: 'R5 F5'});
    const rows = dialog.locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(50);
    expect(await rows.first().textContent()).toMatch(/^Customer [0-9A-F]{4}/);
    expect(await dialog.textContent()).not.toContain('@');
    const before = await rows.first().textContent();
    await dialog.getByRole('button', {name: /Days since/}).click();
    await expect.poll(() => rows.first().textContent()).not.toBe(before);
    await dialog.getByRole('button', {name: 'Next'}).click();
    await dialog.getByText(/^51–/).waitFor();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', {name: 'Save as CSV'}).click(),
    ]);
    const text = readFileSync(await saved.path(), 'utf8');
    expect(text).not.toContain('@');
    expect(text.split('\r\n')[0]).toContain('recency_days,purchases,revenue,r,f,m,segment,customer_id');
    await dialog.getByLabel(/Show names and e-mails/).check();
    await dialog.getByText('@').first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({state: 'detached'});
  });

  test('shows table, definition and SQL of a cell, and keeps a note', async () => {
    const page = await atDoors();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    const cell = page.locator(rfm);
    await cell.getByRole('button', {name: 'Definition'}).click();
    await cell.getByText('cover each of the 125 combinations').waitFor();
    await cell.getByRole('button', {name: 'SQL'}).click();
    expect(await cell.locator('pre').textContent()).toMatch(
      /create table "orders" as\s+from read_csv[\s\S]*from counts/,
    );
    await cell.getByRole('button', {name: 'Table'}).click();
    // The first of the main tables is open; the others, and those they are made of, are named.
    await expect.poll(() => cell.locator('table.data').count()).toBe(1);
    await cell.getByRole('button', {name: /^Limits of the scores/}).click();
    expect(await cell.locator('table.data').count()).toBe(1);
    await cell.getByRole('button', {name: 'Note'}).click();
    await cell.getByLabel('Note on this cell').fill('Ask about <b>March</b>');
    await cell.getByRole('button', {name: 'Table'}).click();
    expect(await cell.getByLabel('Note on this cell').inputValue()).toBe('Ask about <b>March</b>');
  });

  test('takes own limits and finds its way back to those of the data', async () => {
    const {page} = await inSample();
    const cell = page.locator(rfm);
    await cell.getByText('More', {exact: true}).click();
    const first = cell.getByLabel('Recency limits (days since the last purchase) 1');
    await first.fill('30');
    await first.blur();
    await cell.getByText('≤ 30 days').waitFor();
    await first.fill('9999');
    await first.blur();
    await cell.getByText(/Each limit must be larger/).waitFor();
    await cell.getByRole('button', {name: 'From the data'}).first().click();
    await expect.poll(() => cell.locator('.heat tbody th').first().textContent()).toContain('≤ 96 days');
  });

  test('looks back to any day; under the sentence that one is too late or too early it is changed, and keeps the focus', async () => {
    const page = await atDoors();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    await page.getByRole('button', {name: 'Add a cell'}).click();
    await page.getByRole('combobox', {name: 'What do you want to know?'}).fill('moved');
    await page.getByRole('option', {name: /^Who moved up/}).click();
    const cell = page.locator('[data-analysis=movement]');
    await cell.getByText('It is too early to compare').waitFor();
    await cell.getByLabel('Compared with').selectOption('a day of your own');
    const day = cell.getByLabel('Day', {exact: true});
    // A year before the as-of date, until another is given.
    expect(await day.inputValue()).toBe('2023-03-31');
    for (const [iso, said] of [
      ['2024-03-31', 'does not lie before the as-of date, 31 Mar 2024'],
      ['2024-01-09', 'Nobody had bought by 9 Jan 2024: the first purchase is of 10 Jan 2024.'],
      ['2024-02-12', 'On 12 Feb 2024 there were no regulars'],
    ] as const) {
      await day.fill(iso);
      await day.press('Enter');
      await cell.getByText(said).waitFor();
      expect(await day.evaluate((input) => document.activeElement === input)).toBe(true);
    }
    await cell.getByText('and no customer is new.').waitFor();
  });

  test('goes on when its worker is killed: the cells come back with the data', async () => {
    const {page} = await visit();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    for (const worker of page.workers()) await worker.evaluate(() => self.close()).catch(() => undefined);
    await page.getByLabel('As-of date').fill('2024-02-10');
    await page.getByLabel('As-of date').blur();
    await expect
      .poll(() => page.locator(`${overview} .takeaway`).textContent(), {timeout: 30_000})
      .toContain('220.00');
  });
});
