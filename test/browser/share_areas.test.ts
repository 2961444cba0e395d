import axe from 'axe-core';
import {page, userEvent} from 'vitest/browser';
import {afterEach, beforeAll, describe, expect, test} from 'vitest';
import '../../src/app/app.css';
import {hues} from '../../src/charts/palette';
import {shareAreas, type ShareAreas} from '../../src/charts/share_areas';
import {spoken} from '../helpers/spoken';

const show = (node: Node) => document.body.replaceChildren(node);
beforeAll(() => page.viewport(1100, 900));
afterEach(() => document.body.replaceChildren());

const names = ['Leads', 'First-time buyers', 'Active', 'Defecting', 'Inactive', 'Yearly buyers', 'Others'];
const chart: ShareAreas = {
  months: Array.from({length: 24}, (_, month) => ({
    tick: `M ${month}`,
    // Groups that are small at the end must still be named apart.
    values: [1, 1, 1, 1, 1, 1, 200 + month],
    complete: month < 22,
    lines: () => [`Month ${month}`, 'Leads: 0.5 % (1)'],
  })),
  groups: names.map((label) => ({label})),
  axisFormat: (share) => `${Math.round(share * 100)} %`,
  incompleteLabel: 'not complete yet',
  label: 'Shares of stages by month',
};

const area = () => [...document.querySelectorAll<SVGPathElement>('[aria-label="area"] path')];

describe.each([320, 390, 640, 960])('at %i pixels', (width) => {
  test('every group is named once, and no label covers another', () => {
    show(shareAreas(chart, width));
    const words = document.body.textContent;
    expect(names.filter((name) => words.split(name).length !== 2)).toEqual([]);
    const texts = [...document.querySelectorAll('svg text')].map((text) => text.getBoundingClientRect());
    const left = document.querySelector('svg')!.getBoundingClientRect().left;
    for (const [index, a] of texts.entries()) {
      expect(a.right).toBeLessThanOrEqual(left + width + 1);
      for (const b of texts.slice(index + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        expect(across > 1 && down > 3).toBe(false);
      }
    }
  });

  test('the keyboard walks from month to month, from the last one back', async () => {
    show(shareAreas(chart, width));
    await userEvent.tab();
    const slider = page.getByRole('slider', {name: chart.label});
    await expect.element(slider).toHaveFocus();
    await expect.element(slider).toHaveAttribute('aria-valuetext', 'Month 23, Leads: 0.5 % (1)');
    await userEvent.keyboard('{ArrowLeft}');
    expect(document.querySelector('.tip')!.textContent).toBe('Month 22Leads: 0.5 % (1)');
    await userEvent.keyboard('{Home}{ArrowLeft}');
    await expect
      .element(slider)
      .toHaveAttribute('aria-valuetext', expect.stringContaining('Month 0') as string);
    expect(spoken()).toHaveLength(24);
  });
});

test('areas fill the whole, whether they come as counts or as shares', () => {
  show(shareAreas({...chart, months: [{...chart.months[0]!, values: [0.2, 0.3, 0.5]}]}, 640));
  const heights = area().map((path) => path.getBBox().height);
  const whole = heights.reduce((sum, height) => sum + height, 0);
  expect(heights.map((height) => (height / whole).toFixed(2))).toEqual(['0.20', '0.30', '0.50']);
});

test('months that are not complete are hatched, wherever they stand, and the hatching is named', () => {
  const months = chart.months.map((month, index) => ({...month, complete: index > 0 && index < 22}));
  show(shareAreas({...chart, months}, 640));
  expect(document.querySelectorAll('[fill^="url(#hatch"] rect, rect[fill^="url(#hatch"]')).toHaveLength(3);
  expect(document.querySelector('.legend')!.textContent).toContain('not complete yet');
});

test('a month without anybody is a gap and no zero; odd amounts are none', () => {
  const months = [
    [1, 1],
    [0, 0],
    [NaN, 3],
    [-1, 2],
  ].map((values) => ({...chart.months[0]!, values}));
  show(shareAreas({...chart, months}, 640));
  expect(document.body.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
  // Two stretches with a gap between them.
  expect(area().at(-1)!.getAttribute('d')!.match(/M/g)).toHaveLength(2);
});

test('no months at all are an empty picture', () => {
  show(shareAreas({...chart, months: []}, 640));
  expect(document.querySelector('svg')).not.toBeNull();
  expect(document.body.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
});

test('no style sheet is brought along, and axe finds nothing', async () => {
  show(shareAreas(chart, 960));
  expect(document.body.querySelector('style')).toBeNull();
  expect((await axe.run(document.body, {rules: {region: {enabled: false}}})).violations).toEqual([]);
});

type Triple = [number, number, number];

/** Machado, Oliveira & Fernandes 2009, severity 1. */
const sights: Readonly<Record<string, readonly Triple[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Ottosson 2020, from linear RGB. */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function linearColor(color: string): Triple {
  const context = document.createElement('canvas').getContext('2d')!;
  const probe = document.createElement('i');
  probe.style.color = color;
  document.body.append(probe);
  context.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [r!, g!, b!];
}

const dot = (a: Triple, b: Triple) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const clamp = (part: number) => Math.max(0, Math.min(1, part));

// Two colours that are told apart at a glance differ by 0.08 or more in this space; a just noticeable step is 0.02.
test.each(['light', 'dark'])('the hues of groups are told apart by every eye, %s', (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const colors = hues.map(linearColor);
  const close = Object.entries(sights).flatMap(([sight, rows]) => {
    const seen = colors.map((color) => oklab(rows.map((row) => clamp(dot(row, color))) as Triple));
    return seen.flatMap((a, first) =>
      seen
        .map((b, second) => ({
          sight,
          pair: [first + 1, second + 1],
          apart: Math.hypot(...a.map((v, i) => v - b[i]!)),
        }))
        .filter(({apart}, second) => second > first && apart < 0.08),
    );
  });
  delete document.documentElement.dataset['theme'];
  expect(close).toEqual([]);
});
