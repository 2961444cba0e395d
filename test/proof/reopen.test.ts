import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium, type Page} from 'playwright';
import {expect, inject, test} from 'vitest';
import {orders, ordersFile} from '../bench/orders_file.mjs';
import {chromiumArguments, findChromium} from '../helpers/chromium.mjs';
import {figure} from '../helpers/figure';
import {choose} from '../helpers/site';
import {kept} from './kept';
import {median} from './median';

const TIMES = 5;
const REST = 2000;

test('a notebook with a million orders opens where it was left, with its data', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'stammkunde-reopen-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium()!,
    args: chromiumArguments,
    locale: 'en-GB',
  });
  const page = context.pages()[0]!;
  await page.goto(inject('site'));
  await choose(page, await ordersFile());
  const cells = page.locator('article.cell .takeaway');
  const keptWhole = async () => {
    const {datasets, shown: results} = await kept(page);
    return Boolean(datasets[0]?.snapshot) && results[0] === (await cells.count());
  };
  await expect.poll(keptWhole, {timeout: 300_000, interval: 500}).toBe(true);
  const before = await page.locator('[data-analysis=overview] .takeaway').textContent();

  const shown: number[] = [];
  const open: number[] = [];
  const asked: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const again = await context.newPage();
    await page.close().catch(() => undefined);
    // What the browser does to be rid of the page before is not part of this one.
    await again.waitForTimeout(REST);
    await again.goto(inject('site'));
    const takeaway = again.locator('[data-analysis=overview] .takeaway');
    await takeaway.waitFor({timeout: 120_000});
    shown.push(await secondsOf(again));
    const opened = again
      .locator('.import-progress')
      .waitFor({state: 'detached', timeout: 120_000})
      .then(() => secondsOf(again));
    // At once, while the data are still being opened: the answer needs all of them.
    await again.locator('[data-analysis=rfm] .heat td button').first().click();
    await again.locator('dialog tbody tr').first().waitFor({timeout: 120_000});
    asked.push(await secondsOf(again));
    open.push(await opened);
    expect(await takeaway.textContent()).toBe(before);
    expect(await again.locator('.receipt summary').textContent()).toContain(orders.toLocaleString('en-GB'));
    if (time < TIMES - 1) await again.goto('about:blank').then(() => again.close());
  }
  await context.close();
  await rm(profile, {recursive: true, maxRetries: 5});
  figure(
    `reopening of ${orders.toLocaleString('en-GB')} orders`,
    `${median(shown).toFixed(2)} s to the first sentence, ${median(open).toFixed(2)} s to all data in the engine, ${median(asked).toFixed(2)} s to the customers behind a click (medians of ${TIMES})`,
  );
}, 900_000);

/** Since a page was asked for. */
const secondsOf = async (page: Page) => (await page.evaluate(() => performance.now())) / 1000;
