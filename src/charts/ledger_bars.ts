import {axisX, axisY, barY, dot, gridY, line, ruleY} from '@observablehq/plot';
import {barePlot} from './bare_plot';
import {element} from './element';
import {hatch, stripes} from './hatch';
import {withHits, type Words} from './hits';
import {legend} from './legend';
import {textWidth} from './text_width';
import {theme} from './theme';
import {amountTicks, endRoom, thinnedTicks} from './ticks';

export interface LedgerPeriod {
  /** Identity; periods are drawn in this order. */
  readonly key: string;
  /** Label under the period where there is room. */
  readonly tick: string;
  /** What comes in, one amount per layer of `up`, from the line upwards. */
  readonly up: readonly number[];
  /** What goes out, one amount per layer of `down`, none negative; drawn downwards. */
  readonly down: readonly number[];
  /** What remains; null where it is not known. */
  readonly net: number | null;
  readonly complete: boolean;
  /** First line is the heading. */
  readonly lines: Words;
}

interface Layer {
  readonly label: string;
  readonly color: string;
}

export interface LedgerBars {
  readonly periods: readonly LedgerPeriod[];
  readonly up: readonly Layer[];
  readonly down: readonly Layer[];
  readonly netLabel: string;
  /** Writes an amount on the axis; below the line it is negative. */
  readonly axisFormat: (value: number) => string;
  /** What the hatching is: "not complete yet". */
  readonly incompleteLabel?: string;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
}

const HEIGHT = 280;
const TOP = 12;
const BOTTOM = 28;
const RIGHT = 12;
/** Narrower periods than this have no room for dots, nor for gaps between bars. */
const DOT_ROOM = 11;

/** What came in and what went out, period by period, with what remains as a line. */
export function ledgerBars(
  {periods, up, down, netLabel, axisFormat, incompleteLabel, label}: LedgerBars,
  width: number,
): Node {
  const incomplete = hatch();
  // Formatters write a hyphen.
  const written = (amount: number) => axisFormat(amount).replace('-', '−');
  const bars = periods.flatMap((period) => [
    ...stacked(period, period.up, up, 1),
    ...stacked(period, period.down, down, -1),
  ]);
  const nets = periods.filter(({net}) => net !== null && Number.isFinite(net));
  const reach = [0, ...bars.flatMap(({from, to}) => [from, to]), ...nets.map(({net}) => net as number)];
  const ticks = amountTicks(
    reach.reduce((a, b) => Math.min(a, b)),
    reach.reduce((a, b) => Math.max(a, b)),
    6,
    written,
  );
  const left = Math.max(24, ...ticks.map((tick) => textWidth(written(tick)))) + 10;
  const right = Math.max(RIGHT, endRoom(periods.at(-1)?.tick ?? ''));
  const shownTicks = thinnedTicks(
    periods.map(({tick}) => tick),
    width - left - right,
  );
  const names = new Map(periods.map(({key, tick}) => [key, tick]));
  const step = (width - left - right) / Math.max(1, periods.length);
  const wide = step >= DOT_ROOM;
  const picture = barePlot({
    width,
    height: HEIGHT,
    marginLeft: left,
    marginRight: right,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: {type: 'band', domain: periods.map(({key}) => key), padding: wide ? 0.2 : 0.05},
    y: {type: 'linear', domain: [ticks[0]!, ticks.at(-1)!]},
    marks: [
      gridY({ticks, stroke: theme.line, strokeOpacity: 1}),
      axisY({ticks, tickFormat: written, tickSize: 0, color: theme.quiet, label: null}),
      axisX({
        ticks: shownTicks.map((index) => periods[index]!.key),
        tickFormat: (key: string) => names.get(key) ?? '',
        tickSize: 0,
        color: theme.quiet,
        label: null,
      }),
      barY(bars, {x: 'key', y1: 'from', y2: 'to', fill: 'color'}),
      barY(
        bars.filter(({complete}) => !complete),
        {x: 'key', y1: 'from', y2: 'to', fill: incomplete.fill},
      ),
      ruleY([0], {stroke: theme.quiet}),
      // The line has an edge of paper, so that it is seen on any bar.
      line(periods, {x: 'key', y: 'net', stroke: 'var(--paper)', strokeWidth: 4}),
      line(periods, {x: 'key', y: 'net', stroke: theme.ink, strokeWidth: 1.5}),
      dot(wide || nets.length === 1 ? nets : [], {
        x: 'key',
        y: 'net',
        r: 3.5,
        fill: ({complete}: LedgerPeriod) => (complete ? theme.ink : 'var(--paper)'),
        stroke: ({complete}: LedgerPeriod) => (complete ? 'var(--paper)' : theme.ink),
      }),
    ],
  });
  picture.append(incomplete.definition);

  const hits = periods.map(({lines}, index) => ({
    from: left + index * step,
    to: left + (index + 1) * step,
    lines,
  }));
  const open = incompleteLabel && periods.some(({complete}) => !complete);
  return element(
    'div',
    {},
    legend([
      ...up,
      ...down,
      {label: netLabel, color: theme.ink, line: true},
      ...(open ? [{label: incompleteLabel, color: stripes}] : []),
    ]),
    withHits(picture, hits, label),
  );
}

/** The parts of a bar, each on top of (or below) the one before. */
function stacked(
  {key, complete}: LedgerPeriod,
  amounts: readonly number[],
  layers: readonly Layer[],
  sign: 1 | -1,
): readonly {key: string; complete: boolean; from: number; to: number; color: string}[] {
  let sum = 0;
  return layers.flatMap(({color}, layer) => {
    const amount = amounts[layer] ?? 0;
    if (!Number.isFinite(amount) || amount <= 0) return [];
    const from = sign * sum;
    sum += amount;
    return [{key, complete, from, to: sign * sum, color}];
  });
}
