import {svgElement} from './svg_element';
import {textWidth} from './text_width';
import {axisSize, theme} from './theme';

export interface EndLabel {
  readonly text: string;
  readonly color: string;
  readonly strong: boolean;
  /** Where the mark ends, in pixels of the picture. */
  readonly x: number;
  readonly y: number;
}

/** Height of a line of text. */
export const lineHeight = 17;
/** Between the edge of the plot and a label: room for the line that leads to it. */
const LEAD = 18;
/** Below this width the picture needs all of it. */
const NARROW = 480;
const WIDEST_SHARE = 0.3;

/** Room that labels need to the right of a picture; null where there is too little for them. */
export function endLabelRoom(
  labels: readonly Pick<EndLabel, 'text' | 'strong'>[],
  width: number,
  height: number,
): number | null {
  if (labels.length === 0) return 0;
  const widest = Math.max(...labels.map(({text, strong}) => textWidth(text, strong)));
  const fits =
    width >= NARROW && widest <= width * WIDEST_SHARE && labels.length * lineHeight <= height - lineHeight;
  return fits ? widest + LEAD : null;
}

/** Labels in a column, each as near to its mark as the others let it, led to by a line where it had to move. */
export function endLabels(
  labels: readonly EndLabel[],
  edge: number,
  top: number,
  bottom: number,
): SVGElement {
  const places = spread(
    labels.map(({y}) => y),
    top + lineHeight / 2,
    bottom - lineHeight / 2,
  );
  return svgElement(
    'g',
    {'font-size': axisSize, 'text-anchor': 'start', class: 'end-labels'},
    ...labels.flatMap(({text, color, strong, x, y}, index) => {
      const place = places[index]!;
      const lead = svgElement('path', {
        d: `M${x + 3},${y}H${edge + 2}L${edge + LEAD - 8},${place}H${edge + LEAD - 4}`,
        fill: 'none',
        stroke: color,
        'stroke-opacity': 0.7,
      });
      const label = svgElement(
        'text',
        {
          x: edge + LEAD,
          y: place,
          dy: '0.35em',
          fill: strong ? theme.ink : theme.quiet,
          'font-weight': strong ? 600 : 400,
        },
        text,
      );
      return [lead, label];
    }),
  );
}

/**
 * Moves values apart until they are a line of text from each other, as little as possible: neighbours in conflict share
 * the middle of what they want. There is room for all of them.
 */
function spread(wanted: readonly number[], from: number, to: number): readonly number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const blocks: {start: number; sum: number; count: number}[] = [];
  const startOf = ({sum, count}: {sum: number; count: number}) =>
    Math.max(from, Math.min(sum / count, to - (count - 1) * lineHeight));
  for (const index of order) {
    let block = {start: 0, sum: wanted[index]!, count: 1};
    block.start = startOf(block);
    for (let before = blocks.at(-1); before; before = blocks.at(-1)) {
      if (before.start + before.count * lineHeight <= block.start) break;
      // Each member wants the block to begin where it would itself stand at its own place in it.
      const sum = before.sum + block.sum - block.count * before.count * lineHeight;
      block = {start: 0, sum, count: before.count + block.count};
      block.start = startOf(block);
      blocks.pop();
    }
    blocks.push(block);
  }
  const places: number[] = [];
  let next = 0;
  for (const {start, count} of blocks)
    for (let at = 0; at < count; at++) places[order[next++]!] = start + at * lineHeight;
  return places;
}
