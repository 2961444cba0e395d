import {axisX, axisY, dot, gridX, gridY, plot} from '@observablehq/plot';
import {startOfMonth, type Day} from '../lib/dates';
import {cell, type Cell, type Table} from '../lib/table';
import type {AnswerKind, QueryAnswer} from '../model/query';
import type {Format} from '../text/format';
import {barList} from './bar_list';
import {element} from './element';
import {heatMatrix} from './heat_matrix';
import {withHits} from './hits';
import {legend} from './legend';
import {lines} from './lines';
import {hues} from './palette';
import {stackedBars} from './stacked_bars';
import {textWidth} from './text_width';
import {axisSize, theme} from './theme';
import {amountTicks, dayTicks} from './ticks';

/** Which columns are drawn, and how. Of a heat map `y` names its rows, and `color` the number in its cells. */
export interface Drawing {
  readonly mark: 'bar' | 'line' | 'dot' | 'heat';
  readonly x: string;
  readonly y: string;
  readonly color: string | null;
}

export interface AnswerFrame {
  readonly width: number;
  readonly format: Format;
  /** How the values of a column are written. */
  write(column: string): (value: Cell) => string;
  readonly words: {
    readonly missing: string;
    readonly others: string;
    left(count: number): string;
    label(x: string, y: string): string;
  };
}

const MOST_ROWS = 40;
const MOST_BARS = 240;
const MOST_DOTS = 2000;
const MOST_CELLS = 2400;
const HEIGHT = 300;

/** The answer to a statement as bars, lines, dots or a matrix, in the manner of the other pictures. */
export function answerChart(answer: QueryAnswer, drawing: Drawing, frame: AnswerFrame): Node {
  const kinds = new Map(answer.columns.map(({name, kind}) => [name, kind]));
  const {mark, x, y, color} = drawing;
  const measure = mark === 'heat' ? color : y;
  const named = [x, y, ...(color === null ? [] : [color])];
  if (!named.every((name) => kinds.has(name)) || measure === null || !isMeasure(kinds.get(measure)!))
    return element('p', {class: 'more'}, frame.words.missing);
  const drawn = {...drawing, table: answer.table, kinds};
  switch (mark) {
    case 'heat':
      return heat(drawn, frame);
    case 'dot':
      return dots(drawn, frame);
    case 'line':
      return linesOf(drawn, frame);
    case 'bar':
      return kinds.get(x) === 'text' && color === null ? rows(drawn, frame) : bars(drawn, frame);
  }
}

interface Drawn extends Drawing {
  readonly table: Table;
  readonly kinds: ReadonlyMap<string, AnswerKind>;
}

function isMeasure(kind: AnswerKind): boolean {
  return kind === 'whole' || kind === 'decimal' || kind === 'float';
}

/** Named values, one row each. */
function rows({table, x, y}: Drawn, {write, words}: AnswerFrame): Node {
  const values = sums(table, x, y);
  const largest = Math.max(...values.map(({value}) => Math.abs(value)), 0);
  const list = barList(
    words.label(x, y),
    values.slice(0, MOST_ROWS).map(({key, value}) => ({
      name: write(x)(key),
      family: 'accent',
      length: largest > 0 ? Math.abs(value) / largest : 0,
      values: [write(y)(value)],
    })),
    [y],
  );
  return element('div', {}, list, ...rest(values.length - MOST_ROWS, words));
}

