const SVG = 'http://www.w3.org/2000/svg';
let made = 0;

/** A pattern that marks what is not complete; put `definition` into the picture that uses `fill`. */
export function hatch(): {definition: SVGElement; fill: string} {
  const id = `hatch-${++made}`;
  const pattern = svg('pattern', {
    id,
    width: '6',
    height: '6',
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  });
  pattern.append(svg('rect', {width: '3', height: '6', fill: 'var(--paper)'}));
  const definition = svg('defs', {});
  definition.append(pattern);
  return {definition, fill: `url(#${id})`};
}

function svg(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
