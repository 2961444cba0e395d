import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {Page} from 'playwright';
import {twelveOrders} from '../fixtures/twelve_orders';
import {cellsShown, choose, csv, saved, visit} from '../helpers/site';

const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name);
const receipt = (page: Page) => page.locator('section.receipt summary');

describe('files of any kind', () => {
  test('a workbook with a title, a hidden sheet and a row of sums becomes a notebook', async () => {
    const {page, complaints} = await visit();
    await choose(page, fixture('title_hidden_error.xlsx'));
    await cellsShown(page);
    expect(await receipt(page).textContent()).toContain(
      '4 orders of 3 customers, 5 Jan 2024 – 1 Mar 2024; 2 of 6 rows set aside',
    );
    expect(complaints).toEqual([]);
  });

  test('an archive is added to open data, and the receipt says what it has changed', async () => {
    const {page} = await visit();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    const before = (await receipt(page).textContent())!;
    await choose(page, fixture('export.zip'));
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('radio', {name: /^Add to them/}).isChecked()).toBe(true);
    expect(await dialog.getByRole('heading', {level: 3}).allTextContents()).toEqual([
      'export.zip › orders.csv',
      'export.zip › more.json',
    ]);
    await dialog.getByRole('button', {name: 'Read with this mapping'}).click();
    await dialog.waitFor({state: 'detached'});
    await cellsShown(page);
    expect(await receipt(page).textContent()).not.toBe(before);
    await receipt(page).click();
    await page.getByText(/^Added: 3 orders and 2 customers\./).waitFor();
  });

  test('a cell shows how it is read, and the mapping is there again with the next file', async () => {
    const {page} = await visit();
    const text = (month: string) =>
      `Beleg;Am;Wer;Wieviel\n1;05.${month}.2024;K1;1.234,50\n2;06.${month}.2024;K2;19,90\n`;
    await choose(page, csv(text('01')));
    const dialog = page.getByRole('dialog');
    for (const [field, column] of Object.entries({
      'Order number': 'Beleg',
      'Order date': 'Am',
      'Customer number': 'Wer',
      'Order total': 'Wieviel',
    }))
      await dialog.getByLabel(field, {exact: true}).selectOption(column);
    const row = dialog.getByRole('row', {name: /^Order total/});
    await expect.poll(() => row.textContent(), {timeout: 20_000}).toMatch(/1\.234,50\s*→\s*1,234\.50/);
    expect(await row.textContent()).toContain('your choice');
    await dialog.getByRole('button', {name: 'Read with this mapping'}).click();
    await cellsShown(page);
    await page.reload();
    await cellsShown(page);
    await choose(page, csv(text('02'), 'next.csv'));
    await page
      .getByRole('row', {name: /^Order total/})
      .getByText('as the last time')
      .waitFor();
  });

  test('columns are chosen and questions answered by keyboard alone', async () => {
    const {page} = await visit({locale: 'de-DE'});
    await choose(page, csv('Am;Wer;Wieviel\n01/02/2024;K1;1.100\n03/04/2024;K2;1.200\n'));
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const focused = () => page.evaluate(() => document.activeElement!.getAttribute('aria-label') ?? '');
    for (const [field, column] of Object.entries({
      Bestelldatum: 'Am',
      Kundennummer: 'Wer',
      Bestellsumme: 'Wieviel',
    })) {
      for (let stop = 0; stop < 20 && (await focused()) !== field; stop++) await page.keyboard.press('Tab');
      await page.keyboard.type(column);
    }
    const read = dialog.getByRole('button', {name: 'Mit dieser Zuordnung lesen'});
    await read.focus();
    await page.keyboard.press('Enter');
    // What is asked stands above, out of sight: the focus is there.
    const first = dialog.getByRole('radio', {name: /^Der Tag steht vorn/});
    await expect.poll(() => first.evaluate((radio) => radio === document.activeElement)).toBe(true);
    await dialog.getByText('etwa „01/02/2024“, „03/04/2024“.').waitFor();
    expect(await dialog.getByText('Ihre Wahl').count()).toBe(3);
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await read.focus();
    await page.keyboard.press('Enter');
    await cellsShown(page);
    expect(await receipt(page).textContent()).toContain('2 Bestellungen von 2 Kunden, 1.2.2024 – 3.4.2024');
  });

  test('what else is kept of a file, in which zone its times are and what becomes of refunds is chosen and seen', async () => {
    const {page, complaints} = await visit({timezoneId: 'Europe/Berlin'});
    const groups = ['Regular', 'New', 'Trade'];
    const rows = Array.from({length: 24}, (_, n) =>
      [
        n,
        `2024-01-${10 + (n % 10)}T23:30:00Z`,
        `p${n % 6}@example.com`,
        '10.00',
        n % 4 ? '' : '10.00',
        groups[n % 3],
        `0${n}`,
      ].join(','),
    );
    await choose(page, csv(['Order ID,Order Date,Email,Total,Refunded,Group,Phone', ...rows].join('\n')));
    await cellsShown(page);
    await receipt(page).click();
    await page.getByText('Kept as attributes of the customers: Group.').waitFor();
    await page.getByRole('button', {name: 'Correct columns and rules'}).click();
    const dialog = page.getByRole('dialog');
    const date = dialog.getByRole('row', {name: /^Order date/});
    await date.getByText('10 Jan 2024, 23:30').waitFor();
    await date.getByText(/^The times are in UTC/).waitFor();
    await date.getByLabel('Order date: time zone of the shop').selectOption('Europe/Berlin');
    await date.getByText('11 Jan 2024, 00:30').waitFor();
    await dialog.getByText(/^Kept as attributes of the customers: Group$/).click();
    await dialog.getByRole('checkbox', {name: /^Phone/}).check();
    await dialog.getByRole('checkbox', {name: /^Group/}).uncheck();
    await dialog
      .getByLabel('Refunds and returns')
      .selectOption({label: 'leave out orders paid back in full, take off the rest'});
    await dialog.getByRole('button', {name: 'Read with this mapping'}).click();
    await dialog.waitFor({state: 'detached'});
    await cellsShown(page);
    expect(await receipt(page).textContent()).toContain(
      '18 orders of 6 customers, 11 Jan 2024 – 20 Jan 2024; 6 of 24 rows set aside',
    );
    await page.getByText('Kept as attributes of the customers: Phone.').waitFor();
    await page.getByText('set aside: orders paid back in full').waitFor();
    expect(complaints).toEqual([]);
  });

  test('a list of payouts is refused by name, with what to export instead', async () => {
    const {page} = await visit({locale: 'de-DE'});
    await choose(page, fixture('exports/refused/shopify-payouts.csv'));
    const refusal = page.getByRole('alert').getByText(/keine Liste von Bestellungen/);
    await refusal.waitFor();
    expect(await refusal.textContent()).toContain('Exportieren');
  });

  test('a folder that is dropped is read like one that was picked; what lies in one within is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stammkunde-exports-'));
    onTestFinished(() => rm(folder, {recursive: true}));
    await mkdir(join(folder, '2023'));
    await writeFile(join(folder, 'orders.csv'), twelveOrders);
    const {page, complaints} = await visit();
    const devtools = await page.context().newCDPSession(page);
    const data = {items: [], files: [folder], dragOperationsMask: 1};
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', {type, x: 300, y: 300, data});
    await cellsShown(page);
    await page.getByText('Not read: 2023 (a folder in it). The other files are read.').waitFor();
    await receipt(page).click();
    await page.getByRole('button', {name: `Read the folder “${basename(folder)}” again`}).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a folder is read, and read again when next month has come', async () => {
    const {page, complaints} = await visit();
    const save = (name: string, text: string) =>
      page.evaluate(
        async ([name, text]) => {
          const folder = await navigator.storage.getDirectory();
          const writer = await (await folder.getFileHandle(name!, {create: true})).createWritable();
          await writer.write(text!);
          await writer.close();
        },
        [name, text],
      );
    const month = (number: string, customer: string) =>
      `order_id,date,email,total\n${number},2024-${number}-05,${customer}@example.com,10.00\nboth,2024-01-20,b@example.com,${number}.00\n`;
    // The browser's dialog cannot be worked by a test; its private folder stands in for the picked one.
    await page.addInitScript(() => {
      Object.assign(window, {showDirectoryPicker: () => navigator.storage.getDirectory()});
    });
    await page.reload();
    await save('01.csv', month('01', 'a'));
    await save('notes.pdf', 'not a table');
    await page.getByRole('button', {name: 'Open a folder'}).click();
    await cellsShown(page);
    expect(await receipt(page).textContent()).toContain('2 orders of 2 customers');
    await save('02.csv', month('02', 'c'));
    await receipt(page).click();
    await page.getByRole('button', {name: /^Read the folder/}).click();
    await page.getByText(/^Added: 1 order and 1 customer\. 1 order was in both/).waitFor();
    await page.getByLabel('Name of the notebook').fill('Tea shop');
    await saved(page);
    await page.reload();
    await cellsShown(page);
    await receipt(page).click();
    const again = page.getByRole('button', {name: /^Read the folder/});
    await again.click();
    await page.getByText('Nothing has changed.').waitFor();
    await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('01.csv'));
    await again.click();
    await page
      .getByText(
        /^No longer there: 01\.csv\. There are now 2 orders of 2 customers, before there were 3 of 3\./,
      )
      .waitFor();
    expect(await page.getByLabel('Name of the notebook').inputValue()).toBe('Tea shop');
    expect(complaints).toEqual([]);
  });
});
