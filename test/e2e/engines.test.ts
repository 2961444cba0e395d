import {resolve} from 'node:path';
import {chromium} from 'playwright';
import puppeteer from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {twelveOrders} from '../fixtures/twelve_orders';
import {openCanary, silence, type Canary} from '../helpers/canary';
import {chromiumArguments, findChromium} from '../helpers/chromium.mjs';
import {figure} from '../helpers/figure';
import {findFirefox, findWebKit, openWebKit, type Tab} from '../helpers/engines.mjs';
import {serveFolder, type StaticSite} from '../helpers/static_server';

const dist = resolve(import.meta.dirname, '../../dist');
const firefox = findFirefox();
const webKit = findWebKit();
const [chromiumName, firefoxName, webKitName] = ['Chromium', 'Firefox', 'WebKitGTK'] as const;

const inPage = (body: string) => `(async () => { ${body} })()`;

async function openChromium(): Promise<Tab> {
  const browser = await chromium.launch({executablePath: findChromium()!, args: chromiumArguments});
  const page = await (
    await browser.newContext({locale: 'en-GB', viewport: {width: 1280, height: 900}})
  ).newPage();
  return {
    goto: (url) => page.goto(url),
    run: (body) => page.evaluate(inPage(body)),
    close: () => browser.close(),
  };
}

async function openFirefox(executablePath: string): Promise<Tab> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {'intl.accept_languages': 'en-GB'},
  });
  const page = await browser.newPage();
  return {
    goto: (url) => page.goto(url),
    run: <Result>(body: string) => page.evaluate(inPage(body)) as Promise<Result>,
    close: () => browser.close(),
  };
}

const engines: {name: string; open: (() => Promise<Tab>) | null}[] = [
  {name: chromiumName, open: openChromium},
  {name: firefoxName, open: firefox ? () => openFirefox(firefox) : null},
  {name: webKitName, open: webKit ? () => openWebKit(webKit) : null},
];

/** What an engine has shown, for the comparison. */
interface Seen {
  readonly takeaways: string[];
  /** Every cell of every table behind the pictures. */
  readonly figures: string[];
  readonly receipt: string;
  readonly exported: string;
}

const wait = (condition: string) => `
  for (const start = Date.now(); !(${condition}); await new Promise((next) => setTimeout(next, 50)))
    if (Date.now() - start > 200000) throw new Error('in vain: ' + ${JSON.stringify(condition)});`;

const engineReady = `document.querySelector('.engine')?.textContent.includes('engine ready')`;

const settled = `
  const cells = () => [...document.querySelectorAll('article.cell')];
  ${wait(`document.querySelector('[data-analysis=overview] .takeaway')`)}
  const waiting = ':scope > .placeholder, .rest, .hairline.running';
  ${wait(`cells().length > 3 && cells().every((cell) => !cell.querySelector(waiting) && !cell.textContent.includes('Calculating'))`)}`;

/** Drops a file on the page, reads every cell and every table behind it, and saves one. */
const journey = `
  ${wait(engineReady)}
  const transfer = new DataTransfer();
  transfer.items.add(new File([${JSON.stringify(twelveOrders)}], 'orders.csv', {type: 'text/csv'}));
  const main = document.querySelector('main');
  for (const kind of ['dragover', 'drop'])
    main.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: transfer}));
  ${settled}
  const texts = (selector) => [...document.querySelectorAll(selector)].map((found) => found.textContent.trim().replace(/\\s+/g, ' '));
  const takeaways = texts('article.cell .takeaway');
  const button = (within, name) => [...within.querySelectorAll('button')].find((found) => name.test(found.textContent.trim()));
  for (const cell of cells()) {
    const table = button(cell, /^Table/);
    table?.click();
    for (const start = Date.now(); table && !cell.querySelector('table.data') && Date.now() - start < 10000; )
      await new Promise((next) => setTimeout(next, 20));
  }
  const figures = texts('article.cell table.data td');
  const receipt = texts('section.receipt summary')[0];
  let exported = null;
  const address = URL.createObjectURL;
  URL.createObjectURL = (blob) => (exported = blob.text(), address.call(URL, blob));
  HTMLAnchorElement.prototype.click = () => undefined;
  button(document, /^Save as CSV/).click();
  ${wait('exported !== null')}
  URL.createObjectURL = address;
  return {takeaways, figures, receipt, exported: await exported};`;

