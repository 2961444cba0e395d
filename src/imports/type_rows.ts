import type {Database} from '../engine/database';
import {inParts} from '../engine/parts';
import {identifier, isOneOf, literal} from '../lib/sql';
import {numbers, strings} from '../lib/table';
import type {OrderState, Target} from '../model/mapping';
import type {Text} from '../text/language';
import type {Reason} from '../text/reasons';
import {attributeSql} from './attribute_typing';
import type {Profile} from './define';
import {fieldsOf, type FieldSpec} from './fields';
import {kindSql, testSql} from './kinds';
import type {Progress} from './progress';
import type {FileReceipt} from './receipt';
import type {Source} from './recipe';
import {findRepeated} from './repeated';
import {rowTable, rowView} from './rows';
import type {Staged} from './stage';
import {stateOf} from './states';
import amountsSql from './steps/amounts.sql?raw';
import {plausible} from './time_typing';
import {saysNothing, typeColumn, type Question} from './typing';
import type {Verdict} from './verdict';

/** The registry of layouts comes with the first file, not with the page. */
async function profileOf(id: string): Promise<Profile> {
  return (await import('./index')).profileOf(id);
}

/** Amounts without which an order's sum would be wrong; a row in which one of them cannot be read is set aside. */
const essentialAmounts = [
  'total',
  'net',
  'subtotal',
  'quantity',
  'unit_price',
  'unit_net',
  'line_total',
  'line_net',
  'amount',
];

/** What a row of a target must have to be used, as conditions on its typed columns. */
const rowReasons: Readonly<Record<Target, readonly (readonly [Reason, string])[]>> = {
  orders: [],
  customers: [['no_person', 'customer_id is null and email is null']],
  events: [
    ['no_person', 'customer_id is null and email is null'],
    ['no_day', 'occurred_on is null'],
  ],
  spend: [
    ['no_day', 'month is null'],
    ['no_amount', 'amount is null'],
  ],
};

export interface TypedRows {
  readonly questions: readonly Question[];
  readonly unreadable: FileReceipt['unreadable'];
  readonly verdicts: readonly Verdict[];
}

const isTime = ({reading}: FieldSpec) => reading === 'time' || reading === 'day';

/** Reads the staged columns of one file into the rows of its target, each row with its reason if it is not usable. */
export async function typeRows(
  database: Database,
  source: number,
  {recipe}: Source,
  staged: Staged,
  report: Progress<'columns' | 'rows'>,
): Promise<TypedRows> {
  const {columns} = staged;
  const profile = await profileOf(recipe.profile);
  const fields = fieldsOf(recipe.target);
  const table = rowTable(recipe.target);
  const questions: Question[] = [];
  const verdicts: Verdict[] = [];
  const typed: [field: string, sql: string][] = [];
  for (const [place, [field, column]] of Object.entries(columns).entries()) {
    report('columns', place / Object.keys(columns).length);
    const {sql, question, verdict} = await typeColumn(
      database,
      field,
      fields[field]!,
      column,
      recipe.columns[field]!,
      recipe.answers,
      profile,
    );
    if (question) questions.push(question);
    if (verdict) verdicts.push(verdict);
    typed.push([field, recipe.target === 'orders' ? spoken(field, sql, column, profile) : sql]);
  }
  const constants = Object.entries(recipe.constants ?? {})
    .filter(([field]) => columns[field] === undefined && fields[field] !== undefined)
    .map(([field, value]) => [field, literal(value)] as const);
  const given = [...typed, ...constants];
  const kept = await attributeSql(database, source, recipe, staged);
  const names = [...given.map(([field]) => identifier(field)), ...(kept === null ? [] : ['attributes'])];
  const misread = typed
    .filter(([field]) => essentialAmounts.includes(field))
    .map(
      ([field]) =>
        `case when ${columns[field]!} is not null and ${identifier(field)} is null then not ${saysNothing(columns[field]!)} else false end`,
    );
  const conditions: [Reason, string][] = [
    ['misfit', staged.misfits > 0 ? 'row in (select row from misfits)' : 'false'],
    ['blank', `coalesce(${Object.values(columns).join(', ')}) is null`],
    ['total_row', totalRow(typed.map(([field]) => field))],
    ['no_sale', noSale(columns, profile)],
    ['unreadable_amount', misread.length > 0 ? misread.join(' or ') : 'false'],
  ];
  const insert = (among: string) =>
    `insert into ${table} (source, row, reason, ${names.join(', ')})
    with typed as not materialized (
      select rowid as row, ${given.map(([field, sql]) => `${sql} as ${identifier(field)}`).join(', ')},
        ${[...Object.values(columns), ...(kept === null ? [] : [`${kept} as attributes`])].join(', ')}
      from staged
      where ${among}
    )
    select ${source}, row, case ${conditions.map(([reason, when]) => `when ${when} then '${reason}'`).join(' ')} end,
      ${[
        ...given.map(([field]) => keptSql(field, fields[field]!, columns, profile)),
        ...(kept === null ? [] : ['attributes']),
      ].join(', ')}
    from typed`;
  // What depends on the rows above cannot be read in parts.
  if (profile.numbersOnce) await database.query(insert('true'));
  else
    await inParts(database, staged.rows, (part) => {
      report('rows', part.part / part.parts);
      return database.query(insert('rowid >= $first and rowid < $beyond'), part);
    });
  report('rows', 1);
  for (const [reason, when] of rowReasons[recipe.target]) {
    await database.query(
      `update ${table} set reason = '${reason}' where source = ${source}
        and row in (select row from ${rowView(recipe.target)} where source = ${source} and reason is null and (${when}))`,
    );
  }
  if (recipe.target === 'orders') await describeSource(database, source, recipe, profile);
  const unreadable = await unreadableCells(database, source, recipe.target, columns, typed);
  return {questions, unreadable, verdicts};
}

