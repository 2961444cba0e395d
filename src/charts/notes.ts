import {lineHeight} from './end_labels';
import {svgElement} from './svg_element';
import {textWidth, wrapText} from './text_width';
import {axisSize, theme} from './theme';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Note {
  readonly text: string;
  readonly strong: boolean;
  /** Colour of what it belongs to, for the legend where the note finds no place. */
  readonly color: string;
  /** What it belongs to: a line across the picture or a mark with its whisker. */
  readonly at:
    | {readonly kind: 'vertical'; readonly x: number}
    | {readonly kind: 'horizontal'; readonly y: number}
    | {readonly kind: 'mark'; readonly box: Box};
}

const GAP = 6;
/** Widths at which a text may be broken; the first one that costs least is taken. */
const WIDTHS = [190, 130, 90];
/** What a place costs: each line of reference that runs through it, each point it covers, each pixel away, each row of text. */
const price = {line: 14, point: 2, away: 1, row: 5} as const;

/**
 * Writes notes into a picture, each where it covers no other and as little as possible of the lines. Those for which
 * there is no such place are given back.
 */
export function placeNotes(
  notes: readonly Note[],
  plot: Box,
  /** x and y in turn of points that are better left free. */
  drawn: readonly number[],
): {readonly node: SVGElement; readonly left: readonly Note[]} {
  const node = svgElement('g', {'font-size': axisSize, 'text-anchor': 'start', class: 'notes'});
  const left: Note[] = [];
  // Marks cannot move, so their places are taken before any words are written.
  const taken: Box[] = notes.flatMap(({at}) => (at.kind === 'mark' ? [at.box] : []));
  const byNeed = [...notes].sort((a, b) => Number(b.at.kind === 'mark') - Number(a.at.kind === 'mark'));
  for (const note of byNeed) {
    let best: {place: Box; lines: readonly string[]} | null = null;
    let least = Infinity;
    for (const widest of WIDTHS) {
      const lines = wrapText(note.text, Math.min(widest, (plot.right - plot.left) * 0.6), note.strong);
      const width = Math.max(...lines.map((line) => textWidth(line, note.strong)));
      for (const {place, away} of candidates(note.at, width, lines.length * lineHeight, plot)) {
        const afar = away * price.away + lines.length * price.row;
        if (afar >= least) continue;
        const cost = afar + costOf(place, note, notes, taken, drawn, plot, least - afar);
        if (cost < least) [best, least] = [{place, lines}, cost];
      }
    }
    if (best) {
      taken.push(best.place);
      node.append(written(best.lines, best.place, note.strong));
    } else left.push(note);
  }
  return {node, left};
}

/** Places beside what a note belongs to, the most natural ones first, and how far each is away. */
function candidates(
  at: Note['at'],
  width: number,
  height: number,
  plot: Box,
): readonly {readonly place: Box; readonly away: number}[] {
  const box = (x: number, y: number, away: number) => ({
    place: {left: x, right: x + width, top: y, bottom: y + height},
    away,
  });
  const upTo = (most: number, step: number) =>
    Array.from({length: Math.max(0, Math.floor(most / step) + 1)}, (_, index) => index * step);
  switch (at.kind) {
    case 'vertical':
      return upTo(plot.bottom - plot.top - height, 4).flatMap((down) => [
        box(at.x + GAP, plot.top + down, down / 4),
        box(at.x - GAP - width, plot.top + down, down / 4 + 1),
      ]);
    case 'horizontal':
      return upTo(plot.right - plot.left - width - GAP, 12).flatMap((back) => [
        box(plot.right - width - back, at.y - height - 2, back / 12),
        box(plot.right - width - back, at.y + 2, back / 12 + 1),
      ]);
    case 'mark': {
      const {left, right, top, bottom} = at.box;
      return upTo(80, 4).flatMap((away) => {
        const [before, after] = [left - GAP - width - away, right + GAP + away];
        const [above, below] = [top - height - away, bottom + away];
        return [
          box(after, (top + bottom - height) / 2, away),
          box(before, (top + bottom - height) / 2, away + 1),
          ...[left, (left + right - width) / 2, right - width].flatMap((x) => [
            box(x, above, away + 1),
            box(x, below, away + 1),
          ]),
          ...[after, before].flatMap((x) => [box(x, above, away + 4), box(x, below, away + 4)]),
        ];
      });
    }
  }
}

/** The cost of a place; what is above `most` may be told too low. */
function costOf(
  place: Box,
  note: Note,
  notes: readonly Note[],
  taken: readonly Box[],
  drawn: readonly number[],
  plot: Box,
  most: number,
): number {
  const {left, right, top, bottom} = place;
  if (left < plot.left || right > plot.right || top < plot.top - 2 || bottom > plot.bottom) return Infinity;
  let cost = 0;
  for (const other of taken) {
    const apart =
      left >= other.right + 4 || right + 4 <= other.left || top >= other.bottom || bottom <= other.top;
    if (!apart) return Infinity;
  }
  for (const {at} of notes) {
    if (at === note.at || at.kind === 'mark') continue;
    const crossed = at.kind === 'vertical' ? at.x > left && at.x < right : at.y > top && at.y < bottom;
    if (crossed) cost += price.line;
  }
  for (let index = 0; index < drawn.length && cost < most; index += 2) {
    const [x, y] = [drawn[index]!, drawn[index + 1]!];
    if (x > left && x < right && y > top && y < bottom) cost += price.point;
  }
  return cost;
}

function written(lines: readonly string[], {left, top}: Box, strong: boolean): SVGElement {
  return svgElement(
    'text',
    {
      fill: strong ? theme.ink : theme.quiet,
      'font-weight': strong ? 600 : 400,
      stroke: 'var(--paper)',
      'stroke-width': 4,
      'stroke-linejoin': 'round',
      'paint-order': 'stroke',
    },
    ...lines.map((line, index) =>
      svgElement('tspan', {x: left, y: top + index * lineHeight, dy: '0.95em'}, line),
    ),
  );
}
