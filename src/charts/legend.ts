import {element} from './element';

/** A line of colour names above a picture that has no room for direct labels. */
export function legend(
  entries: readonly {readonly label: string; readonly color: string; readonly line?: boolean}[],
): Node {
  return element(
    'p',
    {class: 'legend'},
    ...entries.map(({label, color, line}) => {
      const swatch = element('span', {class: line ? 'swatch line' : 'swatch', 'aria-hidden': 'true'});
      swatch.style.background = color;
      return element('span', {}, swatch, label);
    }),
  );
}
