const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** One stop of the Tab key for the whole table; the arrow keys go from cell to cell and step over empty ones. */
export function walkable(table: HTMLTableElement): void {
  let current = table.querySelector<HTMLElement>('td[tabindex], td [tabindex]');
  if (current) current.tabIndex = 0;
  table.addEventListener('focusin', ({target}) => {
    if (current) current.tabIndex = -1;
    current = target as HTMLElement;
    current.tabIndex = 0;
  });
  table.addEventListener('keydown', (event) => {
    const from = (event.target as HTMLElement).closest<HTMLTableCellElement>('td, th');
    const row = from?.parentElement as HTMLTableRowElement | undefined;
    if (!from || !row) return;
    const next = edgeOf(table, row, event) ?? beside(table, from, row, event.key);
    if (next === null) return;
    event.preventDefault();
    next?.focus();
  });
}

/** Home and End: the first and the last number of the row, with Ctrl of the matrix; null for other keys. */
function edgeOf(
  table: HTMLTableElement,
  row: HTMLTableRowElement,
  {key, ctrlKey}: KeyboardEvent,
): HTMLElement | null | undefined {
  if (key !== 'Home' && key !== 'End') return null;
  const cells = (ctrlKey ? table : row).querySelectorAll<HTMLElement>('td[tabindex], td [tabindex]');
  return key === 'Home' ? cells[0] : cells[cells.length - 1];
}

/** The next cell with something in it, in the direction of an arrow key; null for other keys. */
function beside(
  table: HTMLTableElement,
  from: HTMLTableCellElement,
  {rowIndex}: HTMLTableRowElement,
  key: string,
): HTMLElement | null | undefined {
  const step = steps[key];
  if (!step) return null;
  const [down, right] = step;
  for (let row = rowIndex + down, column = from.cellIndex + right; ; row += down, column += right) {
    const cell = table.rows[row]?.cells[column];
    if (!cell) return undefined;
    const stop = cell.matches('[tabindex]') ? cell : cell.querySelector<HTMLElement>('[tabindex]');
    if (stop) return stop;
  }
}
