import {describe, expect, test} from 'vitest';
import type {Page} from 'playwright';
import {twelveOrders} from '../fixtures/twelve_orders';
import {languages} from '../../src/text/language';
import {cellsShown, choose, csv, sharedVisit, visit} from '../helpers/site';

const atDoors = {en: sharedVisit(), de: sharedVisit({locale: 'de-DE'})};

/** The app still works: a good file goes through. */
async function goodFileWorks(page: Page): Promise<void> {
  await page.locator('dialog').waitFor({state: 'detached'});
  await choose(page, csv(twelveOrders));
  await cellsShown(page);
}

const refused = [
  {what: 'an empty file', file: csv('', 'leer.csv'), en: '“leer.csv” is empty', de: '„leer.csv“ ist leer'},
  {
    what: 'a header without rows',
    file: csv('order_id,date,email,total\n'),
    en: 'no rows below it',
    de: 'keine Zeilen darunter',
  },
  {
    what: 'a picture named .csv',
    file: {
      name: 'bild.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
    },
    en: 'looks like PNG',
    de: 'sieht aus wie PNG',
  },
  {
    what: 'a file without a usable row',
    file: csv('order_id,date,email,total\n1,gestern,a@x.de,viel\n'),
    en: 'No order can be used',
    de: 'keine Bestellung verwendbar',
  },
];

describe.each(languages)('bad input gets a clear message (%s)', (language) => {
  test('each in a sentence that says what to do, and a good file goes through afterwards', async () => {
    const page = await atDoors[language]();
    for (const {what, file, ...messages} of refused) {
      await choose(page, file);
      const alert = page.getByRole('alert');
      await alert.waitFor();
      await expect.poll(() => alert.textContent(), {message: what}).toContain(messages[language]);
      await alert.getByRole('button').click();
    }
    await goodFileWorks(page);
  });

  test('a table without a customer column asks for it', async () => {
    const page = await atDoors[language]();
    await choose(page, csv('Datum,Käufer,Summe\n2024-01-05,Anna,1.00\n2024-01-06,Ben,2.00\n'));
    const dialog = page.getByRole('dialog');
    const needed = {
      en: 'Still needed: Customer number or E-mail.',
      de: 'Noch nötig: Kundennummer oder E-Mail.',
    };
    await dialog.getByText(needed[language]).waitFor();
    const read = dialog.getByRole('button', {
      name: {en: 'Read with this mapping', de: 'Mit dieser Zuordnung lesen'}[language],
    });
    expect(await read.isDisabled()).toBe(true);
    await dialog.getByLabel({en: 'Customer number', de: 'Kundennummer'}[language]).selectOption('Käufer');
    await read.click();
    await cellsShown(page);
  });

  test('ambiguous dates are asked about, not guessed', async () => {
    const page = await atDoors[language]();
    await choose(
      page,
      csv('order_id,date,email,total\n1,03/04/2024,a@x.de,10.00\n2,05/06/2024,b@x.de,20.00\n'),
    );
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText({en: 'day or month first?', de: 'steht der Tag oder der Monat vorn?'}[language])
      .waitFor();
    await dialog.getByLabel({en: /The month comes first/, de: /Der Monat steht vorn/}[language]).check();
    await dialog.locator('button.primary').click();
    await cellsShown(page);
    expect(await page.locator('.receipt').textContent()).toContain(
      {en: '6 May 2024', de: '6.5.2024'}[language],
    );
  });
});

describe('odd names and numbers', () => {
  test('a file name with quotes and a script tag is only text', async () => {
    const {page, complaints} = await visit();
    await choose(page, csv(twelveOrders, `"'</script><img src=x onerror=alert(1)>.csv`));
    await cellsShown(page);
    await page.locator('.receipt summary').click();
    await page.getByRole('heading', {name: /onerror.*\.csv/}).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('ids of twenty digits stay what they are', async () => {
    const page = await atDoors.en();
    const text =
      'order_id,date,customer_id,total\n12345678901234567890,2024-01-05,98765432109876543210,1.00\n12345678901234567891,2024-01-06,98765432109876543211,2.00\n';
    await choose(page, csv(text));
    await cellsShown(page);
    expect(await page.locator('.receipt').textContent()).toContain('2 orders of 2 customers');
    await page.getByRole('button', {name: /^R5/}).first().click();
    await page
      .getByRole('dialog')
      .getByLabel(/Show names/)
      .check();
    await page.getByText('98765432109876543211').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({state: 'detached'});
  });

  test('a cancelled import changes nothing', async () => {
    const page = await atDoors.en();
    await choose(page, csv(twelveOrders));
    await cellsShown(page);
    const rows = Array.from({length: 400_000}, (_, index) => `${index},2024-01-05,k${index}@x.de,1.00`);
    await choose(page, csv(['order_id,date,email,total', ...rows].join('\n'), 'big.csv'));
    await page.getByRole('button', {name: 'Cancel'}).click();
    await page.locator('.import-progress').waitFor({state: 'detached'});
    expect(await page.locator('.receipt').textContent()).toContain('9 orders of 6 customers');
  });
});

describe('a host that does not give the engine', () => {
  test('nor the words for it: the page says what to do all the same', async () => {
    const {page} = await visit();
    await page.context().route(/duckdb|problems-.*\.js/, (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').filter({hasText: 'cannot reach its host'}).waitFor();
    expect(await page.getByRole('button', {name: 'Try again'}).count()).toBe(1);
  });

  test.each([
    {part: 'its program', files: /duckdb.*wasm.*\.gz/},
    {part: 'its worker', files: /duckdb.*worker.*\.js/},
  ])(
    '$part: is told of once, also to whoever drops a file, and all goes on once it does',
    async ({files}) => {
      const {page} = await visit();
      await page.context().route(files, (route) => route.abort());
      await page.reload();
      const alerts = page.getByRole('alert').filter({hasText: 'engine could not be loaded'});
      await alerts.waitFor();
      await choose(page, csv(twelveOrders));
      await page.locator('.import-progress').waitFor({state: 'detached'});
      expect(await alerts.count()).toBe(1);
      await page.context().unroute(files);
      await page.getByRole('button', {name: 'Try again'}).click();
      await page.getByText('Calculating engine ready.').waitFor();
      await goodFileWorks(page);
    },
  );
});
