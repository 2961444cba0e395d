import type {Database} from '../engine/database';
import {literal} from '../lib/sql';
import {rowsOf, strings} from '../lib/table';
import {amountSql, amountVerdict, type DecimalMark} from './parse/numbers';
import {candidateForms, type DateForm, type DateOrder} from './parse/dates';
import type {FieldSpec} from './fields';
import type {Profile} from './define';
import type {Answers} from './recipe';

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
}

/** Decides how a whole column is read, from a spread of its cells and, where those are not enough, from all of them. */
export async function typeColumn(
  database: Database,
  field: string,
  spec: FieldSpec,
  column: string,
  answers: Answers,
  habits: Pick<Profile, 'dates' | 'decimals'> = {},
): Promise<Typed> {
  const samples = await sampleOf(database, column);
  const text = cleaned(column, samples);
  switch (spec.reading) {
    case 'text':
      return {sql: text};
    case 'id':
      return {sql: await idSql(database, column)};
    case 'email':
      return {sql: `case when contains(${column}, '@') then lower(trim(${column})) end`};
    case 'flag':
      return {sql: flagSql(text)};
    case 'time':
    case 'day': {
      const typed = await typeTime(database, field, text, samples, answers.dates?.[field], habits.dates);
      return spec.reading === 'day' ? {...typed, sql: `(${typed.sql})::date`} : typed;
    }
    case 'amount':
      return typeAmount(database, field, text, samples, answers.decimals?.[field], habits.decimals);
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
];

function cleaned(column: string, samples: readonly string[]): string {
  const text = samples.some((cell) => cell !== cell.trim()) ? `nullif(trim(${column}), '')` : column;
  const present = placeholders.filter((word) => samples.includes(word));
  return present.length === 0
    ? text
    : `case when ${text} not in (${present.map(literal).join(', ')}) then ${text} end`;
}

/**
 * Ids stay text, without the blanks, the words for nothing and Excel's traces (`17850.0`, `'75008`, `="00123"`) that any
 * row of the column may have: one odd cell would be another person.
 */
async function idSql(database: Database, column: string): Promise<string> {
  const words = placeholders.map(literal).join(', ');
  const [odd] = rowsOf(
    await database.query(
      `select
        bool_or(${column} <> trim(${column})) as blanks,
        bool_or(suffix(${column}, '.0')) as decimals,
        bool_or(ascii(${column}) in (39, 61)) as marks,
        bool_or(trim(${column}) in (${words})) as nothing
      from staged`,
    ),
  );
  let sql = odd!['blanks'] === 1 ? `nullif(trim(${column}), '')` : column;
  if (odd!['nothing'] === 1) sql = `case when ${sql} not in (${words}) then ${sql} end`;
  if (odd!['marks'] === 1) sql = `regexp_replace(${sql}, '^(?:''|="([^"]*)"$)', '\\1')`;
  return odd!['decimals'] === 1 ? `regexp_replace(${sql}, '^([0-9]+)\\.0$', '\\1')` : sql;
}

function flagSql(text: string): string {
  const yes = ['yes', 'ja', 'true', 'wahr', '1', 'y', 'j', 'x', 'subscribed', 'opt-in', 'optin'];
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
  ];
  return `case when lower(${text}) in (${yes.map(literal).join(', ')}) then true
    when lower(${text}) in (${no.map(literal).join(', ')}) then false end`;
}

async function typeTime(
  database: Database,
  field: string,
  text: string,
  samples: readonly string[],
  answer: DateOrder | undefined,
  habit: DateOrder | undefined,
): Promise<Typed> {
  let forms = candidateForms(samples);
  const ordered = forms.filter((form) => form.order !== undefined);
  if (ordered.length === 0) return {sql: coalesced(forms, text)};

  const parsed = (order: DateOrder) =>
    countOf(
      database,
      `${coalesced(
        ordered.filter((form) => form.order === order),
        text,
      )} is not null`,
    );
  const dayFirst = await parsed('day-first');
  const monthFirst = await parsed('month-first');
  const order =
    answer ?? (dayFirst > monthFirst ? 'day-first' : monthFirst > dayFirst ? 'month-first' : (habit ?? null));
  forms = forms.filter((form) => form.order === undefined || form.order === (order ?? 'day-first'));
  const sql = coalesced(forms, text);
  if (order !== null) return {sql};
  const open = samples.filter((cell) => ordered.some(({pattern}) => pattern.test(cell.trim())));
  return {sql, question: {kind: 'date-order', field, samples: open.slice(0, 3), rows: dayFirst}};
}

function coalesced(forms: readonly DateForm[], text: string): string {
  const readings = forms.map((form) => form.sql(text));
  if (readings.length === 0) return 'null::timestamp';
  if (readings.length === 1) return readings[0]!;
  const sure = forms.every(({iso}) => iso);
  return `coalesce(${(sure ? readings : readings.map(plausible)).join(', ')})`;
}

/** `%Y` takes the year of 09.01.24 for 24, and a slip of the pen can lie in 2204; neither is a day of this shop. */
export function plausible(time: string): string {
  return `case when ${time} between timestamp '1980-01-01' and timestamp '2099-12-31' then ${time} end`;
}

async function typeAmount(
  database: Database,
  field: string,
  text: string,
  samples: readonly string[],
  answer: DecimalMark | undefined,
  habit: DecimalMark | undefined,
): Promise<Typed> {
  const verdict = amountVerdict(samples);
  const mark = answer ?? verdict.mark ?? (await markOfColumn(database, text)) ?? habit ?? null;
  if (mark !== null) return {sql: amountSql(text, mark, verdict.plain && mark === '.')};
  const open = samples.filter((cell) => /[.,]/.test(cell));
  const rows = await countOf(database, `regexp_matches(${text}, '[.,]')`);
  return {
    sql: amountSql(text, '.', false),
    question: {kind: 'decimal-mark', field, samples: open.slice(0, 3), rows},
  };
}

/** The decimal mark by the cells, anywhere in the column, that cannot be grouped thousands. */
async function markOfColumn(database: Database, text: string): Promise<DecimalMark | null> {
  const decisive = await database.query(
    `select distinct ${text} as cell from staged
    where regexp_matches(${text}, '[.,]')
      and not regexp_full_match(${text}, '[^0-9]*[1-9][0-9]{0,2}[.,][0-9]{3}[^0-9]*')
    limit 200`,
  );
  if (decisive.rows === 0) return null;
  return amountVerdict(strings(decisive, 'cell').filter((cell) => cell !== null)).mark;
}

async function countOf(database: Database, condition: string): Promise<number> {
  const {columns} = await database.query(`select count(*) filter (${condition}) as n from staged`);
  return Number(columns['n']![0]);
}
