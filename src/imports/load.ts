import type {Database} from '../engine/database';
import {Problem} from '../lib/problem';
import {identifier, literal} from '../lib/sql';
import {numbers, rowsOf, strings} from '../lib/table';
import {createTable} from '../model/ddl';
import type {Dataset} from '../model/dataset';
import {canonicalTables, type CanonicalTable} from '../model/tables';
import type {Text} from '../text/language';
import {fieldsOf, targets, type Target} from './fields';
import {profiles} from './index';
import type {FileReceipt, Reason, Receipt} from './receipt';
import type {OrderState, Source} from './recipe';
import {rowColumns, rowTable} from './rows';
import {stage} from './stage';
import {stateOf} from './states';
import amountsPerLine from './steps/amounts_per_line.sql?raw';
import customersSql from './steps/customers.sql?raw';
import datasetSql from './steps/dataset.sql?raw';
import duplicatesSql from './steps/duplicates.sql?raw';
import eventsSql from './steps/events.sql?raw';
import identitiesSql from './steps/identities.sql?raw';
import mergeIdentities from './steps/merge_identities.sql?raw';
import orderGroups from './steps/order_groups.sql?raw';
import orderLines from './steps/order_lines.sql?raw';
import orderReasons from './steps/order_reasons.sql?raw';
import orderValues from './steps/order_values.sql?raw';
import ordersSql from './steps/orders.sql?raw';
import reasonsSql from './steps/reasons.sql?raw';
import setAsideSql from './steps/set_aside.sql?raw';
import sharedEmails from './steps/shared_emails.sql?raw';
import spendSql from './steps/spend.sql?raw';
import usedSql from './steps/used.sql?raw';
import {sampleRows, typeColumn, type Question} from './typing';

export interface OpenQuestion extends Question {
  /** Position of the file among the sources. */
  readonly source: number;
}

export type LoadOutcome =
  | {readonly kind: 'loaded'; readonly dataset: Dataset; readonly receipt: Receipt}
  | {readonly kind: 'asks'; readonly questions: readonly OpenQuestion[]};

export interface LoadProgress {
  /** Share of all bytes read, 0–1; then the tables are made. */
  readonly share: number;
  readonly phase: 'reading' | 'joining';
}

/**
 * Makes the canonical tables of a dataset in the current schema from all its files. Everything a file says goes through
 * one pipeline: text → typed rows → orders → persons. Rows read = rows used + rows set aside, for each file.
 */
export async function load(
  database: Database,
  id: string,
  sources: readonly Source[],
  signal: AbortSignal,
  report: (progress: LoadProgress) => void,
): Promise<LoadOutcome> {
  const run = async (sql: string, parameters = {}) => database.query(sql, parameters, signal);
  const create = async (name: string, sql: string) =>
    run(`create or replace table ${identifier(name)} as ${sql}`);
  for (const target of Object.keys(targets) as Target[]) {
    await run(createTable(rowTable(target), rowColumns(target)));
  }
  await run(`create table sources (source integer, per_line boolean, vat_rate decimal(18, 4), without_cancelled boolean,
    without_unpaid boolean, without_test boolean, without_zero boolean, keep_anonymous boolean)`);
  await run('create table states_by_status (source integer, status varchar, state varchar)');

  const bytes = sources.reduce((sum, {file}) => sum + file.size, 0);
  let before = 0;
  const questions: OpenQuestion[] = [];
  const files: Pick<FileReceipt, 'rows' | 'unreadable'>[] = [];
  for (const [source, entry] of sources.entries()) {
    const staged = await stage(database, entry, signal, (read) =>
      report({phase: 'reading', share: Math.min(1, (before + read) / Math.max(1, bytes))}),
    );
    before += entry.file.size;
    await sampleRows(database, staged.rows);
    const typed = await typeRows(database, source, entry, staged.columns, signal);
    questions.push(...typed.questions.map((question) => ({...question, source})));
    files.push({rows: staged.rows, unreadable: typed.unreadable});
  }
  if (questions.length > 0) return {kind: 'asks', questions};

  report({phase: 'joining', share: 1});
  await run(
    `update orders_rows set reason = 'duplicate' from (${duplicatesSql}) as copies
    where orders_rows.source = copies.source and orders_rows.row = copies.row`,
  );
  await create('order_groups', orderGroups);
  const currency = await mainCurrency(database);
  await run('create table order_reasons (order_key bigint, reason varchar)');
  await run(`insert into order_reasons ${orderReasons}`, {currency});
  await run(
    `update order_groups set reason = order_reasons.reason from order_reasons
    where order_groups.order_key = order_reasons.order_key`,
  );
  await create('identities', identitiesSql);
  while (Number((await run(sharedEmails)).columns['n']![0]) > 0) await create('identities', mergeIdentities);

  const canonical: Readonly<Record<CanonicalTable, string>> = {
    customers: customersSql,
    orders: ordersSql,
    order_lines: orderLines,
    events: eventsSql,
    spend: spendSql,
  };
  for (const [name, sql] of Object.entries(canonical) as [CanonicalTable, string][]) {
    await run(createTable(name, canonicalTables[name]));
    await run(`insert into ${name} by name ${sql}`);
  }
  await create('set_aside', setAsideSql);
  const receipt = await receiptOf(database, sources, files);
  const dataset = await describe(database, id, sources, currency);
  for (const name of workTables) await run(`drop table ${name}`);
  return {kind: 'loaded', dataset, receipt};
}

