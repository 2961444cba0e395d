import {isNumber} from './drawn_line';
import type {Box, Note} from './notes';
import {svgElement} from './svg_element';
import {theme} from './theme';

/** A point that the picture is about, with the interval of its x. */
export interface LineMark {
  readonly x: number;
  readonly y: number;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly label: string;
}

/** A dot with its interval; an end of the interval that lies outside the picture has no cap. */
export function whisker(
  {x, y, low, high, label}: LineMark,
  toX: (x: number) => number,
  toY: (y: number) => number,
  {left, right}: Box,
): {node: SVGElement; note: Note} {
  const [cx, cy] = [toX(x), toY(y)];
  const node = svgElement('g', {stroke: theme.ink, 'stroke-width': 1.5});
  const box = {left: cx - 6, right: cx + 6, top: cy - 7, bottom: cy + 7};
  if (isNumber(low) && isNumber(high)) {
    const [from, to] = [Math.max(left, toX(low)), Math.min(right, toX(high))];
    node.append(svgElement('line', {x1: from, x2: to, y1: cy, y2: cy}));
    for (const [end, wanted] of [
      [from, toX(low)],
      [to, toX(high)],
    ] as const)
      if (end === wanted) node.append(svgElement('line', {x1: end, x2: end, y1: cy - 5, y2: cy + 5}));
    [box.left, box.right] = [Math.min(box.left, from), Math.max(box.right, to)];
  }
  node.append(
    svgElement('circle', {cx, cy, r: 5, fill: theme.accent, stroke: 'var(--paper)', 'stroke-width': 1.5}),
  );
  return {node, note: {text: label, color: theme.accent, strong: true, at: {kind: 'mark', box}}};
}
