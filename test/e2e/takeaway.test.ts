import {readFile} from 'node:fs/promises';
import type {Download, Locator, Page} from 'playwright';
import {describe, expect, test} from 'vitest';
import {openSample, visit} from '../helpers/site';

/** What a click saves. */
async function saved(page: Page, button: Locator): Promise<{name: string; bytes: Buffer}> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return {name: file.suggestedFilename(), bytes: await bytesOf(file)};
}

async function bytesOf(file: Download): Promise<Buffer> {
  return readFile(await file.path());
}

describe('a cell is taken away', () => {
  test('as a picture and as tables, without a complaint of the policy', async () => {
    const {page, complaints} = await visit({colorScheme: 'dark', locale: 'de-DE'});
    await openSample(page);
    for (const cell of await page.locator('article.cell').all()) {
      const id = await cell.getAttribute('data-analysis');
      await cell.getByRole('button', {name: 'Export'}).click();

      const png = await saved(page, cell.getByRole('button', {name: 'Bild als PNG'}));
      expect(png.name).toBe(`${id}.png`);
      expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(png.bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(2 * 960);

      const svg = await saved(page, cell.getByRole('button', {name: 'Bild als SVG'}));
      expect(svg.name).toBe(`${id}.svg`);
      const question = (await cell.locator('h2').textContent())!.trim();
      expect(svg.bytes.toString()).toContain(`<title>${question}</title>`);
      expect(svg.bytes.toString()).toContain('Stichtag 31.10.2026');

      for (const [format, start] of [
        ['CSV', /^[\w,]+\r\n/],
        ['Excel', /^PK/],
        ['Parquet', /^PAR1/],
      ] as const) {
        const table = await saved(
          page,
          cell.getByRole('button', {name: new RegExp(` als ${format}$`)}).first(),
        );
        expect(table.bytes.toString('latin1')).toMatch(start);
      }
    }
    expect(complaints).toEqual([]);
  });

  test('through the clipboard, as text for a spreadsheet and as a table for a letter', async () => {
    const {page} = await visit({permissions: ['clipboard-read', 'clipboard-write']});
    await openSample(page);
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