/** What became of each attempt to get out, and what the page counts. */
const attempts = (target: string) => `
  location.hash = '#privacy';
  ${wait(`document.querySelector('.proof .target input')`)}
  const field = document.querySelector('.proof .target input');
  field.value = ${JSON.stringify(target)};
  field.dispatchEvent(new Event('input', {bubbles: true}));
  document.querySelector('.proof .primary').click();
  ${wait(`document.querySelectorAll('.proof .attempts').length === 3`)}
  await new Promise((next) => setTimeout(next, 500));
  const answers = [...document.querySelectorAll('.proof .attempts li')].map((line) => line.dataset.answer + ' ' + line.textContent);
  const foreign = document.querySelector('[data-figure=foreign]').textContent;
  document.querySelector('dialog header button').click();
  return {answers, foreign};`;

const seen = new Map<string, Seen>();
const offline: string[] = [];

for (const {name, open} of engines) {
  // WebKitGTK takes its time to start an engine, the more so beside other tests.
  describe.skipIf(!open)(name, {timeout: 300_000}, () => {
    let site: StaticSite;
    let canary: Canary;
    let tab: Tab;

    beforeAll(async () => {
      [site, canary] = await Promise.all([serveFolder(dist, {prefix: '/shop/analyse/'}), openCanary()]);
      tab = await open!();
      await tab.goto(site.address);
    });
    afterAll(async () => {
      await tab?.close();
      await site.close().catch(() => undefined);
      canary.close();
    });

    test('reads a file that is dropped, shows its numbers and saves a table', async () => {
      const found = await tab.run<Seen>(journey);
      seen.set(name, found);
      expect(found.receipt).toContain('2 of 12 rows set aside');
      expect(found.takeaways[0]).toContain('175.00');
      expect(found.figures.length).toBeGreaterThan(100);
      expect(found.exported).toContain('revenue');
    });

    test('shows the same sentences, figures and file as the others', () => {
      const [first] = seen.values();
      expect(seen.get(name)).toEqual(first);
      figure(
        'figures that differ between the engines',
        `0 of ${first!.figures.length} in ${seen.size} engines`,
      );
    });

    test('refuses every attempt to get out, and the canary, alive, hears nothing', async () => {
      const {answers, foreign} = await tab.run<{answers: string[]; foreign: string}>(attempts(canary.origin));
      expect(answers.length).toBeGreaterThanOrEqual(40);
      expect(answers.filter((line) => line.startsWith('left '))).toEqual([]);
      expect(answers.filter((line) => line.startsWith('refused ')).length).toBeGreaterThanOrEqual(20);
      expect(foreign).toBe('0');
      expect({...canary.heard(), connections: 0}).toEqual(silence);
      await fetch(`${canary.origin}/alive`);
      expect(canary.requests).toEqual(['/alive']);
      figure(
        `attempts to get out: ${name}`,
        `${answers.length} made, ${answers.length} stopped, canary alive`,
      );
    });

    test('opens, reads and calculates without a network', async () => {
      await tab.run(wait(`navigator.serviceWorker.controller?.state === 'activated'`));
      await site.close();
      await tab.goto(`${site.address}?offline`);
      // The notebook is opened again with its data; where the browser kept none, the file is dropped anew.
      const found = await tab.run<{before: string; after: string}>(`
        ${wait(`document.querySelector('article.cell') || ${engineReady}`)}
        if (!document.querySelector('article.cell')) await (async () => { ${journey} })();
        ${settled}
        const takeaway = () => document.querySelector('[data-analysis=overview] .takeaway').textContent;
        const before = takeaway();
        // What was shown last is kept; another day has to be calculated.
        const field = () => document.querySelector('.as-of input[type=date]');
        ${wait('field()')}
        const day = field();
        day.value = '2024-02-10';
        day.dispatchEvent(new Event('change', {bubbles: true}));
        ${wait(`takeaway() !== before`)}
        return {before, after: takeaway()};`);
      expect(found.before).toContain('175.00');
      expect(found.after).toContain('220.00');
      offline.push(name);
      figure('engines that open, read and calculate without a network', offline.join(', '));
    });
  });
}

test('an engine that is not here is named', () => {
  const missing = engines.flatMap(({name, open}) => (open ? [] : [name]));
  if (missing.length > 0) process.stderr.write(`Not run: ${missing.join(', ')} (not installed)\n`);
  // Where tests decide about a release, all three must be there.
  if (process.env['CI']) expect(missing).toEqual([]);
  expect(engines[0]!.open).not.toBeNull();
});
