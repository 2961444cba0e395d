import {element} from './element';

export interface BarRow {
  readonly name: string;
  /** Group of rows that share a hue; app.css knows the names. */
  readonly family: string;
  /** 0–1, length of the bar. */
  readonly length: number;
  readonly values: readonly string[];
  /** Makes the row a button. */
  pick?(): void;
}

/** Named rows with a bar and their numbers; those that lead somewhere are buttons. */
export function barList(caption: string, rows: readonly BarRow[]): HTMLElement {
  return element(
    'ul',
    {class: 'bars', 'aria-label': caption},
    ...rows.map(({name, family, length, values, pick}) => {
      const bar = element('span', {class: `bar family-${family}`});
      bar.style.width = `${Math.max(0, Math.min(1, length)) * 100}%`;
      const row = element(
        pick ? 'button' : 'div',
        pick ? {type: 'button'} : {},
        element('span', {class: 'name'}, `${name} `),
        element('span', {class: 'track', 'aria-hidden': 'true'}, bar),
        ...values.map((value) => element('span', {class: 'value'}, `${value} `)),
      );
      if (pick) row.addEventListener('click', pick);
      return element('li', {}, row);
    }),
  );
}
