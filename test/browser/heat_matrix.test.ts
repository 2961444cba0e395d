import axe from 'axe-core';
import {page, userEvent} from 'vitest/browser';
import {afterEach, beforeAll, describe, expect, test, vi} from 'vitest';
import '../../src/app/app.css';
import {heatMatrix, heatSteps, type HeatCell, type HeatMatrix} from '../../src/charts/heat_matrix';
import {markChosen} from '../../src/charts/lead';

const show = (node: Node) => document.body.replaceChildren(node);
beforeAll(() => page.viewport(1100, 900));
afterEach(() => document.body.replaceChildren());

const cellOf = (row: number, column: number, more: Partial<HeatCell> = {}): HeatCell => ({
  value: `${row}.${column}`,
  weight: column / 25,
  name: `Cohort ${row}, month ${column}`,
  tip: ['12.5 % (10.1–15.3)', `${row} of 800`],
  ...more,
});

function cohorts(count: number, months: number, more: Partial<HeatMatrix> = {}): HeatMatrix {
  return {
    caption: 'Customers that came back, by cohort and month',
    corner: 'First purchase',
    compact: true,
    incompleteLabel: 'month not over yet',
    columns: Array.from({length: months}, (_, month) => ({name: String(month)})),
    summary: {
      name: 'All cohorts',
      note: '18,204',
      cells: Array.from({length: months}, (_, month) =>
        cellOf(0, month, {name: `All cohorts, month ${month}`}),
      ),
    },
    rows: Array.from({length: count}, (_, index) => ({
      key: `c${index + 1}`,
      name: `Cohort ${index + 1}`,
      note: '800',
      cells: Array.from({length: months}, (_, month) => {
        if (month > count - index) return null;
        return cellOf(index + 1, month, {incomplete: month === count - index, faded: index === 1});
      }),
    })),
    ...more,
  };
}

const focused = () => document.activeElement?.getAttribute('aria-label') ?? '';
const tip = () => document.querySelector<HTMLElement>('.tip')!;

test('cells that lead nowhere are no buttons, and yet are read with the keyboard', async () => {
  show(heatMatrix(cohorts(5, 6)));
  expect(document.querySelectorAll('td button')).toHaveLength(0);
  await userEvent.tab();
  expect(focused()).toBe('All cohorts, month 0: 0.0, 12.5 % (10.1–15.3), 0 of 800');
  await userEvent.keyboard('{ArrowDown}{ArrowRight}');
  expect(focused()).toContain('Cohort 1, month 1');
  expect(tip().hidden).toBe(false);
  expect(tip().textContent).toBe('Cohort 1, month 112.5 % (10.1–15.3)1 of 800');
  await userEvent.keyboard('{Escape}');
  expect(tip().hidden).toBe(true);
});

test('the exact numbers of a cell appear under the pointer, inside the matrix', async () => {
  show(heatMatrix(cohorts(5, 6)));
  await userEvent.hover(page.getByText('1.5', {exact: true}));
  expect(tip().hidden).toBe(false);
  expect(tip().textContent).toContain('Cohort 1, month 5');
  expect(tip().getBoundingClientRect().left).toBeGreaterThanOrEqual(0);
  await userEvent.hover(page.getByText('First purchase'));
  expect(tip().hidden).toBe(true);
  expect(document.querySelector('[title]')).toBeNull();
});

test('a cell that leads somewhere is a button', async () => {
  const picked = vi.fn();
  const matrix = cohorts(2, 3);
  const cells = [cellOf(1, 0, {pick: {key: 'a', follow: picked}}), cellOf(1, 1), null];
  show(heatMatrix({...matrix, rows: [{name: 'Cohort 1', cells}]}));
  await userEvent.click(page.getByRole('button', {name: /^Cohort 1, month 0/}));
  expect(picked).toHaveBeenCalledTimes(1);
  await userEvent.click(page.getByText('1.1', {exact: true}));
  expect(picked).toHaveBeenCalledTimes(1);
});

