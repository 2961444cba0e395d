import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright';
import {chromiumArguments, findChromium} from '../helpers/chromium.mjs';

const inPage = join(import.meta.dirname, 'in_page.js');

/** Runs a task on a first visit: a browser of its own with an empty profile on disk. */
export async function firstVisit(site, task) {
  const profile = mkdtempSync(join(tmpdir(), 'stammkunde-bench-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: chromiumArguments,
    locale: 'en-GB',
    viewport: {width: 1280, height: 900},
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript({path: inPage});
    await page.goto(site);
    return await task(page);
  } finally {
    await context.close();
    rmSync(profile, {recursive: true, force: true});
  }
}

/** Waits until something is painted; its time from the start of the navigation. */
export async function painted(page, sight) {
  await page.waitForFunction((name) => bench.painted[name] !== undefined, sight, {
    polling: 50,
    timeout: 120_000,
  });
  return page.evaluate((name) => bench.painted[name], sight);
}

/** First paint, doors and engine of the page that is open. */
export async function startOf(page) {
  const ready = await painted(page, 'ready');
  const doors = await painted(page, 'doors');
  const first = await page.evaluate(() => performance.getEntriesByName('first-paint')[0]?.startTime ?? NaN);
  return {first, doors, ready};
}

/** What a reader needs at least to find the file, once the doors are there. */
const SEARCH = 2000;

/** Chooses a file and waits for both cells; times from the choice, and the page thread meanwhile. */
export async function importOf(page, file) {
  await painted(page, 'ready');
  await page.waitForTimeout(SEARCH);
  await page.locator('input[type=file]').first().setInputFiles(file);
  const overview = await painted(page, 'overview');
  const rfm = await painted(page, 'rfm');
  const receipt = await painted(page, 'receipt');
  const all = await once(page, () =>
    [...document.querySelectorAll('article.cell')].every((cell) =>
      cell.querySelector('.drawing > *, .problem'),
    ),
  );
  const settled = await once(
    page,
    () => document.querySelector('article.cell .rest, article.cell .hairline.running') === null,
  );
  const summary = await page.locator('section.receipt summary').textContent();
  const {chosen, origin, thread} = await page.evaluate(
    (to) => {
      return {
        chosen: bench.chosen,
        origin: performance.timeOrigin + bench.chosen,
        thread: bench.pageThread(bench.chosen, to),
      };
    },
    Math.max(overview, rfm),
  );
  return {
    receipt: receipt - chosen,
    first: Math.min(overview, rfm) - chosen,
    both: Math.max(overview, rfm) - chosen,
    all: all - receipt,
    settled: settled - receipt,
    origin,
    thread,
    summary: summary.trim(),
  };
}

/** When something became true for the first time, to about 20 ms. */
async function once(page, test) {
  await page.waitForFunction(test, null, {polling: 20, timeout: 120_000});
  return page.evaluate(() => performance.now());
}

/** Changes a parameter and waits for the new picture. */
async function changed(page, analysis, runs, act) {
  await page.waitForTimeout(200);
  await page.evaluate(
    ([selector, again]) => {
      bench.awaited = bench.newPicture(selector, again);
    },
    [`article[data-analysis=${analysis}]`, runs],
  );
  await act();
  return page.evaluate(async () => {
    const {from, to} = await bench.awaited;
    return {took: to - from, origin: performance.timeOrigin + from, thread: bench.pageThread(from, to)};
  });
}

const limitsTyped = 3;

/** The parameter changes on an open notebook: own limits, another grain or convention, an own threshold, another colour, and a filter. */
export async function changesOf(page) {
  const overview = page.locator('article[data-analysis=overview]');
  const rfm = page.locator('article[data-analysis=rfm]');
  const grain = [
    await changed(page, 'overview', true, () =>
      overview.locator('select:has(option[value=quarter])').selectOption('quarter'),
    ),
  ];
  const colour = [
    await changed(page, 'rfm', false, () =>
      rfm.locator('select:has(option[value=average])').selectOption('revenue'),
    ),
  ];
  await rfm.locator('.parameters summary').click();
  const limit = rfm.locator('fieldset.cuts input').first();
  const limits = [];
  for (let typed = 0; typed < limitsTyped; typed++) {
    const next = Number(await limit.inputValue()) + 1;
    limits.push(
      await changed(page, 'rfm', true, async () => {
        await limit.fill(String(next));
        await limit.press('Enter');
      }),
    );
  }
  const cohorts = page.locator('article[data-analysis=cohorts]');
  const convention = [];
  for (const counted of ['rolling', 'apart'])
    convention.push(
      await changed(page, 'cohorts', true, () =>
        cohorts.locator('select:has(option[value=rolling])').selectOption(counted),
      ),
    );
  const churn = page.locator('article[data-analysis=churn]');
  const assumption = churn.getByLabel('Your assumption (days)');
  if (!(await assumption.isVisible())) await churn.locator('.parameters summary').click();
  const thresholds = [];
  for (const days of ['75', '120'])
    thresholds.push(
      await changed(page, 'churn', true, async () => {
        await assumption.fill(days);
        await assumption.press('Enter');
      }),
    );
  return {grain, colour, limits, convention, thresholds};
}

/** Filters by one country of five, from the tick to the new picture of the overview. */
export async function filteringOf(page) {
  await page.getByRole('button', {name: '+ Filter'}).click();
  await page.getByRole('button', {name: 'Country ›'}).click();
  const country = page.getByRole('checkbox', {name: /^Schweiz/});
  await country.waitFor();
  return changed(page, 'overview', true, () => country.check());
}

const keys = 60;
const PAUSE = 60;

/**
 * Types into a text cell of a notebook (its file as text), its questions answered from the data: milliseconds for each key
 * as `timesOfKeys` has them, there and in a page with nothing but a field.
 */
export async function typingOf(page, notebook, file) {
  await painted(page, 'ready');
  const chosen = page.locator('input[type=file]').first();
  await chosen.setInputFiles({
    name: 'typing.stammkunde.json',
    mimeType: 'application/json',
    buffer: Buffer.from(notebook),
  });
  await page.locator('[id^=text-]').first().waitFor();
  await chosen.setInputFiles(file);
  await once(page, () => document.querySelector('article.cell .picture') !== null);
  await once(
    page,
    () => document.querySelector('article.cell .rest, article.cell .hairline.running') === null,
  );
  const text = page.locator('[id^=text-]').nth(20);
  await text.getByRole('button', {name: 'Edit', exact: true}).click();
  const cell = await timesOfKeys(page);
  await page.goto('data:text/html,<!doctype html><textarea autofocus></textarea>');
  await page.locator('textarea').click();
  return {cell, empty: await timesOfKeys(page)};
}

/**
 * Milliseconds from the event of each key to the end of all that follows from it at once, and on the frame that shows it.
 * The way of the key's release from the test to the page is in it, which a page with nothing but a field tells.
 */
async function timesOfKeys(page) {
  await page.evaluate(() => {
    globalThis.keyTimes = [];
    let began = 0;
    addEventListener('keydown', () => (began = performance.now()), {capture: true});
    // Chromium holds timers back after a key until the next frame: even an empty page would seem to work until then.
    addEventListener(
      'keyup',
      () => {
        const atOnce = performance.now() - began;
        requestAnimationFrame(() => {
          const frame = performance.now();
          const {port1, port2} = new MessageChannel();
          port1.onmessage = () => keyTimes.push(atOnce + performance.now() - frame);
          port2.postMessage(null);
        });
      },
      {capture: true},
    );
  });
  for (const key of 'Who comes back? '.repeat(keys).slice(0, keys)) {
    await page.keyboard.press(key);
    await page.waitForTimeout(PAUSE);
  }
  return page.evaluate(() => keyTimes);
}

/** What the traced copy's worker noted. */
export async function traceOf(page) {
  for (const worker of page.workers()) {
    const trace = await worker.evaluate(() => globalThis.benchTrace ?? null).catch(() => null);
    if (trace) return trace;
  }
  throw new Error('no worker of the page has noted anything');
}
