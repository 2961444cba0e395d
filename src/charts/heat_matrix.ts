import {element} from './element';
import {brushable} from './brush';
import {PART, type Lead} from './lead';
import {textWidth} from './text_width';
import {createTip} from './tip';
import {walkable} from './walkable';

export interface HeatCell {
  /** Large number in the cell. */
  readonly value: string;
  /** Small number below it; a compact matrix has no room for one. */
  readonly note?: string;
  /** 0–1: how far between the lightest and the darkest of the scale. */
  readonly weight: number;
  /** Which cell it is, for those who do not see where it stands. */
  readonly name: string;
  /** The exact numbers; as a function they are written when the cell is drawn. */
  readonly tip: string | readonly string[] | (() => readonly string[]);
  /** Its period is not over: hatched, and said to be so. */
  readonly incomplete?: boolean;
  /** Too few to rely on: paler. */
  readonly faded?: boolean;
  /** Makes the cell a button; with Shift it is chosen beside others. */
  readonly pick?: Lead;
}

export interface HeatRow {
  /** Identity of a row that can be chosen. */
  readonly key?: string;
  readonly name: string;
  readonly note?: string;
  /** null: nobody is in this cell. */
  readonly cells: readonly (HeatCell | null)[];
}

export interface HeatMatrix {
  readonly caption: string;
  readonly corner: string;
  readonly columns: readonly {readonly name: string; readonly note?: string}[];
  readonly rows: readonly HeatRow[];
  /** All rows together, above them. */
  readonly summary?: HeatRow;
  /** Small cells of one number each, in as many columns as there are: the matrix scrolls in itself. */
  readonly compact?: boolean;
  /** What is said of a cell that is not complete. */
  readonly incompleteLabel?: string;
  /** Lets up to two rows be chosen by their key; a third takes the place of the one chosen first. */
  readonly choose?: {
    /** "Compare" */
    readonly label: string;
    readonly chosen: readonly string[];
    change(keys: readonly string[]): void;
  };
  /** Takes the rows after the first ones to a task of their own. */
  later?(draw: () => void): void;
}

/** Steps of the colour scale; app.css gives each a colour under which its number can be read. */
export const heatSteps = 7;

const MOST_CHOSEN = 2;
/** Rows that are drawn with the frame of a matrix, and at once after it, where others can follow later. */
const FIRST_ROWS = 3;
const NEXT_ROWS = 10;
/** The numbers of a matrix that is not compact are set larger than the rest (15 to 13 px). */
const LARGER = 15 / 13;

/** A matrix of numbers on a single-hue scale. Arrow keys walk through its cells; those that lead somewhere are buttons. */
export function heatMatrix(matrix: HeatMatrix): HTMLElement {
  const {caption, corner, columns, rows, summary, compact = false, choose, later} = matrix;
  const {incompleteLabel = 'not complete'} = matrix;
  const cells = new Map<Element, HeatCell>();
  const head = element(
    'tr',
    {},
    element('th', {scope: 'col', class: 'corner'}, corner),
    ...columns.map((column) => element('th', {scope: 'col'}, column.name, ...small(column.note))),
  );
  const rowOf = (row: HeatRow, kind: string) =>
    element(
      'tr',
      {class: kind},
      element('th', {scope: 'row'}, ...rowHead(row, choose), ...small(row.note)),
      ...row.cells.map((cell) => heatCell(cell, compact, incompleteLabel, cells)),
    );
  const drawn = (some: readonly HeatRow[]) => some.map((row) => rowOf(row, ''));
  const atOnce = later ? FIRST_ROWS : rows.length;
  const body = element(
    'tbody',
    {},
    ...(summary ? [rowOf(summary, 'summary')] : []),
    ...drawn(rows.slice(0, atOnce)),
  );
  const follow = (from: number) => {
    if (from >= rows.length) return;
    later?.(() => {
      body.append(...drawn(rows.slice(from, from + NEXT_ROWS)));
      follow(from + NEXT_ROWS);
    });
  };
  follow(atOnce);
  const table = element(
    'table',
    {class: compact ? 'heat compact' : 'heat', role: 'grid'},
    element('caption', {class: 'unseen'}, caption),
    element('thead', {}, head),
    body,
  );
  walkable(table);
  brushable(table, (button) => cells.get(button)?.pick);
  if (choose) choosable(table, choose);
  const scroller = element('div', {class: 'scroll'}, table);
  for (const [name, size] of Object.entries(sizesOf(matrix))) scroller.style.setProperty(`--${name}`, size);
  const host = element('div', {class: 'picture'}, scroller);
  noted(host, scroller, table, (node) => {
    const cell = cells.get(node);
    return cell ? [cell.name, ...tipLines(cell, incompleteLabel)] : null;
  });
  table.addEventListener('click', ({target, shiftKey}) => {
    const button = (target as Element).closest('button');
    if (button) cells.get(button)?.pick?.follow(shiftKey);
  });
  return host;
}

