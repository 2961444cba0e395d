import {element} from './element';

export interface HeatCell {
  /** Large number in the cell. */
  readonly value: string;
  /** Small number below it, left out where there is no room. */
  readonly note: string;
  /** 0–1: how far between the lightest and the darkest of the scale. */
  readonly weight: number;
  /** Which cell it is, for those who do not see where it stands. */
  readonly name: string;
  /** The exact numbers. */
  readonly tip: string;
  pick(): void;
}

export interface HeatMatrix {
  readonly caption: string;
  readonly corner: string;
  readonly columns: readonly {readonly name: string; readonly note: string}[];
  readonly rows: readonly {
    readonly name: string;
    readonly note: string;
    /** null: nobody is in this cell. */
    readonly cells: readonly (HeatCell | null)[];
  }[];
}

/** Steps of the colour scale; app.css gives each a colour under which its number can be read. */
export const heatSteps = 7;

/** A matrix of numbers on a single-hue scale. Each filled cell is a button; arrow keys walk through them. */
export function heatMatrix({caption, corner, columns, rows}: HeatMatrix): HTMLElement {
  const head = element(
    'tr',
    {},
    element('th', {scope: 'col', class: 'corner'}, corner),
    ...columns.map(({name, note}) => element('th', {scope: 'col'}, name, element('small', {}, note))),
  );
  const body = rows.map(({name, note, cells}) =>
    element(
      'tr',
      {},
      element('th', {scope: 'row'}, name, element('small', {}, note)),
      ...cells.map(heatCell),
    ),
  );
  const table = element(
    'table',
    {class: 'heat'},
    element('caption', {class: 'unseen'}, caption),
    element('thead', {}, head),
    element('tbody', {}, ...body),
  );
  table.addEventListener('keydown', walk);
  table.querySelector('button')?.setAttribute('tabindex', '0');
  return element('div', {class: 'scroll'}, table);
}

function heatCell(cell: HeatCell | null): HTMLElement {
  if (!cell) return element('td', {class: 'none'}, '–');
  const step = Math.round(Math.max(0, Math.min(1, cell.weight)) * heatSteps);
  const button = element(
    'button',
    {type: 'button', tabindex: '-1', class: `heat-${step}`, title: cell.tip},
    element('span', {class: 'unseen'}, `${cell.name}: `),
    element('span', {}, `${cell.value} `),
    element('small', {}, cell.note),
  );
  button.addEventListener('click', () => cell.pick());
  return element('td', {}, button);
}

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function walk(event: KeyboardEvent): void {
  const step = steps[event.key];
  const table = event.currentTarget as HTMLTableElement;
  const from = (event.target as HTMLElement).closest('td');
  if (!step || !from) return;
  event.preventDefault();
  const [down, right] = step;
  let row = (from.parentElement as HTMLTableRowElement).rowIndex + down;
  let column = from.cellIndex + right;
  // Empty cells are stepped over.
  for (; ; row += down, column += right) {
    const cell = table.rows[row]?.cells[column];
    if (!cell || cell.tagName !== 'TD') return;
    const button = cell.querySelector('button');
    if (!button) continue;
    for (const other of table.querySelectorAll('button')) other.tabIndex = other === button ? 0 : -1;
    button.focus();
    return;
  }
}