function bars(drawn: Drawn, frame: AnswerFrame): Node {
  const {width, format, write, words} = frame;
  const {table, x, y, color} = drawn;
  const keys = distinct(table, x);
  const shown = keys.slice(0, MOST_BARS);
  const tick = tickOf(keys, drawn, frame);
  const groups = groupsOf(drawn, frame);
  const place = new Map(shown.map((key, at) => [key, at]));
  const values = shown.map(() => groups.names.map(() => 0));
  for (let row = 0; row < table.rows; row++) {
    const at = place.get(cell(table, x, row));
    const value = cell(table, y, row);
    if (at === undefined || typeof value !== 'number') continue;
    values[at]![groups.of(row)]! += value;
  }
  const label = words.label(x, y);
  const picture = stackedBars(
    {
      bars: shown.map((key, at) => ({
        key: String(at),
        tick: tick(key),
        values: values[at]!,
        compare: null,
        complete: true,
        lines: [
          write(x)(key),
          ...groups.names.flatMap((name, group) => {
            const value = values[at]![group]!;
            if (value === 0 && groups.names.length > 1) return [];
            return [color === null ? write(y)(value) : `${name}: ${write(y)(value)}`];
          }),
        ],
      })),
      layers: groups.names.map((name, at) => ({label: color === null ? y : name, color: hueOf(at)})),
      compareLabel: '',
      label,
      axisFormat: short(format),
    },
    width,
  );
  return element('div', {}, picture, ...rest(keys.length - shown.length, words));
}

function linesOf(drawn: Drawn, frame: AnswerFrame): Node {
  const {width, format, write, words} = frame;
  const {table, x, y, color, kinds} = drawn;
  const groups = groupsOf(drawn, frame);
  const named = !isMeasure(kinds.get(x)!) && kinds.get(x) !== 'day';
  const keys = distinct(table, x).filter((key) => named || key !== null);
  if (!named) keys.sort((a, b) => Number(a) - Number(b));
  const places = new Map(keys.map((key, at) => [key, at]));
  const sum = new Map<string, number>();
  for (let row = 0; row < table.rows; row++) {
    const value = cell(table, y, row);
    const at = places.get(cell(table, x, row));
    if (typeof value !== 'number' || at === undefined) continue;
    const key = `${groups.of(row)} ${at}`;
    sum.set(key, (sum.get(key) ?? 0) + value);
  }
  const position = (at: number) => (named ? at : Number(keys[at]));
  const valueAt = (group: number, at: number) => sum.get(`${group} ${at}`) ?? null;
  return lines(
    {
      lines: groups.names.map((name, group) => ({
        label: color === null ? '' : name,
        ...(color === null ? {} : {color: hueOf(group)}),
        points: keys
          .map((_, at) => ({x: position(at), y: valueAt(group, at)}))
          // Where lines have points of their own, what another has is no gap.
          .filter((point) => point.y !== null),
      })),
      stops: keys.map((key, at) => ({
        x: position(at),
        lines: [
          write(x)(key),
          ...groups.names.flatMap((name, group) => {
            const value = valueAt(group, at);
            if (value === null) return [];
            return [color === null ? write(y)(value) : `${name}: ${write(y)(value)}`];
          }),
        ],
      })),
      x: {
        kind: kinds.get(x) === 'day' ? 'day' : 'number',
        label: x,
        format: (at) => (named ? shortened(write(x)(keys[Math.round(at)] ?? null)) : write(x)(at)),
        ...(named || kinds.get(x) === 'whole' ? {unit: 1} : {}),
      },
      y: {label: y, format: short(format)},
      label: words.label(x, y),
    },
    width,
  );
}

