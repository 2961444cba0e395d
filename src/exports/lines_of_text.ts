/** A line of a text as it is laid out, in pixels of the window. */
export interface LineOfText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
}

const ascents = new Map<string, number>();
let context: OffscreenCanvasRenderingContext2D | null = null;

/** How far the letters of a font reach above the line they stand on. */
function ascentOf(style: CSSStyleDeclaration): number {
  const font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  let ascent = ascents.get(font);
  if (ascent === undefined) {
    context ??= new OffscreenCanvas(1, 1).getContext('2d')!;
    context.font = font;
    ascent = context.measureText('x').fontBoundingBoxAscent;
    ascents.set(font, ascent);
  }
  return ascent;
}

/** The lines into which a text is broken; blanks and soft hyphens as they show. */
export function linesOf(node: Text, style: CSSStyleDeclaration): LineOfText[] {
  const lines: {from: number; to: number; left: number; right: number; top: number}[] = [];
  const range = document.createRange();
  const add = (from: number, to: number): void => {
    range.setStart(node, from);
    range.setEnd(node, to);
    for (const {left, right, top, width} of range.getClientRects()) {
      if (width === 0) continue;
      const last = lines.at(-1);
      if (last && Math.abs(last.top - top) < 2) Object.assign(last, {to, right});
      else lines.push({from, to, left, right, top});
    }
  };
  const words = [...node.data.matchAll(/[^\s\u00ad]+\u00ad?/g)];
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return [];
  add(first.index, last.index + last[0].length);
  if (lines.length > 1) {
    lines.length = 0;
    for (const word of words) add(word.index, word.index + word[0].length);
  }
  const ascent = ascentOf(style);
  return lines.map(({from, to, left, right, top}) => ({
    text: node.data
      .slice(from, to)
      .replace(/\u00ad$/, to < node.data.trimEnd().length ? '-' : '')
      .replaceAll('\u00ad', '')
      .replace(/[ \t\r\n]+/g, ' '),
    left,
    right,
    baseline: top + ascent,
  }));
}
