import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Page} from 'playwright';
import {HtmlValidate} from 'html-validate';
import {describe, expect, onTestFinished, test} from 'vitest';
import {sampleShop} from '../../src/imports/sample';
import {hostile} from '../exports/hostile';
import {
  cellsShown,
  choose,
  csv,
  downloaded,
  openSample,
  sharedSample,
  sharedVisit,
  takenAway,
  visit,
} from '../helpers/site';

const inSample = {
  en: sharedSample({colorScheme: 'dark', permissions: ['clipboard-read', 'clipboard-write']}),
  de: sharedSample({colorScheme: 'dark', locale: 'de-DE'}),
};
const atDoors = sharedVisit();

describe('a cell is taken away', () => {
  test('as a picture and as tables, without a complaint of the policy', async () => {
    const {page, complaints} = await inSample.de();
    // A picture that is drawn anew meanwhile would be saved by halves.
    await page.locator('.rest').first().waitFor({state: 'detached'});
    for (const cell of await page.locator('article.cell').all()) {
      const id = await cell.getAttribute('data-analysis');
      await cell.getByRole('button', {name: 'Export'}).click();

      const png = await downloaded(page, cell.getByRole('button', {name: 'Bild als PNG'}));
      expect(png.name).toBe(`${id}.png`);
      expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(png.bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(2 * 960);

      const svg = await downloaded(page, cell.getByRole('button', {name: 'Bild als SVG'}));
      expect(svg.name).toBe(`${id}.svg`);
      const question = (await cell.locator('h2').textContent())!.trim();
      expect(svg.bytes.toString()).toContain(`<title>${question}</title>`);
      expect(svg.bytes.toString()).toContain('Stichtag 31.10.2026');

      for (const [format, start] of [
        ['CSV', /^[\w,]+\r\n/],
        ['Excel', /^PK/],
        ['Parquet', /^PAR1/],
      ] as const) {
        const table = await downloaded(
          page,
          cell.getByRole('button', {name: new RegExp(` als ${format}$`)}).first(),
        );
        expect(table.bytes.toString('latin1')).toMatch(start);
      }
    }
    expect(complaints).toEqual([]);
  });

  test('through the clipboard, as text for a spreadsheet and as a table for a letter', async () => {
    const {page} = await inSample.en();
    const cell = page.locator('[data-analysis=rfm]');
    await cell.getByRole('button', {name: 'Export'}).click();
    await cell.getByRole('button', {name: 'Copy Segments'}).click();
    await cell.getByText('Copied').waitFor();
    const pasted = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return Promise.all(['text/plain', 'text/html'].map(async (type) => (await item!.getType(type)).text()));
    });
    expect(pasted[0]).toMatch(/^Segment\tCustomers\t[^]*\nChampions\t\d+\t\d+\.\d\d\t/);
    expect(pasted[1]).toContain('<td>Champions</td>');
  });
});

/** Opens a file from the disk, and says what it asked for and complained about. */
async function fromDisk(page: Page, source: string): Promise<{opened: Page; noise: string[]}> {
  const folder = await mkdtemp(join(tmpdir(), 'stammkunde-report-'));
  onTestFinished(() => rm(folder, {recursive: true}));
  const address = pathToFileURL(join(folder, 'report.html')).href;
  await writeFile(join(folder, 'report.html'), source);
  const context = await page.context().browser()!.newContext();
  onTestFinished(() => context.close());
  const opened = await context.newPage();
  const noise: string[] = [];
  opened.on('request', (request) => {
    if (request.url() !== address) noise.push(request.url());
  });
  opened.on('console', (message) => noise.push(message.text()));
  opened.on('dialog', (dialog) => void dialog.dismiss().then(() => noise.push('a dialog')));
  await opened.goto(address);
  return {opened, noise};
}

const questions = (page: Page) => page.locator('article.cell h2').allTextContents();

