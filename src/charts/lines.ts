import {axisX, axisY, gridY, ruleY} from '@observablehq/plot';
import {barePlot} from './bare_plot';
import {
  bandOf,
  drawnLine,
  hasInterval,
  isNumber,
  pointsAlong,
  strokesOf,
  type DrawnLine,
  type Line,
} from './drawn_line';
import {element} from './element';
import {endLabelRoom, endLabels} from './end_labels';
import {withHits, type Words} from './hits';
import {legend} from './legend';
import {lineAxes, type Stretch} from './line_axes';
import {placeNotes, type Box, type Note} from './notes';
import {svgElement} from './svg_element';
import {textWidth} from './text_width';
import {axisSize, theme} from './theme';
import {dayTicks, endRoom, unitTicks} from './ticks';
import {whisker, type LineMark} from './whisker';

export type {Line, LinePoint} from './drawn_line';
export type {LineMark} from './whisker';

/** A line across the picture with its meaning in words. */
export interface Reference {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: string;
  /** The reader's own assumption stands out against what others say. */
  readonly emphasis?: 'accent' | 'context';
}

export interface Lines {
  readonly lines: readonly Line[];
  /** What pointing and the arrow keys step through, in order of x; the first line of each is its heading. */
  readonly stops: readonly {readonly x: number; readonly lines: Words}[];
  readonly x: {
    /** A number of days, weeks or months, or a calendar day. */
    readonly kind: 'number' | 'day';
    readonly label?: string;
    readonly format: (x: number) => string;
    /** Ticks stand at multiples of this many: 30 days, 7 days; 1 where nothing is said. */
    readonly unit?: number;
    /** Ends of the axis, where the points shall not decide. */
    readonly from?: number;
    readonly to?: number;
  };
  readonly y: {
    readonly label?: string;
    readonly format: (y: number) => string;
    /** Whether the axis begins at zero; so it does where nothing is said, and shares have no choice. */
    readonly zero?: boolean;
    /** No value can be above: 1 for shares. */
    readonly most?: number;
  };
  readonly references?: readonly Reference[];
  readonly marks?: readonly LineMark[];
  /** What the band is: "95 % interval". */
  readonly bandLabel?: string;
  /** What the dashed part is: "not complete yet". */
  readonly incompleteLabel?: string;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
}

const HEIGHT = 300;
const RIGHT = 12;
/** Share of the width before the edge at which a line ends early. */
const EARLY = 0.06;

