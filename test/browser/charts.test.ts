import {page, userEvent} from 'vitest/browser';
import {afterEach, expect, test, vi} from 'vitest';
import {barList} from '../../src/charts/bar_list';
import {heatMatrix, type HeatCell} from '../../src/charts/heat_matrix';
import {stackedBars, type Bar} from '../../src/charts/stacked_bars';

const show = (node: Node) => document.body.replaceChildren(node);
afterEach(() => document.body.replaceChildren());

const cell = (name: string, pick: () => void = () => undefined): HeatCell => ({
  name,
  tip: name,
  value: name,
  note: '',
  weight: 0.5,
  pick: {key: name, follow: pick},
});

function matrix(pick: (name: string) => void): HTMLElement {
  const cells = (row: string) =>
    ['a', 'b', 'c'].map((column) => cell(row + column, () => pick(row + column)));
  const [first, , last] = cells('2');
  return heatMatrix({
    caption: 'Matrix',
    corner: '',
    columns: ['a', 'b', 'c'].map((name) => ({name, note: ''})),
    rows: [
      {name: '1', note: '', cells: cells('1')},
      {name: '2', note: '', cells: [first!, null, last!]},
      {name: '3', note: '', cells: cells('3')},
    ],
  });
}

test('a matrix is one stop of the Tab key; arrows walk through it, over empty cells and not beyond its edge', async () => {
  const picked = vi.fn();
  show(matrix(picked));
  const focused = () => document.activeElement?.textContent ?? '';
  await userEvent.tab();
  expect(focused()).toContain('1a');
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(focused()).toContain('3b');
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}{ArrowLeft}{ArrowLeft}');
  expect(focused()).toContain('1a');
  await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}');
  expect(picked).toHaveBeenCalledWith('2c');
  await userEvent.tab();
  expect(document.activeElement?.closest('table') ?? null).toBeNull();
});

const bars: Bar[] = ['Jan', 'Feb', 'Mar'].map((tick, index) => ({
  key: tick,
  tick,
  values: [10 * index - 5, 5],
  compare: index === 0 ? null : 4,
  complete: index < 2,
  lines: () => [tick, `Total: ${10 * index}`],
}));
const chart = {
  bars,
  layers: [
    {label: 'Later', color: 'green'},
    {label: 'First', color: 'lightgreen'},
  ],
  compareLabel: 'A year before',
  label: 'Values by month',
  axisFormat: String,
};

test.each([320, 960])('bars tell their numbers to the keyboard at %i pixels', async (width) => {
  show(stackedBars(chart, width));
  await userEvent.tab();
  const slider = page.getByRole('slider', {name: 'Values by month'});
  await expect.element(slider).toHaveFocus();
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'Mar, Total: 20');
  await userEvent.keyboard('{ArrowLeft}');
  const tip = document.querySelector<HTMLElement>('.tip')!;
  expect(tip.hidden).toBe(false);
  expect(tip.textContent).toBe('FebTotal: 10');
  await userEvent.keyboard('{Home}');
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'Jan, Total: 0');
});

test('bars that are not complete are hatched, and no style sheet is brought along', () => {
  show(stackedBars(chart, 640));
  expect(document.querySelectorAll('g[fill] rect, rect[fill^="url(#hatch"]').length).toBeGreaterThan(0);
  expect(document.querySelector('pattern')).not.toBeNull();
  expect(document.body.querySelector('style')).toBeNull();
});

test('a text from a file is text in every picture, whatever it contains', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  show(
    barList(hostile, [
      {
        name: hostile,
        family: 'best',
        length: 0.5,
        values: [hostile],
        pick: {key: hostile, follow: () => undefined},
      },
    ]),
  );
  expect(document.querySelector('img')).toBeNull();
  expect(document.body.textContent).toContain(hostile);
});
