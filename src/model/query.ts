import {cell, type Table} from '../lib/table';
import type {Day} from '../lib/dates';
import type {Columns, ColumnKind} from './columns';
import type {DatasetId} from './dataset';
import type {Members} from './members';
import type {Scope} from './scope';

/** A value that SQL names as `$name`. */
export type NamedValue = string | number | boolean | null | {readonly day: Day};

/** A table of a result that a statement reads by a name; the result is that of the statement's own scope. */
export interface ResultTable {
  readonly name: string;
  readonly analysis: string;
  readonly version: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly table: string;
}

/** Everything that the answer to a statement of the reader depends on. */
export interface QueryRequest {
  readonly dataset: DatasetId;
  readonly scope: Scope;
  readonly sql: string;
  /** Statements that it may read by name, each only what stands before it. */
  readonly sources: readonly {readonly name: string; readonly sql: string}[];
  readonly results: readonly ResultTable[];
  /** Sets of customers that it may read by name: tables with the column `customer`, found as those of audiences are. */
  readonly audiences: readonly {readonly name: string; readonly who: Members}[];
  readonly inputs: Readonly<Record<string, NamedValue>>;
}

/** What a column of an answer holds. Numbers are whole, decimal (exact, as money) or of any size. */
export type AnswerKind = 'whole' | 'decimal' | 'float' | 'day' | 'flag' | 'text';

/** Whether values of a kind are numbers to calculate with. */
export function isNumberKind(kind: AnswerKind): boolean {
  return kind === 'whole' || kind === 'decimal' || kind === 'float';
}

export interface AnswerColumn {
  readonly name: string;
  readonly kind: AnswerKind;
}

export interface QueryAnswer {
  readonly columns: readonly AnswerColumn[];
  /** The first rows; `more` says that there are others. */
  readonly table: Table;
  readonly more: boolean;
}

/** The largest number of rows that are shown. */
export const MOST_ROWS = 10_000;

/** Tables that say who somebody is. */
const personal = new Set(['customers', 'attributes', 'known_people']);
/** After these a table stands, and after these no table can before another of the former. */
const tables = new Set(['from', 'join', 'table', 'pivot', 'unpivot', 'summarize', 'describe']);
const columns = new Set(['select', 'where', 'having', 'qualify', 'limit', 'offset']);
/** Comments; texts, which name a table too where one stands; quoted names, words, signs. */
const tokens =
  /--.*|\/\*[^]*?(?:\*\/|$)|(e'(?:\\.|''|[^'\\])*'|'(?:''|[^'])*'|\$(\w*)\$[^]*?\$\2\$|"(?:""|[^"])*"|[\p{L}\p{N}_]+|[(),.])/giu;

/** Whether an answer may say who a customer is: by the tables that are read, also by cells above. Rather too often. */
export function mayNamePeople({sql, sources}: Pick<QueryRequest, 'sql' | 'sources'>): boolean {
  return [sql, ...sources.map((source) => source.sql)].some(readsPeople);
}

function readsPeople(sql: string): boolean {
  /** By bracket that is open: whether only columns can stand there. */
  const levels = [false];
  let before = '';
  let found = false;
  for (const [, token] of sql.matchAll(tokens)) {
    if (token === undefined) continue;
    const word = token.toLowerCase();
    const level = levels.length - 1;
    if (word === '(') levels.push(levels[level]!);
    else if (word === ')') levels.splice(Math.max(1, level));
    else if (columns.has(word) || (word === 'by' && before !== ',')) levels[level] = true;
    else if (tables.has(word)) levels[level] = false;
    else if (!levels[level] && (tables.has(before) || '(,.'.includes(before)))
      found ||= /['$]/.test(word) || personal.has(word.replaceAll('"', ''));
    before = word;
  }
  return found;
}

/** The numbers and days of the first row of an answer; null where it has none, or none that is finite. */
export function firstRow({columns, table}: QueryAnswer): Readonly<Record<string, number | null>> {
  const counted = columns.filter(({kind}) => isNumberKind(kind) || kind === 'day');
  return Object.fromEntries(
    counted.map(({name}) => {
      const value = cell(table, name, 0);
      return [name, typeof value === 'number' && Number.isFinite(value) ? value : null];
    }),
  );
}

const columnKinds: Readonly<Record<AnswerKind, ColumnKind>> = {
  whole: 'count',
  decimal: 'quantity',
  float: 'quantity',
  day: 'day',
  flag: 'flag',
  text: 'text',
};

/** The columns of an answer as those of a table that is saved. */
export function savedColumns(columns: readonly AnswerColumn[]): Columns {
  return Object.fromEntries(
    columns.map(({name, kind}) => [name, {kind: columnKinds[kind], title: {en: name, de: name}}]),
  );
}
