import {readFile} from 'node:fs/promises';
import {chromium, type Browser, type BrowserContextOptions, type Locator, type Page} from 'playwright';
import {inject, onTestFailed, onTestFinished} from 'vitest';
import {twelveOrders} from '../fixtures/twelve_orders';
import {briefChromiumArguments, findChromium} from './chromium.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built site. */
    site: string;
  }
}

let browser: Promise<Browser> | undefined;

export interface Visit {
  readonly page: Page;
  /** What the page complained about: errors, and everything the policy refused. */
  readonly complaints: readonly string[];
}

/** What Playwright itself says where no service worker may be. */
const BLOCKED = 'Service Worker registration blocked by Playwright';

async function enter(options: BrowserContextOptions, path: string): Promise<Visit> {
  browser ??= chromium.launch({executablePath: findChromium()!, args: briefChromiumArguments});
  const context = await (
    await browser
  ).newContext({serviceWorkers: 'block', locale: 'en-GB', viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && message.text() !== BLOCKED)
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(inject('site') + path);
  return {page, complaints};
}

/**
 * A first visit to the built site in a fresh profile; English unless the options say otherwise, and without the service
 * worker, which takes a copy of the whole program in each profile.
 */
export async function visit(options: BrowserContextOptions = {}, path = ''): Promise<Visit> {
  const entered = await enter(options, path);
  onTestFinished(() => entered.page.context().close());
  return entered;
}

/**
 * One visit for several tests that need no fresh profile, so that the engine starts once for them. Each begins at the doors,
 * as a visitor does who starts another notebook; a test that fails takes the page with it.
 */
export function sharedVisit(options: BrowserContextOptions = {}): () => Promise<Page> {
  let shared: Page | null = null;
  return async () => {
    onTestFailed(() => void (shared = null));
    if (shared) {
      await openNotebooks(shared);
      await shared.getByRole('button', {name: /^(Start another notebook|Ein weiteres Notizbuch)/}).click();
      await shared.getByRole('dialog').waitFor({state: 'detached'});
    } else shared = (await enter(options, '')).page;
    return shared;
  };
}

/** The sample shop, opened once for several tests; each leaves no dialog behind and asks for nothing that another changes. */
export function sharedSample(options: BrowserContextOptions = {}): () => Promise<Visit> {
  let shared: Visit | null = null;
  return async () => {
    onTestFailed(() => void (shared = null));
    if (!shared) {
      shared = await enter(options, '');
      await openSample(shared.page);
    }
    return shared;
  };
}

/** Opens the sample shop and waits until both cells are there. */
export async function openSample(page: Page): Promise<void> {
  await page
    .getByRole('button', {name: /^(Look at a|Use the) sample shop|^Beispielshop (ansehen|nehmen)/})
    .click();
  await cellsShown(page);
}

/** Puts files on the page as a user does who chooses them. */
export async function choose(
  page: Page,
  files: string | {name: string; mimeType: string; buffer: Buffer},
): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(files);
}

/** The dialog of the notebooks in this browser, from the menu. */
export async function openNotebooks(page: Page): Promise<void> {
  await page.getByRole('button', {name: /^Men[uü]$/}).click();
  await page.getByRole('menuitem', {name: /^(Notebooks|Notizbücher) …/}).click();
}

/** Milliseconds between two files: Chromium drops what a page saves after ten files within one second. */
const BREATH = 120;

export interface Downloaded {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What a click saves. */
export async function downloaded(page: Page, button: Locator): Promise<Downloaded> {
  await page.waitForTimeout(BREATH);
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return {name: file.suggestedFilename(), bytes: await readFile(await file.path())};
}

/** What the dialog *Take away* saves under the name of a button. */
export async function takenAway(page: Page, button: RegExp): Promise<Downloaded> {
  await page.getByRole('button', {name: /^(Menu|Menü)$/}).click();
  await page.getByRole('menuitem', {name: /^(Take away|Mitnehmen)/}).click();
  const file = await downloaded(page, page.getByRole('dialog').getByRole('button', {name: button}));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  return file;
}

/** Waits for the picture of every cell, and for the rest of long runs. */
export async function cellsShown(page: Page): Promise<void> {
  await page.locator('article[data-analysis=overview] .picture').waitFor();
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll('article.cell')];
    const waiting = '.cell-body > .placeholder, .rest, .hairline.running';
    return cells.every((cell) => !cell.querySelector(waiting) || cell.querySelector('[role=alert]'));
  });
}

/** A small CSV for the page. */
export function csv(text: string, name = 'orders.csv'): {name: string; mimeType: string; buffer: Buffer} {
  return {name, mimeType: 'text/csv', buffer: Buffer.from(text)};
}

/** Waits until the notebook is on disk. */
export const saved = (page: Page) => page.locator('.save-status', {hasText: /^Saved \d\d:\d\d$/}).waitFor();

/** Opens a small shop under a name, and waits until it is on disk. */
export async function openShop(page: Page, name: string): Promise<void> {
  await choose(page, csv(twelveOrders));
  await cellsShown(page);
  await page.getByLabel('Name of the notebook').fill(name);
  await page.locator('.save-status', {hasText: 'Saving …'}).waitFor();
  await saved(page);
}
