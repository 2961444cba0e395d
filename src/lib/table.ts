/** A column: numbers (NaN where the engine said null; days as day numbers) or anything else with nulls. */
export type Column = Float64Array | (string | null)[];

/** A result table by columns. Typed arrays cross the worker boundary without a copy. */
export interface Table {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
}

export type Cell = string | number | null;

/** The numbers of a column; throws when the column is missing or not numeric. */
export function numbers(table: Table, name: string): Float64Array {
  const column = table.columns[name];
  if (!(column instanceof Float64Array)) throw new TypeError(`no numeric column ${name}`);
  return column;
}

/** The texts of a column; throws when the column is missing or numeric. */
export function strings(table: Table, name: string): (string | null)[] {
  const column = table.columns[name];
  if (column === undefined || column instanceof Float64Array) throw new TypeError(`no text column ${name}`);
  return column;
}

/** One cell, null for a missing value. */
export function cell(table: Table, name: string, row: number): Cell {
  const value = table.columns[name]?.[row];
  return value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;
}

/** Rows as objects: for small tables (facts, charts), never for customer lists. */
export function rowsOf(table: Table): Record<string, Cell>[] {
  const names = Object.keys(table.columns);
  return Array.from({length: table.rows}, (_, row) =>
    Object.fromEntries(names.map((name) => [name, cell(table, name, row)])),
  );
}