const workTables = [
  ...(Object.keys(targets) as Target[]).map(rowTable),
  'staged',
  'sampled',
  'misfits',
  'sources',
  'states_by_status',
  'order_groups',
  'order_reasons',
  'identities',
];

/** Amounts without which an order's sum would be wrong; a row in which one of them cannot be read is set aside. */
const essentialAmounts = ['total', 'net', 'subtotal', 'quantity', 'unit_price', 'line_total', 'amount'];

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

async function typeRows(
  database: Database,
  source: number,
  {recipe}: Source,
  columns: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<{questions: Question[]; unreadable: FileReceipt['unreadable']}> {
  const fields = fieldsOf(recipe.target);
  const table = rowTable(recipe.target);
  const questions: Question[] = [];
  const typed: [field: string, sql: string][] = [];
  for (const [field, column] of Object.entries(columns)) {
    const {sql, question} = await typeColumn(database, field, fields[field]!, column, recipe.answers);
    if (question) questions.push(question);
    typed.push([field, sql]);
  }
  const names = typed.map(([field]) => identifier(field));
  const misread = typed
    .filter(([field]) => essentialAmounts.includes(field))
    .map(([field]) => `(${columns[field]!} is not null and ${identifier(field)} is null)`);
  const conditions: [Reason, string][] = [
    ['misfit', 'row in (select row from misfits)'],
    ['blank', `coalesce(${Object.values(columns).join(', ')}) is null`],
    ['unreadable_amount', misread.length > 0 ? misread.join(' or ') : 'false'],
  ];
  await database.query(
    `insert into ${table} (source, row, reason, ${names.join(', ')})
    with typed as not materialized (
      select rowid as row, ${typed.map(([field, sql]) => `${sql} as ${identifier(field)}`).join(', ')},
        ${Object.values(columns).join(', ')}
      from staged
    )
    select ${source}, row, case ${conditions.map(([reason, when]) => `when ${when} then '${reason}'`).join(' ')} end,
      ${names.join(', ')}
    from typed`,
    {},
    signal,
  );
  for (const [reason, when] of rowReasons[recipe.target]) {
    await database.query(
      `update ${table} set reason = '${reason}' where source = ${source} and reason is null and (${when})`,
      {},
      signal,
    );
  }
  if (recipe.target === 'orders') await describeSource(database, source, recipe);
  return {questions, unreadable: await unreadableCells(database, source, recipe.target, columns, typed)};
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
    const cells = filled[index]! - read[index]!;
    if (cells === 0) continue;
    const column = columns[field]!;
    const examples = await database.query(
      `select distinct ${column} as cell from staged where ${column} is not null and ${sql} is null order by 1 limit 3`,
    );
    unreadable.push({
      field: titles[field]!.title,
      cells,
      examples: strings(examples, 'cell').filter((cell) => cell !== null),
    });
  }
  return unreadable;
}