test('cells that are not complete are hatched and say so, to the eye and to the ear', async () => {
  show(heatMatrix(cohorts(5, 6)));
  const hatched = [...document.querySelectorAll<HTMLElement>('.hatched')];
  expect(hatched).toHaveLength(5);
  for (const cell of hatched) {
    expect(cell.getAttribute('aria-label')).toContain('month not over yet');
    expect(getComputedStyle(cell).backgroundImage).toContain('repeating-linear-gradient');
  }
  hatched[0]!.focus();
  expect(tip().textContent).toContain('month not over yet');
  const whole = document.querySelectorAll('[aria-label*="month not over yet"]:not(.hatched)');
  expect(whole).toHaveLength(0);
});

test('arrow keys step over empty cells, and stop at the edges', async () => {
  const matrix = cohorts(1, 3);
  show(heatMatrix({...matrix, rows: [{name: 'Cohort 1', cells: [cellOf(1, 0), null, cellOf(1, 2)]}]}));
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}{ArrowRight}');
  expect(focused()).toContain('Cohort 1, month 2');
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(focused()).toContain('Cohort 1, month 2');
});

test('Home and End go to the ends of the row, with Ctrl to those of the matrix', async () => {
  show(heatMatrix(cohorts(4, 5)));
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}{ArrowRight}{End}');
  expect(focused()).toContain('Cohort 1, month 4');
  await userEvent.keyboard('{Home}');
  expect(focused()).toContain('Cohort 1, month 0');
  await userEvent.keyboard('{Control>}{End}{/Control}');
  expect(focused()).toContain('Cohort 4, month 1');
  await userEvent.keyboard('{Control>}{Home}{/Control}');
  expect(focused()).toContain('All cohorts, month 0');
});

test.each(['light', 'dark'] as const)(
  'the steps of the scale lie at even distances of lightness, and every number can be read: %s',
  (theme) => {
    document.documentElement.dataset['theme'] = theme;
    const cells = Array.from({length: heatSteps + 1}, (_, step) =>
      cellOf(1, step, {weight: step / heatSteps}),
    );
    show(
      heatMatrix({
        caption: 'steps',
        corner: '',
        columns: cells.map((_, step) => ({name: String(step)})),
        rows: [{name: 'row', cells}],
      }),
    );
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true})!;
    const luminance = (color: string) => {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = Array.from(canvas.getImageData(0, 0, 1, 1).data, (part) =>
        part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const lightness = [...document.querySelectorAll('td')].map((cell) => {
      const {backgroundColor, color} = getComputedStyle(cell);
      const [ground, text] = [luminance(backgroundColor), luminance(color)];
      const contrast = (Math.max(ground, text) + 0.05) / (Math.min(ground, text) + 0.05);
      expect(contrast).toBeGreaterThanOrEqual(4.5);
      return 116 * Math.cbrt(ground) - 16;
    });
    const steps = lightness.slice(1).map((value, i) => Math.abs(value - lightness[i]!));
    for (const step of steps) {
      expect(step).toBeGreaterThan(6);
      expect(step).toBeLessThan(10);
    }
    delete document.documentElement.dataset['theme'];
  },
);

test('heads of long words are never printed over each other: the matrix scrolls in itself', () => {
  const names = ['Stammkunden', 'Im Aufstieg', 'Nachlassend', 'Gefährdet', 'Eingeschlafen'];
  const box = document.createElement('div');
  box.style.width = '360px';
  box.append(
    heatMatrix({
      caption: 'groups',
      corner: 'vorher ↓ heute →',
      columns: names.map((name) => ({name})),
      rows: names.map((name, row) => ({
        name,
        note: '1.577',
        cells: names.map((_, column) => cellOf(row, column, {value: '1.035', note: '65,6 %'})),
      })),
    }),
  );
  show(box);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(document.documentElement.clientWidth);
  const heads = document.querySelectorAll<HTMLElement>('th');
  expect(heads).toHaveLength(1 + 2 * names.length);
  for (const head of heads) expect(head.scrollWidth).toBeLessThanOrEqual(head.clientWidth);
});

