/** A colour that any program understands, and how much of it covers what lies below (0–1). */
export interface Paint {
  readonly color: string;
  readonly opacity: number;
}

const known = new Map<string, Paint>();
let context: OffscreenCanvasRenderingContext2D | null = null;

/** Whatever a style sheet may call a colour, as #rrggbb; `none` and references to patterns stay as they are. */
export function paint(css: string): Paint {
  if (css === 'none') return {color: 'none', opacity: 1};
  const reference = /^url\("?(#[^")]+)"?\)/.exec(css)?.[1];
  if (reference) return {color: `url(${reference})`, opacity: 1};
  let found = known.get(css);
  if (!found) {
    found = painted(css);
    known.set(css, found);
  }
  return found;
}

function painted(css: string): Paint {
  context ??= new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true})!;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
  return {color: `#${hex}`, opacity: alpha / 255};
}
