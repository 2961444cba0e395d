import type {Lead} from './lead';

/**
 * Lets the reader choose a rectangle of cells: with the mouse from corner to corner, or with Shift and the arrow keys.
 * What was chosen before stays chosen. Comes after the listener that moves the focus by keys, before that of clicks.
 */
export function brushable(table: HTMLTableElement, leadOf: (cell: Element) => Lead | undefined): void {
  let corner: HTMLTableCellElement | null = null;
  let drawn = false;
  /** What this rectangle has chosen, and gives back where it shrinks. */
  let brushed = new Map<Element, Lead>();

  const cellAt = (target: EventTarget | null) =>
    (target as Element | null)?.closest<HTMLTableCellElement>('td:has(> button)') ?? null;

  function begin(cell: HTMLTableCellElement | null): void {
    corner = cell;
    brushed = new Map();
  }

  function reach(from: HTMLTableCellElement, to: HTMLTableCellElement): void {
    const within = new Set(buttonsBetween(table, from, to));
    for (const button of within) {
      const lead = leadOf(button);
      if (!lead || brushed.has(button) || button.getAttribute('aria-pressed') === 'true') continue;
      brushed.set(button, lead);
      lead.follow(true);
    }
    for (const [button, lead] of brushed) {
      if (within.has(button)) continue;
      brushed.delete(button);
      lead.follow(true);
    }
  }

  // A finger that moves scrolls.
  table.addEventListener('pointerdown', ({target, pointerType, button, shiftKey}) => {
    drawn = false;
    begin(pointerType === 'mouse' && button === 0 && !shiftKey ? cellAt(target) : null);
  });
  table.addEventListener('pointerover', ({target, buttons}) => {
    const cell = cellAt(target);
    if (!corner || !cell || (buttons & 1) === 0 || (cell === corner && !drawn)) return;
    drawn = true;
    reach(corner, cell);
  });
  table.addEventListener('click', (event) => {
    // A rectangle that ends where it began is no click on that cell.
    if (drawn) event.stopImmediatePropagation();
    drawn = false;
    begin(null);
  });
  table.addEventListener('keydown', ({target, key, shiftKey}) => {
    if (!shiftKey || !key.startsWith('Arrow')) return key === 'Shift' ? undefined : begin(null);
    const [from, to] = [cellAt(target), cellAt(document.activeElement)];
    if (!corner) begin(from);
    if (corner && to) reach(corner, to);
  });
  table.addEventListener('keyup', ({key}) => {
    if (key === 'Shift') begin(null);
  });
}

function buttonsBetween(
  table: HTMLTableElement,
  from: HTMLTableCellElement,
  to: HTMLTableCellElement,
): readonly Element[] {
  const rowOf = (cell: HTMLTableCellElement) => (cell.parentElement as HTMLTableRowElement).rowIndex;
  const [top, bottom] = [rowOf(from), rowOf(to)].sort((a, b) => a - b) as [number, number];
  const [left, right] = [from.cellIndex, to.cellIndex].sort((a, b) => a - b) as [number, number];
  return [...table.rows]
    .slice(top, bottom + 1)
    .flatMap(({cells}) => [...cells].slice(left, right + 1))
    .flatMap((cell) => cell.querySelector('button') ?? []);
}
