import {areaY, dot, line, type Markish} from '@observablehq/plot';
import {theme} from './theme';

export interface LinePoint {
  readonly x: number;
  /** null: there is no value, and the line has a gap. */
  readonly y: number | null;
  /** Interval of y; drawn where both ends are known. */
  readonly low?: number | null;
  readonly high?: number | null;
}

export interface Line {
  /** Stands at the end of the line; lines of one label and colour share it, and an empty one is not written. */
  readonly label: string;
  /** In order of x. */
  readonly points: readonly LinePoint[];
  /** What the picture is about, or what it is compared with; 'accent' where nothing is said. */
  readonly emphasis?: 'accent' | 'context';
  /** Where emphasis alone does not tell lines apart: one of `hues`. */
  readonly color?: string;
  /** From this x on the values are not complete: drawn dashed. */
  readonly incompleteFrom?: number | null;
  /** A value holds until the next: a step, as of a survival curve. */
  readonly step?: boolean;
}

/** Points that are few enough to be drawn one by one. */
const DOTS = 30;
const DASH = '4 3';

/** A line as it is drawn: its parts and what they look like. */
export interface DrawnLine {
  readonly label: string;
  readonly points: readonly LinePoint[];
  readonly strong: boolean;
  readonly stroke: string;
  readonly curve: 'step-after' | 'linear';
  readonly solid: readonly LinePoint[];
  readonly dashed: readonly LinePoint[];
  readonly alone: readonly LinePoint[];
}

export function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function hasInterval({low, high}: LinePoint): boolean {
  return isNumber(low) && isNumber(high);
}

export function drawnLine({
  label,
  points,
  emphasis = 'accent',
  color,
  incompleteFrom,
  step,
}: Line): DrawnLine {
  const strong = emphasis === 'accent';
  const from = incompleteFrom ?? Infinity;
  const firstOpen = points.findIndex((point) => point.x >= from);
  const cut = firstOpen < 0 ? points.length : firstOpen;
  return {
    label,
    points,
    strong,
    stroke: color ?? (strong ? theme.accent : theme.context),
    curve: step ? 'step-after' : 'linear',
    solid: points.slice(0, cut),
    // The stretch that leads to the first incomplete value is not complete either.
    dashed: cut < points.length ? points.slice(Math.max(0, cut - 1)) : [],
    alone: points.filter(
      (point, index) =>
        isNumber(point.y) && !isNumber(points[index - 1]?.y) && !isNumber(points[index + 1]?.y),
    ),
  };
}

export function bandOf({points, stroke, curve, solid, dashed, strong}: DrawnLine): Markish[] {
  if (!points.some(hasInterval)) return [];
  const channels = {x: 'x', y1: 'low', y2: 'high', fill: stroke, curve, clip: true} as const;
  const opacity = strong ? 0.18 : 0.12;
  return [
    areaY(solid, {...channels, fillOpacity: opacity}),
    areaY(dashed, {...channels, fillOpacity: opacity / 2}),
  ];
}

export function strokesOf(
  {points, stroke, strong, curve, solid, dashed, alone}: DrawnLine,
  inside: (x: number) => boolean,
): Markish[] {
  const channels = {x: 'x', y: 'y', stroke, strokeWidth: strong ? 2.5 : 1.5, curve, clip: true} as const;
  const dots =
    strong && curve === 'linear' && points.length <= DOTS ? points.filter(({y}) => isNumber(y)) : alone;
  return [
    line(solid, channels),
    line(dashed, {...channels, strokeDasharray: DASH}),
    dot(
      dots.filter(({x}) => inside(x)),
      {x: 'x', y: 'y', r: strong ? 3 : 2, fill: stroke},
    ),
  ];
}

/** Points along a line, near enough to each other that no label fits between two; a context line has fewer. */
export function pointsAlong(
  {points, strong}: Pick<DrawnLine, 'points' | 'strong'>,
  toX: (x: number) => number,
  toY: (y: number) => number,
): number[] {
  const apart = strong ? 3 : 8;
  const places: number[] = [];
  let before: readonly [number, number] | null = null;
  for (const {x, y} of points) {
    if (!isNumber(y)) {
      before = null;
      continue;
    }
    const here = [toX(x), toY(y)] as const;
    const count: number = before
      ? Math.floor(Math.hypot(here[0] - before[0], here[1] - before[1]) / apart)
      : 1;
    // Nearer than that to the last: it stands for both.
    if (count === 0) continue;
    for (let part = 1; part <= count; part++) {
      const share = part / count;
      const [fromX, fromY]: readonly [number, number] = before ?? here;
      places.push(fromX + (here[0] - fromX) * share, fromY + (here[1] - fromY) * share);
    }
    before = here;
  }
  return places;
}
