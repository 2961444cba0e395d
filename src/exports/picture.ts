import {svgElement} from '../charts/svg_element';
import {legible} from './legible';
import {linesOf} from './lines_of_text';
import {paint} from './paint';

export interface Words {
  readonly title: string;
  readonly description: string;
}

/** Several pictures may stand in one document. */
let patterns = 0;

const NAMESPACE = 'http://www.w3.org/2000/svg';
/** Families that are there on any machine; the last one always. */
const FONTS =
  "ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/** What an element hands down to those inside it; only what differs is written. */
type Inherited = Readonly<Record<string, string>>;

const initial: Inherited = {
  fill: '#000000',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-opacity': '1',
  'stroke-width': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'font-size': '13',
  'font-weight': '400',
  'font-style': 'normal',
  'text-anchor': 'start',
  'paint-order': 'normal',
};

/** Attributes of shape and place: all that is taken from a picture beside what it looks like. */
const kept =
  /^(?:id|x|y|x1|x2|y1|y2|dx|dy|cx|cy|r|rx|ry|width|height|d|points|transform|offset|clip-path|patternUnits|patternTransform)$/;
const shapes = new Set(
  'g path rect circle ellipse line polyline polygon text tspan defs pattern clipPath linearGradient stop'.split(
    ' ',
  ),
);

/**
 * What a part of the page shows, tables and lists included, as one SVG image of plain shapes and texts: no style sheet, no
 * reference to anything outside. The part must be laid out; whatever it hides is left out. Gives other work its turn
 * through `pause`.
 */
