import type {Database} from '../engine/database';
import {reading} from '../engine/reading';
import {Problem} from '../lib/problem';
import {identifier} from '../lib/sql';
import {strings, type Table} from '../lib/table';
import {
  MOST_ROWS,
  type AnswerColumn,
  type AnswerKind,
  type QueryAnswer,
  type QueryRequest,
} from '../model/query';

/** The answer to a statement of the reader, over the tables on the search path; what it makes is for its caller to drop. */
export async function answerOf(
  database: Database,
  request: QueryRequest,
  signal: AbortSignal,
  most = MOST_ROWS,
): Promise<QueryAnswer> {
  for (const {name, sql} of request.sources) {
    try {
      const source = await reading(database, sql, request.inputs);
      await database.query(`create view ${identifier(name)} as (\n${source}\n)`, null, signal);
    } catch (error) {
      if (error instanceof Problem && isFault(error)) throw new Problem('sql-source', {name}, error);
      throw error;
    }
  }
  const written = await reading(database, request.sql, request.inputs);
  const columns = await columnsOf(database, written, signal);
  const shown = columns.map(({name, cast}) =>
    cast ? `${identifier(name)}::${cast} as ${identifier(name)}` : identifier(name),
  );
  const statement = `select ${shown.join(', ')} from (\n${written}\n) limit ${most + 1}`;
  const rows = await run(database, statement, signal);
  return {
    columns: columns.map(({name, kind}) => ({name, kind})),
    table: rows.rows > most ? firstRows(rows, most) : rows,
    more: rows.rows > most,
  };
}

/** The mistake is in the statement, not in the engine. */
function isFault({code}: Problem): boolean {
  return code.startsWith('sql-') || code === 'engine-query';
}

/** Runs a statement that has one line before that of the reader; an error names the reader's line. */
async function run(database: Database, statement: string, signal: AbortSignal): Promise<Table> {
  try {
    return await database.query(statement, null, signal);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'engine-query') throw error;
    const message = plainMessage(String(error.facts['message']));
    const line = Number(/\nLINE (\d+):/.exec(message)?.[1] ?? NaN) - 1;
    const [said = ''] = message.split('\n\nLINE');
    throw new Problem('sql-failed', {message: said, ...(line > 0 ? {line} : {})}, error);
  }
}

/** The message of an error, which comes as JSON where the statement did not get as far as a plan. */
function plainMessage(message: string): string {
  if (!message.startsWith('{')) return message;
  const {exception_type: type, exception_message: said} = JSON.parse(message) as Record<string, string>;
  return `${type} Error: ${said}`;
}

/** What a type of DuckDB is to a reader, and what it is cast to where it has no plain form. */
function kindOf(type: string): {kind: AnswerKind; cast?: string} {
  if (/^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type)) return {kind: 'whole'};
  if (/^U?HUGEINT$/.test(type)) return {kind: 'whole', cast: 'double'};
  if (type.startsWith('DECIMAL')) return {kind: 'decimal'};
  if (type === 'FLOAT' || type === 'DOUBLE') return {kind: 'float'};
  if (type === 'DATE') return {kind: 'day'};
  if (type === 'BOOLEAN') return {kind: 'flag'};
  return type === 'VARCHAR' ? {kind: 'text'} : {kind: 'text', cast: 'varchar'};
}

async function columnsOf(
  database: Database,
  written: string,
  signal: AbortSignal,
): Promise<readonly (AnswerColumn & {readonly cast?: string})[]> {
  const described = await run(database, `describe select * from (\n${written}\n)`, signal);
  const types = strings(described, 'column_type') as string[];
  return (strings(described, 'column_name') as string[]).map((name, at) => ({name, ...kindOf(types[at]!)}));
}

function firstRows({columns}: Table, rows: number): Table {
  return {
    rows,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, values.slice(0, rows)]),
    ),
  };
}
