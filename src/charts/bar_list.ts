import {element} from './element';
import {PART, type Lead} from './lead';
import {textWidth} from './text_width';

export interface BarRow {
  readonly name: string;
  /** Group of rows that share a hue; app.css knows the names. */
  readonly family: string;
  /** 0–1, length of the bar; nothing is drawn for 0. */
  readonly length: number;
  readonly values: readonly string[];
  /** Makes the row a button; with Shift it is chosen beside others. */
  readonly pick?: Lead;
}

/** From this width on a row with its numbers is too long for a narrow screen, and takes two lines there. */
const LONG = 330;
const GAP = 10;

/** Named rows with a bar and their numbers; those that lead somewhere are buttons. `heads` name the numbers. */
export function barList(
  caption: string,
  rows: readonly BarRow[],
  heads: readonly string[] = [],
): HTMLElement {
  const list = element(
    'ul',
    {class: needed(rows, heads) > LONG ? 'bars long' : 'bars', 'aria-label': caption},
    ...(heads.length > 0
      ? [
          element(
            'li',
            {class: 'heads', 'aria-hidden': 'true'},
            element(
              'div',
              {},
              element('span', {class: 'name'}),
              element('span', {class: 'track'}),
              ...heads.map((head) => element('span', {class: 'value'}, head)),
            ),
          ),
        ]
      : []),
    ...rows.map(({name, family, length, values, pick}) => {
      const track = element('span', {class: 'track', 'aria-hidden': 'true'});
      if (length > 0) {
        const bar = element('span', {class: `bar family-${family}`});
        bar.style.width = `${Math.min(1, length) * 100}%`;
        track.append(bar);
      }
      const row = element(
        pick ? 'button' : 'div',
        pick ? {type: 'button', [PART]: pick.key} : {},
        element('span', {class: 'name'}, `${name} `),
        track,
        ...values.map((value, place) =>
          element(
            'span',
            {class: 'value'},
            ...(heads[place] ? [element('span', {class: 'unseen'}, `${heads[place]}: `)] : []),
            `${value} `,
          ),
        ),
      );
      if (pick) row.addEventListener('click', (event) => pick.follow((event as MouseEvent).shiftKey));
      return element('li', {}, row);
    }),
  );
  list.style.setProperty('--numbers', String(columnsOf(rows)));
  return list;
}

function columnsOf(rows: readonly BarRow[]): number {
  return rows.reduce((most, {values}) => Math.max(most, values.length), 1);
}

/** Pixels that the longest name and the longest of each number need beside each other. */
function needed(rows: readonly BarRow[], heads: readonly string[]): number {
  const widest = (texts: readonly string[]) =>
    texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
  const numbers = Array.from({length: columnsOf(rows)}, (_, place) =>
    widest([heads[place] ?? '', ...rows.map(({values}) => values[place] ?? '')]),
  );
  return numbers.reduce((sum, width) => sum + width + GAP, widest(rows.map(({name}) => name)));
}
