import {identifier} from '../lib/sql';
import {sqlTypes, type ColumnKind} from '../model/columns';
import type {Target} from '../model/mapping';
import {fieldsOf, type Reading} from './fields';

const kinds: Readonly<Record<Reading, ColumnKind>> = {
  text: 'text',
  id: 'text',
  email: 'text',
  time: 'time',
  day: 'day',
  amount: 'money',
  flag: 'flag',
};

/**
 * The statements that make the place of all files' rows of a target after typing: those of its fields that any file fills are
 * stored, and the view has all of them.
 */
export function createRows(
  target: Target,
  filled: ReadonlySet<string>,
  attributes: boolean,
): readonly string[] {
  const fields = Object.entries(fieldsOf(target));
  const ofRow = {source: 'integer', row: 'bigint', reason: 'varchar'};
  const types = {
    ...ofRow,
    ...Object.fromEntries(fields.map(([field, {reading}]) => [field, sqlTypes[kinds[reading]]])),
    attributes: sqlTypes.list,
  };
  const stored = new Set([...Object.keys(ofRow), ...filled, ...(attributes ? ['attributes'] : [])]);
  return createSparse(rowTable(target), rowView(target), types, stored, ['rowid as place']);
}

/**
 * The statements for a table with the stored ones of some columns, and for a view over it with all of them. A stored column of
 * nothing would cost its full width in memory.
 */
export function createSparse(
  table: string,
  view: string,
  types: Readonly<Record<string, string>>,
  stored: ReadonlySet<string>,
  beside: readonly string[] = [],
): readonly string[] {
  const columns = Object.entries(types);
  const defined = columns
    .filter(([name]) => stored.has(name))
    .map(([name, type]) => `${identifier(name)} ${type}`);
  const empty = columns
    .filter(([name]) => !stored.has(name))
    .map(([name, type]) => `null::${type} as ${identifier(name)}`);
  return [
    `create table ${table} (${defined.join(', ')})`,
    `create view ${view} as select ${['*', ...empty, ...beside].join(', ')} from ${table}`,
  ];
}

/** Name of the table that holds the rows of a target while a dataset is loaded. */
export function rowTable(target: Target): string {
  return `typed_${target}`;
}

/** Name under which the steps read these rows, every field of the target in them. */
export function rowView(target: Target): string {
  return `${target}_rows`;
}