/** Lines over an even axis, with their intervals, what is not complete, and what they are to be compared with. */
export function lines(chart: Lines, width: number): Node {
  const {x, y, references = [], marks = [], stops} = chart;
  const drawn = chart.lines.map(drawnLine);
  const {across, ticks: yTicks} = lineAxes(chart, width < 400 ? 4 : 5);
  const upwards: Stretch = [yTicks[0]!, yTicks.at(-1)!];
  const inside = (at: number) => within(at, across);

  const ends = namedEnds(drawn, across);
  const atEdge = ends.filter(({early}) => !early);
  const margin = {
    left: Math.max(24, ...yTicks.map((tick) => textWidth(y.format(tick)))) + 10,
    top: y.label ? 30 : 12,
    bottom: x.label ? 46 : 28,
  };
  const room = endLabelRoom(atEdge, width, HEIGHT - margin.top - margin.bottom);
  const right = Math.max(RIGHT, room ?? 0, endRoom(x.format(across[1])));
  const area: Box = {
    left: margin.left,
    right: width - right,
    top: margin.top,
    bottom: HEIGHT - margin.bottom,
  };
  const xTicks =
    x.kind === 'day'
      ? dayTicks(...across, area.right - area.left, x.format)
      : unitTicks(...across, x.unit ?? 1, area.right - area.left, x.format);

  // What the picture is about is drawn last, on top.
  const layers = [...drawn].sort((a, b) => Number(a.strong) - Number(b.strong));
  const picture = barePlot({
    width,
    height: HEIGHT,
    marginLeft: margin.left,
    marginRight: right,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    x: {type: 'linear', domain: [...across]},
    y: {type: 'linear', domain: [...upwards]},
    marks: [
      gridY({ticks: yTicks, stroke: theme.line, strokeOpacity: 1}),
      axisY({ticks: yTicks, tickFormat: y.format, tickSize: 0, color: theme.quiet, label: null}),
      axisX({ticks: xTicks, tickFormat: x.format, tickSize: 3, color: theme.quiet, label: null}),
      ...layers.flatMap(bandOf),
      ruleY([within(0, upwards) ? 0 : upwards[0]], {stroke: theme.quiet}),
      ...layers.flatMap((each) => strokesOf(each, inside)),
    ],
  });
  const toX = (value: number) => Number(picture.scale('x')?.apply(value));
  const toY = (value: number) => Number(picture.scale('y')?.apply(value));

  const shown = references.filter(({axis, at}) => (axis === 'x' ? inside(at) : within(at, upwards)));
  const whiskers = marks
    .filter((mark) => inside(mark.x) && within(mark.y, upwards))
    .map((mark) => whisker(mark, toX, toY, area));
  const notes = placeNotes(
    [
      ...whiskers.map(({note}) => note),
      ...(room === null ? [] : ends.filter(({early}) => early).map((end) => endNote(end, toX, toY))),
      ...shown.map((reference) => referenceNote(reference, toX, toY)),
    ],
    area,
    drawn.flatMap(({points, strong}) =>
      pointsAlong({points: points.filter((point) => inside(point.x)), strong}, toX, toY),
    ),
  );
  const pointed = svgElement('g');
  picture.append(
    ...axisTitles(x.label, y.label, area),
    ...shown.map((reference) => rule(reference, toX, toY, area)),
    ...whiskers.map(({node}) => node),
    notes.node,
    pointed,
  );
  if (room)
    picture.append(
      endLabels(
        atEdge.map(({point, ...end}) => ({...end, x: toX(point.x), y: toY(point.y)})),
        area.right,
        area.top,
        area.bottom,
      ),
    );

  const reachable = stops.filter((stop) => inside(stop.x));
  const hits = reachable.map(({x: at, lines: words}, index) => {
    const [before, after] = [reachable[index - 1], reachable[index + 1]];
    return {
      from: before ? toX((before.x + at) / 2) : area.left,
      to: after ? toX((at + after.x) / 2) : area.right,
      lines: words,
    };
  });
  const [about] = marks;
  const unplaced = references.filter((reference) => !shown.includes(reference));
  const named = [
    ...(room === null ? sharedEntries(ends) : []),
    ...measures(chart, layers),
    ...notes.left.map(({text, color}) => ({label: text, color, line: true})),
    ...unplaced.map((reference) => ({label: reference.label, color: colorOf(reference), line: true})),
  ];
  return element(
    'div',
    {},
    ...(named.length > 0 ? [legend(named)] : []),
    withHits(picture, hits, [chart.label, ...[...marks, ...references].map(({label}) => label)].join('. '), {
      ...(about && reachable.length > 0 ? {first: nearest(reachable, about.x)} : {}),
      point: (index) =>
        pointed.replaceChildren(...(index === null ? [] : dotsAt(reachable[index]!.x, drawn, toX, toY))),
    }),
  );
}

type ToPixels = (value: number) => number;

interface End {
  readonly text: string;
  readonly color: string;
  readonly strong: boolean;
  readonly point: {readonly x: number; readonly y: number};
  /** It ends well before the edge: its name stands there, and not in the column at the edge. */
  readonly early: boolean;
}

/** The last value of each line; of lines that share label and colour, of the one that reaches furthest. */
function namedEnds(drawn: readonly DrawnLine[], [from, to]: Stretch): readonly End[] {
  const ends = new Map<string, End>();
  for (const {label, points, stroke, strong} of drawn) {
    const last = points.findLast(({x, y}) => isNumber(y) && within(x, [from, to]));
    if (label === '' || !last || !isNumber(last.y)) continue;
    const key = `${label}\n${stroke}`;
    if ((ends.get(key)?.point.x ?? -Infinity) > last.x) continue;
    const early = last.x < to - (to - from) * EARLY;
    ends.set(key, {text: label, color: stroke, strong, point: {x: last.x, y: last.y}, early});
  }
  return [...ends.values()];
}

