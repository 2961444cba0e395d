import axe from 'axe-core';
import {page, userEvent} from 'vitest/browser';
import {afterEach, beforeAll, describe, expect, test} from 'vitest';
import '../../src/app/app.css';
import {lines, type Line, type Lines} from '../../src/charts/lines';
import {hues} from '../../src/charts/palette';
import {dayFromIso} from '../../src/lib/dates';
import {tickTexts} from '../helpers/axis_ticks';
import {spoken} from '../helpers/spoken';

const show = (node: Node) => document.body.replaceChildren(node);
beforeAll(() => page.viewport(1100, 900));
afterEach(() => document.body.replaceChildren());

const percent = (share: number) => `${Math.round(share * 100)} %`;
const curve = (height: number, days = 365): Line['points'] =>
  Array.from({length: days + 1}, (_, x) => {
    const y = height * (1 - Math.exp(-x / 60));
    return {x, y, low: y * 0.9, high: y * 1.1};
  });
const stops = Array.from({length: 13}, (_, month) => ({
  x: month * 30,
  lines: () => [`Day ${month * 30}`, `Returned: ${percent(month / 40)} (0 %–50 %)`, `${400 - month} at risk`],
}));

const chart: Lines = {
  lines: [
    {label: 'First-time buyers', points: curve(0.34), step: true},
    {label: 'Naive rule', points: curve(0.45), emphasis: 'context'},
  ],
  stops,
  x: {kind: 'number', unit: 30, label: 'Days since the first purchase', format: String},
  y: {label: 'Share that returned', format: percent, most: 1},
  references: [
    {axis: 'x', at: 90, label: 'your assumption: 90 days', emphasis: 'accent'},
    {axis: 'x', at: 95, label: 'naive rule: 95 days'},
    {axis: 'x', at: 101, label: 'said by a vendor: 101 days'},
    {axis: 'y', at: 0.3, label: 'said by a vendor: 30 %'},
    {axis: 'y', at: 0.31, label: 'last year: 31 %'},
  ],
  marks: [
    {x: 47, y: 0.18, low: 43, high: 52, label: 'threshold: 47 days (43–52)'},
    {x: 60, y: 0.21, low: 55, high: 70, label: 'second mark: 60 days (55–70)'},
  ],
  bandLabel: '95 % interval',
  incompleteLabel: 'not complete yet',
  label: 'Share of first-time buyers that returned, by day',
};

/** Every text of the picture that overlaps another, and what reaches beyond the page. */
function collisions(width: number): string[] {
  const texts = [...document.querySelectorAll<SVGTextElement>('svg text')]
    .filter((text) => text.textContent !== '')
    .map((text) => ({words: text.textContent, box: text.getBoundingClientRect()}));
  const left = document.querySelector('svg')!.getBoundingClientRect().left;
  const beyond = texts.filter(({box}) => box.left < left - 1 || box.right > left + width + 1);
  const pairs = texts.flatMap((a, index) =>
    texts
      .slice(index + 1)
      .filter(
        (b) =>
          Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 &&
          // Line boxes of neighbouring rows share their leading, not their letters.
          Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 3,
      )
      .map((b) => `${a.words} | ${b.words}`),
  );
  return [...pairs, ...beyond.map(({words}) => `beyond: ${words}`)];
}

const crowded: Lines = {
  ...chart,
  lines: hues.map((color, index) => ({
    label: `after purchase number ${index + 1}`,
    color,
    points: curve(0.3 + index / 500),
    emphasis: index === 0 ? 'accent' : 'context',
  })),
};
const ending: Lines = {
  ...chart,
  marks: [],
  lines: Array.from({length: 6}, (_, index) => ({
    label: `cohort ${index + 1}`,
    points: curve(0.3 + index / 300, 365 - index * 50),
    incompleteFrom: 330 - index * 50,
    emphasis: index === 5 ? ('accent' as const) : ('context' as const),
  })),
};

describe.each([320, 390, 640, 960])('at %i pixels', (width) => {
  test.each([
    ['thresholds and references next to each other', chart],
    ['seven lines that end at nearly the same value', crowded],
    ['lines that end early', ending],
  ])('no label covers another: %s', (_, what) => {
    show(lines(what, width));
    expect(collisions(width)).toEqual([]);
  });

  test('every line, reference and mark is named somewhere', () => {
    for (const what of [chart, crowded, ending]) {
      show(lines(what, width));
      const words = document.body.textContent.replace(/\s/g, '');
      const names = [...what.lines, ...(what.references ?? []), ...(what.marks ?? [])].map(
        ({label}) => label,
      );
      expect(names.filter((name) => !words.includes(name.replace(/\s/g, '')))).toEqual([]);
    }
  });

  test('the keyboard starts at the threshold and steps through exact numbers', async () => {
    show(lines(chart, width));
    await userEvent.tab();
    const slider = page.getByRole('slider');
    const says = (words: string) =>
      expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringContaining(words) as string);
    await expect.element(slider).toHaveFocus();
    await says('Day 60, Returned: 5 % (0 %–50 %), 398 at risk');
    await userEvent.keyboard('{ArrowRight}');
    const tip = document.querySelector<HTMLElement>('.tip')!;
    expect(tip.hidden).toBe(false);
    expect(tip.textContent).toBe('Day 90Returned: 8 % (0 %–50 %)397 at risk');
    await userEvent.keyboard('{End}{ArrowRight}');
    await says('Day 360');
    await userEvent.keyboard('{PageUp}');
    await says('Day 60');
    await userEvent.keyboard('{Escape}');
    expect(tip.hidden).toBe(true);
  });

  test('the note lies beside what is pointed at, inside the picture', async () => {
    show(lines(chart, width));
    const inside = document.querySelector('.picture')!.getBoundingClientRect();
    await userEvent.tab();
    await userEvent.keyboard('{Home}');
    for (const stop of stops) {
      if (stop !== stops[0]) await userEvent.keyboard('{ArrowRight}');
      expect(document.querySelector('.tip')!.textContent).toContain(stop.lines()[0]);
      const tip = document.querySelector('.tip')!.getBoundingClientRect();
      expect(tip.left).toBeGreaterThanOrEqual(inside.left);
      expect(tip.right).toBeLessThanOrEqual(inside.left + width);
    }
  });
});