describe('the report', () => {
  test.each([
    {language: 'de', button: /Bericht sichern/, asOf: 'Stichtag 31.10.2026'},
    {language: 'en', button: /Save report/, asOf: 'As of 31 Oct 2026'},
  ] as const)(
    'is one valid file that asks for nothing and names nobody ($language)',
    async ({language, button, asOf}) => {
      const {page, complaints} = await inSample[language]();
      const {name, bytes} = await takenAway(page, button);
      const source = bytes.toString();
      expect(name).toMatch(/Lindenhof.*\.html$/);
      expect(bytes.length).toBeLessThan(1_500_000);

      const {valid} = await new HtmlValidate({
        extends: ['html-validate:recommended'],
        rules: {'void-style': ['error', {style: 'selfclose'}]},
      }).validateString(source);
      expect(valid).toBe(true);
      expect(source).not.toMatch(/<script|[\w.+-]+@[\w-]+\.\w+/i);
      const people = sampleShop().flatMap(({text}) => text.match(/[\w.+-]+@[\w-]+\.\w+/g) ?? []);
      expect(people.length).toBeGreaterThan(1000);

      const {opened, noise} = await fromDisk(page, source);
      expect(await opened.locator('h1').textContent()).toContain('Lindenhof');
      expect(await opened.locator('.facts').textContent()).toContain(asOf);
      expect(await opened.locator('section h2').allTextContents()).toEqual([
        ...(await questions(page)).map((question) => question.trim()),
        language === 'de' ? 'Was die Zahlen bedeuten' : 'What the numbers mean',
      ]);
      expect(await opened.locator('figure svg').count()).toBe((await questions(page)).length);
      await opened.setViewportSize({width: 390, height: 844});
      expect(await opened.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      expect(noise).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  test('becomes the notebook again when it is dropped, as the notebook file does', async () => {
    const {page} = await inSample.en();
    await page.getByRole('textbox', {name: 'Name of the notebook'}).fill('Q4: what now?');
    const asked = await questions(page);
    const report = await takenAway(page, /Save report/);
    const notebook = await takenAway(page, /Save notebook/);
    expect(notebook.name).toBe('Q4 what now.stammkunde.json');
    expect(notebook.bytes.toString()).not.toContain('dataset-1');

    for (const {name, bytes} of [report, notebook]) {
      const other = await atDoors();
      await other.getByText('Open a notebook').waitFor();
      await choose(other, {name, mimeType: '', buffer: bytes});
      await other.getByText('This notebook has no data yet').waitFor();
      expect(await other.getByRole('textbox', {name: 'Name of the notebook'}).inputValue()).toBe(
        'Q4: what now?',
      );
      expect(await questions(other)).toEqual(asked);
      await openSample(other);
      expect(await other.locator('article.cell .takeaway').count()).toBe(asked.length);
    }
  });
});

test('a notebook goes with its data into one file, and opens from it with its numbers and without names', async () => {
  const {page} = await inSample.en();
  const sentences = await page.locator('article.cell .takeaway').allTextContents();
  const {name, bytes} = await takenAway(page, /Save with data/);
  expect(name).toMatch(/\.zip$/);

  const {page: other, complaints} = await visit();
  await choose(other, {name, mimeType: 'application/zip', buffer: bytes});
  await cellsShown(other);
  expect(await other.locator('article.cell .takeaway').allTextContents()).toEqual(sentences);
  expect(complaints).toEqual([]);
});

describe('how a file was read', () => {
  /** Nothing says what is in these columns, nor whether the day or the month stands first. */
  const unclear = (month: number) =>
    csv(
      `Alpha;Beta;Gamma\n03/0${month}/2024;erika@example.org;10,00\n05/0${month}/2024;max@example.org;20,00\n`,
    );

  test.each([
    {way: 'without its data', button: /Save notebook/},
    {way: 'with its data', button: /Save with data/},
  ])(
    'goes with the notebook $way: elsewhere the next file with those columns asks nothing',
    async ({button}) => {
      const {page} = await visit();
      await choose(page, unclear(4));
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Order date', {exact: true}).selectOption('Alpha');
      await dialog.getByLabel('Order total', {exact: true}).selectOption('Gamma');
      const read = dialog.getByRole('button', {name: 'Read with this mapping'});
      await read.click();
      await dialog.getByLabel('The month comes first').check();
      await read.click();
      await dialog.waitFor({state: 'detached'});
      await cellsShown(page);
      const {name, bytes} = await takenAway(page, button);
      if (name.endsWith('.json')) {
        expect(bytes.toString()).toContain('month-first');
        expect(bytes.toString()).not.toMatch(/@|example/);
      }

      const other = await visit();
      await choose(other.page, {name, mimeType: '', buffer: bytes});
      await other.page.locator('article.cell').first().waitFor();
      await choose(other.page, unclear(5));
      const readAgain = other.page.getByRole('dialog').getByRole('button', {name: 'Read with this mapping'});
      // Over data without their files the reader is asked for leave, and for nothing else.
      if (button.source.includes('with data')) await readAgain.click();
      const receipt = other.page.getByRole('region', {name: 'Import receipt'});
      await expect
        .poll(() => receipt.locator('summary').textContent())
        .toMatch(/^\s*2 orders of 2 customers, 5 Mar 2024/);
      expect(await other.page.getByRole('dialog').count()).toBe(0);
      expect([...other.complaints]).toEqual([]);
    },
  );
});

test('on paper stand the sentences, pictures, notes and what the numbers mean, and nothing to click', async () => {
  const {page} = await inSample.en();
  const first = page.locator('article.cell').first();
  await first.getByRole('button', {name: /^Note/}).click();
  await first.getByRole('textbox', {name: 'Note on this cell'}).fill('Call them in January.');
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
    (document.activeElement as HTMLElement).blur();
  });
  await page.keyboard.press('Control+P');
  await page.locator('[data-printed]').waitFor();
  await page.emulateMedia({media: 'print'});
  const shown = (selector: string) => page.locator(selector).filter({visible: true}).count();
  const cells = await page.locator('article.cell').count();
  expect(await shown('.takeaway')).toBe(cells);
  expect(await shown('.drawing > *')).toBe(cells);
  expect(await shown('.footnotes li')).toBe(cells);
  expect(await page.locator('.print-facts').textContent()).toContain('As of 31 Oct 2026');
  expect(await page.locator('.note').filter({visible: true}).allTextContents()).toEqual([
    'Call them in January.',
  ]);
  expect(await shown('input, select, textarea, summary, :not(.drawing *):is(button, [role=button])')).toBe(0);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.locator('.footnotes').waitFor({state: 'detached'});
  expect(await page.locator('.print-facts').count()).toBe(0);
});

test('forty hostile texts run nothing, in the page and in the report', async () => {
  const {page} = await visit();
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = hostile.flatMap((text, index) =>
    ['2025-01-05', '2025-03-05', '2025-09-05'].map((day, nth) =>
      [`${index}-${nth}`, day, `k${index}@x.de`, `${10 + index}.00`, text, text, text].map(quote).join(','),
    ),
  );
  const head = ['order_id', 'date', 'email', 'total', 'product', 'country', hostile[0]!].map(quote).join(',');
  await choose(page, csv([head, ...rows].join('\n'), `${hostile[7]!.replaceAll('/', '')}.csv`));
  await cellsShown(page);
  const title = page.getByRole('textbox', {name: 'Name of the notebook'});
  await title.fill(hostile.join(' '));
  const first = page.locator('article.cell').first();
  await first.getByRole('button', {name: /^Note/}).click();
  await first.getByRole('textbox', {name: 'Note on this cell'}).fill(hostile.join('\n\n'));
  for (const cell of await page.locator('article.cell').all())
    for (const panel of ['Table', 'SQL', 'Export']) {
      const button = cell.getByRole('button', {name: panel, exact: true});
      // What these orders are too few for has none.
      if ((await button.count()) > 0) await button.click();
    }
  await page.locator('.receipt summary').click();

  const handlers = () =>
    document.querySelectorAll(
      'script:not([src]), iframe, object, embed, base, [onerror], [onload], [onfocus], [ontoggle]',
    ).length;
  const hit = () => (window as unknown as {hit?: number}).hit ?? 0;
  expect(await page.evaluate(handlers)).toBe(0);
  expect(await page.evaluate(hit)).toBe(0);

  const {bytes} = await takenAway(page, /Save report/);
  // Without its policy: nothing in it is there to be refused.
  const bare = bytes.toString().replace(/<meta\s+http-equiv[^>]*>/, '');
  expect(bare).not.toContain('default-src');
  const {opened, noise} = await fromDisk(page, bare);
  await opened.locator('summary').first().click();
  expect(await opened.evaluate(handlers)).toBe(0);
  expect(await opened.evaluate(hit)).toBe(0);
  expect(noise).toEqual([]);
});