export async function pictureOf(
  part: HTMLElement,
  {title, description}: Words,
  pause: () => Promise<void>,
): Promise<SVGSVGElement> {
  const frame = part.getBoundingClientRect();
  const width = Math.ceil(Math.max(frame.width, part.scrollWidth));
  const height = Math.ceil(Math.max(frame.height, part.scrollHeight));
  const svg = svgElement(
    'svg',
    {
      xmlns: NAMESPACE,
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
  const hatched = (style: CSSStyleDeclaration): string | null => {
    const colors = style.backgroundImage.match(/(?:rgba?|oklab|oklch|lab|lch|color)\([^)]*\)/g);
    if (!style.backgroundImage.startsWith('repeating-linear-gradient') || !colors) return null;
    const id = `hatched-${++patterns}`;
    const [below, above] = [paint(colors[0]!), paint(colors.at(-1)!)];
    svg.append(
      svgElement(
        'pattern',
        {id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'},
        svgElement('rect', {width: 6, height: 6, fill: below.color}),
        svgElement('rect', {width: 2, height: 6, fill: above.color}),
      ),
    );
    return `url(#${id})`;
  };

  const box = (element: Element, style: CSSStyleDeclaration): void => {
    const {left, top, width: wide, height: high} = element.getBoundingClientRect();
    const place = {
      x: round(left - frame.left),
      y: round(top - frame.top),
      width: round(wide),
      height: round(high),
    };
    const pattern = hatched(style);
    const {color, opacity} = paint(style.backgroundColor);
    if (pattern !== null || opacity > 0)
      svg.append(
        svgElement('rect', {
          ...place,
          ...roundness(style),
          fill: pattern ?? color,
          ...faint('fill', opacity || 1),
        }),
      );
    for (const side of sides) {
      const thickness = parseFloat(style.getPropertyValue(`border-${side}-width`));
      const {color: line, opacity: seen} = paint(style.getPropertyValue(`border-${side}-color`));
      if (thickness === 0 || seen === 0) continue;
      svg.append(svgElement('rect', {...edge(place, side, thickness), fill: line, ...faint('fill', seen)}));
    }
  };

  const texts = (node: Text, style: CSSStyleDeclaration): void => {
    const {color, opacity} = paint(style.color);
    for (const {text, left, right, baseline} of linesOf(node, style)) {
      const anchor = anchors[style.textAlign] ?? 'start';
      const x = anchor === 'end' ? right : anchor === 'middle' ? (left + right) / 2 : left;
      const attributes = {
        x: round(x - frame.left),
        y: round(baseline - frame.top),
        fill: color,
        ...faint('fill', opacity),
        ...differing({
          'font-size': String(parseFloat(style.fontSize)),
          'font-weight': style.fontWeight,
          'font-style': style.fontStyle,
          'text-anchor': anchor,
        }),
      };
      svg.append(svgElement('text', attributes, legible(text)));
    }
  };

  const walk = async (element: Element): Promise<void> => {
    await pause();
    const style = getComputedStyle(element);
    if (isUnseen(style)) return;
    if (element instanceof SVGSVGElement) {
      svg.append(drawing(element, frame));
      return;
    }
    if (element.matches('input, select, textarea')) return;
    box(element, style);
    for (const child of element.childNodes) {
      if (child instanceof Text) texts(child, style);
      else if (child instanceof Element) await walk(child);
    }
  };

  await walk(part);
  return svg;
}

const anchors: Readonly<Record<string, string>> = {right: 'end', end: 'end', center: 'middle'};
const sides = ['top', 'right', 'bottom', 'left'] as const;

/** A picture in the page, its looks written into its elements. */
function drawing(source: SVGSVGElement, frame: DOMRect): SVGElement {
  const {left, top, width} = source.getBoundingClientRect();
  const {x, y, width: own} = source.viewBox.baseVal;
  const scale = own > 0 ? width / own : 1;
  const group = svgElement('g', {
    transform: `translate(${round(left - frame.left - x * scale)} ${round(top - frame.top - y * scale)})${
      Math.abs(scale - 1) > 0.001 ? ` scale(${round(scale)})` : ''
    }`,
  });
  const looks = looksOf(source, initial);
  set(group, looks.differing);
  for (const child of source.children) copyInto(group, child, looks.all);
  return group;
}

function copyInto(target: SVGElement, source: Element, inherited: Inherited): void {
  const name = source.localName;
  const style = getComputedStyle(source);
  if (!shapes.has(name) || style.display === 'none' || style.visibility === 'hidden') return;
  const copy = document.createElementNS(NAMESPACE, name);
  for (const {name: attribute, value} of source.attributes)
    if (kept.test(attribute)) copy.setAttribute(attribute, attribute === 'd' ? shortened(value) : value);
  const looks = looksOf(source, inherited);
  set(copy, looks.differing);
  if (style.opacity !== '1') copy.setAttribute('opacity', style.opacity);
  for (const child of source.childNodes) {
    if (child instanceof Text) copy.append(legible(child.data));
    else if (child instanceof Element) copyInto(copy, child, looks.all);
  }
  target.append(copy);
}

function looksOf(source: Element, inherited: Inherited): {all: Inherited; differing: Inherited} {
  const style = getComputedStyle(source);
  const all = Object.fromEntries(Object.keys(initial).map((property) => [property, lookOf(style, property)]));
  for (const property of ['fill', 'stroke']) {
    const {color, opacity} = paint(all[property]!);
    all[property] = color;
    if (opacity < 1) all[`${property}-opacity`] = String(round(Number(all[`${property}-opacity`]) * opacity));
  }
  return {all, differing: differing(all, inherited)};
}

function lookOf(style: CSSStyleDeclaration, property: string): string {
  return style.getPropertyValue(property).replace(/(\d)px/g, '$1');
}

function differing(looks: Inherited, from: Inherited = initial): Inherited {
  return Object.fromEntries(Object.entries(looks).filter(([name, value]) => from[name] !== value));
}

function set(element: Element, attributes: Inherited): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

function isUnseen(style: CSSStyleDeclaration): boolean {
  return style.display === 'none' || style.visibility === 'hidden' || style.clipPath !== 'none';
}

function roundness(style: CSSStyleDeclaration): {rx?: number} {
  const radius = parseFloat(style.borderTopLeftRadius);
  return radius > 0 ? {rx: radius} : {};
}

function faint(property: string, opacity: number): Record<string, number> {
  return opacity < 1 ? {[`${property}-opacity`]: round(opacity)} : {};
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function edge(place: Place, side: (typeof sides)[number], thickness: number): Place {
  const {x, y, width, height} = place;
  switch (side) {
    case 'top':
      return {...place, height: thickness};
    case 'bottom':
      return {...place, y: y + height - thickness, height: thickness};
    case 'left':
      return {...place, width: thickness};
    case 'right':
      return {...place, x: x + width - thickness, width: thickness};
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A path to a tenth of a pixel. */
function shortened(path: string): string {
  return path.replace(/(\.\d)\d+/g, '$1');
}
