import {axisSize} from './theme';

let measure: CanvasRenderingContext2D | null | undefined;

/** Width of a text in a picture, in pixels, as the page's font writes it. */
export function textWidth(text: string, strong = false): number {
  measure ??= document.createElement('canvas').getContext('2d');
  if (!measure) return text.length * axisSize * 0.6;
  const {fontFamily} = getComputedStyle(document.body);
  measure.font = `${strong ? 600 : 400} ${axisSize}px ${fontFamily}`;
  // Figures of one width can be wider than those that are measured.
  return Math.ceil(measure.measureText(text).width * 1.03);
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
