import {identifier} from '../lib/sql';
import {count, key, list, sqlTypes, text, type ColumnKind, type Columns} from '../model/columns';
import {createTable} from '../model/ddl';
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
 * The statements that make the place of all files' rows of a target after typing: a table with the fields that any file
 * fills, and over it the view with all of them. A stored column of nothing would cost its full width in memory.
 */
export function createRows(
  target: Target,
  filled: ReadonlySet<string>,
  attributes: boolean,
): readonly string[] {
  const fields = Object.entries(fieldsOf(target));
  const columns: Columns = {
    source: key('Number of the file', 'Nummer der Datei'),
    row: count('Row of data, from 0', 'Datenzeile, ab 0'),
    reason: text('Why the row is set aside', 'Warum die Zeile beiseitegelegt ist'),
    ...Object.fromEntries(
      fields
        .filter(([field]) => filled.has(field))
        .map(([field, {reading, title}]) => [field, {kind: kinds[reading], title}]),
    ),
    ...(attributes ? {attributes: list('Values of the attributes', 'Werte der Merkmale')} : {}),
  };
  const empty = fields
    .filter(([field]) => !filled.has(field))
    .map(([field, {reading}]) => `null::${sqlTypes[kinds[reading]]} as ${identifier(field)}`);
  if (!attributes) empty.push('null::varchar[] as attributes');
  return [
    createTable(rowTable(target), columns),
    `create view ${rowView(target)} as select ${['*', ...empty, 'rowid as place'].join(', ')} from ${rowTable(target)}`,
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
