import type {Page} from 'playwright';
import {describe, expect, test} from 'vitest';
import {twelveOrders} from '../fixtures/twelve_orders';
import {choose, csv, takenAway, visit} from '../helpers/site';

/** An empty notebook over the shop of twelve orders, with an SQL cell. */
async function opened(): Promise<{page: Page; complaints: readonly string[]}> {
  const seen = await visit();
  const {page} = seen;
  await page.getByRole('radio', {name: /^Empty/}).check();
  await choose(page, csv(twelveOrders));
  await page.getByRole('button', {name: 'Insert a cell here'}).first().click();
  await page.getByRole('combobox', {name: 'What do you want to know?'}).fill('sql');
  await page.getByRole('option', {name: /^Ask the data in SQL/, selected: true}).waitFor();
  await page.keyboard.press('Enter');
  await shows(page, ['4', '170']);
  return seen;
}

const editor = (page: Page) => page.getByRole('textbox', {name: /^SQL of/});
const words = (page: Page) => page.locator('.cm-tooltip-autocomplete');

/** Waits until the first row of the answer is this. */
const shows = (page: Page, row: readonly string[]) =>
  expect
    .poll(() => page.locator('article.sql tbody tr').first().locator('td').allTextContents(), {
      timeout: 20_000,
    })
    .toEqual(row);

/** Takes the word that the list offers first, by keyboard. */
async function complete(page: Page, typed: string, word: string): Promise<void> {
  await page.keyboard.type(typed);
  await words(page)
    .locator('[aria-selected=true] .cm-completionLabel')
    .filter({hasText: new RegExp(`^${word}$`)})
    .waitFor();
  // The list takes keys only when it has stood for a moment, so that none is taken by mistake.
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  await words(page).waitFor({state: 'detached'});
}

async function write(page: Page, sql: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('Control+a');
  // Brackets that are typed get their second one by themselves.
  await page.keyboard.insertText(sql);
  await page.keyboard.press('Control+Enter');
}

