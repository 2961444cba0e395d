import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import type {Locator, Page} from 'playwright';
import {describe, expect, test} from 'vitest';
import {openSample, visit} from '../helpers/site';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Found {
      violations: {id: string; nodes: {html: string}[]}[];
    }
    const {run} = (window as unknown as {axe: {run(part: string): Promise<Found>}}).axe;
    const found = await run('html');
    return found.violations.map(
      ({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 200)).join(' | ')}`,
    );
  });
}

/** Adds a cell at the end by the words that the palette finds it by. */
async function add(page: Page, words: string): Promise<void> {
  await page.locator('.next-cell button').first().click();
  await page.getByRole('combobox').last().fill(words);
  await page.keyboard.press('Enter');
}

/** Writes a statement into the editor, which stands in a tree of its own, and runs it. */
async function runSql(page: Page, cell: Locator, sql: string): Promise<void> {
  await cell.locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(sql);
  await page.keyboard.press('Control+Enter');
}

/** Counts what the page asks its worker to run. */
async function countRuns(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const asked: string[] = [];
    Object.assign(window, {asked});
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: {path?: string[]}, ...rest: never[]) {
      const verb = message?.path?.at(-1);
      if (verb === 'run' || verb === 'query' || verb === 'page') asked.push(verb);
      return post.call(this, message, ...rest);
    } as typeof post;
  });
  await page.reload();
  return () => page.evaluate(() => (window as unknown as {asked: string[]}).asked.splice(0));
}

test('a text is written, quotes a number of another cell and keeps it current', async () => {
  const {page, complaints} = await visit();
  await openSample(page);
  await add(page, 'Markdown');
  const text = page.locator('article.text');
  await text.getByRole('textbox').fill('# Seen\n\nLost after ');
  await text.getByRole('textbox').press('Control+End');
  await text.getByRole('button', {name: 'Quote a number'}).click();
  await text.getByRole('combobox').fill('threshold: from');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' days, <b>not {{gone.x}}</b>');
  await page.keyboard.press('Escape');
  const prose = text.locator('.prose');
  await expect
    .poll(() => prose.textContent())
    .toMatch(/^\s*Seen\s+Lost after \d+ days, <b>not number missing<\/b>\s*$/);
  expect(await prose.locator('h2').textContent()).toBe('Seen');
  const before = await prose.locator('.quoted').textContent();

  const churn = page.locator('#churn');
  await churn.locator('.parameters summary').first().click();
  await churn.getByLabel('A return counts within (days)').fill('20');
  await page.keyboard.press('Enter');
  await expect.poll(() => prose.locator('.quoted').textContent(), {timeout: 20_000}).not.toBe(before);
  await expect.poll(() => prose.locator('.quoted').textContent(), {timeout: 20_000}).toMatch(/^\d+$/);
  expect(complaints).toEqual([]);
});

test('an input feeds a parameter, which says from where, and the reader can take it back', async () => {
  const {page} = await visit();
  await openSample(page);
  await add(page, 'assumption');
  const input = page.locator('article.input');
  await input.getByRole('button', {name: 'Settings'}).click();
  await input.getByLabel('Kind').selectOption('days');
  await input.getByLabel('Name in texts and SQL').fill('patience');
  await page.keyboard.press('Tab');
  await input.getByRole('textbox', {name: 'patience'}).first().fill('33');
  await page.keyboard.press('Tab');

  const lifecycle = page.locator('#lifecycle');
  await lifecycle.locator('.parameters summary').first().click();
  await lifecycle.getByRole('button', {name: /^First-time buyers slip away.*take from another cell/}).click();
  // What it is usually taken from stands first.
  expect(await page.getByRole('option').first().textContent()).toMatch(/Threshold.*usual/);
  await page.getByRole('combobox', {name: /take from another cell/}).fill('patience');
  await page.keyboard.press('Enter');
  await lifecycle
    .getByText('Only purchase: 33')
    .or(lifecycle.getByText(/33 days/))
    .first()
    .waitFor();
  expect(await lifecycle.locator('.linked').textContent()).toMatch(/33\s*patience/);

  await lifecycle.getByRole('button', {name: /own value again/}).click();
  await lifecycle.locator('.linked').waitFor({state: 'detached'});
  expect(await lifecycle.getByLabel('First-time buyers slip away after (days)').inputValue()).toBe('');
});

describe('an SQL cell', () => {
  test('completes names, runs, draws, reads cells and inputs, and marks the line of a mistake', async () => {
    const {page, complaints} = await visit();
    await openSample(page);
    await add(page, 'assumption');
    await add(page, 'SQL');
    const cell = page.locator('article.sql').first();
    await cell.getByText('One row.').waitFor();
    await cell.locator('.cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('select rev from customer_history');
    for (let steps = 0; steps < ' from customer_history'.length; steps++)
      await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+Space');
    await cell.locator('.cm-tooltip-autocomplete li', {hasText: 'revenue'}).first().waitFor();
    await page.keyboard.press('Escape');

    await runSql(
      page,
      cell,
      'select country, count(*) as people, sum(net) as net\nfrom orders where net > $number group by all order by 2 desc',
    );
    await cell.getByRole('columnheader', {name: 'people'}).waitFor();
    await cell.getByLabel('Show as').selectOption('bar');
    await cell.locator('figure .bars, figure .picture').first().waitFor();

    await add(page, 'SQL');
    const second = page.locator('article.sql').nth(1);
    await runSql(page, second, 'select max(people) as most from query');
    await second.getByRole('columnheader', {name: 'most'}).waitFor();

    await runSql(page, second, 'select 1\nfrom nowhere');
    await second.getByRole('alert').waitFor();
    expect(await second.getByRole('alert').textContent()).toMatch(
      /Line 2:.*no table or function.*Catalog Error/s,
    );
    expect(await second.locator('.cm-lintRange-error').textContent()).toBe('from nowhere');
    await runSql(page, second, 'drop table orders');
    await expect.poll(() => second.getByRole('alert').textContent()).toMatch(/“drop” does not read/);
    expect(complaints).toEqual([]);
  });

  test('that takes too long is cancelled, and the engine answers the next', async () => {
    const {page} = await visit();
    await openSample(page);
    await add(page, 'SQL');
    const cell = page.locator('article.sql');
    await runSql(
      page,
      cell,
      'select count(*) from range(100000000) as a(i), range(1000) as b(j) where a.i + b.j = 7',
    );
    await cell.getByRole('button', {name: 'Cancel'}).click();
    await expect.poll(() => cell.getByRole('alert').textContent()).toMatch(/Cancelled/);
    await runSql(page, cell, 'select 42 as answer');
    await cell.getByRole('cell', {name: '42'}).waitFor();
    expect(await cell.getByRole('alert').count()).toBe(0);
  });
});

test('language, theme, size and undo ask the worker nothing; a parameter asks it once', async () => {
  const {page} = await visit();
  const runs = await countRuns(page);
  await openSample(page);
  await add(page, 'SQL');
  await page.locator('article.sql').getByText('One row.').waitFor();
  await runs();
  await page.setViewportSize({width: 800, height: 900});
  await page.emulateMedia({colorScheme: 'dark'});
  await page.locator('#rfm').getByRole('combobox').first().waitFor();
  await page.waitForTimeout(500);
  expect(await runs()).toEqual([]);

  const assumption = page.locator('#churn').getByLabel('Your assumption (days)');
  await assumption.fill('75');
  await page.keyboard.press('Enter');
  await page.locator('#churn .hairline:not(.running)').waitFor();
  await expect.poll(runs).toEqual(['run']);
  await page.waitForTimeout(500);
  expect(await runs()).toEqual([]);
  await assumption.blur();
  await page.keyboard.press('Control+z');
  await expect.poll(() => assumption.inputValue()).toBe('90');
  await page.waitForTimeout(500);
  expect(await runs()).toEqual([]);
});

test('a key in a text among sixty cells costs at most 16 ms', async () => {
  const {page} = await visit();
  await openSample(page);
  for (let cells = 7; cells < 60; cells++)
    await add(page, cells % 3 === 0 ? 'Markdown' : cells % 3 === 1 ? 'assumption' : 'SQL');
  expect(await page.locator('article.cell').count()).toBe(60);
  await page.waitForTimeout(3000);
  const box = page.locator('article.text textarea').last();
  await box.fill('Lost after {{churn.threshold}} days, {{number}} of them.\n\n'.repeat(20));
  await box.press('Control+End');
  const tasks = await page.evaluate(async () => {
    const textarea = [...document.querySelectorAll<HTMLTextAreaElement>('article.text textarea')].at(-1)!;
    const took: number[] = [];
    for (const letter of 'a line of words that somebody writes') {
      const start = performance.now();
      textarea.setRangeText(letter, textarea.value.length, textarea.value.length, 'end');
      textarea.dispatchEvent(new InputEvent('input', {bubbles: true}));
      // Effects of the change run as microtasks; layout is forced so that it counts.
      await Promise.resolve();
      await Promise.resolve();
      void document.body.offsetHeight;
      took.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return took.sort((a, b) => a - b);
  });
  const typical = tasks[Math.floor(tasks.length / 2)]!;
  console.info(`a key among 60 cells: median ${typical.toFixed(1)} ms, worst ${tasks.at(-1)!.toFixed(1)} ms`);
  expect(typical).toBeLessThanOrEqual(16);
});

describe.each([
  {name: 'light, wide, English', colorScheme: 'light', locale: 'en-GB', viewport: {width: 1280, height: 900}},
  {name: 'dark, narrow, German', colorScheme: 'dark', locale: 'de-DE', viewport: {width: 390, height: 844}},
] as const)('axe finds nothing ($name)', (look) => {
  test('on a notebook with all kinds of cells', async () => {
    const {page} = await visit(look);
    await openSample(page);
    const german = look.locale === 'de-DE';
    await add(page, german ? 'Annahme' : 'assumption');
    await add(page, 'SQL');
    await add(page, 'Markdown');
    await page
      .locator('article.text textarea')
      .fill('# A\n\n- [x] {{number}} {{gone}}\n\n|a|b|\n|-|-|\n|1|2|\n\n> said `code`');
    const cell = page.locator('article.sql');
    await runSql(page, cell, 'select country, count(*) as n from orders group by all');
    await cell.getByRole('columnheader', {name: 'country'}).waitFor();
    for (const mark of ['bar', 'line', 'dot', 'heat']) {
      await cell.locator('.parameters select').first().selectOption(mark);
      await page.waitForTimeout(300);
      expect(await violations(page)).toEqual([]);
    }
    await page
      .locator('article.input')
      .getByRole('button', {name: german ? /Einstellungen/ : /Settings/})
      .click();
    await runSql(page, cell, 'select nothing');
    await cell.getByRole('alert').waitFor();
    await page
      .locator('article.text')
      .getByRole('button', {name: german ? 'Zahl einfügen' : 'Quote a number'})
      .click();
    await page.getByRole('option').first().waitFor();
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