describe('rows can be chosen for comparison', () => {
  const choosing = (change: (keys: readonly string[]) => void) =>
    heatMatrix(cohorts(4, 5, {choose: {label: 'Compare', chosen: ['c2'], change}}));

  test('two at most: a third takes the place of the one chosen first', async () => {
    const changed = vi.fn();
    show(choosing(changed));
    await userEvent.click(page.getByRole('checkbox', {name: 'Compare: Cohort 4'}));
    expect(changed).toHaveBeenLastCalledWith(['c2', 'c4']);
    await userEvent.click(page.getByRole('checkbox', {name: 'Compare: Cohort 1'}));
    expect(changed).toHaveBeenLastCalledWith(['c4', 'c1']);
    await expect.element(page.getByRole('checkbox', {name: 'Compare: Cohort 2'})).not.toBeChecked();
    await userEvent.click(page.getByRole('checkbox', {name: 'Compare: Cohort 4'}));
    expect(changed).toHaveBeenLastCalledWith(['c1']);
  });

  test('the keyboard reaches the choice left of the first cell; all rows together have none', async () => {
    const changed = vi.fn();
    show(choosing(changed));
    expect(document.querySelectorAll('input')).toHaveLength(4);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowLeft}');
    expect(focused()).toContain('All cohorts');
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
    expect(focused()).toBe('Compare: Cohort 1');
    await userEvent.keyboard(' ');
    expect(changed).toHaveBeenLastCalledWith(['c2', 'c1']);
    await userEvent.tab();
    expect(document.activeElement?.closest('table') ?? null).toBeNull();
  });
});

test('rows that follow later make the same matrix, its exact numbers as functions or not', () => {
  const later: (() => void)[] = [];
  const whole = cohorts(20, 6);
  const written = ({rows}: HeatMatrix): HeatMatrix['rows'] =>
    rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => cell && {...cell, tip: () => [cell.tip].flat() as string[]}),
    }));
  const matrix = heatMatrix({...whole, rows: written(whole), later: (draw) => later.push(draw)});
  show(matrix);
  const before = matrix.querySelectorAll('tbody tr').length;
  expect(before).toBeLessThan(21);
  for (const draw of later) draw();
  expect(matrix.outerHTML).toBe(heatMatrix(whole).outerHTML);
});

describe.each([320, 960])('forty cohorts of 25 months at %i pixels', (width) => {
  const host = () => {
    const box = document.createElement('div');
    box.style.width = `${width}px`;
    box.append(
      heatMatrix(cohorts(40, 25, {choose: {label: 'Compare', chosen: [], change: () => undefined}})),
    );
    return box;
  };

  test('scroll inside the matrix alone, and the names of the rows stay', () => {
    const box = host();
    show(box);
    const scroller = box.querySelector<HTMLElement>('.scroll')!;
    expect(scroller.scrollWidth).toBeGreaterThan(scroller.clientWidth);
    expect(box.scrollWidth).toBe(width);
    const head = [...box.querySelectorAll('th')].find((cell) => cell.textContent.startsWith('Cohort 7'))!;
    const before = head.getBoundingClientRect().left;
    scroller.scrollLeft = 400;
    // The gap between cells goes; the name stays.
    expect(Math.abs(head.getBoundingClientRect().left - before)).toBeLessThanOrEqual(2);
  });

  test('write every number and every name in full', () => {
    show(host());
    const cut = [...document.querySelectorAll<HTMLElement>('tbody td, tbody th')].filter(
      (cell) => cell.scrollWidth > cell.clientWidth + 1,
    );
    expect(cut.map(({textContent}) => textContent)).toEqual([]);
  });

  test('a cell that the keyboard reaches is not hidden behind the names of the rows, and its note goes along', async () => {
    const box = host();
    show(box);
    document.querySelector<HTMLElement>('[tabindex="0"]')!.focus();
    await userEvent.keyboard('{ArrowDown}'.repeat(2) + '{ArrowRight}'.repeat(22) + '{ArrowLeft}'.repeat(18));
    const cell = document.activeElement!.getBoundingClientRect();
    const head = document.activeElement!.closest('tr')!.querySelector('th')!.getBoundingClientRect();
    expect(cell.left).toBeGreaterThanOrEqual(head.right - 1);
    expect(tip().hidden).toBe(false);
    await expect
      .poll(() => {
        const note = tip().getBoundingClientRect();
        return note.left < cell.right + 2 && note.right > cell.left - 2;
      })
      .toBe(true);
  });
});

