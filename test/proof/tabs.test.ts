import {inject, expect, test} from 'vitest';
import {twelveOrders} from '../fixtures/twelve_orders';
import {figure} from '../helpers/figure';
import {choose, csv, visit} from '../helpers/site';
import {kept} from './kept';

const EDITS = 125;

/**
 * Takes the right to write whenever another tab has it, adds marks to the title, undoes some and takes that back at once. Gives
 * back the marks that are to be there, and how often it took an undo back.
 */
async function fight([tab, edits]: readonly [string, number]): Promise<{made: string[]; takenBack: number}> {
  const pause = (most: number) => new Promise((next) => setTimeout(next, most * Math.random()));
  const title = document.querySelector<HTMLInputElement>('.title')!;
  const press = (shiftKey: boolean) =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'z', ctrlKey: true, shiftKey, bubbles: true, cancelable: true}),
    );
  /** The page shows what was done, and no other tab has had its turn yet. */
  const shown = async () => {
    for (let step = 0; step < 50; step++) await Promise.resolve();
  };
  let made: string[] = [];
  let takenBack = 0;
  for (let last = 0; made.length < edits;) {
    document.querySelector<HTMLButtonElement>('.reading button')?.click();
    for (let burst = Math.ceil(6 * Math.random()); burst > 0 && made.length < edits; burst--) {
      await pause(60);
      if (title.readOnly) break;
      const mark = `${tab}${++last}`;
      title.value += ` ${mark}`;
      title.dispatchEvent(new Event('input', {bubbles: true}));
      made.push(mark);
      // Nobody undoes what they typed before the page has taken notice.
      await shown();
    }
    if (!title.readOnly && Math.random() < 0.5) {
      const before = title.value;
      press(false);
      await shown();
      const undone = title.value.split(' ');
      await pause(4);
      press(true);
      await shown();
      if (title.value === before) takenBack++;
      // The right was lost in between: the undo stands.
      else made = made.filter((mark) => !before.split(' ').includes(mark) || undone.includes(mark));
    }
    await pause(300);
  }
  return {made, takenBack};
}

test('tabs that fight for one notebook lose no edit and never write over each other', async () => {
  const sum = {edits: 0, takenBack: 0, lost: 0, saves: 0, conflicting: 0, copies: 0};
  for (const count of [2, 3, 4, 5]) {
    const {page: first} = await visit({serviceWorkers: 'allow'});
    await choose(first, csv(twelveOrders));
    await first.locator('.save-status', {hasText: /^Saved/}).waitFor();
    // A page of the same site without the program hears who saves what.
    const witness = await first.context().newPage();
    await witness.goto(`${inject('site')}licences.txt`);
    await witness.evaluate(() => {
      const heard: string[] = [];
      new BroadcastChannel('stammkunde').addEventListener('message', ({data}) => {
        if (data.kind === 'saved') heard.push(`${data.notebook} ${data.revision}`);
      });
      Object.assign(globalThis, {heard});
    });
    const tabs = [first];
    while (tabs.length < count) {
      const tab = await first.context().newPage();
      await tab.goto(inject('site'));
      await tab.locator('.reading').waitFor();
      tabs.push(tab);
    }

    const share = Math.ceil(EDITS / count);
    const fought = await Promise.all(
      tabs.map((tab, index) => tab.evaluate(fight, ['ABCDE'[index]!, share] as const)),
    );
    const made = fought.flatMap((one) => one.made);
    await Promise.all(
      tabs.map((tab) => tab.locator('.save-status', {hasText: /^(Saved|Reading)/}).waitFor()),
    );
    const {notebooks} = await kept(witness);
    const there = new Set(notebooks.flatMap(({title}) => title.split(' ')));
    const heard = await witness.evaluate(() => (globalThis as unknown as {heard: string[]}).heard);
    sum.edits += made.length;
    sum.takenBack += fought.reduce((all, one) => all + one.takenBack, 0);
    const lost = made.filter((mark) => !there.has(mark));
    if (lost.length > 0)
      process.stderr.write(
        `\n${lost.join(' ')} not in any of\n${notebooks.map(({title}) => title).join('\n')}\n`,
      );
    sum.lost += lost.length;
    sum.saves += heard.length;
    sum.conflicting += heard.length - new Set(heard).size;
    sum.copies += notebooks.length - 1;
    await first.context().close();
  }
  const {edits, takenBack, lost, saves, conflicting, copies} = sum;
  figure(
    'edits of 2 to 5 tabs that fight for a notebook',
    `${edits} made, ${takenBack} times undone and redone, ${lost} lost`,
  );
  figure(
    'their saves that wrote over another',
    `${conflicting} of ${saves}; ${copies} times a copy was put beside`,
  );
  expect({lost, conflicting}).toEqual({lost: 0, conflicting: 0});
  expect(edits).toBeGreaterThanOrEqual(500);
  expect(takenBack).toBeGreaterThan(0);
}, 1_200_000);
