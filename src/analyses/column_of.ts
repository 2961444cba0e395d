/** A numeric column of a table; NaN stands for a missing value. */
export function columnOf<T>(
  entries: readonly T[],
  value: (entry: T, row: number) => number | null | undefined,
): Float64Array {
  const column = new Float64Array(entries.length);
  // Float64Array.from takes four times as long, and cohorts have ten thousands of cells.
  for (let row = 0; row < entries.length; row++) column[row] = value(entries[row]!, row) ?? NaN;
  return column;
}