function dots(drawn: Drawn, frame: AnswerFrame): Node {
  const {width, format, write, words} = frame;
  const {table, x, y, color, kinds} = drawn;
  const groups = groupsOf(drawn, frame);
  const points = Array.from({length: table.rows}, (_, row) => ({
    x: cell(table, x, row),
    y: cell(table, y, row),
    fill: hueOf(groups.of(row)),
    group: groups.names[groups.of(row)]!,
  })).filter((point) => point.x !== null && point.y !== null);
  const shown = points.slice(0, MOST_DOTS);
  if (shown.length === 0) return element('p', {class: 'more'}, words.missing);
  const isDay = kinds.get(x) === 'day';
  const isBand = !isDay && !isMeasure(kinds.get(x)!);
  const keys: Cell[] = isBand ? distinct(table, x).filter((key) => key !== null) : [];
  const at = (value: Cell) => (isBand ? keys.indexOf(value) : Number(value));
  const [left, right] = extent(shown.map((point) => at(point.x)));
  const [low, high] = extent(shown.map((point) => Number(point.y)));
  const axis = short(format);
  const yTicks = amountTicks(Math.min(0, low), Math.max(0, high), 5, axis);
  const marginLeft = Math.max(24, ...yTicks.map((tick) => textWidth(axis(tick)))) + 10;
  const across = width - marginLeft - 24;
  const labelled = Math.max(1, Math.ceil(keys.length / Math.max(1, Math.floor(across / 90))));
  const xTicks = isBand
    ? keys.map((_, place) => place).filter((place) => place % labelled === 0)
    : isDay
      ? dayTicks(left, right, across, (day) => write(x)(day))
      : amountTicks(left, right, across < 400 ? 4 : 8, axis);
  const domain: [number, number] = isBand
    ? [-0.5, keys.length - 0.5]
    : isDay
      ? [left, right]
      : [xTicks[0]!, xTicks.at(-1)!];
  const picture = plot({
    width,
    height: HEIGHT,
    marginLeft,
    marginRight: 24,
    marginTop: 28,
    marginBottom: 46,
    style: {background: 'transparent', fontSize: `${axisSize}px`, overflow: 'visible'},
    x: {type: 'linear', domain},
    y: {type: 'linear', domain: [yTicks[0]!, yTicks.at(-1)!]},
    marks: [
      gridY({ticks: [...yTicks], stroke: theme.line, strokeOpacity: 1}),
      gridX({ticks: [...xTicks], stroke: theme.line, strokeOpacity: 0.6}),
      axisY({
        ticks: [...yTicks],
        tickFormat: axis,
        tickSize: 0,
        color: theme.quiet,
        label: y,
        labelArrow: 'none',
      }),
      axisX({
        ticks: [...xTicks],
        tickFormat: (value: number) =>
          isBand ? shortened(write(x)(keys[value] ?? null)) : isDay ? write(x)(value) : axis(value),
        tickSize: 3,
        color: theme.quiet,
        label: x,
        labelArrow: 'none',
      }),
      dot(shown, {
        x: (point: (typeof shown)[number]) => at(point.x),
        y: 'y',
        fill: 'fill',
        fillOpacity: 0.7,
        r: 3.5,
      }),
    ],
  }) as SVGSVGElement & {scale(name: string): {apply(value: number): number} | undefined};
  // The page's policy allows no inline style sheet; app.css says the same.
  picture.querySelector('style')?.remove();

  const byPlace = new Map<number, typeof shown>();
  for (const point of shown) {
    const pixel = Math.round(Number(picture.scale('x')?.apply(at(point.x))) / 8);
    byPlace.set(pixel, [...(byPlace.get(pixel) ?? []), point]);
  }
  const hits = [...byPlace]
    .sort(([a], [b]) => a - b)
    .map(([pixel, here]) => ({
      from: pixel * 8 - 4,
      to: pixel * 8 + 4,
      lines: [
        here.length === 1 ? write(x)(here[0]!.x) : `${write(x)(here[0]!.x)} (${format.count(here.length)})`,
        ...here.slice(0, 6).map((point) => `${color === null ? '' : `${point.group}: `}${write(y)(point.y)}`),
      ],
    }));
  return element(
    'div',
    {},
    ...(color === null ? [] : [legend(groups.names.map((label, at) => ({label, color: hueOf(at)})))]),
    withHits(picture, hits, words.label(x, y)),
    ...rest(points.length - shown.length, words),
  );
}

