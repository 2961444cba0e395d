import {svgElement} from '../charts/svg_element';
import {faint, round} from './looks';
import {paint} from './paint';

/** Several pictures may stand in one document. */
let patterns = 0;

const sides = ['top', 'right', 'bottom', 'left'] as const;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Background and borders of an element, placed from the corner of a frame. */
export function boxesOf(element: Element, style: CSSStyleDeclaration, frame: DOMRect): SVGElement[] {
  const {left, top, width, height} = element.getBoundingClientRect();
  const place = {
    x: round(left - frame.left),
    y: round(top - frame.top),
    width: round(width),
    height: round(height),
  };
  return [...background(place, style), ...sides.flatMap((side) => border(place, side, style))];
}

function background(place: Place, style: CSSStyleDeclaration): SVGElement[] {
  const hatched = hatch(style);
  const {color, opacity} = paint(style.backgroundColor);
  if (!hatched && opacity === 0) return [];
  const fill = hatched ? `url(#${hatched.id})` : color;
  const rounded = parseFloat(style.borderTopLeftRadius);
  const rect = svgElement('rect', {
    ...place,
    ...(rounded > 0 ? {rx: rounded} : {}),
    fill,
    ...faint('fill', opacity || 1),
  });
  return hatched ? [hatched, rect] : [rect];
}

/** The pattern of a background that app.css hatches. */
function hatch({backgroundImage}: CSSStyleDeclaration): SVGElement | null {
  const colors = backgroundImage.match(/(?:rgba?|oklab|oklch|lab|lch|color)\([^)]*\)/g);
  if (!backgroundImage.startsWith('repeating-linear-gradient') || !colors) return null;
  const [below, above] = [paint(colors[0]!), paint(colors.at(-1)!)];
  return svgElement(
    'pattern',
    {
      id: `hatched-${++patterns}`,
      width: 6,
      height: 6,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    svgElement('rect', {width: 6, height: 6, fill: below.color}),
    svgElement('rect', {width: 2, height: 6, fill: above.color}),
  );
}

function border(place: Place, side: (typeof sides)[number], style: CSSStyleDeclaration): SVGElement[] {
  const thickness = parseFloat(style.getPropertyValue(`border-${side}-width`));
  const {color, opacity} = paint(style.getPropertyValue(`border-${side}-color`));
  if (thickness === 0 || opacity === 0) return [];
  return [svgElement('rect', {...edge(place, side, thickness), fill: color, ...faint('fill', opacity)})];
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
