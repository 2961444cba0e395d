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
  /** After so many of them the database was removed from the disk as well. */
  removed: number;
  /** So often the page said that the browser had lost its database, and had all of it again. */
  restored: number;
  acknowledged: number;
  /** Saves that were acknowledged and are not there. */
  lost: number;
  datasetsLost: number;
  /** Browsers in which the notebook did not open again. */
  unopened: number;
}

/**
 * Edits the title, undoes and redoes in bursts, and has it saved as fast as the page does. Every title is told before the
 * page shows it; once the page says that all is saved, the number of the last, with the title that is on disk.
 */
async function work(from: string): Promise<void> {
  const {tell, acknowledge, resting} = globalThis as unknown as {
    tell: (title: string) => Promise<void>;
    acknowledge: (number: number, onDisk: string) => Promise<void>;
    resting: () => boolean;
  };
  const field = document.querySelector<HTMLInputElement>('.title')!;
  const status = document.querySelector('.save-status')!;
  const pause = (most: number) => new Promise((next) => setTimeout(next, most * Math.random()));
  const press = (shiftKey: boolean) =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'z', ctrlKey: true, shiftKey, bubbles: true, cancelable: true}),
    );
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
  const database = await settled(indexedDB.open('stammkunde'));
  const onDisk = async (): Promise<string> => {
    const notebooks = database.transaction('notebooks').objectStore('notebooks');
    return (await settled(notebooks.getAll()))[0].title;
  };
  const past: string[] = [];
  let [present, future]: [string, string[]] = [from, []];
  let merging = false;
  let highest = Number(from) || 0;
  const acts = {
    edit() {
      // Letters typed in a row are undone together.
      if (!merging) past.push(present);
      [present, future, merging] = [String(++highest), [], true];
      return () => {
        field.value = present;
        field.dispatchEvent(new Event('input', {bubbles: true}));
      };
    },
    undo() {
      future.unshift(present);
      [present, merging] = [past.pop()!, false];
      return () => press(false);
    },
    redo() {
      past.push(present);
      [present, merging] = [future.shift()!, false];
      return () => press(true);
    },
  };
  for (let told = 0; !resting();) {
    for (let burst = Math.ceil(3 * Math.random()); burst > 0; burst--) {
      const chance = Math.random();
      const act =
        chance < 0.5 && future.length > 0 ? 'redo' : chance < 0.7 && past.length > 0 ? 'undo' : 'edit';
      const perform = acts[act]();
      await tell(present);
      told++;
      perform();
      await pause(4);
      if (field.value !== present) throw new Error(`${act} shows ${field.value} in place of ${present}`);
    }
    // As when the reader turns to another tab; else a save would come once a second only.
    dispatchEvent(new Event('pagehide'));
    while (!/\d\d:\d\d$/.test(status.textContent)) await pause(2);
    await acknowledge(told, await onDisk());
  }
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
  /** Titles that the page was to show, in order, and numbers of those that it said were saved. */
  const titles: string[] = [];
  const acknowledged: number[] = [];
  await page.exposeFunction('tell', (title: string) => void titles.push(title));
  let lost = 0;
  await page.exposeFunction('acknowledge', (number: number, onDisk: string) => {
    acknowledged.push(number);
    if (onDisk !== titles[number - 1]) lost++;
  });
  await page.addInitScript(() => {
    const flags = {resting: false};
    Object.assign(globalThis, {flags, resting: () => flags.resting});
  });
  await page.goto(address);
  return {
    page,
    titles,
    acknowledged,
    lost: () => lost,
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
 * every sixth time, where `publish` puts a newer release on the host, while the page changes to that. After every seventh
 * kill the database is removed from the disk, as Chromium itself does where a kill has left it damaged.
 */
export async function killed(
  kills: number,
  address: string,
  publish: ((mark: string) => Promise<unknown>) | null = null,
): Promise<Killed> {
  const profile = mkdtempSync(join(tmpdir(), 'stammkunde-kills-'));
  const during = {saves: 0, imports: 0, updates: 0};
  const table: Killed = {
    kills: 0,
    during,
    removed: 0,
    restored: 0,
    acknowledged: 0,
    lost: 0,
    datasetsLost: 0,
    unopened: 0,
  };
  try {
    const first = await start(profile, address);
    await choose(first.page, orders(100));
    await first.page.locator('.save-status', {hasText: /\d\d:\d\d/}).waitFor();
    await first.page.waitForFunction(() => navigator.serviceWorker.controller);
    /** What may be on disk: the title that was acknowledged last, or one after it. */
    let expected = [await first.page.locator('.title').inputValue()];
    await first.kill();
    let counts = [100];
    for (; table.kills < kills; table.kills++) {
      const {page, titles, acknowledged, lost, complaints, kill} = await start(profile, address);
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
      table.restored += await page.getByText('put back from a second copy').count();
      const before = await title.inputValue();
      if (!expected.includes(before)) {
        table.lost++;
        process.stderr.write(`\n${before} in place of ${expected.join(', ')}\n`);
      }
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
      let astray: Error | null = null;
      page.evaluate(work, before).catch((error: Error) => {
        // Else it ended with its page.
        if (error.message.includes('in place of')) astray = error;
      });
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
        // Other data bring their own name.
        titles.push('orders');
        await page.locator('dialog button.primary').click();
        await anyMoment(page, 2500);
      }
      await kill();
      if (astray) throw astray;
      if (table.kills % 7 === 4) {
        table.removed++;
        rmSync(join(profile, 'Default', 'IndexedDB'), {recursive: true});
      }
      table.acknowledged += acknowledged.length;
      table.lost += lost();
      expected = [before, ...titles].slice(acknowledged.at(-1) ?? 0);
      process.stderr.write(`\r${JSON.stringify(table)}`);
    }
    return table;
  } finally {
    rmSync(profile, {recursive: true, force: true, maxRetries: 20});
  }
}