interface Entry {
  readonly label: string;
  readonly color: string;
  readonly line: boolean;
}

/** Entries of a legend; what has one colour has one entry, which names all that is drawn in it. */
function sharedEntries(ends: readonly End[]): readonly Entry[] {
  const entries = new Map<string, readonly string[]>();
  for (const {color, text} of ends) entries.set(color, [...(entries.get(color) ?? []), text]);
  return [...entries].map(([color, labels]) => ({label: labels.join(' · '), color, line: true}));
}

/** What bands and dashes mean, where there are any. */
function measures({bandLabel, incompleteLabel}: Lines, layers: readonly DrawnLine[]): readonly Entry[] {
  const banded = layers.findLast(({points}) => points.some(hasInterval));
  const dashed = layers.some((each) => each.dashed.length > 0);
  return [
    ...(bandLabel && banded
      ? [{label: bandLabel, color: `color-mix(in srgb, ${banded.stroke} 22%, transparent)`, line: false}]
      : []),
    ...(incompleteLabel && dashed ? [{label: incompleteLabel, color: dashes, line: true}] : []),
  ];
}

const dashes = `repeating-linear-gradient(90deg, ${theme.quiet} 0 4px, transparent 4px 6px)`;

function endNote({text, color, strong, point}: End, toX: ToPixels, toY: ToPixels): Note {
  const [x, y] = [toX(point.x), toY(point.y)];
  const box = {left: x - 2, right: x + 2, top: y - 4, bottom: y + 4};
  return {text, color, strong, at: {kind: 'mark', box}};
}

function referenceNote(reference: Reference, toX: ToPixels, toY: ToPixels): Note {
  const {axis, at, label, emphasis} = reference;
  return {
    text: label,
    color: colorOf(reference),
    strong: emphasis === 'accent',
    at: axis === 'x' ? {kind: 'vertical', x: toX(at)} : {kind: 'horizontal', y: toY(at)},
  };
}

function colorOf({emphasis}: Reference): string {
  return emphasis === 'accent' ? theme.ink : theme.context;
}

function rule(reference: Reference, toX: ToPixels, toY: ToPixels, area: Box): SVGElement {
  const {axis, at, emphasis} = reference;
  const ends =
    axis === 'x'
      ? {x1: toX(at), x2: toX(at), y1: area.top, y2: area.bottom}
      : {x1: area.left, x2: area.right, y1: toY(at), y2: toY(at)};
  const width = emphasis === 'accent' ? 1.5 : 1;
  return svgElement('line', {...ends, stroke: colorOf(reference), 'stroke-width': width});
}

function axisTitles(x: string | undefined, y: string | undefined, area: Box): readonly SVGElement[] {
  const words = {fill: theme.quiet, 'font-size': axisSize};
  return [
    ...(y ? [svgElement('text', {...words, x: 0, y: 13, 'text-anchor': 'start'}, y)] : []),
    ...(x
      ? [svgElement('text', {...words, x: area.right, y: area.bottom + 40, 'text-anchor': 'end'}, x)]
      : []),
  ];
}

/** A dot on every line that has a value there. */
function dotsAt(
  at: number,
  drawn: readonly DrawnLine[],
  toX: ToPixels,
  toY: ToPixels,
): readonly SVGElement[] {
  return drawn.flatMap(({points, stroke}) => {
    const y = points.find((point) => point.x === at)?.y;
    if (!isNumber(y)) return [];
    return [svgElement('circle', {cx: toX(at), cy: toY(y), r: 4, fill: stroke, stroke: 'var(--paper)'})];
  });
}

function nearest(stops: readonly {readonly x: number}[], x: number): number {
  const distances = stops.map((stop) => Math.abs(stop.x - x));
  return distances.indexOf(Math.min(...distances));
}

function within(value: number, [from, to]: Stretch): boolean {
  return value >= from && value <= to;
}
