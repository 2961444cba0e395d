/**
 * Kills the whole browser in the middle of saves and imports and looks what is there afterwards. A save counts as
 * acknowledged when the page has told other tabs of it; what was acknowledged must be there, whatever moment was hit.
 *
 *   node test/proof/kills.mjs [kills=100] [address of a built site]
 */
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright';
import {chromiumArguments, findChromium} from '../helpers/chromium.mjs';

const TITLE = '.title';

/** Edits and saves as fast as the page takes them, and notes in `globalThis.acknowledged` which were acknowledged. */
function work(from) {
  const title = document.querySelector('.title');
  let next = from;
  globalThis.acknowledged = [];
  const edit = () => {
    title.value = String(++next);
    title.dispatchEvent(new Event('input', {bubbles: true}));
    // As when the reader turns to another tab; else a save would come once a second only.
    setTimeout(() => dispatchEvent(new Event('pagehide')));
  };
  new BroadcastChannel('stammkunde').addEventListener('message', ({data}) => {
    if (data.kind !== 'saved' || globalThis.resting) return;
    globalThis.acknowledged.push(next);
    // An import saves too, and that must not be taken for the save of an edit.
    setTimeout(() => globalThis.resting || edit(), 20 * Math.random());
  });
  edit();
}

async function start(profile, address) {
  const program = spawn(
    findChromium(),
    [
      ...chromiumArguments,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    {stdio: ['ignore', 'ignore', 'pipe'], detached: true},
  );
  const endpoint = await new Promise((found, failed) => {
    let said = '';
    program.once('exit', () => failed(new Error(`the browser did not start: ${said}`)));
    program.stderr.on('data', (text) => {
      said += text;
      const match = /DevTools listening on (\S+)/.exec(said);
      if (match) found(match[1]);
    });
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0];
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address);
  const ended = new Promise((done) => program.once('exit', done));
  return {
    page,
    /** Ends all processes of the browser at once, as a power cut would. */
    async kill() {
      process.kill(-program.pid, 'SIGKILL');
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}

const orders = (count) =>
  `order_id,date,email,total\n${Array.from(
    {length: count},
    (_, index) => `${index},2024-${String((index % 12) + 1).padStart(2, '0')}-15,c${index % 70}@x.de,9.90\n`,
  ).join('')}`;

async function choose(page, count) {
  const buffer = Buffer.from(orders(count));
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({name: 'orders.csv', mimeType: 'text/csv', buffer});
}

/** Kills during saves; every third time during an import that takes the place of data. */
export async function killed(kills, address, report = () => undefined) {
  const profile = mkdtempSync(join(tmpdir(), 'stammkunde-kills-'));
  const table = {kills: 0, acknowledged: 0, lost: 0, datasetsLost: 0, unopened: 0};
  try {
    let first = await start(profile, address);
    await choose(first.page, 100);
    await first.page.locator('.save-status', {hasText: /\d\d:\d\d/}).waitFor();
    await first.kill();
    let expected = 'orders';
    let counts = [100];
    while (table.kills < kills) {
      const {page, kill} = await start(profile, address);
      try {
        await page.locator(TITLE).waitFor();
        await page.locator('.receipt summary').waitFor();
      } catch {
        table.unopened++;
        await kill();
        table.kills++;
        continue;
      }
      const title = await page.locator(TITLE).inputValue();
      if (expected !== 'orders' && !(Number(title) >= Number(expected))) table.lost++;
      const said = await page.locator('.receipt summary').textContent();
      const found = Number(/^\s*([\d.,]+)/.exec(said)?.[1]?.replace(/\D/g, ''));
      if (!counts.includes(found)) table.datasetsLost++;
      counts = [found];
      const importing = table.kills % 3 === 2;
      await page.evaluate(work, Number(title) || 0);
      await page.waitForTimeout(300 + 500 * Math.random());
      if (importing) {
        const next = found === 100 ? 150_000 : 100;
        counts.push(next);
        await page.evaluate(() => (globalThis.resting = true));
        await page.waitForTimeout(200);
        await choose(page, next);
        await page.getByRole('radio').last().check();
        await page.locator('dialog button.primary').click();
        await page.waitForTimeout(2500 * Math.random());
      }
      const acknowledged = await page.evaluate(() => globalThis.acknowledged);
      table.acknowledged += acknowledged.length;
      expected = String(Math.max(Number(title) || 0, ...acknowledged));
      await kill();
      table.kills++;
      report(table);
    }
    return table;
  } finally {
    rmSync(profile, {recursive: true, force: true, maxRetries: 5});
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kills = Number(process.argv[2] ?? 100);
  let address = process.argv[3];
  let close = () => undefined;
  if (!address) {
    const {build, preview} = await import('vite');
    const root = resolve(import.meta.dirname, '../..');
    process.env.NODE_ENV = 'production';
    await build({root, logLevel: 'warn'});
    const server = await preview({root, logLevel: 'warn', preview: {port: 0, host: '127.0.0.1'}});
    address = server.resolvedUrls.local[0];
    close = () => server.close();
  }
  const table = await killed(kills, address, ({kills: done, acknowledged, lost}) =>
    process.stderr.write(`\r${done} kills, ${acknowledged} saves acknowledged, ${lost} lost `),
  );
  await close();
  console.log(`
| browser kills | saves acknowledged | saves lost | datasets lost | did not open |
| ------------- | ------------------ | ---------- | ------------- | ------------ |
| ${table.kills} | ${table.acknowledged} | ${table.lost} | ${table.datasetsLost} | ${table.unopened} |`);
  process.exit(table.lost + table.datasetsLost + table.unopened === 0 ? 0 : 1);
}
