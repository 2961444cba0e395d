import {cell, type Cell, type Table} from '../../lib/table';

/** The different values of a column, in the order in which they first come. */
export function distinct(table: Table, column: string): Cell[] {
  return [...new Set(Array.from({length: table.rows}, (_, row) => cell(table, column, row)))];
}

/** Where each of these values stands among them. */
export function places(keys: readonly Cell[]): ReadonlyMap<Cell, number> {
  return new Map(keys.map((key, at) => [key, at]));
}
