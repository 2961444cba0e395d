import axe from 'axe-core';
import {page, userEvent} from 'vitest/browser';
import {afterEach, beforeAll, describe, expect, test} from 'vitest';
import '../../src/app/app.css';
import {ledgerBars, type LedgerBars, type LedgerPeriod} from '../../src/charts/ledger_bars';
import {axisTicks} from '../helpers/axis_ticks';

const show = (node: Node) => document.body.replaceChildren(node);
beforeAll(() => page.viewport(1100, 900));
afterEach(() => document.body.replaceChildren());

const periodOf = (index: number): LedgerPeriod => ({
  key: String(index),
  tick: `Week ${index}`,
  up: [200 + index, 45],
  down: [652 - index],
  net: -407 + 2 * index,
  complete: index < 11,
  lines: () => [`Week ${index}`, `In: ${245 + index}`, `Out: ${652 - index}`, `Net: ${-407 + 2 * index}`],
});
const chart: LedgerBars = {
  periods: Array.from({length: 12}, (_, index) => periodOf(index)),
  up: [
    {label: 'New', color: 'var(--accent)'},
    {label: 'Reactivated', color: 'var(--accent-soft)'},
  ],
  down: [{label: 'Lost', color: 'var(--risk)'}],
  netLabel: 'Net',
  axisFormat: String,
  incompleteLabel: 'not complete yet',
  label: 'Customers in and out by week',
};

describe.each([320, 960])('at %i pixels', (width) => {
  test('the keyboard walks from period to period and hears in, out and net', async () => {
    show(ledgerBars(chart, width));
    await userEvent.tab();
    const slider = page.getByRole('slider', {name: chart.label});
    await expect.element(slider).toHaveFocus();
    await expect.element(slider).toHaveAttribute('aria-valuetext', 'Week 11, In: 256, Out: 641, Net: -385');
    await userEvent.keyboard('{Home}');
    expect(document.querySelector('.tip')!.textContent).toBe('Week 0In: 245Out: 652Net: -407');
  });

  test('labels of periods stand apart, and inside the picture', () => {
    show(ledgerBars({...chart, periods: Array.from({length: 60}, (_, index) => periodOf(index))}, width));
    const left = document.querySelector('svg')!.getBoundingClientRect().left;
    const texts = axisTicks('x').map((text) => text.getBoundingClientRect());
    expect(texts.length).toBeGreaterThan(1);
    for (const [index, box] of texts.entries()) {
      expect(box.right).toBeLessThanOrEqual(left + width + 1);
      expect(box.left - (texts[index - 1]?.right ?? -Infinity)).toBeGreaterThan(4);
    }
  });
});

test('what comes in stands above the line, what goes out below it, and the net in between', () => {
  show(ledgerBars({...chart, periods: [periodOf(0)]}, 640));
  const bars = [...document.querySelectorAll<SVGRectElement>('[aria-label="bar"] rect')].map((bar) => ({
    top: bar.y.baseVal.value,
    bottom: bar.y.baseVal.value + bar.height.baseVal.value,
  }));
  const zero = Number(document.querySelector('[aria-label="rule"] line')!.getAttribute('y1'));
  const [fresh, back, lost] = bars;
  expect(fresh!.bottom).toBeCloseTo(zero, 0);
  expect(back!.bottom).toBeCloseTo(fresh!.top, 5);
  expect(lost!.top).toBeCloseTo(zero, 0);
  // Heights keep the measure: 200 : 45 : 652.
  const unit = (fresh!.bottom - fresh!.top) / 200;
  expect((back!.bottom - back!.top) / unit).toBeCloseTo(45, 2);
  expect((lost!.bottom - lost!.top) / unit).toBeCloseTo(652, 2);
  const net = document.querySelector<SVGCircleElement>('[aria-label="dot"] circle')!;
  expect((net.cy.baseVal.value - zero) / unit).toBeCloseTo(407, -1);
});

test('what is not complete is hatched, and the hatching is named', () => {
  show(ledgerBars(chart, 640));
  // Two layers in and one out of the last period.
  expect(document.querySelectorAll('[fill^="url(#hatch"] rect, rect[fill^="url(#hatch"]')).toHaveLength(3);
  expect(document.querySelector('.legend')!.textContent).toBe('NewReactivatedLostNetnot complete yet');
});

test('a net that is not known is a gap, and thin data are drawn without a fault', () => {
  for (const periods of [
    [],
    [periodOf(0)],
    [{...periodOf(0), up: [NaN, 0], down: [0], net: null}],
    [periodOf(0), {...periodOf(1), net: null}, periodOf(2)],
  ]) {
    show(ledgerBars({...chart, periods}, 640));
    expect(document.querySelector('svg')).not.toBeNull();
    expect(document.body.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
  }
});

test('no style sheet is brought along, and axe finds nothing', async () => {
  show(ledgerBars(chart, 960));
  expect(document.body.querySelector('style')).toBeNull();
  expect((await axe.run(document.body, {rules: {region: {enabled: false}}})).violations).toEqual([]);
});
