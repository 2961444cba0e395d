import {flushSync, type Component} from 'svelte';
import {page, userEvent} from 'vitest/browser';
import {beforeAll, describe, expect, test} from 'vitest';
import {analyses} from '../../src/analyses';
import type {RunRequest} from '../../src/analyses/request';
import '../../src/app/app.css';
import Presentation from '../../src/app/notebook/Presentation.svelte';
import CustomersDialog from '../../src/app/result/CustomersDialog.svelte';
import {DocumentState} from '../../src/app/state/document.svelte';
import {Settings} from '../../src/app/state/settings.svelte';
import type {TextCell} from '../../src/notebook/document';
import {addCell, freshCell} from '../../src/notebook/edits';
import {emptyNotebook} from '../../src/notebook/templates';
import {createFormat} from '../../src/text/format';
import {withinApp} from '../helpers/within_app';

beforeAll(() => page.viewport(1100, 900));

/** Puts a component on the page, within an app that has these parts. */
function show<Props extends Record<string, unknown>>(
  app: object,
  component: Component<Props>,
  props: Props,
): void {
  const settings = new Settings();
  settings.language = 'en';
  withinApp({settings, ...app}, (anchor) => component(anchor, props));
  flushSync();
}

const button = (name: string) => page.getByRole('button', {name, exact: true});

describe('the customers behind a picture', () => {
  /** So many customers, whose numbers say on which place they stand. */
  async function customers(total: number): Promise<void> {
    const column = (from: number, length: number) => Float64Array.from({length}, (_, at) => from + at + 1);
    const client = {
      page: ({from, to}: {from: number; to: number}) => {
        const length = Math.min(to, total) - from;
        const numbers = column(from, length);
        const [texts, places] = [Array<null>(length).fill(null), {revenue: numbers, purchases: numbers}];
        const columns = {customer: numbers, customer_id: texts, email: texts, name: texts, ...places};
        return Promise.resolve({rows: {rows: length, columns}, total});
      },
    };
    const face = await analyses.rfm.face();
    show({client, desk: {presenting: false}, audiences: {}, document: {}, imports: {}}, CustomersDialog, {
      face,
      request: {analysis: 'rfm'} as RunRequest,
      picks: [{key: 'a', title: {en: 'R5 F5', de: 'R5 F5'}, table: 'scores', where: {r: 5, f: 5}}],
      format: createFormat('en', 'EUR'),
      close: () => undefined,
    } as never);
  }
  const pager = () => document.querySelector('.pager span')?.textContent ?? null;
  const first = () => document.querySelector('tbody td:nth-child(3)')!.textContent;

  test('are counted page by page, to the last one and back', async () => {
    await customers(120);
    await expect.poll(pager).toBe('1–50 of 120');
    await expect.element(button('Previous')).toBeDisabled();
    await userEvent.click(button('Next'));
    await expect.poll(() => [pager(), first()]).toEqual(['51–100 of 120', '51']);
    await userEvent.click(button('Next'));
    await expect.poll(() => [pager(), first()]).toEqual(['101–120 of 120', '101']);
    expect(document.querySelectorAll('tbody tr')).toHaveLength(20);
    await expect.element(button('Next')).toBeDisabled();
    await userEvent.click(button('Previous'));
    await expect.poll(() => [pager(), first()]).toEqual(['51–100 of 120', '51']);
  });

  test('need no pages where they are few; one is one', async () => {
    await customers(1);
    await expect.element(page.getByText('1 customer', {exact: true})).toBeVisible();
    expect(pager()).toBeNull();
  });
});

describe('the presentation', () => {
  const text = (id: string, words: string) => addCell(freshCell<TextCell>({kind: 'text', id, text: words}));

  test('counts the cells that it shows, from the one it begins with', async () => {
    const open = new DocumentState();
    const edits = [text('a', 'Anfang'), text('empty', ' '), text('b', 'Mitte'), text('c', 'Ende')];
    open.open(edits.reduce((made, {apply}) => apply(made), emptyNotebook('', null)));
    show({document: open, imports: {}, faces: {}, runs: {}}, Presentation, {
      from: 'b',
      close: () => undefined,
    });
    const seen = () => [
      document.querySelector('.presentation footer [role=status]')!.textContent,
      document.querySelector('.presentation .stage')!.textContent.match(/Anfang|Mitte|Ende/)?.[0],
    ];
    await expect.poll(seen).toEqual(['2 / 3', 'Mitte']);
    await userEvent.click(button('On'));
    await expect.poll(seen).toEqual(['3 / 3', 'Ende']);
    await expect.element(button('On')).toBeDisabled();
    await userEvent.keyboard('{PageUp}{PageUp}{PageUp}');
    await expect.poll(seen).toEqual(['1 / 3', 'Anfang']);
    await expect.element(button('Back')).toBeDisabled();
  });
});
