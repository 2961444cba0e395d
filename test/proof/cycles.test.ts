import {execFileSync} from 'node:child_process';
import {setTimeout as wait} from 'node:timers/promises';
import {inject, expect, test} from 'vitest';
import {chromium} from 'playwright';
import {twelveOrders} from '../fixtures/twelve_orders';
import {chromiumArguments, findChromium} from '../helpers/chromium.mjs';
import {figure} from '../helpers/figure';
import {endable} from './endable';
import {median} from './median';

const ROUNDS = 500;
/** Rounds until everything that is loaded when it is needed has been. */
const WARM = 50;
const EVERY = 10;
const MOST_DRIFT = 0.05;
/** Looks in a row, half a second apart, that find the same within a hundredth. */
const CALM = 6;

/** So many times: reads a file, lets the cells ask the engine, deletes the notebook, ends the worker, which starts anew. */
async function rounds([csv, count]: readonly [string, number]): Promise<void> {
  const found = async <T extends Element>(selector: string, text = ''): Promise<T> => {
    for (let looks = 0; looks < 6000; looks++) {
      const match = [...document.querySelectorAll<T>(selector)].find(
        ({textContent}) => textContent.trim() === text || (text === '' && textContent.trim() !== ''),
      );
      if (match) return match;
      await new Promise((next) => setTimeout(next, 10));
    }
    throw new Error(`in vain: ${selector} ${text}`);
  };
  const button = (name: string, within = '') => found<HTMLButtonElement>(`${within} button`, name);
  const {started} = globalThis as unknown as {started: Worker[]};
  for (let round = 0; round < count; round++) {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([csv], 'orders.csv', {type: 'text/csv'}));
    await found('.doors h1');
    for (const kind of ['dragover', 'drop'])
      document
        .querySelector('main')!
        .dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer}));
    await found('[data-analysis=overview] .takeaway');
    (await button('Menu')).click();
    (await found<HTMLElement>('[role=menuitem]', 'Notebooks …')).click();
    (await button('Delete', '.notebooks')).click();
    await found('.notebooks p');
    (await button('Delete', '.notebooks')).click();
    await found('.doors h1');
    (document.querySelector('dialog header button') as HTMLButtonElement | null)?.click();
    started.pop()!.terminate();
    // What is asked before the page has noticed is told to be asked again.
    while (started.length === 0) await new Promise((next) => setTimeout(next, 5));
  }
}

test('hundreds of rounds of import, query, deletion and restart leave the memory of the tab as it was', async () => {
  const browser = await chromium.launch({executablePath: findChromium()!, args: chromiumArguments});
  const page = await browser.newPage({locale: 'en-GB'});
  await page.addInitScript(endable);
  await page.goto(inject('site'));
  const devices = await browser.newBrowserCDPSession();
  const session = await page.context().newCDPSession(page);
  /** Bytes of memory that the largest process of a tab takes. */
  const taken = async () => {
    const {processInfo} = await devices.send('SystemInfo.getProcessInfo');
    const sizes = processInfo
      .filter(({type}) => type === 'renderer')
      .map(({id}) => 1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(id)], {encoding: 'utf8'})));
    return Math.max(...sizes);
  };
  /** The same once it stands still: an ended worker gives its memory back, and the next one takes its own, for some seconds. */
  const settled = async () => {
    const looks: number[] = [];
    for (;;) {
      await session.send('HeapProfiler.collectGarbage');
      await wait(500);
      looks.push(await taken());
      const last = looks.slice(-CALM);
      if (looks.length >= CALM && Math.max(...last) <= 1.01 * Math.min(...last)) return median(last);
    }
  };
  const after: number[] = [];
  for (let done = 0; done < ROUNDS; done += EVERY) {
    await page.evaluate(rounds, [twelveOrders, EVERY] as const);
    after.push(await settled());
    process.stderr.write(`\r${done + EVERY} rounds, ${(after.at(-1)! / 1e6).toFixed(0)} MB `);
  }
  await browser.close();
  const warm = after.slice(WARM / EVERY);
  const [early, late] = [median(warm.slice(0, 10)), median(warm.slice(-10))];
  const drift = late / early - 1;
  figure(
    `memory after ${ROUNDS} rounds of import, query, delete, restart`,
    `${(late / 1e6).toFixed(0)} MB, ${(100 * drift).toFixed(1)} % more than after the first ${WARM + 10 * EVERY}`,
  );
  expect(drift).toBeLessThanOrEqual(MOST_DRIFT);
}, 5_400_000);
