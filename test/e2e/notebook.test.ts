import type {Page} from 'playwright';
import {describe, expect, test} from 'vitest';
import {twelveOrders} from '../fixtures/twelve_orders';
import {cellsShown, choose, csv, openSample, sharedVisit, visit} from '../helpers/site';

const atDoors = sharedVisit();

/** Twelve orders on the page of all tests, or on one of its own where a test wants more than a notebook. */
async function opened(options?: Parameters<typeof visit>[0]): Promise<Page> {
  const page = options ? (await visit(options)).page : await atDoors();
  await choose(page, csv(twelveOrders));
  await cellsShown(page);
  return page;
}

const order = (page: Page) =>
  page.locator('article.cell').evaluateAll((cells) => cells.map((cell) => cell.id).join(' '));
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('article')?.id ?? document.activeElement?.tagName);
const FIRST = 'overview churn cohorts rfm lifecycle value projection';

describe('a cell', () => {
  test('moves by keys wherever the focus is in it, and keeps the focus', async () => {
    const page = await opened();
    await page.locator('#cohorts').getByRole('button', {name: 'Definition'}).focus();
    await page.keyboard.press('Alt+Shift+ArrowUp');
    expect(await order(page)).toBe('overview cohorts churn rfm lifecycle value projection');
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Definition');
    await page.locator('#cohorts .grip').focus();
    await page.keyboard.press('ArrowUp');
    expect(await order(page)).toBe('cohorts overview churn rfm lifecycle value projection');
    expect(await focused(page)).toBe('cohorts');
    // Steps in a row of the same cell are one to take back.
    await page.keyboard.press('Control+z');
    expect(await order(page)).toBe(FIRST);
  });

  test('is dragged by its handle to the line that shows where it falls; Escape leaves it', async () => {
    const page = await opened();
    const grip = page.locator('#churn .grip');
    const drag = async () => {
      await grip.hover();
      await page.mouse.down();
      const {x, y} = (await grip.boundingBox())!;
      await page.mouse.move(x, y + 40);
      await page.locator('.between.marked').waitFor();
      const below = (await page.locator('#rfm').boundingBox())!;
      await page.mouse.move(x, below.y + below.height - 4, {steps: 4});
      await expect
        .poll(() => page.locator('article.cell:has(+ .between.marked)').getAttribute('id'))
        .toBe('rfm');
    };
    await drag();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await page.locator('.between.marked').count()).toBe(0);
    expect(await order(page)).toBe(FIRST);
    await drag();
    await page.mouse.up();
    expect(await order(page)).toBe('overview cohorts rfm churn lifecycle value projection');
  });

  test('is renamed in place, and an empty title gives the question back', async () => {
    const page = await opened();
    const heading = page.locator('#churn h2');
    await heading.dblclick();
    await page.getByLabel('Title of the cell').fill('Our lost ones');
    await page.keyboard.press('Enter');
    expect(await heading.textContent()).toBe('Our lost ones');
    expect(await focused(page)).toBe('churn');
    await page.getByRole('link', {name: 'Our lost ones'}).waitFor();
    await page.keyboard.press('F2');
    await page.getByLabel('Title of the cell').fill('');
    await page.keyboard.press('Enter');
    expect(await heading.textContent()).toBe('When is a first-time buyer lost?');
    await page.keyboard.press('F2');
    await page.getByLabel('Title of the cell').fill('never');
    await page.keyboard.press('Escape');
    expect(await heading.textContent()).toBe('When is a first-time buyer lost?');
  });

  test('is folded to its title and first sentence', async () => {
    const page = await opened();
    const cell = page.locator('#overview');
    await cell.getByRole('button', {name: /^Fold/}).click();
    await cell.locator('figure').waitFor({state: 'detached'});
    expect(await cell.locator('.takeaway').textContent()).toContain('4 customers placed');
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await cell.locator('figure .picture').waitFor();
  });

  test('has a menu by button, right click and key; what is removed can be taken back', async () => {
    const page = await opened();
    const cell = page.locator('#rfm');
    await cell.locator('h2').click({button: 'right'});
    await page.getByRole('menuitem', {name: 'Duplicate'}).click();
    expect((await order(page)).split(' ')).toHaveLength(8);
    expect(await focused(page)).not.toBe('rfm');
    await cell.getByRole('button', {name: /^Menu of/}).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', {name: 'Rename'}).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    expect((await order(page)).split(' ')).toHaveLength(7);
    expect(await focused(page)).not.toBe('BODY');
    await page
      .getByRole('status')
      .filter({hasText: 'Cell removed.'})
      .getByRole('button', {name: 'Undo'})
      .click();
    expect((await order(page)).split(' ')).toHaveLength(8);
    // The browser's own menu stays on what was marked.
    const own = await page.evaluate(() => {
      const takeaway = document.querySelector('#overview .takeaway')!;
      getSelection()!.selectAllChildren(takeaway);
      return takeaway.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, cancelable: true}));
    });
    expect(own).toBe(true);
  });

  test('is found again by its link', async () => {
    const page = await opened({permissions: ['clipboard-read', 'clipboard-write']});
    await page
      .locator('#value')
      .getByRole('button', {name: /^Menu of/})
      .click();
    await page.getByRole('menuitem', {name: 'Copy link to this cell'}).click();
    await page.getByText('Link to this cell copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/#value$/);
    await page.evaluate(() => scrollTo(0, 0));
    await page.evaluate(() => (location.hash = '#value'));
    await expect.poll(() => focused(page)).toBe('value');
    expect(
      await page.evaluate(() => document.getElementById('value')!.getBoundingClientRect().top),
    ).toBeLessThan(200);
  });

  test('is in the address bar where the browser copies no link', async () => {
    const page = await opened({});
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await page
      .locator('#value')
      .getByRole('button', {name: /^Menu of/})
      .click();
    await page.getByRole('menuitem', {name: 'Copy link to this cell'}).click();
    await page.getByText('The link is in the address bar now.').waitFor();
    expect(new URL(page.url()).hash).toBe('#value');
  });
});

