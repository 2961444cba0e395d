import {isoFromDay} from '../lib/dates';
import {Problem} from '../lib/problem';
import {literal} from '../lib/sql';
import {strings} from '../lib/table';
import type {NamedValue} from '../model/query';
import type {Database} from './database';

/** Words that a statement may begin with that reads and does nothing else. */
const beginnings = new Set([
  'select',
  'with',
  'from',
  'values',
  'table',
  'pivot',
  'unpivot',
  'describe',
  'summarize',
  '(',
]);

/** Functions in the place of a table that read nothing but their arguments. */
const harmlessTables = new Set([
  'generate_series',
  'histogram',
  'histogram_values',
  'range',
  'repeat',
  'repeat_row',
  'summary',
  'unnest',
]);

/** Functions without an argument to depend on that change nothing. */
const harmlessSideEffects = new Set([
  'error',
  'gen_random_uuid',
  'random',
  'uuid',
  'uuidv4',
  'uuidv7',
  'stats',
]);

const forbiddenOf = new WeakMap<Database, Promise<ReadonlySet<string>>>();

/** Functions that reach files or the engine itself, as the engine lists them. */
function forbiddenNames(database: Database): Promise<ReadonlySet<string>> {
  const known =
    forbiddenOf.get(database) ??
    database
      .query(
        `select distinct lower(function_name) as name
from duckdb_functions()
where internal and (function_type in ('table', 'table_macro', 'pragma') or has_side_effects)`,
      )
      .then((listed) => {
        const names = strings(listed, 'name') as string[];
        return new Set(names.filter((name) => !harmlessTables.has(name) && !harmlessSideEffects.has(name)));
      });
  forbiddenOf.set(database, known);
  return known;
}

/**
 * A statement that somebody wrote as one that may stand in brackets: a single one that reads, its named values put in.
 * Only what reads can stand there in DuckDB's grammar; what is left to refuse are a second statement, a bracket that
 * closes ours, and functions that act. Throws a Problem that says which.
 */
export async function reading(
  database: Database,
  sql: string,
  values: Readonly<Record<string, NamedValue>>,
): Promise<string> {
  const tokens = withoutEnd(await database.tokens(sql));
  const [first] = tokens;
  if (first === undefined) throw new Problem('sql-empty');
  const word = wordOf(first);
  if (!beginnings.has(word)) throw new Problem('sql-not-reading', {word});
  const forbidden = await forbiddenNames(database);

  let depth = 0;
  const written: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const next = tokens[at + 1];
    if (token.startsWith(';')) throw new Problem('sql-several');
    if (token.startsWith('(')) depth++;
    if (token.startsWith(')') && --depth < 0) throw unmatched(tokens.slice(0, at));
    if (next?.startsWith('(') && forbidden.has(wordOf(token)))
      throw new Problem('sql-forbidden', {name: wordOf(token)});
    if (token !== '$' || next === undefined || !/^\w/.test(next)) {
      written.push(token);
      continue;
    }
    const name = wordOf(next);
    if (!Object.hasOwn(values, name)) throw new Problem('sql-unknown-input', {name});
    written.push(literalOf(values[name]!), next.slice(name.length));
    at++;
  }
  if (depth > 0) throw unmatched(tokens);
  // What stands before the first word are comments and blanks; the lines of errors count them.
  const before = sql.slice(0, sql.indexOf(first));
  return before + written.join('');
}

/** Tokens without semicolons at the end; comments after these go with them. */
function withoutEnd(tokens: readonly string[]): readonly string[] {
  const last = tokens.findLastIndex((token) => !token.startsWith(';'));
  return tokens.slice(0, last + 1);
}

/** The name or sign that a token stands for, in small letters, without quotes and what follows it. */
function wordOf(token: string): string {
  const quoted = /^"((?:[^"]|"")*)"/.exec(token)?.[1];
  if (quoted !== undefined) return quoted.replaceAll('""', '"').toLowerCase();
  return (/^[\p{L}\p{N}_]+/u.exec(token)?.[0] ?? token.charAt(0)).toLowerCase();
}

function literalOf(value: NamedValue): string {
  if (value !== null && typeof value === 'object') return `date ${literal(isoFromDay(value.day))}`;
  // A sign before a number would join with a minus before it, and begin a comment.
  return typeof value === 'number' ? `(${literal(value)})` : literal(value);
}

function unmatched(before: readonly string[]): Problem {
  const line = before.join('').trimEnd().split('\n').length;
  return new Problem('sql-failed', {message: 'Parser Error: unmatched bracket', line});
}
