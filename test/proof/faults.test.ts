import {inject, expect, onTestFinished, test} from 'vitest';
import type {Page} from 'playwright';
import {twelveOrders} from '../fixtures/twelve_orders';
import {figure} from '../helpers/figure';
import {choose, csv, openNotebooks, visit} from '../helpers/site';
import {faults, saved, status, takeaway, title, type Act, type Fault} from './faults';
import {kept} from './kept';

const FIRST = 'As acknowledged';
const ORDERS = 9;

/** The site in a tab beside another; with a fault in it, or as it is. */
async function open(beside: Page, {page = '', worker = '', engine = ''}: Partial<Fault> = {}): Promise<Page> {
  const tab = await beside.context().newPage();
  await tab.addInitScript(page + atStart(worker + atStart(engine)));
  await tab.goto(inject('site'));
  return tab;
}

/** Workers start from blobs; what shall run first in them is put before their program. */
const atStart = (source: string) => `{
  const make = URL.createObjectURL;
  const first = ${JSON.stringify(`${source}\n`)};
  URL.createObjectURL = (blob) =>
    make.call(URL, blob.type === 'text/javascript' ? new Blob([first, blob], {type: blob.type}) : blob);
}`;

/** What the page says of the last save; what it said before its process died where it has. */
async function outcome(page: Page): Promise<string> {
  let said = 'Saved';
  await expect
    .poll(
      async () => {
        try {
          said = (await status(page).textContent({timeout: 5000}))!;
        } catch (error) {
          if (!/crash/i.test(String(error))) throw error;
        }
        return said;
      },
      {timeout: 60_000},
    )
    .not.toMatch(/^Saving/);
  return said;
}

const count = {survived: 0, acknowledged: 0, lost: 0};

test.each(faults)(
  '$title: the page works on, says what is to be said, and has lost nothing that was acknowledged',
  async (fault) => {
    const {page: blank} = await visit({serviceWorkers: 'allow'}, 'licences.txt');
    onTestFinished(() => blank.context().close());
    const first = await open(blank, fault.always ? fault : {});
    await choose(first, csv(twelveOrders));
    await takeaway(first).waitFor();
    await title(first).fill(FIRST);
    await status(first).filter({hasText: 'Saving …'}).waitFor();
    await saved(first);
    count.acknowledged++;
    // What is changed between the visits is all there is: the copy of the tables is written while nobody waits.
    await expect.poll(async () => (await kept(blank)).datasets[0]?.snapshot, {timeout: 30_000}).toBeTruthy();
    await first.close();
    await fault.between?.(blank);

    const second = await open(blank, fault);
    await fault.act.work(second, () => open(blank));
    if (fault.says) await second.getByText(fault.says).first().waitFor({timeout: 30_000});
    const said = fault.finds === 'nothing that it may read' ? '' : await outcome(second);
    const acknowledged = /^(Saved|Reading)/.test(said);
    if (!fault.says) expect(said).toMatch(/^Saved/);
    if (acknowledged) count.acknowledged++;
    for (const tab of blank.context().pages()) if (tab !== blank) await tab.close();

    const third = await open(blank);
    if (fault.finds === 'nothing that it may read') {
      await third.getByText(fault.says!).waitFor();
    } else {
      const due: Partial<Act> = acknowledged ? fault.act : {};
      if (fault.finds !== 'nothing older') {
        // What was not acknowledged may be there or not.
        const titles = acknowledged ? [due.title ?? FIRST] : [FIRST, fault.act.title];
        const {notebooks} = await kept(blank);
        const found = notebooks.map((notebook) => notebook.title).filter((name) => titles.includes(name));
        if (found.length === 0) count.lost++;
        expect(found, `in place of ${titles.join(', ')}`).not.toEqual([]);
        const own = third.locator('button.notebook', {hasText: found[0]!});
        await takeaway(third).or(own).first().waitFor();
        if (notebooks.length > 1) {
          await openNotebooks(third);
          if ((await own.count()) > 0) await own.click();
          else await third.keyboard.press('Escape');
        }
        const receipt = third.locator('.receipt summary');
        const orders = (due.orders ?? ORDERS).toLocaleString('en-GB');
        await receipt.filter({hasText: new RegExp(`^\\s*${orders} orders`)}).waitFor();
      }
      await takeaway(third).waitFor();
    }
    count.survived++;
  },
  240_000,
);

test('every fault was survived', () => {
  const {survived, acknowledged, lost} = count;
  figure('faults survived', `${survived} of ${faults.length}`);
  figure('saves lost by faults', `${lost} of ${acknowledged} acknowledged`);
  expect({survived, lost}).toEqual({survived: faults.length, lost: 0});
});
