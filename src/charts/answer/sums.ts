import {cell, type Table} from '../../lib/table';

export interface Sums {
  /** The sum in a cell of the grid; null where no row has a number. */
  at(across: number, down: number): number | null;
  readonly all: readonly number[];
}

/** Adds a column up over a grid. `across` and `down` say where a row belongs; undefined leaves it out. */
export function sumsOf(
  table: Table,
  column: string,
  across: (row: number) => number | undefined,
  down: (row: number) => number | undefined,
): Sums {
  const found = new Map<string, number>();
  for (let row = 0; row < table.rows; row++) {
    const value = cell(table, column, row);
    const [x, y] = [across(row), down(row)];
    if (typeof value !== 'number' || x === undefined || y === undefined) continue;
    const key = `${x} ${y}`;
    found.set(key, (found.get(key) ?? 0) + value);
  }
  return {at: (x, y) => found.get(`${x} ${y}`) ?? null, all: [...found.values()]};
}
