import {svgElement} from '../charts/svg_element';
import {boxesOf} from './boxes';
import {drawingCopy} from './drawing_copy';
import {legible} from './legible';
import {linesOf} from './lines_of_text';
import {differing, faint, round} from './looks';
import {paint} from './paint';

export interface Words {
  readonly title: string;
  readonly description: string;
}

/** Families that are there on any machine; the last one always. */
const FONTS =
  "ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/**
 * What a part of the page shows, tables and lists included, as one SVG image of plain shapes and texts: no style sheet, no
 * reference to anything outside. The part must be laid out; whatever it hides is left out. Gives other work its turn
 * through `pause`.
 */
export async function pictureOf(
  part: HTMLElement,
  words: Words,
  pause: () => Promise<void>,
): Promise<SVGSVGElement> {
  const frame = part.getBoundingClientRect();
  const svg = emptyPicture(part, frame, words);

  const walk = async (element: Element): Promise<void> => {
    await pause();
    const style = getComputedStyle(element);
    if (isUnseen(style)) return;
    if (element instanceof SVGSVGElement) {
      svg.append(drawingCopy(element, frame));
      return;
    }
    if (element.matches('input, select, textarea')) return;
    svg.append(...boxesOf(element, style, frame));
    for (const child of element.childNodes) {
      if (child instanceof Text) svg.append(...textsOf(child, style, frame));
      else if (child instanceof Element) await walk(child);
    }
  };

  await walk(part);
  return svg;
}

function emptyPicture(part: HTMLElement, frame: DOMRect, {title, description}: Words): SVGSVGElement {
  const width = Math.ceil(Math.max(frame.width, part.scrollWidth));
  const height = Math.ceil(Math.max(frame.height, part.scrollHeight));
  return svgElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'font-family': FONTS,
      'font-size': 13,
    },
    svgElement('title', {}, legible(title)),
    svgElement('desc', {}, legible(description)),
  );
}

const anchors: Readonly<Record<string, string>> = {right: 'end', end: 'end', center: 'middle'};

function textsOf(node: Text, style: CSSStyleDeclaration, frame: DOMRect): SVGElement[] {
  const {color, opacity} = paint(style.color);
  const anchor = anchors[style.textAlign] ?? 'start';
  const looks = differing({
    'font-size': String(parseFloat(style.fontSize)),
    'font-weight': style.fontWeight,
    'font-style': style.fontStyle,
    'text-anchor': anchor,
  });
  return linesOf(node, style).map(({text, left, right, baseline}) => {
    // Anchored as on the page, so that it stays in its column where another font is wider.
    const x = anchor === 'end' ? right : anchor === 'middle' ? (left + right) / 2 : left;
    const place = {x: round(x - frame.left), y: round(baseline - frame.top)};
    return svgElement('text', {...place, fill: color, ...faint('fill', opacity), ...looks}, legible(text));
  });
}

function isUnseen(style: CSSStyleDeclaration): boolean {
  return style.display === 'none' || style.visibility === 'hidden' || style.clipPath !== 'none';
}
