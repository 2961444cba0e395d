import {svgElement} from '../charts/svg_element';
import {legible} from './legible';
import {differing, looksOf, round, type Looks} from './looks';

/** Attributes of shape and place: all that is taken from a drawing beside what it looks like. */
const kept =
  /^(?:id|x|y|x1|x2|y1|y2|dx|dy|cx|cy|r|rx|ry|width|height|d|points|transform|offset|clip-path|patternUnits|patternTransform)$/;
const shapes = new Set(
  'g path rect circle ellipse line polyline polygon text tspan defs pattern clipPath linearGradient stop'.split(
    ' ',
  ),
);

/** A drawing in the page, its looks written into its elements; placed from the corner of a frame. */
export function drawingCopy(source: SVGSVGElement, frame: DOMRect): SVGElement {
  const {left, top, width} = source.getBoundingClientRect();
  const {x, y, width: own} = source.viewBox.baseVal;
  const scale = own > 0 ? width / own : 1;
  const move = `translate(${round(left - frame.left - x * scale)} ${round(top - frame.top - y * scale)})`;
  const zoom = Math.abs(scale - 1) > 0.001 ? ` scale(${round(scale)})` : '';
  const looks = looksOf(getComputedStyle(source));
  const group = svgElement('g', {transform: `${move}${zoom}`, ...differing(looks)});
  for (const child of source.children) copyInto(group, child, looks);
  return group;
}

function copyInto(target: SVGElement, source: Element, inherited: Looks): void {
  const name = source.localName;
  const style = getComputedStyle(source);
  if (!shapes.has(name) || style.display === 'none' || style.visibility === 'hidden') return;
  const looks = looksOf(style);
  const copy = svgElement(name as 'g', {...placeOf(source), ...differing(looks, inherited)});
  if (style.opacity !== '1') copy.setAttribute('opacity', style.opacity);
  for (const child of source.childNodes) {
    if (child instanceof Text) copy.append(legible(child.data));
    else if (child instanceof Element) copyInto(copy, child, looks);
  }
  target.append(copy);
}

function placeOf(source: Element): Record<string, string> {
  const attributes = [...source.attributes].filter(({name}) => kept.test(name));
  return Object.fromEntries(
    attributes.map(({name, value}) => [name, name === 'd' ? shortened(value) : value]),
  );
}

/** A path to a tenth of a pixel. */
function shortened(path: string): string {
  return path.replace(/(\.\d)\d+/g, '$1');
}
