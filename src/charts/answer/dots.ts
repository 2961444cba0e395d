import {axisX, axisY, dot, gridX, gridY} from '@observablehq/plot';
import {cell, type Cell} from '../../lib/table';
import {barePlot} from '../bare_plot';
import {element} from '../element';
import {withHits, type Hit} from '../hits';
import {legend} from '../legend';
import {textWidth} from '../text_width';
import {theme} from '../theme';
import {amountTicks, dayTicks} from '../ticks';
import {isNumberKind} from '../../model/query';
import type {AnswerFrame, Drawn} from './drawing';
import {groupsOf, hueOf, type Groups} from './groups';
import {distinct, places} from './keys';
import {leftOut} from './left_out';
import {shortNumber, shortText} from './short';

const MOST_DOTS = 2000;
const HEIGHT = 300;
const RIGHT = 24;
/** Pixels for the label of a name across. */
const NAME_ROOM = 90;
/** Dots within so many pixels share a stop. */
const STOP = 8;
/** Dots that a stop names. */
const MOST_NAMED = 6;

interface Point {
  readonly x: Cell;
  readonly y: Cell;
  readonly group: number;
}

/** A dot for each row. */
export function answerDots(drawn: Drawn, frame: AnswerFrame): Node {
  const {width, format, words} = frame;
  const {table, x, y, color} = drawn;
  const groups = groupsOf(drawn, frame);
  const points = Array.from({length: table.rows}, (_, row): Point => {
    return {x: cell(table, x, row), y: cell(table, y, row), group: groups.of(row)};
  }).filter((point) => point.x !== null && point.y !== null);
  const shown = points.slice(0, MOST_DOTS);
  if (shown.length === 0) return element('p', {class: 'more'}, words.missing);

  const [low, high] = extent([0, ...shown.map((point) => Number(point.y))]);
  const amount = shortNumber(format);
  const yTicks = amountTicks(low, high, 5, amount);
  const left = Math.max(24, ...yTicks.map((tick) => textWidth(amount(tick)))) + 10;
  const across = acrossOf(shown, width - left - RIGHT, drawn, frame);
  const picture = barePlot({
    width,
    height: HEIGHT,
    marginLeft: left,
    marginRight: RIGHT,
    marginTop: 28,
    marginBottom: 46,
    x: {type: 'linear', domain: [...across.domain]},
    y: {type: 'linear', domain: [yTicks[0]!, yTicks.at(-1)!]},
    marks: [
      gridY({ticks: [...yTicks], stroke: theme.line, strokeOpacity: 1}),
      gridX({ticks: [...across.ticks], stroke: theme.line, strokeOpacity: 0.6}),
      axisY({
        ticks: [...yTicks],
        tickFormat: amount,
        tickSize: 0,
        color: theme.quiet,
        label: y,
        labelArrow: 'none',
      }),
      axisX({
        ticks: [...across.ticks],
        tickFormat: across.format,
        tickSize: 3,
        color: theme.quiet,
        label: x,
        labelArrow: 'none',
      }),
      dot(shown, {
        x: (point: Point) => across.at(point.x),
        y: 'y',
        fill: (point: Point) => hueOf(point.group),
        fillOpacity: 0.7,
        r: 3.5,
      }),
    ],
  });
  const toX = (point: Point) => Number(picture.scale('x')?.apply(across.at(point.x)));
  return element(
    'div',
    {},
    ...(color === null ? [] : [legend(groups.names.map((label, at) => ({label, color: hueOf(at)})))]),
    withHits(picture, stopsOf(shown, toX, groups, drawn, frame), words.label(x, y)),
    ...leftOut(points.length - shown.length, words),
  );
}

interface Across {
  /** Where a value stands along the axis. */
  at(value: Cell): number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  format(at: number): string;
}

/** Numbers and days stand by their size, names side by side in the order in which they come. */
function acrossOf(
  points: readonly Point[],
  room: number,
  {table, x, kinds}: Drawn,
  {write, format}: AnswerFrame,
): Across {
  const kind = kinds.get(x)!;
  const [from, to] = extent(points.map((point) => Number(point.x)));
  if (kind === 'day') {
    const day = (at: number) => write(x)(at);
    return {at: Number, domain: [from, to], ticks: dayTicks(from, to, room, day), format: day};
  }
  if (isNumberKind(kind)) {
    const short = shortNumber(format);
    // A year is written as in the table.
    const number = (at: number) =>
      kind === 'whole' && Number.isInteger(at) && Math.abs(at) < 10_000 ? write(x)(at) : short(at);
    const ticks = amountTicks(from, to, room < 400 ? 4 : 8, number);
    // Between two whole numbers there is none.
    const shown = kind === 'whole' ? ticks.filter(Number.isInteger) : ticks;
    return {at: Number, domain: [ticks[0]!, ticks.at(-1)!], ticks: shown, format: number};
  }
  const keys = distinct(table, x).filter((key) => key !== null);
  const place = places(keys);
  const every = Math.max(1, Math.ceil(keys.length / Math.max(1, Math.floor(room / NAME_ROOM))));
  return {
    at: (value) => place.get(value) ?? NaN,
    domain: [-0.5, keys.length - 0.5],
    ticks: keys.flatMap((_, at) => (at % every === 0 ? [at] : [])),
    format: (at) => shortText(write(x)(keys[at] ?? null)),
  };
}

/** Dots that stand closely above each other share a stop. */
function stopsOf(
  points: readonly Point[],
  toX: (point: Point) => number,
  groups: Groups,
  {x, y}: Drawn,
  {write, format}: AnswerFrame,
): readonly Hit[] {
  const together = new Map<number, Point[]>();
  for (const point of points) {
    const at = Math.round(toX(point) / STOP);
    const here = together.get(at);
    if (here) here.push(point);
    else together.set(at, [point]);
  }
  return [...together]
    .sort(([a], [b]) => a - b)
    .map(([at, here]) => {
      const first = write(x)(here[0]!.x);
      return {
        from: (at - 0.5) * STOP,
        to: (at + 0.5) * STOP,
        lines: () => [
          here.length === 1 ? first : `${first} (${format.count(here.length)})`,
          ...here.slice(0, MOST_NAMED).map((point) => groups.said(point.group, write(y)(point.y))),
        ],
      };
    });
}

/** Not `Math.min(...)`: a spread of many values overflows the stack. */
function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<[number, number]>(
    ([from, to], value) => [Math.min(from, value), Math.max(to, value)],
    [Infinity, -Infinity],
  );
}
