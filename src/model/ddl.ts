import {identifier, literal} from '../lib/sql';
import {sqlTypes, type Columns, type ColumnSpec} from './columns';
import {canonicalTables, type CanonicalTable} from './tables';

/** `create table` for a table declared as data. */
export function createTable(name: string, columns: Columns): string {
  const lines = Object.entries(columns).map(
    ([column, spec]) => `${identifier(column)} ${sqlTypes[spec.kind]}`,
  );
  return `create table ${identifier(name)} (${lines.join(', ')})`;
}

/** The statement that reads a canonical table back from the CSV we write of it. */
export function readCanonical(name: CanonicalTable): string {
  const columns = Object.entries<ColumnSpec>(canonicalTables[name]).map(
    ([column, {kind}]) => `${literal(column)}: ${literal(sqlTypes[kind])}`,
  );
  return `create table ${identifier(name)} as
from read_csv(${literal(`${name}.csv`)}, header = true, columns = {
  ${columns.join(',\n  ')}
});`;
}

/** The canonical tables that a text of SQL reads. */
export function canonicalIn(sql: string): CanonicalTable[] {
  return (Object.keys(canonicalTables) as CanonicalTable[]).filter((name) =>
    new RegExp(`\\b(?:from|join)\\s+${name}\\b`).test(sql),
  );
}