/** What a colour of the style sheet is on the screen, as relative luminance (WCAG 2). */
function luminance(color: string): number {
  const context = document.createElement('canvas').getContext('2d')!;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  test('every number can be read: contrast 4.5 or more, on every step, paler and hatched too', () => {
    document.documentElement.dataset['theme'] = theme;
    const kinds: Partial<HeatCell>[] = [
      {},
      {faded: true},
      {incomplete: true},
      {faded: true, incomplete: true},
    ];
    const steps = Array.from({length: heatSteps + 1}, (_, step) => step / heatSteps);
    const rows = kinds.map((kind, row) => ({
      name: String(row),
      cells: steps.map((weight, column) => cellOf(row, column, {...kind, weight})),
    }));
    show(
      heatMatrix({caption: 'Steps', corner: '', columns: steps.map((step) => ({name: String(step)})), rows}),
    );
    const weak = [...document.querySelectorAll('td')].flatMap((cell) => {
      const {color, backgroundColor, backgroundImage} = getComputedStyle(cell);
      const stripes = backgroundImage.match(/(?:oklab|rgb|color)\([^)]*\)/g) ?? [backgroundColor];
      const ink = luminance(color);
      return stripes
        .map((stripe) => {
          const ground = luminance(stripe);
          return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
        })
        .filter((contrast) => contrast < 4.5)
        .map((contrast) => `${cell.className}: ${contrast.toFixed(2)}`);
    });
    delete document.documentElement.dataset['theme'];
    expect(weak).toEqual([]);
  });

  test('axe finds nothing', async () => {
    document.documentElement.dataset['theme'] = theme;
    show(heatMatrix(cohorts(6, 6, {choose: {label: 'Compare', chosen: ['c1'], change: () => undefined}})));
    const {violations} = await axe.run(document.body, {rules: {region: {enabled: false}}});
    delete document.documentElement.dataset['theme'];
    expect(violations).toEqual([]);
  });
});

test('a text from a file is text in every cell and note', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const cell = cellOf(1, 1, {name: hostile, value: hostile, tip: hostile});
  show(
    heatMatrix({
      caption: hostile,
      corner: hostile,
      columns: [{name: hostile}],
      rows: [{name: hostile, cells: [cell]}],
    }),
  );
  document.querySelector<HTMLElement>('td')!.focus();
  expect(document.querySelector('img')).toBeNull();
  expect(tip().textContent).toContain(hostile);
});

