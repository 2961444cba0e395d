import {svgElement} from './svg_element';
import {theme} from './theme';

let made = 0;

/** A pattern that marks what is not complete; put `definition` into the picture that uses `fill`. */
export function hatch(): {definition: SVGElement; fill: string} {
  const id = `hatch-${++made}`;
  const stripe = svgElement('rect', {width: 3, height: 6, fill: 'var(--paper)'});
  const pattern = svgElement(
    'pattern',
    {id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'},
    stripe,
  );
  return {definition: svgElement('defs', {}, pattern), fill: `url(#${id})`};
}

/** The hatching as a legend shows it. */
export const stripes = `repeating-linear-gradient(135deg, ${theme.context} 0 2px, var(--paper) 2px 4px)`;