function heat(drawn: Drawn, frame: AnswerFrame): Node {
  const {table, x, y, color} = drawn;
  const {write, words} = frame;
  const value = color!;
  const columns = distinct(table, x);
  const tick = tickOf(columns, drawn, frame);
  const fits = Math.max(1, Math.floor(MOST_CELLS / columns.length));
  const all = distinct(table, y);
  const names = all.slice(0, fits);
  const sum = new Map<string, number>();
  const [columnAt, rowAt] = [places(columns), places(names)];
  for (let row = 0; row < table.rows; row++) {
    const number = cell(table, value, row);
    const key = `${rowAt.get(cell(table, y, row))} ${columnAt.get(cell(table, x, row))}`;
    if (typeof number === 'number') sum.set(key, (sum.get(key) ?? 0) + number);
  }
  const [low, high] = extent([0, ...sum.values()]);
  const matrix = heatMatrix({
    caption: words.label(`${x} × ${y}`, value),
    corner: y,
    compact: true,
    columns: columns.map((column) => ({name: tick(column)})),
    rows: names.map((name, row) => ({
      name: write(y)(name),
      cells: columns.map((column, at) => {
        const number = sum.get(`${row} ${at}`);
        if (number === undefined) return null;
        const written = write(value)(number);
        return {
          value: written,
          weight: high > low ? (number - low) / (high - low) : 0,
          name: `${write(y)(name)}, ${write(x)(column)}`,
          tip: [`${write(y)(name)}, ${write(x)(column)}`, `${value}: ${written}`],
        };
      }),
    })),
  });
  return element('div', {}, matrix, ...rest(all.length - names.length, words));
}

/** The values of a colour column, most frequent as they come; beyond the hues all share the grey. */
function groupsOf(
  {table, color}: Drawn,
  {write, words}: AnswerFrame,
): {readonly names: readonly string[]; of(row: number): number} {
  if (color === null) return {names: [''], of: () => 0};
  const keys = distinct(table, color);
  const last = hues.length - 1;
  const named = keys.length > hues.length ? keys.slice(0, last) : keys;
  const at = places(named);
  return {
    names: [...named.map(write(color)), ...(keys.length > named.length ? [words.others] : [])],
    of: (row) => at.get(cell(table, color, row)) ?? last,
  };
}

function hueOf(group: number): string {
  return hues[Math.min(group, hues.length - 1)]!;
}

function distinct(table: Table, column: string): Cell[] {
  return [...new Set(Array.from({length: table.rows}, (_, row) => cell(table, column, row)))];
}

function places(keys: readonly Cell[]): ReadonlyMap<Cell, number> {
  return new Map(keys.map((key, at) => [key, at]));
}

function sums(table: Table, x: string, y: string): readonly {readonly key: Cell; readonly value: number}[] {
  const found = new Map<Cell, number>();
  for (let row = 0; row < table.rows; row++) {
    const value = cell(table, y, row);
    const key = cell(table, x, row);
    found.set(key, (found.get(key) ?? 0) + (typeof value === 'number' ? value : 0));
  }
  return [...found].map(([key, value]) => ({key, value}));
}

function rest(count: number, words: AnswerFrame['words']): readonly Node[] {
  return count > 0 ? [element('p', {class: 'more'}, words.left(count))] : [];
}

function short(format: Format): (value: number) => string {
  return (value) => {
    if (Math.abs(value) >= 10_000) return format.shortCount(value);
    return format.decimal(value, Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 2 : 1);
  };
}

/** How the values across are written where there is little room; first days of months as their month. */
function tickOf(
  keys: readonly Cell[],
  {x, kinds}: Drawn,
  {write, format}: AnswerFrame,
): (key: Cell) => string {
  const monthly = kinds.get(x) === 'day' && keys.every((key) => key === null || isFirstOfMonth(Number(key)));
  return (key) =>
    monthly && typeof key === 'number' ? format.shortPeriod(key, 'month') : shortened(write(x)(key));
}

function isFirstOfMonth(day: Day): boolean {
  return startOfMonth(day) === day;
}

const LONGEST = 14;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Not `Math.min(...)`: a spread of many values overflows the stack. */
function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<[number, number]>(
    ([from, to], value) => [Math.min(from, value), Math.max(to, value)],
    [Infinity, -Infinity],
  );
}
