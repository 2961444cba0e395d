import {areaY, axisX, axisY, gridY, rect, ruleY} from '@observablehq/plot';
import {barePlot} from './bare_plot';
import {element} from './element';
import {endLabelRoom, endLabels} from './end_labels';
import {hatch, stripes} from './hatch';
import {withHits, type Words} from './hits';
import {legend} from './legend';
import {hues} from './palette';
import {textWidth} from './text_width';
import {theme} from './theme';
import {endRoom, thinnedTicks} from './ticks';

export interface ShareMonth {
  /** Label under the month where there is room. */
  readonly tick: string;
  /** One value per group, from the bottom, none negative; their sum is the whole. A month without any has a gap. */
  readonly values: readonly number[];
  readonly complete: boolean;
  /** First line is the heading. */
  readonly lines: Words;
}

export interface ShareAreas {
  readonly months: readonly ShareMonth[];
  /** From the bottom; at most seven. Without a colour of their own they take the hues in turn. */
  readonly groups: readonly {readonly label: string; readonly color?: string}[];
  /** Writes a share 0–1 on the axis. */
  readonly axisFormat: (share: number) => string;
  /** What the hatching is: "not complete yet". */
  readonly incompleteLabel?: string;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
}

const HEIGHT = 280;
const TOP = 12;
const BOTTOM = 28;
const RIGHT = 12;
const GRID = [0, 0.25, 0.5, 0.75, 1];

/** How the shares of groups move from month to month: areas that fill the whole. */
export function shareAreas(
  {months, groups, axisFormat, incompleteLabel, label}: ShareAreas,
  width: number,
): Node {
  const incomplete = hatch();
  const named = groups.map(({label: text, color}, group) => ({
    text,
    color: color ?? hues[group % hues.length]!,
    group,
  }));
  const bounds = months.map(({values}) => boundsOf(values));
  const present = named.filter(({group}) => months.some(({values}) => (values[group] ?? 0) > 0));

  const left = Math.max(...GRID.map((share) => textWidth(axisFormat(share)))) + 10;
  const lastKnown = bounds.findLast((bound) => bound !== null) ?? null;
  const labels = present.map(({text}) => ({text, strong: false}));
  const room = endLabelRoom(labels, width, HEIGHT - TOP - BOTTOM);
  const right = Math.max(RIGHT, room ?? 0, endRoom(months.at(-1)?.tick ?? ''));
  const shownTicks = thinnedTicks(
    months.map(({tick}) => tick),
    width - left - right,
  );
  const picture = barePlot({
    width,
    height: HEIGHT,
    marginLeft: left,
    marginRight: right,
    marginTop: TOP,
    marginBottom: BOTTOM,
    // Each month has a place of its own width; the outer halves go on level.
    x: {type: 'linear', domain: [-0.5, Math.max(months.length, 1) - 0.5]},
    y: {type: 'linear', domain: [0, 1]},
    marks: [
      gridY({ticks: GRID, stroke: theme.line, strokeOpacity: 1}),
      axisY({ticks: GRID, tickFormat: axisFormat, tickSize: 0, color: theme.quiet, label: null}),
      axisX({
        ticks: [...shownTicks],
        tickFormat: (month: number) => months[month]?.tick ?? '',
        tickSize: 0,
        color: theme.quiet,
        label: null,
      }),
      ...present.map(({group, color}) =>
        areaY(bandOf(bounds, group), {
          x: 'x',
          y1: 'from',
          y2: 'to',
          fill: color,
          stroke: 'var(--paper)',
          strokeWidth: 1,
        }),
      ),
      rect(
        months.flatMap(({complete}, month) => (complete || !bounds[month] ? [] : [month])),
        {
          x1: (month: number) => month - 0.5,
          x2: (month: number) => month + 0.5,
          y1: 0,
          y2: 1,
          fill: incomplete.fill,
        },
      ),
      ruleY([0], {stroke: theme.quiet}),
    ],
  });
  picture.append(incomplete.definition);
  const toX = (month: number) => Number(picture.scale('x')!.apply(month));
  const toY = (share: number) => Number(picture.scale('y')!.apply(share));

  if (room && lastKnown) {
    const ends = present.map(({text, color, group}) => ({
      text,
      color,
      strong: false,
      x: width - right,
      y: toY((lastKnown[group]! + lastKnown[group + 1]!) / 2),
    }));
    picture.append(endLabels(ends, width - right, TOP, HEIGHT - BOTTOM));
  }
  const entries = [
    ...(room === null ? present.map(({text, color}) => ({label: text, color})).reverse() : []),
    ...(incompleteLabel && months.some(({complete}) => !complete)
      ? [{label: incompleteLabel, color: stripes}]
      : []),
  ];
  const hits = months.map(({lines}, month) => ({from: toX(month - 0.5), to: toX(month + 0.5), lines}));
  return element('div', {}, ...(entries.length > 0 ? [legend(entries)] : []), withHits(picture, hits, label));
}

/** Where each group begins and the last one ends, 0–1; null where there is nothing to share. */
function boundsOf(values: readonly number[]): readonly number[] | null {
  const amounts = values.map((value) => (Number.isFinite(value) ? Math.max(0, value) : 0));
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (total <= 0) return null;
  const bounds = [0];
  let sum = 0;
  for (const amount of amounts) bounds.push(Math.min(1, (sum += amount) / total));
  return bounds;
}

interface Edge {
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/** One area: level around the first and the last month, and around a month that stands alone between gaps. */
function bandOf(bounds: readonly (readonly number[] | null)[], group: number): readonly Edge[] {
  return bounds.flatMap((bound, month): Edge[] => {
    if (!bound) return [{x: month, from: NaN, to: NaN}];
    const edge = (x: number): Edge => ({x, from: bound[group]!, to: bound[group + 1]!});
    return [
      ...(bounds[month - 1] ? [] : [edge(month - 0.5)]),
      edge(month),
      ...(bounds[month + 1] ? [] : [edge(month + 0.5)]),
    ];
  });
}
