import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {chromium, type Page} from 'playwright';
import {chromiumArguments, findChromium} from '../helpers/chromium.mjs';
import {choose, csv} from '../helpers/site';

/** What became of the killed browsers and of what the page had said was saved. */
export interface Killed {
  kills: number;
  during: {saves: number; imports: number; updates: number};
  acknowledged: number;
  /** Saves that were acknowledged and are not there. */
  lost: number;
  datasetsLost: number;
  /** Browsers in which the notebook did not open again. */
  unopened: number;
}

/** Edits and saves as fast as the page takes them; a save counts when the page tells other tabs of it. */
function work(from: number): void {
  const {acknowledge, resting} = globalThis as unknown as {
    acknowledge: (title: number) => void;
    resting: () => boolean;
  };
  const title = document.querySelector<HTMLInputElement>('.title')!;
  let next = from;
  const edit = () => {
    title.value = String(++next);
    title.dispatchEvent(new Event('input', {bubbles: true}));
    // As when the reader turns to another tab; else a save would come once a second only.
    setTimeout(() => dispatchEvent(new Event('pagehide')));
  };
  new BroadcastChannel('stammkunde').addEventListener('message', ({data}) => {
    if (data.kind !== 'saved' || resting()) return;
    acknowledge(next);
    // An import saves too, and that must not be taken for the save of an edit.
    setTimeout(() => resting() || edit(), 5 * Math.random());
  });
  edit();
}

async function start(profile: string, address: string) {
  const program = spawn(
    findChromium()!,
    [
      ...chromiumArguments,
      '--headless=new',
      '--lang=en-GB',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    {stdio: ['ignore', 'ignore', 'pipe'], detached: true},
  );
  let said = '';
  const endpoint = await new Promise<string>((found, failed) => {
    program.once('exit', () => failed(new Error(`the browser did not start: ${said}`)));
    program.stderr.on('data', (text) => {
      said += text;
      const match = /DevTools listening on (\S+)/.exec(said);
      if (match) found(match[1]!);
    });
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.newPage());
  const acknowledged: number[] = [];
  await page.exposeFunction('acknowledge', (title: number) => void acknowledged.push(title));
  await page.addInitScript(() => {
    const flags = {resting: false};
    Object.assign(globalThis, {flags, resting: () => flags.resting});
  });
  await page.goto(address);
  return {
    page,
    acknowledged,
    /** What the browser itself wrote of its storage. */
    complaints: () => said.split('\n').filter((line) => /indexed|leveldb|quota/i.test(line)),
    /** Ends all processes of the browser at once, and waits until none of them holds a file any more. */
    async kill() {
      process.kill(-program.pid!, 'SIGKILL');
      while (alive(program.pid!)) await wait(20);
      await browser.close().catch(() => undefined);
    },
  };
}

/** Whether a process of a group is more than a name in the list. */
function alive(group: number): boolean {
  const processes = execFileSync('ps', ['-eo', 'pgid=,stat='], {encoding: 'utf8'});
  return processes.split('\n').some((line) => {
    const [of, state] = line.trim().split(/\s+/);
    return Number(of) === group && !state!.startsWith('Z');
  });
}

const orders = (count: number) =>
  csv(
    `order_id,date,email,total\n${Array.from(
      {length: count},
      (_, index) =>
        `${index},2024-${String((index % 12) + 1).padStart(2, '0')}-15,c${index % 70}@x.de,9.90\n`,
    ).join('')}`,
  );

/** Waits for a moment of its own each time, at most so many milliseconds away. */
const anyMoment = (page: Page, most: number) => page.waitForTimeout(most * Math.random());

/**
 * Kills the whole browser in the middle of saves, every third time during an import that takes the place of data, and
 * every sixth time, where `publish` puts a newer release on the host, while the page changes to that.
 */
export async function killed(
  kills: number,
  address: string,
  publish: ((mark: string) => Promise<unknown>) | null = null,
): Promise<Killed> {
  const profile = mkdtempSync(join(tmpdir(), 'stammkunde-kills-'));
  const during = {saves: 0, imports: 0, updates: 0};
  const table: Killed = {kills: 0, during, acknowledged: 0, lost: 0, datasetsLost: 0, unopened: 0};
  try {
    const first = await start(profile, address);
    await choose(first.page, orders(100));
    await first.page.locator('.save-status', {hasText: /\d\d:\d\d/}).waitFor();
    await first.page.waitForFunction(() => navigator.serviceWorker.controller);
    await first.kill();
    let expected = 0;
    let counts = [100];
    for (; table.kills < kills; table.kills++) {
      const {page, acknowledged, complaints, kill} = await start(profile, address);
      const title = page.locator('.title');
      const receipt = page.locator('.receipt summary');
      try {
        await receipt.waitFor();
        await title.waitFor();
      } catch {
        table.unopened++;
        const shown = await page.locator('main').innerText();
        process.stderr.write(`\n${[...complaints(), shown].join('\n')}\n`);
        await kill();
        return table;
      }
      const before = Number(await title.inputValue()) || 0;
      if (before < expected) table.lost++;
      const found = Number(/^\s*([\d.,]+)/.exec((await receipt.textContent())!)?.[1]?.replace(/\D/g, ''));
      if (!counts.includes(found)) table.datasetsLost++;
      counts = [found];

      const kind = table.kills % 3 < 2 ? 'saves' : publish && table.kills % 6 === 5 ? 'updates' : 'imports';
      during[kind]++;
      if (kind === 'updates') {
        await publish!(String(table.kills));
        // The browser looks for a newer release on every visit.
        const another = await page.context().newPage();
        await another.goto(address);
        await page.locator('.update').waitFor();
        await another.close();
      }
      await page.evaluate(work, before);
      const wanted = 10 + 26 * Math.random();
      const since = Date.now();
      while (acknowledged.length < wanted && Date.now() - since < 15_000) await page.waitForTimeout(20);
      if (kind === 'saves') await anyMoment(page, 50);
      if (kind === 'updates') {
        await page.locator('.update button').first().click();
        await anyMoment(page, 1500);
      }
      if (kind === 'imports') {
        const next = found === 100 ? 150_000 : 100;
        counts.push(next);
        await page.evaluate(
          () => ((globalThis as unknown as {flags: {resting: boolean}}).flags.resting = true),
        );
        await page.waitForTimeout(200);
        await choose(page, orders(next));
        await page.getByRole('radio').last().check();
        await page.locator('dialog button.primary').click();
        await anyMoment(page, 2500);
      }
      await kill();
      table.acknowledged += acknowledged.length;
      expected = Math.max(before, expected, ...acknowledged);
      process.stderr.write(`\r${JSON.stringify(table)}`);
    }
    return table;
  } finally {
    rmSync(profile, {recursive: true, force: true, maxRetries: 5});
  }
}
