/** A value that may stand in a statement as a literal. */
export type Literal = string | number | boolean | null | readonly (string | number)[];

/** An identifier, always quoted. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A literal. NUL ends a statement inside DuckDB, so it is refused rather than passed on. */
export function literal(value: Literal): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
    return String(value);
  }
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new RangeError('NUL in a literal');
    return `'${value.replaceAll("'", "''")}'`;
  }
  return `[${value.map(literal).join(', ')}]`;
}

/**
 * Whether an expression is one of some values. DuckDB makes a join of `in (…)` with more than a few, for every row and also
 * where a case asks it of hardly any.
 */
export function isOneOf(expression: string, values: readonly (string | number)[]): string {
  return `list_contains(${literal(values)}, ${expression})`;
}

/** Values for the named parameters of a statement. */
export type Parameters = Readonly<Record<string, Literal>>;
