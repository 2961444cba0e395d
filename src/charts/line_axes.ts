import {isNumber} from './drawn_line';
import type {Lines} from './lines';
import {amountTicks} from './ticks';

export type Stretch = readonly [from: number, to: number];

/** The stretch of x and the round values of y that hold all there is to draw. */
export function lineAxes(
  {lines, stops, references = [], marks = [], x, y}: Lines,
  mostTicks: number,
): {readonly across: Stretch; readonly ticks: readonly number[]} {
  const points = lines.flatMap((line) => line.points);
  const referenced = (axis: 'x' | 'y') => references.filter((each) => each.axis === axis).map(({at}) => at);
  const xs = [
    ...points.map((point) => point.x),
    ...stops.map((stop) => stop.x),
    ...referenced('x'),
    ...marks.map((mark) => mark.x),
  ].filter(isNumber);
  const ys = [
    ...points.flatMap((point) => [point.y, point.low, point.high]),
    ...referenced('y'),
    ...marks.map((mark) => mark.y),
  ].filter(isNumber);

  const [firstX, lastX] = reach(xs.length > 0 ? xs : [0, 1]);
  const across: Stretch = [x.from ?? firstX, x.to ?? lastX];
  const share = y.most === 1;
  const [low, high] = reach(y.zero === false && !share && ys.length > 0 ? ys : [0, ...ys]);
  const ceiling = y.most ?? Infinity;
  // Where all is zero, the axis shows what could be.
  const top = high === 0 && low === 0 ? (y.most ?? 1) : Math.min(high, ceiling);
  return {
    across: across[1] > across[0] ? across : [across[0] - 0.5, across[0] + 0.5],
    ticks: amountTicks(share ? 0 : low, top, mostTicks, y.format),
  };
}

/** Not `Math.min(...)`: a spread of many values overflows the stack. */
function reach(values: readonly number[]): Stretch {
  return values.reduce<Stretch>(
    ([from, to], value) => [Math.min(from, value), Math.max(to, value)],
    [Infinity, -Infinity],
  );
}
