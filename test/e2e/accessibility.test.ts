import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import type {Page} from 'playwright';
import {describe, expect, test} from 'vitest';
import {openNotebooks, openSample, visit} from '../helpers/site';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it stands, or in a part of it, each with the elements it means. */
async function violations(page: Page, part = 'html'): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy does not bind; once for a page, whose parts are many.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async (within) => {
    interface Found {
      violations: {id: string; nodes: {html: string; failureSummary?: string}[]}[];
    }
    const {run} = (window as unknown as {axe: {run(within: string, options: object): Promise<Found>}}).axe;
    // Of what is right it need not make a list.
    const found = await run(within, {resultTypes: ['violations'], selectors: false});
    return found.violations.map(
      ({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 160)).join(' | ')}`,
    );
  }, part);
}

const looks = [
  {name: 'light, wide, English', colorScheme: 'light', locale: 'en-GB', viewport: {width: 1280, height: 900}},
  {name: 'dark, narrow, German', colorScheme: 'dark', locale: 'de-DE', viewport: {width: 390, height: 844}},
] as const;

describe.each(looks)('axe finds nothing ($name)', ({name, colorScheme, locale, viewport}) => {
  test('on the doors, the proof, the notebook, its panels and its dialogs, and nothing is wider than the window', async () => {
    const {page} = await visit({colorScheme, locale, viewport});
    const dialog = page.getByRole('dialog');
    const leave = async () => {
      await page.keyboard.press('Escape');
      await dialog.waitFor({state: 'detached'});
    };
    const widest = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await violations(page)).toEqual([]);
    await page.locator('a[href="#privacy"]:visible').first().click();
    await page.locator('.proof .primary').click();
    await page.locator('.attempts').nth(2).waitFor();
    for (const summary of await page.locator('.proof summary').all()) await summary.click();
    expect(await violations(page, 'dialog')).toEqual([]);
    await leave();

    await openSample(page);
    expect(await widest()).toBeLessThanOrEqual(viewport.width);
    await page.locator('.receipt summary').click();
    await page.locator('.receipt table').first().waitFor();
    // The panels of all cells are made alike: each is looked at once, and one in every look.
    const cells = await page.locator('article.cell').all();
    const wide = name === looks[0].name;
    for (const panel of ['Table|Tabelle', 'SQL', 'Definition', 'Export', 'Audience|Zielgruppe']) {
      const opened = wide && !panel.startsWith('Audience') ? cells : [cells[1]!];
      for (const cell of opened)
        await cell
          .locator('.details')
          .getByRole('button', {name: new RegExp(`^(${panel})$`)})
          .click();
      for (const cell of opened) await cell.locator('.panel :is(table, p, pre, button)').first().waitFor();
      const part = opened.length > 1 ? '.details' : `#${await cells[1]!.getAttribute('id')} .details`;
      expect(await violations(page, part)).toEqual([]);
    }
    expect(await widest()).toBeLessThanOrEqual(viewport.width);
    // A window of this width at a zoom of 200 and of 400 per cent, with all panels open.
    for (const width of wide ? [640, 320] : []) {
      await page.setViewportSize({width, height: 450});
      // Pictures are drawn anew for it, one after the other.
      await expect.poll(widest, {timeout: 30_000}).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize(viewport);
    const narrow = viewport.width < 760;
    if (narrow) {
      await page.getByRole('button', {name: /^(Date, period|Stichtag, Zeitraum)/}).click();
      expect(await violations(page, 'dialog')).toEqual([]);
    }
    await page.getByRole('button', {name: /^(Net revenue|Nettoumsatz)/}).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    if (narrow) {
      await page.keyboard.press('Escape');
      await page
        .locator('#churn')
        .getByRole('button', {name: /^(Settings|Einstellungen)$/})
        .click();
      expect(await violations(page, 'dialog')).toEqual([]);
      await page.keyboard.press('Escape');
    }

    await openNotebooks(page);
    await page.locator('dialog meter').waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await page.getByRole('checkbox', {name: /Keep notebooks|Daten in diesem Browser/}).click();
    await page.getByRole('button', {name: /^(Delete|Löschen)$/}).click();
    expect(await violations(page, 'dialog')).toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('button', {name: /^R5 F5/}).click();
    await page.locator('dialog tbody button').first().click();
    await page.locator('dialog .time-line circle').first().waitFor();
    // The customers and the page of one of them.
    expect(await violations(page, 'dialog')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('dialog .time-line').waitFor({state: 'detached'});
    await leave();
    await page.keyboard.press('Alt+Shift+E');
    await dialog.waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await leave();
    await page.getByRole('button', {name: /^Men[uü]$/}).click();
    await page.getByRole('menuitem', {name: /^(Audiences|Zielgruppen)/}).click();
    await page.getByRole('button', {name: /^(New audience|Neue Zielgruppe)$/}).click();
    const adding = page.getByLabel(/^(Add a condition|Bedingung hinzufügen)$/);
    for (const part of ['part:rfm:segment', 'bought:product', 'group'])
      await adding.first().selectOption(part);
    await page.getByLabel(/^(in the last|in den letzten)/).fill('?');
    await page.getByLabel(/^(in the last|in den letzten)/).blur();
    await page.locator('form.audience .measured:not(.stale) strong').first().waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await page.locator('form.audience .primary').click();
    await page.locator('.audiences .measured:not(.stale) strong').first().waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await page.getByRole('button', {name: /^(Save customers of|Kunden sichern: )/}).click();
    await page.locator('.columns fieldset').first().waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await leave();

    await page.getByRole('button', {name: /Correct columns|Spalten und Regeln/}).click();
    await page.locator('dialog tbody tr').first().waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
  });

  test('on the coaching notebook with its notes, its menus, its sheets and in the presentation', async () => {
    const {page} = await visit({colorScheme, locale, viewport});
    await page.getByRole('radio', {name: /^Coaching/}).check();
    await openSample(page);
    await page
      .locator('#rfm')
      .getByRole('button', {name: /^(Note|Notiz)$/})
      .click();
    await page.getByRole('textbox', {name: /^(Note on|Notiz zu)/}).fill('…');
    await page
      .locator('#before')
      .getByRole('button', {name: /^(Edit|Bearbeiten)$/})
      .click();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({media: 'print'});
    expect(await violations(page)).toEqual([]);
    // As wide as an A4 page between its margins.
    await page.setViewportSize({width: 718, height: 1000});
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(718);
    await page.setViewportSize(viewport);
    await page.emulateMedia({media: 'screen'});
    for (const name of [/^(Menu of “Churn|Menü von „Abwand)/, /^Men[uü]$/]) {
      await page.getByRole('button', {name}).click();
      expect(await violations(page, '[role=menu]:popover-open')).toEqual([]);
      await page.keyboard.press('Escape');
    }
    const dialog = page.getByRole('dialog');
    for (const keys of ['Control+k', 'Alt+Shift+A', 'Alt+Shift+H', '?']) {
      await page.keyboard.press(keys);
      await dialog.waitFor();
      expect(await violations(page, 'dialog')).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({state: 'detached'});
    }
    await page.getByRole('button', {name: /^Men[uü]$/}).click();
    await page.getByRole('menuitem', {name: /^(Replace all cells|Alle Zellen ersetzen)/}).click();
    await dialog.waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({state: 'detached'});
    await page.keyboard.press('Alt+Shift+P');
    await page.locator('.presentation .stage').waitFor();
    expect(await violations(page)).toEqual([]);
    for (let turn = 0; turn < 20; turn++) await page.keyboard.press('PageUp');
    for (let turn = 0; turn < 5; turn++) await page.keyboard.press('PageDown');
    await page.locator('.presentation .picture').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

test('from the doors to the customers behind a cell, an exported audience and a printed report there is a way by keys alone', async () => {
  const {page} = await visit();
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
  });
  const focused = () =>
    page.evaluate(() => {
      const said = ['aria-valuetext', 'aria-label'].map((name) => document.activeElement?.getAttribute(name));
      return [...said, document.activeElement?.textContent, ''].find((words) => words != null)!;
    });
  const tabTo = async (name: RegExp) => {
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      if (name.test((await focused()).trim())) return;
    }
    throw new Error(`no way to ${name}`);
  };
  const enter = async (name: RegExp) => {
    await tabTo(name);
    await page.keyboard.press('Enter');
  };
  await enter(/^Look at a sample shop/);
  await page.locator('[data-analysis=rfm] .heat').waitFor();
  await page.locator('[data-analysis=overview] .picture').waitFor();
  await tabTo(/^Oct.* 2026/);
  await page.keyboard.press('ArrowLeft');
  expect(await page.locator('.tip').first().textContent()).toContain('September 2026');
  await tabTo(/^R5 F1/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toMatch(/^R4 F2/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', {name: 'R4 F2'}).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  expect(await focused()).toMatch(/^R4 F2/);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', {name: 'What do you want to do?'}).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('RFM');
  await page.keyboard.press('Enter');
  await tabTo(/^R4 F2/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toMatch(/^R5 F1/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', {name: 'R5 F1'}).locator('tbody tr').first().waitFor();
  await enter(/^Make an audience of/);
  await page.getByRole('button', {name: /^Save the audience of \d/}).waitFor();
  await enter(/^Save the audience of/);
  await page.getByRole('button', {name: 'Save customers of R5 F1'}).waitFor();
  await enter(/^Save customers of R5 F1/);
  await page.getByRole('button', {name: /^Save \d+ customers/}).waitFor();
  await tabTo(/^Save \d+ customers/);
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const lines = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toContain('customer_id');
  expect(lines.length).toBeGreaterThan(100);
  await page.getByRole('button', {name: 'Save customers of R5 F1'}).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  await page.keyboard.press('Control+p');
  await page.locator('html[data-printed]').waitFor({state: 'attached'});
  expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
});