describe('several cells of a matrix are chosen', () => {
  /** A matrix of buttons that keeps what is chosen, as its cell does. */
  function choosing() {
    const chosen = new Set<string>();
    const follow = (key: string) => (more: boolean) => {
      if (!more) chosen.clear();
      if (!chosen.delete(key)) chosen.add(key);
      markChosen(document.body, [...chosen]);
    };
    const matrix = cohorts(3, 0);
    const rows = [1, 2, 3].map((row) => ({
      name: `Row ${row}`,
      cells: [1, 2, 3].map((column) => {
        const key = `${row}.${column}`;
        return row === 2 && column === 2
          ? null
          : cellOf(row, column, {name: key, pick: {key, follow: follow(key)}});
      }),
    }));
    const columns = [1, 2, 3].map((column) => ({name: String(column)}));
    const {summary: _, ...others} = matrix;
    show(heatMatrix({...others, columns, rows}));
    const button = (key: string) => document.querySelector<HTMLElement>(`[data-part="${key}"]`)!;
    return {chosen, button};
  }

  test('with Shift and the arrow keys, which take back as well', async () => {
    const {chosen, button} = choosing();
    button('1.1').focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowDown}{/Shift}');
    // Below 1.2 the matrix is empty, and the key goes on to 3.2.
    expect([...chosen].sort()).toEqual(['1.1', '1.2', '2.1', '3.1', '3.2']);
    await userEvent.keyboard('{ArrowRight}');
    expect(chosen.size).toBe(5);
    await userEvent.keyboard('{Shift>}{ArrowUp}{ArrowDown}{/Shift}');
    expect([...chosen].sort()).toEqual(['1.1', '1.2', '2.1', '3.1', '3.2', '3.3']);
  });

  test('with a finger that has rested on the first; one that moves at once scrolls', async () => {
    const {chosen, button} = choosing();
    const touch = (type: string, key: string, shift = 0) => {
      const {left, top} = button(key).getBoundingClientRect();
      const finger = new Touch({
        identifier: 1,
        target: button('1.3'),
        clientX: left + 5 + shift,
        clientY: top + 5,
      });
      const touches = type === 'touchend' ? [] : [finger];
      return button('1.3').dispatchEvent(
        new TouchEvent(type, {touches, changedTouches: [finger], bubbles: true, cancelable: true}),
      );
    };
    const rest = () => new Promise((resolve) => setTimeout(resolve, 450));
    touch('touchstart', '1.3');
    expect(touch('touchmove', '3.3')).toBe(true);
    await rest();
    expect(touch('touchmove', '3.3')).toBe(true);
    expect(touch('touchend', '3.3')).toBe(true);
    expect(chosen.size).toBe(0);

    touch('touchstart', '1.3');
    touch('touchmove', '1.3', 4);
    await rest();
    expect([...chosen]).toEqual(['1.3']);
    const menu = new MouseEvent('contextmenu', {bubbles: true, cancelable: true});
    expect(button('1.3').dispatchEvent(menu)).toBe(false);
    expect(touch('touchmove', '3.3')).toBe(false);
    expect([...chosen].sort()).toEqual(['1.3', '2.3', '3.3']);
    expect(touch('touchmove', '2.3')).toBe(false);
    expect(touch('touchend', '2.3')).toBe(false);
    expect([...chosen].sort()).toEqual(['1.3', '2.3']);
    const later = new MouseEvent('contextmenu', {bubbles: true, cancelable: true});
    expect(button('1.3').dispatchEvent(later)).toBe(true);
  });

  test('by drawing over them with the mouse; a click is still a click', async () => {
    const {chosen, button} = choosing();
    const pointer = (type: string, key: string, buttons: number) =>
      button(key).dispatchEvent(
        new PointerEvent(type, {pointerType: 'mouse', buttons, button: 0, bubbles: true}),
      );
    pointer('pointerdown', '1.3', 1);
    pointer('pointerover', '1.3', 1);
    expect(chosen.size).toBe(0);
    pointer('pointerover', '3.3', 1);
    expect([...chosen].sort()).toEqual(['1.3', '2.3', '3.3']);
    pointer('pointerover', '2.3', 1);
    expect([...chosen].sort()).toEqual(['1.3', '2.3']);
    pointer('pointerover', '1.3', 1);
    pointer('pointerup', '1.3', 0);
    button('1.3').click();
    expect([...chosen]).toEqual(['1.3']);
    pointer('pointerover', '3.3', 0);
    expect(chosen.size).toBe(1);
    await userEvent.click(button('3.1'));
    expect([...chosen]).toEqual(['3.1']);
  });
});