describe('a new cell', () => {
  test('is found by what somebody asks, in either language, and stands where it was asked for', async () => {
    const page = await opened();
    await page.getByRole('button', {name: 'Insert a cell here'}).nth(1).focus();
    await page.keyboard.press('Enter');
    const box = page.getByRole('combobox', {name: 'What do you want to know?'});
    const first = page.locator('.palette').getByRole('option').first();
    for (const [asked, question] of [
      ['who is about to leave?', 'When is a first-time buyer lost?'],
      ['wer geht verloren', 'When is a first-time buyer lost?'],
      ['repeat rate', 'Do they come back?'],
      ['Wiederkaufrate', 'Do they come back?'],
      ['heat map', 'Do they come back?'],
      ['best customers', 'Which customers matter, and which are slipping away?'],
      ['Kundenwert', 'What is a customer worth?'],
      ['Prognose', 'What revenue is coming?'],
      ['newsletter öffnungen', 'Who still reads us, and who still buys?'],
      ['80/20', 'How much hangs on how few?'],
    ] as const) {
      await box.fill(asked);
      await expect.poll(() => first.textContent(), {message: asked}).toContain(question);
    }
    await box.fill('xylophone');
    await page.getByText('No cell answers that.', {exact: false}).waitFor();
    await box.fill('80/20');
    await page.keyboard.press('Enter');
    await page.locator('[data-analysis=concentration] .takeaway').waitFor();
    expect(await page.locator('article.cell').nth(1).getAttribute('data-analysis')).toBe('concentration');
    expect(await focused(page)).toBe(await page.locator('article.cell').nth(1).getAttribute('id'));
  });
});

