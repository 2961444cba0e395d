/** A table of a statement's `with`. */
export interface NamedTable {
  readonly name: string;
  readonly sql: string;
  /** Read more than once, and dear: made once. Else what the engine knows of its columns reaches the reader. */
  readonly once?: true;
}

/** A statement with more tables before its own; its own `with` goes on after them. */
export function composed(tables: readonly NamedTable[], statement: string): string {
  const first = tables
    .map(({name, sql, once}) => `${name} as ${once ? '' : 'not '}materialized (\n${sql.trimEnd()}\n)`)
    .join(',\n');
  return /^with /m.test(statement)
    ? statement.replace(/^with /m, () => `with ${first},\n`)
    : statement.replace(/^select\b/m, () => `with ${first}\nselect`);
}
