import type {Database} from '../engine/database';
import {rowCount} from '../engine/stretches';
import {arrowStreamOf} from '../lib/arrow_stream';
import {identifier} from '../lib/sql';
import type {Column, Table} from '../lib/table';
import {sqlTypes, type ColumnKind, type Columns} from '../model/columns';

/** Makes a table of a schema from one of a result; what the engine swallows without a word is found out by counting. */
export async function makeResultTable(
  database: Database,
  schema: string,
  name: string,
  columns: Columns,
  {rows, columns: values}: Table,
): Promise<void> {
  const names = Object.keys(columns);
  const table = `${schema}.${identifier(name)}`;
  const defined = names.map(
    (column) => `${identifier(column)} ${typeOf(columns[column]!.kind, values[column]!)}`,
  );
  await database.run(`create table ${table} (${defined.join(', ')})`);
  if (rows === 0) return;
  const ordered = Object.fromEntries(names.map((column) => [column, values[column]!]));
  const stream = arrowStreamOf({rows, columns: ordered}, (column) => {
    const {kind} = columns[column]!;
    return kind === 'day' || kind === 'flag' ? kind : 'number';
  });
  await database.insertArrow(schema, name, stream);
  const there = await rowCount(database, schema, name);
  if (there !== rows) throw new Error(`${name} has ${there} rows instead of ${rows}`);
}

/** The type of the kind, or where a value would come out of it as another one, that of any number: a median of days has halves. */
function typeOf(kind: ColumnKind, values: Column): string {
  if (!(values instanceof Float64Array)) return sqlTypes.text;
  const any = sqlTypes.share;
  switch (kind) {
    case 'key':
    case 'count':
    case 'days':
    case 'score':
      return values.every((value) => Number.isNaN(value) || Number.isSafeInteger(value))
        ? sqlTypes[kind]
        : any;
    case 'money':
      return values.every((value) => Number.isNaN(value) || Number.isFinite(value)) ? sqlTypes.money : any;
    case 'quantity':
      return any;
    default:
      return sqlTypes[kind];
  }
}
