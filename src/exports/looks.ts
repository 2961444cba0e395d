import {paint} from './paint';

/** Properties of shapes and texts by the names of their SVG attributes. */
export type Looks = Readonly<Record<string, string>>;

/** What holds where nothing is written. */
const initialLooks: Looks = {
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

/** How a shape looks, whatever style sheet made it look so. */
export function looksOf(style: CSSStyleDeclaration): Looks {
  const looks = Object.fromEntries(
    Object.keys(initialLooks).map((name) => [name, style.getPropertyValue(name).replace(/(\d)px/g, '$1')]),
  );
  for (const name of ['fill', 'stroke']) {
    const {color, opacity} = paint(looks[name]!);
    looks[name] = color;
    if (opacity < 1) looks[`${name}-opacity`] = String(round(Number(looks[`${name}-opacity`]) * opacity));
  }
  return looks;
}

/** Of these only what an element does not inherit. */
export function differing(looks: Looks, inherited: Looks = initialLooks): Looks {
  return Object.fromEntries(Object.entries(looks).filter(([name, value]) => inherited[name] !== value));
}

/** The opacity of a fill or a stroke, where something shines through it. */
export function faint(name: 'fill' | 'stroke', opacity: number): Record<string, number> {
  return opacity < 1 ? {[`${name}-opacity`]: round(opacity)} : {};
}

/** A hundredth of a pixel is seen by nobody. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