describe('with a coach', () => {
  test('a session has three phases, explains its cells and takes guesses for parameters', async () => {
    const {page} = await visit();
    await page.getByRole('radio', {name: 'Coaching session'}).check();
    await openSample(page);
    for (const phase of ['1 Before', '2 During', '3 After'])
      await page.getByRole('heading', {name: phase}).waitFor();
    await page.locator('#churn .guide').getByText('How to read it').waitFor();
    const [picture, beside] = await Promise.all(
      ['#churn .cell-body', '#churn .beside'].map((part) => page.locator(part).boundingBox()),
    );
    expect(beside!.x).toBeGreaterThan(picture!.x + picture!.width);
    await page.getByRole('textbox', {name: /a first-time buyer is lost after/}).fill('75');
    await page.getByRole('textbox', {name: /a first-time buyer is lost after/}).press('Enter');
    await page.locator('#churn').getByText('You assume 75 days').waitFor();
    await page.getByRole('button', {name: 'Menu', exact: true}).click();
    await page.getByRole('menuitem', {name: 'Hide the explanations'}).click();
    expect(await page.locator('.guide').count()).toBe(0);
    await page.keyboard.press('Control+z');
    await page.locator('#churn .guide').waitFor();
  });

  test('cells are shown one at a time by keys, nobody is named, and the focus comes back', async () => {
    const {page} = await visit();
    await openSample(page);
    await page.locator('#rfm .grip').focus();
    await page.keyboard.press('Alt+Shift+P');
    const stage = page.getByRole('dialog', {name: 'Presentation'});
    await stage.getByText('4 / 7').waitFor();
    expect(await page.evaluate(() => document.fullscreenElement?.className)).toContain('presentation');
    await stage.getByRole('button', {name: /^R5 F5/}).click();
    const customers = page.getByRole('dialog', {name: 'R5 F5'});
    await customers.locator('tbody tr').first().waitFor();
    expect(await customers.getByLabel(/Show names/).isDisabled()).toBe(true);
    await customers.getByRole('button', {name: 'Close'}).click();
    await customers.waitFor({state: 'detached'});
    await page.keyboard.press('PageDown');
    await stage.getByRole('heading', {name: 'Where does every customer stand?'}).waitFor();
    expect(await stage.locator('.parameters, .details').count()).toBe(0);
    await stage.getByLabel('Explain').check();
    await stage.getByText('What to do').waitFor();
    await stage.getByRole('button', {name: 'End the presentation'}).click();
    await stage.waitFor({state: 'detached'});
    expect(await focused(page)).toBe('lifecycle');
  });

  test('a template takes the place of the cells and the data stay; one step takes it back', async () => {
    const page = await opened();
    await page.getByRole('button', {name: 'Menu', exact: true}).click();
    await page.getByRole('menuitem', {name: 'Replace all cells …'}).click();
    await page
      .getByRole('dialog')
      .getByRole('button', {name: /^Value and forecast/})
      .click();
    await page.locator('#concentration .takeaway').waitFor();
    expect(await order(page)).toBe(
      'question margin overview concentration value projection calibration plan',
    );
    expect(await page.locator('#overview .takeaway').textContent()).toContain('4 customers placed');
    await page
      .getByRole('status')
      .filter({hasText: 'Value and forecast'})
      .getByRole('button', {name: 'Undo'})
      .click();
    expect(await order(page)).toBe(FIRST);
  });
});

describe('habits', () => {
  test('a table on the clipboard is taken as data, but not from inside a field', async () => {
    const page = await opened();
    const paste = (kind: string, content: string, into = 'body') =>
      page.evaluate(
        ([type, text, target]) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData(type, text);
          document
            .querySelector(target)!
            .dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
        },
        [kind, content, into] as const,
      );
    const rows = [
      ['Order', 'Date', 'E-mail', 'Total'],
      ['1', '2024-01-05', 'a@x.de', '10.00'],
      ['2', '2024-02-05', 'a@x.de', '12.00'],
    ];
    const tabbed = rows.map((row) => row.join('\t')).join('\n');
    await paste('text/plain', tabbed, 'input.title');
    await paste('text/plain', 'no table');
    await page.waitForTimeout(300);
    expect(await page.getByRole('dialog').count()).toBe(0);
    const dialog = page.getByRole('dialog');
    await paste('text/plain', tabbed);
    await dialog.getByText('pasted.tsv').first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({state: 'detached'});
    const cells = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
    await paste('text/html', `<table>${cells.join('')}</table>`);
    await dialog.getByText('pasted.tsv').first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({state: 'detached'});
  });

  test('three hints stand where they concern, and each is dismissed for good', async () => {
    const page = await opened({});
    const hints = page.locator('.hint');
    expect(await hints.count()).toBe(3);
    await hints.first().getByRole('button').click();
    expect(await hints.count()).toBe(2);
    await page
      .locator('.save-status')
      .getByText(/^Saved/)
      .waitFor();
    await page.reload();
    await page.locator('article.cell .hint').waitFor();
    expect(await hints.count()).toBe(2);
  });

  test('on a phone controls come from below, and the page is never wider than the screen', async () => {
    const page = await opened({viewport: {width: 390, height: 844}, hasTouch: true});
    const cell = page.locator('#churn');
    expect(await cell.locator('.parameters').count()).toBe(0);
    await cell.getByRole('button', {name: 'Settings'}).click();
    const sheet = page.getByRole('dialog', {name: 'Settings'});
    const {y, height} = (await sheet.boundingBox())!;
    expect(Math.round(y + height)).toBe(844);
    await sheet.getByRole('textbox', {name: 'Your assumption (days)'}).fill('60');
    await sheet.getByRole('textbox', {name: 'Your assumption (days)'}).press('Enter');
    await page.keyboard.press('Escape');
    await sheet.waitFor({state: 'detached'});
    await page.getByRole('button', {name: 'Undo'}).click();
    // 200 % of a window of 1,280 pixels.
    await page.setViewportSize({width: 640, height: 450});
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
  });
});