/** The note with the exact numbers of the cell that is pointed at or has the focus. */
function noted(
  host: HTMLElement,
  scroller: HTMLElement,
  table: HTMLTableElement,
  linesOf: (node: Element) => readonly string[] | null,
): void {
  const tip = createTip();
  host.append(tip.node);
  let shown: Element | null = null;
  const show = (node: Element | null) => {
    shown = node;
    const lines = node && linesOf(node);
    if (!lines) return tip.hide();
    const [outer, own] = [host.getBoundingClientRect(), node.getBoundingClientRect()];
    tip.show(lines, ({width, height}) => {
      const middle = (own.left + own.right - width) / 2 - outer.left;
      const below = own.bottom - outer.top + 6;
      const above = own.top - outer.top - height - 6;
      return {
        left: Math.max(0, Math.min(middle, outer.width - width)),
        top: below + height > outer.height && above > 0 ? above : below,
      };
    });
  };
  const focused = () => (table.contains(document.activeElement) ? document.activeElement : null);
  table.addEventListener('pointerover', ({target}) => show((target as Element).closest('[tabindex]')));
  table.addEventListener('pointerleave', () => show(focused()));
  table.addEventListener('focusin', () => show(focused()));
  table.addEventListener('focusout', () => show(null));
  // A cell that takes the focus may be scrolled to; its note goes with it.
  scroller.addEventListener('scroll', () => show(shown), {passive: true});
  table.addEventListener('keydown', ({key}) => {
    if (key === 'Escape') show(null);
  });
}

/** The widths that app.css lays the matrix out with. */
function sizesOf({corner, columns, rows, summary, choose}: HeatMatrix): Readonly<Record<string, string>> {
  const all = summary ? [summary, ...rows] : rows;
  return {
    columns: String(columns.length),
    rows: String(all.length + 1),
    cell: `${
      Math.max(
        widest(all.flatMap(({cells: row}) => row.map((cell) => cell?.value ?? ''))),
        widest(
          columns.map(({name}) => name),
          true,
        ),
      ) + 10
    }px`,
    // In a matrix that is not compact heads are wrapped between words.
    heads: `${
      Math.max(
        ...words(columns.map(({name}) => name)).map((word) => textWidth(word, true)),
        ...words(columns.map(({note}) => note ?? '')).map((word) => textWidth(word)),
      ) + 10
    }px`,
    figures: `${Math.max(
      widest(all.flatMap(({cells: row}) => row.map((cell) => cell?.value ?? ''))) * LARGER,
      widest(all.flatMap(({cells: row}) => row.map((cell) => cell?.note ?? ''))),
    )}px`,
    stub: `${
      Math.max(
        ...words(all.map(({name}) => name)).map((word) => textWidth(word, true)),
        ...words([corner, ...all.map(({note}) => note ?? '')]).map((word) => textWidth(word)),
      ) + 12
    }px`,
    name: `${Math.max(
      widest([corner, summary?.name ?? ''], true),
      widest(
        rows.map(({name}) => name),
        true,
      ) + (choose ? 22 : 0),
    )}px`,
    note: `${widest(all.map(({note}) => note ?? ''))}px`,
  };
}

/** Width of the longest of some short texts, in pixels. */
function widest(texts: readonly string[], strong = false): number {
  return textWidth(
    texts.reduce((long, text) => (text.length > long.length ? text : long), ''),
    strong,
  );
}

function words(texts: readonly string[]): readonly string[] {
  // A soft hyphen shows where the line breaks.
  return texts.flatMap((text) => text.split(' ').flatMap((word) => word.split(/(?<=\u00ad)/)));
}

function small(note: string | undefined): readonly Node[] {
  return note ? [element('small', {}, note)] : [];
}

function tipLines({tip, incomplete}: HeatCell, incompleteLabel: string): readonly string[] {
  const lines = typeof tip === 'function' ? tip() : tip;
  return [...(typeof lines === 'string' ? [lines] : lines), ...(incomplete ? [incompleteLabel] : [])];
}

function heatCell(
  cell: HeatCell | null,
  compact: boolean,
  incompleteLabel: string,
  cells: Map<Element, HeatCell>,
): HTMLElement {
  if (!cell) return element('td', {class: 'none'}, compact ? '' : '–');
  const {value, note, name, weight, incomplete, faded, pick} = cell;
  const step = Math.round(Math.max(0, Math.min(1, weight)) * heatSteps) || 0;
  const visible = note && !compact ? `${value} ${note}` : value;
  const attributes = {
    tabindex: '-1',
    class: `heat-${step}${incomplete ? ' hatched' : ''}${faded ? ' faded' : ''}`,
    'aria-label': `${name}: ${[visible, ...tipLines(cell, incompleteLabel)].join(', ')}`,
  };
  const content = note && !compact ? [element('span', {}, `${value} `), ...small(note)] : [value];
  if (!pick) {
    const plain = element('td', attributes, ...content);
    cells.set(plain, cell);
    return plain;
  }
  const button = element('button', {type: 'button', [PART]: pick.key, ...attributes}, ...content);
  cells.set(button, cell);
  return element('td', {}, button);
}

function rowHead({key, name}: HeatRow, choose: HeatMatrix['choose']): readonly (Node | string)[] {
  if (!choose || key === undefined) return [name];
  const box = element('input', {
    type: 'checkbox',
    value: key,
    tabindex: '-1',
    'aria-label': `${choose.label}: ${name}`,
  });
  box.checked = choose.chosen.includes(key);
  return [element('label', {}, box, name)];
}

function choosable(table: HTMLTableElement, {chosen, change}: NonNullable<HeatMatrix['choose']>): void {
  let keys = chosen;
  table.addEventListener('change', ({target}) => {
    const {value, checked} = target as HTMLInputElement;
    keys = checked ? [...keys, value].slice(-MOST_CHOSEN) : keys.filter((key) => key !== value);
    for (const box of table.querySelectorAll('input')) box.checked = keys.includes(box.value);
    change(keys);
  });
}
