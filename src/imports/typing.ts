import type {Database} from '../engine/database';
import {isOneOf} from '../lib/sql';
import {rowsOf, strings} from '../lib/table';
import type {Answers} from '../model/mapping';
import {typeAmount} from './amount_typing';
import type {Profile} from './define';
import type {FieldSpec} from './fields';

import {typeTime} from './time_typing';
import type {Verdict} from './verdict';

/** What the data leave open about a column, with the evidence; the user decides. */
export interface Question {
  readonly kind: 'date-order' | 'decimal-mark';
  readonly field: string;
  /** Cells that can be read either way, and how many there are. */
  readonly samples: readonly string[];
  readonly rows: number;
}

/** How a staged text column becomes a value: an expression of SQL, null where a cell does not parse. */
export interface Typed {
  readonly sql: string;
  readonly question?: Question;
  /** For days and amounts. */
  readonly verdict?: Verdict;
}

/** A column to be read, with its distinct cells in a spread of the rows. */
export interface TextColumn {
  readonly field: string;
  readonly header: string;
  /** An expression for its cells without blanks and words for nothing. */
  readonly text: string;
  readonly samples: readonly string[];
}

/** Decides how a whole column is read, from a spread of its cells and, where those are not enough, from all of them. */
export async function typeColumn(
  database: Database,
  field: string,
  spec: FieldSpec,
  raw: string,
  header: string,
  answers: Answers,
  habits: Pick<Profile, 'dates' | 'decimals'> = {},
): Promise<Typed> {
  const samples = await sampleOf(database, raw);
  // A Macintosh may write ü as u with two dots behind it: another text, but not another person.
  const column = samples.some((cell) => /[\u0300-\u036f]/.test(cell)) ? `nfc_normalize(${raw})` : raw;
  const text = cleaned(column, samples);
  switch (spec.reading) {
    case 'text':
      return {sql: text};
    case 'id':
      return {sql: await idSql(database, column)};
    case 'email':
      return {sql: `case when contains(${column}, '@') then lower(${trimmed(column)}) end`};
    case 'flag':
      return {sql: flagSql(text)};
    case 'time':
    case 'day': {
      const typed = await typeTime(
        database,
        {field, header, text, samples},
        answers.dates?.[field],
        habits.dates,
        answers.zones?.[field],
      );
      return spec.reading === 'day' ? {...typed, sql: `(${typed.sql})::date`} : typed;
    }
    case 'amount':
      return typeAmount(database, {field, header, text, samples}, answers.decimals?.[field], habits.decimals);
  }
}

const SAMPLE = 2000;

/** Takes rows from the beginning and from all over `staged` into `sampled`, for the columns to be judged by. */
export async function sampleRows(database: Database, rows: number): Promise<void> {
  const stride = Math.max(1, Math.floor(rows / SAMPLE));
  await database.query(
    `create or replace table sampled as from staged where rowid < ${SAMPLE} or rowid % ${stride} = 0`,
  );
}

/** The distinct cells of a column in the sample. */
async function sampleOf(database: Database, column: string): Promise<string[]> {
  const table = await database.query(
    `select distinct ${column} as cell from sampled where ${column} is not null limit ${2 * SAMPLE}`,
  );
  return strings(table, 'cell').filter((cell) => cell !== null);
}

// What exports write where there is nothing; only taken for nothing in columns in which it occurs.
const placeholders = [
  '-',
  '--',
  '–',
  'n/a',
  'N/A',
  'NULL',
  'null',
  'NaN',
  'nan',
  '#NV',
  '#N/A',
  '#WERT!',
  '#VALUE!',
  '#REF!',
  '#BEZUG!',
  '#NAME?',
  '#DIV/0!',
  '\\N',
  'None',
  'nil',
];

/** Whether a cell says that there is nothing, unlike one that cannot be read. */
export function saysNothing(column: string): string {
  const words = placeholders.filter((word) => !word.startsWith('#'));
  return isOneOf(trimmed(column), ['', ...words]);
}

/** Few cells have blanks around them: no other is written anew. Those that are no blanks of ASCII are more bytes than letters. */
function trimmed(column: string): string {
  const atEnds = `starts_with(${column}, ' ') or suffix(${column}, ' ') or strlen(${column}) > length(${column})`;
  return `case when ${atEnds} then trim(${column}) else ${column} end`;
}

function cleaned(column: string, samples: readonly string[]): string {
  const text = samples.some((cell) => cell !== cell.trim()) ? `nullif(trim(${column}), '')` : column;
  const present = placeholders.filter((word) => samples.includes(word));
  return present.length === 0 ? text : `case when not ${isOneOf(text, present)} then ${text} end`;
}

/**
 * Ids stay text, without the blanks, the words for nothing and Excel's traces (`17850.0`, `'75008`, `="00123"`) that any
 * row of the column may have: one odd cell would be another person. An id of which Excel has kept a few digits
 * (`4,01234E+12`) is none: it would make one order of many.
 */
async function idSql(database: Database, column: string): Promise<string> {
  const [odd] = rowsOf(
    await database.query(
      `select
        bool_or(cell <> trimmed) as blanks,
        bool_or(suffix(cell, '.0')) as decimals,
        bool_or(ascii(cell) in (39, 61)) as marks,
        bool_or(${isOneOf('trimmed', placeholders)}) as nothing,
        bool_or(contains(cell, 'E+')) as rounded
      from (select ${column} as cell, ${trimmed(column)} as trimmed from staged)`,
    ),
  );
  let sql = odd!['blanks'] === 1 ? `nullif(trim(${column}), '')` : column;
  if (odd!['nothing'] === 1) sql = `case when not ${isOneOf(sql, placeholders)} then ${sql} end`;
  if (odd!['rounded'] === 1)
    sql = `case when not regexp_full_match(${sql}, '[0-9][.,][0-9]+E[+][0-9]+') then ${sql} end`;
  if (odd!['marks'] === 1) sql = `regexp_replace(${sql}, '^(?:''|="([^"]*)"$)', '\\1')`;
  return odd!['decimals'] === 1 ? `regexp_replace(${sql}, '^([0-9]+)\\.0$', '\\1')` : sql;
}

function flagSql(text: string): string {
  const yes = [
    'yes',
    'ja',
    'true',
    'wahr',
    '1',
    'y',
    'j',
    'x',
    'subscribed',
    'opt-in',
    'optin',
    'direct',
    'on',
    'confirmed',
    'double opt-in',
    'bestätigt',
    'doppelt bestätigt',
    'angemeldet',
    'abonniert',
    'aktiv',
  ];
  const no = [
    'no',
    'nein',
    'false',
    'falsch',
    '0',
    'n',
    'unsubscribed',
    'never_subscribed',
    'opt-out',
    'optout',
    'off',
    'unconfirmed',
    'unbestätigt',
    'nicht bestätigt',
    'abgemeldet',
    'abbestellt',
    'inaktiv',
  ];
  return `case when ${isOneOf(`lower(${text})`, yes)} then true when ${isOneOf(`lower(${text})`, no)} then false end`;
}