/** The rules of one order file as a row that the static steps join. */
async function describeSource(
  database: Database,
  source: number,
  {answers, columns, rules, states}: Source['recipe'],
) {
  const lineAmounts =
    columns['line_total'] !== undefined ||
    (columns['unit_price'] !== undefined && columns['quantity'] !== undefined);
  let perLine = answers.amounts === 'line';
  if (answers.amounts === undefined && !lineAmounts) {
    const {columns: found} = await database.query(amountsPerLine, {source});
    perLine = Number(found['different']![0]) * 2 > Number(found['repeated']![0]);
  }
  const {leaveOut, keepAnonymous, vatRate} = rules;
  const values = [
    source,
    perLine,
    vatRate,
    leaveOut.cancelled,
    leaveOut.unpaid,
    leaveOut.test,
    leaveOut.zero,
    keepAnonymous,
  ];
  await database.query(`insert into sources values (${values.map(literal).join(', ')})`);

  if (columns['status'] === undefined) return;
  const found = await statusesOf(database, source);
  const meanings = found.map((status): [string, OrderState] => [status, states[status] ?? stateOf(status)]);
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

async function mainCurrency(database: Database): Promise<string> {
  const table = await database.query(
    `select currency from order_groups where currency is not null group by 1 order by count(*) desc, 1 limit 1`,
  );
  const found = table.rows === 0 ? '' : (strings(table, 'currency')[0] ?? '');
  return found;
}

async function receiptOf(
  database: Database,
  sources: readonly Source[],
  files: readonly Pick<FileReceipt, 'rows' | 'unreadable'>[],
): Promise<Receipt> {
  const reasons = rowsOf(await database.query(reasonsSql));
  const used = rowsOf(await database.query(usedSql));
  const merged = await database.query(
    `with accounts as (select count(distinct customer_id) as n from identities where not guest)
    select
      (select count(*) from order_groups as g join identities as i on g.customer_id is null and i.email = g.email
        where g.reason is null and i.guest and i.customer <= accounts.n) as guests,
      accounts.n - (select count(distinct customer) from identities where not guest) as accounts
    from accounts`,
  );
  return {
    files: sources.map(({file, recipe}, source): FileReceipt => {
      const setAside = reasons
        .filter((row) => row['source'] === source)
        .map((row) => ({
          reason: row['reason'] as Reason,
          rows: Number(row['rows']),
          orders: Number(row['orders']),
          revenue: Number(row['revenue']),
        }));
      const {rows, unreadable} = files[source]!;
      const own = used.find((row) => row['source'] === source);
      return {
        file: file.name,
        layout: profiles.find(({id}) => id === recipe.profile)!.name,
        target: recipe.target,
        rows,
        used: rows - setAside.reduce((sum, entry) => sum + entry.rows, 0),
        refunds: Number(own?.['refunds'] ?? 0),
        anonymous: Number(own?.['anonymous'] ?? 0),
        setAside,
        unreadable,
      };
    }),
    merged: {guests: numbers(merged, 'guests')[0]!, accounts: numbers(merged, 'accounts')[0]!},
  };
}

async function describe(
  database: Database,
  id: string,
  sources: readonly Source[],
  currency: string,
): Promise<Dataset> {
  const [facts] = rowsOf(await database.query(datasetSql));
  const fact = (name: string) => Number(facts![name] ?? 0);
  if (fact('orders') === 0) throw new Problem('nothing-usable', {file: sources[0]!.file.name});
  const values = rowsOf(await database.query(orderValues));
  const valuesOf = (field: string) =>
    values.filter((row) => row['field'] === field).map((row) => String(row['value']));
  return {
    id,
    name: sources[0]!.file.name.replace(/(\.\w{1,5}){1,2}$/, ''),
    currency: /^[A-Z]{3}$/.test(currency) ? currency : '',
    firstDay: fact('first_day'),
    lastDay: fact('last_day'),
    orders: fact('orders'),
    customers: fact('customers'),
    leads: fact('leads'),
    anonymousOrders: fact('anonymous'),
    countries: valuesOf('country'),
    channels: valuesOf('channel'),
    has: {
      vat: fact('has_vat') === 1,
      shipping: fact('has_shipping') === 1,
      refunds: fact('has_refunds') === 1,
    },
  };
}