/** A word of the system as what it means. */
function spoken(field: string, sql: string, column: string, {kinds, tests}: Profile): string {
  if (field === 'kind') return kindSql(sql, kinds);
  return field === 'test' && tests ? testSql(column, tests) : sql;
}

/** Fees, transfers and the owner's own purchases stand among the sales of a payment service. */
function noSale(columns: Staged['columns'], {alsoBuys}: Profile): string {
  if (columns['kind'] === undefined) return 'false';
  const bought = alsoBuys && columns['total'] !== undefined ? " or (kind = 'sale' and total < 0)" : '';
  return `kind = 'nothing'${bought}`;
}

/** What is kept of a typed field, where that depends on the other fields of its row or on the rows above. */
function keptSql(field: string, spec: FieldSpec, columns: Staged['columns'], {numbersOnce}: Profile): string {
  const name = identifier(field);
  if (isTime(spec)) return plausible(name);
  const refunds = columns['kind'] !== undefined && columns['refund_of'] !== undefined;
  const refund = `kind = 'refund' and refund_of is not null`;
  if (field === 'order_id') {
    if (numbersOnce) return `last_value(order_id ignore nulls) over (order by row rows unbounded preceding)`;
    return refunds ? `case when ${refund} then refund_of else order_id end` : name;
  }
  // Whoever pays back is the shop, not the customer.
  return field === 'email' && refunds ? `case when ${refund} then null else email end` : name;
}

const period = String.raw`[\d./ -]+|q[1-4](?:[ /]\d+)?|(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[zc])\p{L}*\.?(?: \d+)?`;

/** A row of sums below the data calls itself one, in the first of the fields that would name an order or a person. */
function totalRow(fields: readonly string[]): string {
  const naming = ['order_id', 'customer_id', 'name', 'product'].filter((field) => fields.includes(field));
  const words = [
    'gesamt',
    'gesamtsumme',
    'summe',
    'total',
    'totals',
    'grand total',
    'zwischensumme',
    'subtotal',
  ];
  if (naming.length === 0) return 'false';
  const name = `coalesce(${naming.join(', ')})`;
  // `Summe 01`, `Gesamt März 2024`, `Total Q1`: where orders have their numbers.
  const ofPeriod = fields.includes('order_id')
    ? ` or regexp_full_match(order_id, ${literal(`(?:${words.join('|')})[: ]+(?:${period})`)}, 'i')`
    : '';
  const initials = [...new Set(words.flatMap(([letter]) => [letter!, letter!.toUpperCase()]))].map((letter) =>
    letter.charCodeAt(0),
  );
  // Few names begin like this, and only those are looked at closely.
  return `case when ${isOneOf(`ascii(${name})`, initials)}
    then ${isOneOf(`lower(rtrim(${name}, ': '))`, words)}${ofPeriod} else false end`;
}

