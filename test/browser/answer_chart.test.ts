import {afterEach, describe, expect, test} from 'vitest';
import '../../src/app/app.css';
import {answerChart, type AnswerFrame, type Drawing} from '../../src/charts/answer_chart';
import type {QueryAnswer} from '../../src/model/query';
import {createFormat} from '../../src/text/format';
import {dayFromIso} from '../../src/lib/dates';
import {tickTexts} from '../helpers/axis_ticks';
import {spoken} from '../helpers/spoken';

const months = ['2024-01-01', '2024-02-01', '2024-03-01'].map(dayFromIso);
const answer: QueryAnswer = {
  columns: [
    {name: 'month', kind: 'day'},
    {name: 'country', kind: 'text'},
    {name: 'orders', kind: 'whole'},
    {name: 'revenue', kind: 'decimal'},
  ],
  table: {
    rows: 6,
    columns: {
      month: Float64Array.from(months.flatMap((month) => [month, month])),
      country: ['DE', 'AT', 'DE', 'AT', 'DE', null],
      orders: Float64Array.of(10, 2, 20, 4, 30, NaN),
      revenue: Float64Array.of(100, 20, -200, 40, 300, 60),
    },
  },
  more: false,
};

const frame = (width: number, language: 'en' | 'de' = 'en'): AnswerFrame => ({
  width,
  format: createFormat(language, 'EUR'),
  write: () => (value) => (value === null ? '–' : String(value)),
  words: {
    missing: 'missing',
    others: 'others',
    left: (count) => `${count} left`,
    outside: ({columns, rows}) => `without ${columns} columns, ${rows} rows`,
    label: (x, y) => `${y} by ${x}`,
  },
});

function drawn(drawing: Drawing, width = 640): HTMLElement {
  const host = document.createElement('div');
  host.style.width = `${width}px`;
  host.append(answerChart(answer, drawing, frame(width)));
  document.body.append(host);
  return host;
}

afterEach(() => document.body.replaceChildren());

/** The revenue of each mark: that of rows of one place and colour together, but each dot for itself. */
function valuesOf(mark: string, x: string, color: string | null): readonly number[] {
  const {columns} = answer.table;
  const sums = new Map<string, number>();
  for (let row = 0; row < answer.table.rows; row++) {
    const place = columns[x]![row];
    // Where nothing is known of a number, nothing can be drawn over it.
    if (Number.isNaN(place) && (mark === 'line' || mark === 'dot')) continue;
    if (place === null && mark === 'dot') continue;
    const key =
      mark === 'dot' ? String(row) : `${String(place)} ${color === null ? '' : String(columns[color]![row])}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(columns['revenue']![row]));
  }
  return [...sums.values()];
}

const drawings: readonly Drawing[] = (['bar', 'line', 'dot'] as const).flatMap((mark) =>
  ['month', 'country', 'orders'].flatMap((x) =>
    [null, 'country'].map((color): Drawing => ({mark, x, y: 'revenue', color})),
  ),
);

describe('the answer to a statement', () => {
  test.each(
    [320, 960].flatMap((width) =>
      drawings.map((drawing) => [drawing.mark, drawing.x, drawing.color, width] as const),
    ),
  )(
    'is drawn as %s over %s, coloured by %s, in %d pixels, and every value can be read by keyboard',
    (mark, x, color, width) => {
      const host = drawn({mark, x, y: 'revenue', color}, width);
      expect(host.textContent).not.toMatch(/NaN|undefined|missing/);
      expect(host.scrollWidth).toBeLessThanOrEqual(width);
      expect(host.querySelector('style')).toBeNull();
      const listed = [...host.querySelectorAll('.bars li')].map(({textContent}) => textContent);
      const said = [...spoken(host), ...listed].join(' | ');
      for (const value of valuesOf(mark, x, color)) expect(said).toContain(String(value));
    },
  );

  test('is a matrix of rows, columns and a number in each cell that has one', () => {
    const host = drawn({mark: 'heat', x: 'month', y: 'country', color: 'orders'});
    const heads = [...host.querySelectorAll('thead th')].map(({textContent}) => textContent);
    expect(heads).toEqual(['country', 'Jan 24', 'Feb 24', 'Mar 24']);
    expect(host.querySelector('tbody')!.textContent).toMatch(/30/);
  });

  test('writes years below the dots as in the table, and none between two of them', () => {
    const years = Float64Array.of(2023, 2024, 2025, 2026);
    const host = document.createElement('div');
    const yearly: QueryAnswer = {
      columns: [
        {name: 'year', kind: 'whole'},
        {name: 'n', kind: 'whole'},
      ],
      table: {rows: 4, columns: {year: years, n: Float64Array.of(300, 2200, 3800, 3700)}},
      more: false,
    };
    host.append(answerChart(yearly, {mark: 'dot', x: 'year', y: 'n', color: null}, frame(960)));
    expect(tickTexts('x', host)).toEqual(['2023', '2024', '2025', '2026']);
  });

  test('has columns as wide as their heads, where a matrix is compact', () => {
    const host = drawn({mark: 'heat', x: 'country', y: 'month', color: 'orders'}, 320);
    const names = ['Deutschland und Österreich', 'Schweiz'];
    const long: QueryAnswer = {
      columns: [
        {name: 'land', kind: 'text'},
        {name: 'n', kind: 'whole'},
      ],
      table: {rows: 2, columns: {land: names, n: Float64Array.of(1, 2)}},
      more: false,
    };
    host.replaceChildren(answerChart(long, {mark: 'heat', x: 'land', y: 'land', color: 'n'}, frame(320)));
    const heads = host.querySelectorAll<HTMLElement>('thead th:not(.corner)');
    expect(heads).toHaveLength(names.length);
    for (const head of heads) {
      const words = document.createRange();
      words.selectNodeContents(head);
      expect(words.getBoundingClientRect().width).toBeLessThanOrEqual(head.getBoundingClientRect().width);
    }
  });

  test.each([
    {columns: 120, rows: 20, says: null},
    {columns: 121, rows: 20, says: 'without 1 columns, 0 rows'},
    {columns: 500, rows: 30, says: 'without 380 columns, 10 rows'},
  ])('is a matrix of $columns by $rows values that says: $says', ({columns, rows, says}) => {
    const length = columns * rows;
    const host = document.createElement('div');
    const large: QueryAnswer = {
      columns: ['x', 'y', 'n'].map((name) => ({name, kind: 'whole'})),
      table: {
        rows: length,
        columns: {
          x: Float64Array.from({length}, (_, at) => at % columns),
          y: Float64Array.from({length}, (_, at) => Math.floor(at / columns)),
          n: new Float64Array(length).fill(1),
        },
      },
      more: false,
    };
    host.append(answerChart(large, {mark: 'heat', x: 'x', y: 'y', color: 'n'}, frame(640)));
    expect(host.querySelectorAll('thead th').length - 1).toBe(Math.min(120, columns));
    expect(host.querySelectorAll('tbody tr')).toHaveLength(Math.min(20, rows));
    expect(host.querySelector('.more')?.textContent ?? null).toBe(says);
  });

  test.each([
    {mark: 'bar', x: 'month', y: 'gone', color: null},
    {mark: 'bar', x: 'month', y: 'country', color: null},
    {mark: 'heat', x: 'month', y: 'country', color: null},
    {mark: 'line', x: 'month', y: 'revenue', color: 'gone'},
  ] as const)('says that a column is missing where one is: %j', (drawing) => {
    expect(drawn(drawing).textContent).toBe('missing');
  });
});
