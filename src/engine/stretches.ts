import {identifier} from '../lib/sql';
import {numbers} from '../lib/table';
import {sqlTypes, type ColumnKind, type Columns} from '../model/columns';
import {createTable} from '../model/ddl';
import type {Database} from './database';
import {AT_ONCE, PART} from './parts';

/** Some rows of a table as an Arrow stream of their own. */
export interface Stretch {
  readonly table: string;
  readonly rows: number;
  readonly stream: Uint8Array<ArrayBuffer>;
}

/** Rows of a stretch: one group of the engine's own, some 15 MB of orders. Smaller ones are read half as fast. */
const ROWS = 122_880;

/** Kinds that the engine makes of no number. A column of another kind takes up a byte a row where no value is in it. */
const unlikeNumbers: readonly ColumnKind[] = ['day', 'time', 'list'];

/** Rows of a table in a schema. */
export async function rowCount(database: Database, schema: string, table: string): Promise<number> {
  return numbers(await database.query(`select count(*) as n from ${schema}.${identifier(table)}`), 'n')[0]!;
}

/** The rows of a table from a position on, as many as a stretch holds; their order is that of the table. */
export async function stretchOf(
  database: Database,
  schema: string,
  table: string,
  columns: Columns,
  from: number,
  signal: AbortSignal,
): Promise<Stretch> {
  const rows = Math.min(ROWS, (await rowCount(database, schema, table)) - from);
  const source = `from ${schema}.${identifier(table)} where rowid >= ${from} and rowid < ${from + rows}`;
  const names = Object.keys(columns).map(identifier);
  const filled = await database.query(
    `select ${names.map((name) => `count(${name}) as ${name}`).join(', ')} ${source}`,
    null,
    signal,
  );
  const cells = Object.entries(columns).map(([column, {kind}]) => {
    const name = identifier(column);
    const empty = numbers(filled, column)[0] === 0 && !unlikeNumbers.includes(kind);
    return `${empty ? 'null::tinyint' : `${name}::${sqlTypes[kind]}`} as ${name}`;
  });
  const stream = await database.arrow(`select ${cells.join(', ')} ${source}`, signal);
  return {table, rows, stream};
}

/**
 * Makes a table of a schema, the first of the search path, from its stretches. What the engine swallows without a word is
 * found out by counting.
 */
export async function tableFromStretches(
  database: Database,
  schema: string,
  table: string,
  columns: Columns,
  stretches: AsyncIterable<Stretch>,
): Promise<void> {
  await database.run(createTable(table, columns));
  let rows = 0;
  let loose = 0;
  for await (const stretch of stretches) {
    await database.insertArrow(schema, table, stretch.stream);
    rows += stretch.rows;
    if (rows < loose + (loose === 0 ? AT_ONCE : PART)) continue;
    await database.compact();
    loose = rows;
  }
  const there = await rowCount(database, schema, table);
  if (there !== rows) throw new Error(`${table} has ${there} rows instead of ${rows}`);
}
