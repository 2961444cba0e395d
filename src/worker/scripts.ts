import type {Statement} from '../analyses/request';

/** A statement of one run. */
export interface OwnStatement extends Statement {
  /** Makes a working table. */
  readonly makes?: true;
}

/** What makes the shared tables of a scope. */
export interface ScopeScript {
  /** Where the scope has customers chosen: what makes the table of these in a schema. */
  readonly chosen: {script(target: string): string} | null;
  readonly statements: readonly Statement[];
}

/** What makes a table that a run has kept. */
export interface KeptScript {
  readonly table: string;
  readonly own: readonly OwnStatement[];
  readonly scope: ScopeScript;
  /** Tells the schemas of one script apart. */
  readonly number: number;
}

/** The shared statements of a scope, those that choose its customers first. */
export function scriptOfScope({chosen, statements}: ScopeScript, target: string): readonly Statement[] {
  return chosen ? [{table: 'chosen_customers', sql: chosen.script(target)}, ...statements] : statements;
}

/**
 * What makes the table of chosen customers in a schema: the shared tables of all customers in a schema of their own, the
 * tables of results likewise, then the table itself. Leaves the search path at the target.
 */
export function scriptOfMembers(
  target: string,
  everybody: string,
  base: ScopeScript,
  tables: readonly KeptScript[],
  select: string,
): string {
  const path = (...schemas: string[]) =>
    `set search_path = '${[...new Set([...schemas, 'main'])].join(',')}';`;
  const into = (schema: string, scope: ScopeScript) => [
    `create schema ${schema};`,
    path(schema),
    ...scriptOfScope(scope, schema).map(({sql}) => sql),
  ];
  return [
    ...into(everybody, base),
    ...tables.flatMap(({table, own, scope, number}) => {
      const shared = scope === base ? everybody : `scope_${number}`;
      return [
        ...(scope === base ? [] : into(shared, scope)),
        `create schema kept_${number};`,
        path(`kept_${number}`, shared),
        // Working tables are made for the kept one; queries for the reader's eyes are not repeated.
        ...own.filter((statement) => statement.makes || statement.table === table).map(({sql}) => sql),
      ];
    }),
    path(everybody),
    `create table ${target}.chosen_customers as\n${select};`,
    path(target),
  ].join('\n');
}

/** The statements of a run with those of the shared ones before them that they read, and that these read in turn. */
export function scriptOfRun(statements: readonly Statement[], shared: readonly Statement[]): Statement[] {
  let text = statements.map(({sql}) => sql).join('\n');
  const needed: Statement[] = [];
  for (const statement of [...shared].reverse()) {
    if (!new RegExp(`\\b${statement.table}\\b`).test(text)) continue;
    needed.unshift(statement);
    text += statement.sql;
  }
  return [...needed, ...statements];
}
