import {identifier} from '../lib/sql';
import {sqlTypes, type Columns} from './columns';

/** `create table` for a table declared as data. */
export function createTable(name: string, columns: Columns): string {
  const lines = Object.entries(columns).map(([column, spec]) => `${identifier(column)} ${sqlTypes[spec.kind]}`);
  return `create table ${identifier(name)} (${lines.join(', ')})`;
}
