import {axisX, axisY, barY, dot, gridY, line, ruleY, scale} from '@observablehq/plot';
import {barePlot} from './bare_plot';
import {hatch} from './hatch';
import {withHits, type Words} from './hits';
import {legend} from './legend';
import {element} from './element';
import {textWidth} from './text_width';
import {theme} from './theme';
import {amountTicks} from './ticks';

export interface Bar {
  /** Position and identity; bars are drawn in this order. */
  readonly key: string;
  /** Label under the bar where there is room. */
  readonly tick: string;
  /** One value per layer, from the bottom; negative values go below the line. */
  readonly values: readonly number[];
  /** A value to compare with, drawn as a line; null where there is none. */
  readonly compare: number | null;
  readonly complete: boolean;
  readonly lines: Words;
}

export interface StackedBars {
  readonly bars: readonly Bar[];
  readonly layers: readonly {readonly label: string; readonly color: string}[];
  readonly compareLabel: string;
  readonly label: string;
  readonly axisFormat: (value: number) => string;
}

const HEIGHT = 280;
const RIGHT = 12;
const LABEL_ROOM = 56;
const BETWEEN = 10;

/** Bars in layers over an even row of periods, with a line for comparison and hatching for what is not complete. */
export function stackedBars(
  {bars, layers, compareLabel, label, axisFormat}: StackedBars,
  width: number,
): Node {
  const incomplete = hatch();
  const marks = bars.flatMap((bar) =>
    bar.values.map((value, layer) => ({key: bar.key, value, layer, color: layers[layer]!.color, bar})),
  );
  const compared = bars.filter((bar) => bar.compare !== null);
  const reach = bars.flatMap(({values, compare}) => [
    values.reduce((sum, value) => sum + Math.max(0, value), 0),
    values.reduce((sum, value) => sum + Math.min(0, value), 0),
    compare ?? 0,
  ]);
  const amounts = amountTicks(
    reach.reduce((a, b) => Math.min(a, b), 0),
    reach.reduce((a, b) => Math.max(a, b), 0),
    5,
    axisFormat,
  );
  const left = Math.max(24, ...amounts.map((amount) => textWidth(axisFormat(amount)))) + 10;
  const room = bars.reduce((most, {tick}) => Math.max(most, textWidth(tick) + BETWEEN), LABEL_ROOM);
  const every = Math.max(1, Math.ceil((bars.length * room) / (width - left - RIGHT)));
  const labelled = bars.filter((_, index) => (bars.length - 1 - index) % every === 0).map(({key}) => key);
  const ticks = new Map(bars.map(({key, tick}) => [key, tick]));
  const picture = barePlot({
    width,
    height: HEIGHT,
    marginLeft: left,
    marginRight: RIGHT,
    x: {type: 'band', domain: bars.map(({key}) => key), padding: bars.length > 80 ? 0.05 : 0.2},
    y: {type: 'linear', domain: [amounts[0]!, amounts.at(-1)!]},
    marks: [
      gridY({ticks: amounts, stroke: theme.line, strokeOpacity: 1}),
      axisY({ticks: amounts, tickFormat: axisFormat, tickSize: 0, color: theme.quiet, label: null}),
      axisX({
        ticks: labelled,
        tickFormat: (key: string) => ticks.get(key) ?? '',
        tickSize: 0,
        color: theme.quiet,
        label: null,
      }),
      barY(marks, {x: 'key', y: 'value', fill: 'color', order: 'layer'}),
      barY(
        marks.filter(({bar}) => !bar.complete),
        {x: 'key', y: 'value', fill: incomplete.fill, order: 'layer'},
      ),
      line(compared, {x: 'key', y: 'compare', stroke: theme.context, strokeWidth: 1.5}),
      dot(compared, {x: 'key', y: 'compare', fill: theme.context, r: bars.length > 60 ? 0 : 2}),
      ruleY([0], {stroke: theme.quiet}),
    ],
  });
  picture.append(incomplete.definition);

  const x = scale({
    x: {type: 'band', domain: bars.map(({key}) => key), range: [left, width - RIGHT], padding: 0},
  }) as {apply(key: string): number; bandwidth: number};
  const hits = bars.map(({key, lines}) => ({from: x.apply(key), to: x.apply(key) + x.bandwidth, lines}));
  const named = layers.filter((_, layer) => bars.some(({values}) => values[layer] !== 0));
  return element(
    'div',
    {},
    legend([
      ...named,
      ...(compared.length > 0 ? [{label: compareLabel, color: theme.context, line: true}] : []),
    ]),
    withHits(picture, hits, label),
  );
}