/** Cells that are filled but gave no value, by field. */
async function unreadableCells(
  database: Database,
  source: number,
  target: Target,
  columns: Readonly<Record<string, string>>,
  typed: readonly (readonly [field: string, sql: string])[],
): Promise<FileReceipt['unreadable']> {
  const countsOf = async (table: string, names: readonly string[], where = '') => {
    const counts = names.map((name, index) => `count(${identifier(name)}) as n${index}`);
    const {columns: found} = await database.query(`select ${counts.join(', ')} from ${table} ${where}`);
    return names.map((_, index) => Number(found[`n${index}`]![0]));
  };
  const fields = typed.map(([field]) => field);
  const filled = await countsOf(
    'staged',
    fields.map((field) => columns[field]!),
  );
  const read = await countsOf(rowTable(target), fields, `where source = ${source}`);
  const titles = fieldsOf(target);
  const unreadable: {field: Text; cells: number; examples: string[]}[] = [];
  for (const [index, [field, sql]] of typed.entries()) {
    if (filled[index] === read[index]) continue;
    const column = columns[field]!;
    const odd = `${column} is not null and ${sql} is null and not ${saysNothing(column)}`;
    const counted = await database.query(`select count(*) as n from staged where ${odd}`);
    const cells = numbers(counted, 'n')[0]!;
    if (cells === 0) continue;
    const examples = await database.query(
      `select distinct ${column} as cell from staged where ${odd} order by 1 limit 3`,
    );
    unreadable.push({
      field: titles[field]!.title,
      cells,
      examples: strings(examples, 'cell').filter((cell) => cell !== null),
    });
  }
  return unreadable;
}

/** Of so many orders with several rows one may name different amounts before all are taken for amounts of lines. */
const MOST_ODD = 20;

/** The rules of one order file as a row that the static steps join. */
async function describeSource(
  database: Database,
  source: number,
  {answers, columns, rules, states}: Source['recipe'],
  profile: Profile,
) {
  await findRepeated(database, source);
  const found = await database.query(amountsSql, {source});
  const fact = (name: string) => numbers(found, name)[0]!;
  const byData =
    fact('different') * MOST_ODD > fact('repeated') || fact('of_line') * 10 > fact('amounts') * 9;
  const known = profile.shape !== undefined && answers.amounts === undefined;
  const perLine =
    answers.amounts === undefined ? !known && fact('repeated') > 0 && byData : answers.amounts === 'line';
  const {linesWithoutVat = []} = profile;
  const {leaveOut, refunds, keepAnonymous, vatRate} = rules;
  const values = [
    source,
    perLine,
    known,
    profile.shippingPerLine ?? false,
    linesWithoutVat === true,
    linesWithoutVat === true ? [] : linesWithoutVat,
    vatRate,
    fact('vat_as_rate') === 1,
    leaveOut.cancelled,
    leaveOut.unpaid,
    leaveOut.test,
    leaveOut.zero,
    refunds,
    keepAnonymous,
  ];
  await database.query(`insert into sources values (${values.map(literal).join(', ')})`);

  if (columns['status'] === undefined) return;
  const words = await statusesOf(database, source);
  const meanings = words.map((status): [string, OrderState] => [
    status,
    states[status] ?? stateOf(status, profile.states),
  ]);
  if (meanings.length === 0) return;
  const rows = meanings.map(([status, state]) => `(${source}, ${literal(status)}, ${literal(state)})`);
  await database.query(`insert into states_by_status values ${rows.join(', ')}`);
}

const MOST_STATUSES = 100;

/** The status words of a file; none where there are so many that the column is something else. */
async function statusesOf(database: Database, source: number): Promise<string[]> {
  const table = await database.query(
    `select distinct status from orders_rows where source = ${source} and status is not null limit ${MOST_STATUSES + 1}`,
  );
  return table.rows > MOST_STATUSES ? [] : strings(table, 'status').filter((status) => status !== null);
}