describe('the whole notebook', () => {
  test('goes back and forth by a list of its steps', async () => {
    const page = await opened();
    await page.getByLabel('Name of the notebook').fill('Spring');
    await page.locator('#overview .grip').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Alt+Shift+D');
    await page.keyboard.press('Alt+Shift+H');
    const steps = page.getByRole('dialog', {name: 'History'}).getByRole('listitem');
    await steps.nth(3).waitFor();
    const words = (await steps.allTextContents()).map((text) => text.trim().replace(/\s+/g, ' '));
    expect(words).toEqual([
      'Cell duplicated Overview',
      'Cell moved Overview',
      'Name of the notebook',
      'Opened',
    ]);
    await steps.nth(2).getByRole('button').click();
    expect(await order(page)).toBe(FIRST);
    expect(await page.getByLabel('Name of the notebook').inputValue()).toBe('Spring');
    expect((await page.locator('.steps [aria-current=step]').textContent())?.trim()).toBe(
      'Name of the notebook',
    );
    await steps.nth(0).getByRole('button').click();
    expect((await order(page)).split(' ')).toHaveLength(8);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({state: 'detached'});
  });

  test('is commanded by words: Ctrl+K finds every command and every cell', async () => {
    const page = await opened({});
    const asked = page.getByRole('combobox', {name: /^What do you want to do|^Was wollen Sie tun/});
    await page.keyboard.press('Control+k');
    await asked.fill('sprache');
    await page.getByRole('option', {name: /Deutsch/}).click();
    await page.getByRole('button', {name: 'Menü', exact: true}).waitFor();
    await page.keyboard.press('Control+k');
    await asked.fill('kohorten');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('cohorts');
    await page.keyboard.press('?');
    await page.getByRole('dialog', {name: 'Tastenkürzel'}).getByText('Strg+K').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({state: 'detached'});
  });

  test('asks the engine nothing for undo, language, colours, folding, moving and size', async () => {
    const {page} = await visit();
    await page.addInitScript(() => {
      const recorded = window as unknown as {sent: string[]};
      recorded.sent = [];
      const {postMessage} = Worker.prototype;
      Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
        const [{path = []}] = message as [{path?: string[]}];
        const verb = path.join('.');
        // Files that no notebook needs any more are cleared away in a quiet moment, whatever is done then.
        if (verb !== 'sweep') recorded.sent.push(verb);
        Reflect.apply(postMessage, this, message);
      };
    });
    await page.reload();
    await openSample(page);
    const sent = () => page.evaluate(() => (window as unknown as {sent: string[]}).sent);
    await page.locator('#overview').getByRole('combobox', {name: 'By', exact: true}).selectOption('quarter');
    await cellsShown(page);
    // The checks of the data come when all cells are there.
    let before = 0;
    for (let now = await sent(); now.length !== before; now = await sent()) {
      before = now.length;
      await page.waitForTimeout(2000);
    }
    expect(before).toBeGreaterThan(5);
    const others = await page.locator('article.cell:not(#overview) .drawing > :first-child').elementHandles();
    expect(others.length).toBeGreaterThan(3);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    await page.waitForTimeout(300);
    // What an edit does not concern is not drawn again.
    for (const other of others) expect(await other.evaluate(({isConnected}) => isConnected)).toBe(true);
    const menu = page.getByRole('button', {name: /^Men[uü]$/});
    for (const choice of ['Deutsch', 'Dunkel', 'Hell', 'English']) {
      await menu.click();
      await page.getByRole('menuitemradio', {name: choice}).click();
    }
    await page.locator('#churn .grip').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Alt+Shift+ArrowLeft');
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await page.setViewportSize({width: 800, height: 700});
    await cellsShown(page);
    expect((await sent()).slice(before)).toEqual([]);
  });
});
