import type {Lead} from './lead';

/** Milliseconds after which a finger that rests on a cell draws, before the browser takes it for a press that asks for a menu. */
const REST = 350;
/** Pixels that a finger may move and still rest. */
const SLOP = 10;

/**
 * Lets the reader choose a rectangle of cells: with the mouse from corner to corner, with a finger likewise once it has
 * rested on the first for a moment, or with Shift and the arrow keys. What was chosen before stays chosen. Comes after the listener that moves the focus by keys, before that of clicks.
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

  table.addEventListener('pointerdown', ({target, pointerType, button, shiftKey}) => {
    drawn = false;
    begin(pointerType === 'mouse' && button === 0 && !shiftKey ? cellAt(target) : null);
  });
  brushableByTouch(table, {
    rested(target) {
      begin(cellAt(target));
      drawn = corner !== null;
      if (corner) reach(corner, corner);
      return drawn;
    },
    moved(target) {
      const cell = table.contains(target) ? cellAt(target) : null;
      if (corner && cell) reach(corner, cell);
    },
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

interface Finger {
  /** The finger has rested; says whether it draws from there. */
  rested(target: Element): boolean;
  moved(target: Element | null): void;
}

/** A finger that moves at once scrolls, as anywhere on the page; only while one draws the page stands still. */
function brushableByTouch(table: HTMLTableElement, {rested, moved}: Finger): void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let from: Touch | undefined;
  let drawing = false;

  function leave(): void {
    clearTimeout(resting);
    from = undefined;
  }

  table.addEventListener(
    'touchstart',
    ({touches, target}) => {
      leave();
      drawing = false;
      // Two fingers make the page larger.
      if (touches.length > 1) return;
      from = touches[0];
      resting = setTimeout(() => (drawing = rested(target as Element)), REST);
    },
    {passive: true},
  );
  table.addEventListener(
    'touchmove',
    (event) => {
      const {clientX, clientY} = event.touches[0]!;
      if (drawing) {
        event.preventDefault();
        moved(document.elementFromPoint(clientX, clientY));
      } else if (from && Math.hypot(clientX - from.clientX, clientY - from.clientY) > SLOP) leave();
    },
    {passive: false},
  );
  for (const end of ['touchend', 'touchcancel'] as const)
    table.addEventListener(end, (event) => {
      leave();
      // The finger that drew is no click on the cell where it began.
      if (drawing && event.cancelable) event.preventDefault();
      drawing = false;
    });
  table.addEventListener('contextmenu', (event) => {
    if (!drawing) return;
    event.preventDefault();
    event.stopPropagation();
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