describe('an SQL cell', () => {
  test('is written with its tables and columns at hand, run, drawn, taken back and kept', async () => {
    const {page, complaints} = await opened();
    const cell = page.locator('article.sql');
    await editor(page).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('select c.purchases, count(*) as people\nfrom ');
    await complete(page, 'cust', 'customer_history');
    await page.keyboard.type(' as c\ngroup by c.');
    await complete(page, 'purch', 'purchases');
    await page.keyboard.type(' order by c.purchases');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await shows(page, ['1', '2']);
    expect(await cell.getByRole('table').locator('tr').allTextContents()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\s*2\s*1\s*$/),
        expect.stringMatching(/^\s*3\s*1\s*$/),
      ]),
    );

    await write(
      page,
      `select country, date_trunc('month', ordered_on)::date as month, sum(net) as money, count(*) as orders
from orders where kind = 'sale' group by all order by month, country`,
    );
    await cell.getByRole('columnheader', {name: 'money'}).waitFor();
    const mark = cell.getByRole('combobox', {name: 'Show as'});
    const figure = cell.getByRole('figure').locator('svg');
    for (const [name, parts] of [
      ['Bars', 'rect'],
      ['Line', '[fill=none] path[stroke], path[fill=none]'],
      ['Dots', 'circle'],
    ] as const) {
      await mark.selectOption(name);
      await cell.getByRole('combobox', {name: 'Across'}).selectOption('month');
      await cell.getByRole('combobox', {name: 'Up'}).selectOption('money');
      await cell.getByRole('combobox', {name: 'Colour'}).selectOption('country');
      await figure.locator(parts).first().waitFor({state: 'attached'});
    }
    await mark.selectOption('Heat map');
    await cell.getByRole('combobox', {name: 'Columns'}).selectOption('month');
    await cell.getByRole('combobox', {name: 'Rows'}).selectOption('country');
    await cell.getByRole('combobox', {name: 'Value'}).selectOption('orders');
    await expect.poll(() => cell.getByRole('figure').textContent()).toMatch(/AT[^]*DE|DE[^]*AT/);

    // A mistake: its line is marked and said in words, and the last answer stays to compare with.
    await write(page, 'select country,\n  contry\nfrom orders');
    await cell.getByRole('alert').getByText('Line 2:').waitFor();
    expect(await page.locator('.cm-lintRange-error').allTextContents()).toEqual(['contry']);
    await cell.getByText('The answer of the last statement that ran').waitFor();
    await write(page, 'delete from orders');
    await cell.getByRole('alert').getByText('delete').waitFor();
    await write(page, "select * from read_csv('in/x.csv')");
    await cell.getByRole('alert').getByText('read_csv').waitFor();

    await write(page, 'select count(*) as lines from orders');
    await shows(page, ['10']);
    await cell.locator('.grip').focus();
    await page.keyboard.press('Control+z');
    await cell.getByRole('alert').getByText('read_csv').waitFor();
    await page.keyboard.press('Control+y');
    await shows(page, ['10']);
    // The newest edit is saved a moment later.
    await page.waitForTimeout(2000);
    await page
      .locator('.save-status')
      .getByText(/^Saved/)
      .waitFor();
    await page.reload();
    await shows(page, ['10']);
    expect(await editor(page).textContent()).toBe('select count(*) as lines from orders');
    expect(complaints).toEqual([]);
  });

  test('reads an audience by its name, is quoted in a text and taken into the report with its answer', async () => {
    const {page, complaints} = await opened();
    const cell = page.locator('article.sql');
    await page.getByRole('button', {name: 'Audiences'}).click();
    await page.getByRole('button', {name: 'New audience'}).click();
    const made = page.getByRole('dialog');
    await made.getByRole('textbox', {name: 'Name'}).fill('All of them');
    await made.locator('button.primary').click();
    await page.keyboard.press('Escape');
    await made.waitFor({state: 'detached'});

    await cell.getByText('What can be read').click();
    await cell.getByText('"All of them"').waitFor();
    await editor(page).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('select purchases, count(*) as people from ');
    await complete(page, 'All', '"All of them"');
    await page.keyboard.type(' join customer_history using (customer) group by all order by 1');
    await page.keyboard.press('Control+Enter');
    await shows(page, ['1', '2']);
    await cell.getByRole('combobox', {name: 'Show as'}).selectOption('Bars');

    await page.getByRole('button', {name: 'Insert a cell here'}).last().click();
    await page.getByRole('combobox', {name: 'What do you want to know?'}).fill('write a text');
    await page.keyboard.press('Enter');
    const box = page.getByRole('textbox', {name: 'Text in Markdown'});
    await box.fill('People: ');
    await page.getByRole('button', {name: 'Quote a number'}).click();
    await page.getByRole('option', {name: 'people query'}).click();
    const preview = page.getByRole('group', {name: 'Preview'});
    await preview.getByText('People: 2').waitFor();
    await write(
      page,
      'select purchases, 40 + count(*) as people from customer_history group by all order by people, 1',
    );
    await preview.getByText('People: 41').waitFor();

    const report = (await takenAway(page, /Save report/)).bytes.toString();
    expect(report).toMatch(
      /<svg[^]*<th scope="col"[^>]*>people<[^]*<td[^>]*>41<[^]*<pre>select purchases, 40/,
    );
    expect(report).toMatch(/People: (<[^>]*>)?41/);
    expect(complaints).toEqual([]);
  });

  test('reads the result of a question above by its name, and follows its parameters, its name and its place', async () => {
    const {page, complaints} = await visit();
    const insert = async (words: string, name: RegExp) => {
      await page.getByRole('button', {name: 'Insert a cell here'}).last().click();
      await page.getByRole('combobox', {name: 'What do you want to know?'}).fill(words);
      await page.getByRole('option', {name, selected: true}).waitFor();
      await page.keyboard.press('Enter');
    };
    await page.getByRole('radio', {name: /^Empty/}).check();
    await page.getByRole('button', {name: /sample shop/}).click();
    await insert('rfm', /^Which customers matter/);
    const matrix = page.locator('article[data-analysis=rfm]');
    await matrix.locator('.picture').waitFor();
    await insert('sql', /^Ask the data in SQL/);
    const cell = page.locator('article.sql');
    await cell.locator('tbody tr').waitFor();

    // Its tables stand in the list, are completed by name and column, and hold what the cell itself shows.
    await cell.getByText('What can be read').click();
    await cell.getByText('RFM matrix rfm_…').click();
    await cell.getByText('segment, customers, revenue, average, recency_days').waitFor();
    await editor(page).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(
      "select customers, revenue from rfm_segments as s where segment = 'champions' and s.",
    );
    await complete(page, 'cust', 'customers');
    await page.keyboard.type(' > 0');
    await page.keyboard.press('Control+Enter');

    await matrix.getByRole('button', {name: 'Table', exact: true}).click();
    const champions = matrix.locator('.table-entry tr').filter({hasText: 'Champions'}).locator('td');
    const own = async () => {
      const texts = await champions.allTextContents();
      // The euro sign is the cell's; the first column may be its header.
      return texts
        .map((text) => text.replace('€', '').trim())
        .filter((text) => /^[\d,.]+$/.test(text))
        .slice(0, 2);
    };
    await champions.first().waitFor();
    const before = await own();
    expect(before).toHaveLength(2);
    await shows(page, before);

    await matrix.getByText('More', {exact: true}).click();
    const limits = (index: number) =>
      matrix.getByLabel(`Recency limits (days since the last purchase) ${index}`);
    await limits(1).fill('5');
    await page.keyboard.press('Tab');
    await expect.poll(own).not.toEqual(before);
    const after = await own();
    await shows(page, after);
    await page.getByRole('button', {name: 'Undo'}).click();
    await shows(page, before);

    // Another name of the question: the statement follows. Above it, it finds nothing and says why.
    await matrix.getByRole('textbox', {name: 'Name in SQL'}).fill('Matrix');
    await page.keyboard.press('Tab');
    await expect.poll(() => editor(page).textContent()).toContain('from matrix_segments as s');
    await shows(page, before);
    await cell.locator('.grip').focus();
    await page.keyboard.press('ArrowUp');
    await cell.getByRole('alert').getByText('“matrix_segments” comes from “RFM matrix” below.').waitFor();
    await page.keyboard.press('ArrowDown');
    await shows(page, before);

    // Before others only the answer is shown.
    await cell.locator('.grip').focus();
    await page.keyboard.press('Alt+Shift+P');
    const stage = page.getByRole('dialog', {name: 'Presentation'});
    await stage.getByRole('row').filter({hasText: before[1]!}).waitFor();
    expect(await stage.getByRole('textbox').count()).toBe(0);
    await stage.getByRole('button', {name: 'End the presentation'}).click();
    await write(page, 'select email, name from customers where email is not null');
    await cell.getByRole('cell', {name: /@/}).first().waitFor();
    await cell.locator('.grip').focus();
    await page.keyboard.press('Alt+Shift+P');
    await stage.getByText('This statement reads who the customers are').waitFor();
    expect(await stage.getByRole('row').count()).toBe(0);
    await stage.getByRole('button', {name: 'End the presentation'}).click();
    await page.getByRole('button', {name: 'Undo'}).click();
    await shows(page, before);

    // The report says where the table comes from.
    const report = (await takenAway(page, /Save report/)).bytes.toString();
    expect(report).toContain('-- matrix_segments: result of “RFM matrix” above');
    expect(report).toContain(`>${before[1]}<`);
    await page.waitForTimeout(2000);
    await page
      .locator('.save-status')
      .getByText(/^Saved/)
      .waitFor();
    await page.reload();
    await shows(page, before);
    expect(await editor(page).textContent()).toContain('from matrix_segments');
    expect(complaints).toEqual([]);
  });
});
