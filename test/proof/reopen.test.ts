import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright';
import {expect, inject, test} from 'vitest';
import {orders, ordersFile} from '../bench/orders_file.mjs';
import {chromiumArguments, findChromium} from '../helpers/chromium.mjs';
import {figure} from '../helpers/figure';
import {choose} from '../helpers/site';
import {kept} from './kept';
import {median} from './median';

const TIMES = 5;

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
  const snapshot = async () => (await kept(page)).datasets[0]?.snapshot ?? null;
  await expect.poll(snapshot, {timeout: 300_000, interval: 500}).not.toBe(null);
  const before = await page.locator('[data-analysis=overview] .takeaway').textContent();

  const seconds: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const again = await context.newPage();
    await page.close().catch(() => undefined);
    await again.goto(inject('site'));
    const takeaway = again.locator('[data-analysis=overview] .takeaway');
    await takeaway.waitFor({timeout: 120_000});
    seconds.push((await again.evaluate(() => performance.now())) / 1000);
    expect(await takeaway.textContent()).toBe(before);
    expect(await again.locator('.receipt summary').textContent()).toContain(orders.toLocaleString('en-GB'));
    if (time < TIMES - 1) await again.goto('about:blank').then(() => again.close());
  }
  await context.close();
  await rm(profile, {recursive: true, maxRetries: 5});
  figure(
    `reopening of ${orders.toLocaleString('en-GB')} orders`,
    `${median(seconds).toFixed(2)} s until the first sentence (median of ${TIMES})`,
  );
}, 900_000);
