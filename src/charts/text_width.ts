import {axisSize} from './theme';

const MOST_KNOWN = 5000;

interface Measure {
  readonly context: CanvasRenderingContext2D;
  readonly family: string;
  /** Widths that were measured before, by style and text: the same ticks and labels are drawn again and again. */
  readonly known: Map<string, number>;
}

let measure: Measure | null | undefined;

function measureOf(): Measure | null {
  const context = document.createElement('canvas').getContext('2d');
  return context && {context, family: getComputedStyle(document.body).fontFamily, known: new Map()};
}

/** Width of a text in a picture, in pixels, as the page's font writes it. */
export function textWidth(text: string, strong = false): number {
  measure ??= measureOf();
  if (!measure) return text.length * axisSize * 0.6;
  const {context, family, known} = measure;
  const key = `${strong ? 600 : 400} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  context.font = `${strong ? 600 : 400} ${axisSize}px ${family}`;
  // Figures of one width can be wider than those that are measured.
  const width = Math.ceil(context.measureText(text).width * 1.03);
  known.set(key, width);
  return width;
}

/** The lines of a text that is to be no wider than so many pixels; a longer word stays whole. */
export function wrapText(text: string, width: number, strong = false): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, strong) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