test('who does not see the picture hears what it shows, its threshold and what it is compared with', async () => {
  show(lines(chart, 960));
  const slider = page.getByRole('slider', {name: chart.label});
  await expect.element(slider).toHaveAccessibleName(expect.stringContaining('threshold: 47 days (43–52)'));
  await expect.element(slider).toHaveAccessibleName(expect.stringContaining('your assumption: 90 days'));
  expect(spoken()).toEqual(stops.map(({lines: words}) => words().join(', ')));
});

test('what is not complete is dashed from its first value on, and the dashes are named', () => {
  const points = [1, 2, 3, 4].map((x) => ({x, y: x}));
  show(lines({...chart, marks: [], references: [], lines: [{label: 'a', points, incompleteFrom: 3}]}, 640));
  const paths = [...document.querySelectorAll('path[stroke-width], g[stroke-width] > path')];
  const dashed = paths.filter((path) => path.closest('[stroke-dasharray]'));
  expect(dashed).toHaveLength(1);
  // From the last complete value over the two that are not: three points.
  expect(dashed[0]!.getAttribute('d')!.match(/[ML]/g)).toHaveLength(3);
  expect(document.querySelector('.legend')?.textContent).toContain('not complete yet');
});

test('axes of shares begin at zero and never pass the whole', () => {
  const points = [0, 1, 2].map((x) => ({x, y: 0.9 + x / 20, low: 0.8, high: 1.2}));
  show(lines({...chart, marks: [], references: [], lines: [{label: 'a', points}]}, 640));
  const ticks = tickTexts('y');
  expect(ticks[0]).toBe('0 %');
  expect(ticks.at(-1)).toBe('100 %');
});

test('axes have few ticks, and no two are written alike', () => {
  const points = [0, 1, 2].map((x) => ({x, y: x}));
  const count = {format: (value: number) => String(Math.round(value))};
  show(lines({...chart, marks: [], references: [], y: count, lines: [{label: 'a', points}]}, 640));
  const ticks = tickTexts('y');
  expect(ticks).toEqual(['0', '1', '2']);
});

const overDays = (points: Line['points'], format: (day: number) => string) =>
  lines(
    {
      ...chart,
      references: [],
      marks: [],
      stops: [],
      lines: [{label: '', points}],
      x: {kind: 'day', format},
    },
    960,
  );

test('days are written at the beginning of months', () => {
  const first = dayFromIso('2024-11-20');
  const points = Array.from({length: 500}, (_, index) => ({x: first + index, y: index}));
  const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  show(overDays(points, iso));
  const ticks = tickTexts('x');
  expect(ticks.filter((tick) => !tick.endsWith('-01'))).toEqual([]);
  expect(ticks).toEqual(expect.arrayContaining(['2025-01-01', '2026-01-01']));
});

test('days that are written as their quarter have each quarter once, at its beginning', () => {
  const quarter = (day: number) => {
    const date = new Date(day * 86_400_000);
    return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`;
  };
  const starts = ['2010-10-01', '2011-01-01', '2011-04-01', '2011-07-01'].map(dayFromIso);
  const points = starts.map((x, y) => ({x, y}));
  show(overDays(points, quarter));
  expect(tickTexts('x')).toEqual(starts.map(quarter));
});

test.each([
  ['no lines at all', []],
  ['a line without points', [{label: 'a', points: []}]],
  ['a single point', [{label: 'a', points: [{x: 3, y: 0.5}]}]],
  [
    'gaps and values that are no numbers',
    [
      {
        label: 'a',
        points: [
          {x: 1, y: null},
          {x: 2, y: NaN},
          {x: 3, y: 0},
        ],
      },
    ],
  ],
] as const)('thin data are drawn without a fault: %s', (_, thin) => {
  show(lines({...chart, lines: thin, stops: [], marks: [], references: []}, 640));
  expect(document.querySelector('svg')).not.toBeNull();
  expect(document.body.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
});

test('a point that stands alone between gaps is seen', () => {
  const points = [1, 2, 3].map((x) => ({x, y: x === 2 ? 0.5 : null}));
  show(lines({...chart, marks: [], references: [], lines: [{label: 'a', points, step: true}]}, 640));
  expect(document.querySelectorAll('[aria-label="dot"] circle')).toHaveLength(1);
});

test('the whisker of a threshold spans its interval, and is open where that leaves the picture', () => {
  const marks = [{x: 40, y: 0.2, low: 20, high: 200, label: 'm'}];
  show(lines({...chart, references: [], marks, x: {kind: 'number', format: String, from: 0, to: 100}}, 640));
  const [span, ...caps] = [...document.querySelectorAll('svg > g > line')].filter((line) =>
    line.parentElement?.querySelector('circle'),
  );
  expect(caps).toHaveLength(1);
  expect(caps[0]!.getAttribute('x1')).toBe(span!.getAttribute('x1'));
});

test('no style sheet is brought along, and axe finds nothing', async () => {
  show(lines(chart, 960));
  expect(document.body.querySelector('style')).toBeNull();
  expect(document.body.querySelector('[style*="url"]')).toBeNull();
  expect((await axe.run(document.body, {rules: {region: {enabled: false}}})).violations).toEqual([]);
});
