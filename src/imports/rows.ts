import {count, key, text, type ColumnKind, type Columns} from '../model/columns';
import {fieldsOf, type Reading, type Target} from './fields';

const kinds: Readonly<Record<Reading, ColumnKind>> = {
  text: 'text',
  id: 'text',
  email: 'text',
  time: 'time',
  day: 'day',
  amount: 'money',
  flag: 'flag',
};

/** The rows of all files of a target after typing, before they become canonical tables: one column per field. */
export function rowColumns(target: Target): Columns {
  const fields = Object.entries(fieldsOf(target)).map(
    ([field, {reading, title}]) => [field, {kind: kinds[reading], title}] as const,
  );
  return {
    source: key('Number of the file', 'Nummer der Datei'),
    row: count('Row of data, from 0', 'Datenzeile, ab 0'),
    reason: text('Why the row is set aside', 'Warum die Zeile beiseitegelegt ist'),
    ...Object.fromEntries(fields),
  };
}

/** Name of the table that holds the rows of a target while a dataset is loaded. */
export function rowTable(target: Target): string {
  return `${target}_rows`;
}
