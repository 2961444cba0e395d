import {obeying, type Database} from '../engine/database';
import {inParts} from '../engine/parts';
import {identifier} from '../lib/sql';
import {numbers, strings} from '../lib/table';
import {createTable} from '../model/ddl';
import type {Dataset} from '../model/dataset';
import {canonicalTables, type CanonicalTable} from '../model/tables';
import {describeDataset, receiptOf} from './account';
import {joinParts, partJoined} from './continued';
import {progressOf, type Progress} from './progress';
import {readFiles, type OpenQuestion} from './read_files';
import type {Receipt} from './receipt';
import type {Source} from './recipe';
import attributesSql from './steps/attributes.sql?raw';
import customersSql from './steps/customers.sql?raw';
import duplicatesSql from './steps/duplicates.sql?raw';
import eventsSql from './steps/events.sql?raw';
import identitiesSql from './steps/identities.sql?raw';
import mergeIdentities from './steps/merge_identities.sql?raw';
import orderAmounts from './steps/order_amounts.sql?raw';
import orderGroups from './steps/order_groups.sql?raw';
import orderLines from './steps/order_lines.sql?raw';
import orderReasons from './steps/order_reasons.sql?raw';
import ordersSql from './steps/orders.sql?raw';
import replacedSql from './steps/replaced.sql?raw';
import setAsideSql from './steps/set_aside.sql?raw';
import sharedEmails from './steps/shared_emails.sql?raw';
import spendSql from './steps/spend.sql?raw';
import type {Verdict} from './verdict';
import {makeWork, storedOfGroups, workTables, workViews} from './work';

export type LoadOutcome =
  | {readonly kind: 'loaded'; readonly dataset: Dataset; readonly receipt: Receipt}
  | {
      readonly kind: 'asks';
      readonly questions: readonly OpenQuestion[];
      /** How sure the reading of each file's columns is. */
      readonly verdicts: readonly (readonly Verdict[])[];
    };

export interface LoadProgress {
  readonly phase: 'reading' | 'joining';
  /** Share of the phase, 0–1: of all bytes, which are read and made values of; of the work on the tables. */
  readonly share: number;
}

/** How the time for the tables of all files divides; measured on a million rows. */
const joining = {
  parts: 2,
  copies: 4,
  groups: 40,
  reasons: 10,
  persons: 10,
  customers: 4,
  orders: 10,
  attributes: 2,
  order_lines: 10,
  events: 1,
  spend: 1,
  receipt: 6,
};

/**
 * Makes the canonical tables of a dataset in the current schema from all its files. Everything a file says goes through
 * one pipeline: text → typed rows → orders → persons. Rows read = rows used + rows set aside, for each file.
 */
export async function load(
  engine: Database,
  id: string,
  sources: readonly Source[],
  signal: AbortSignal,
  report: (progress: LoadProgress) => void,
): Promise<LoadOutcome> {
  const database = obeying(engine, signal);
  await makeWork(database, sources, signal);
  const {files, questions} = await readFiles(database, sources, signal, (share) =>
    report({phase: 'reading', share}),
  );
  if (questions.length > 0) return {kind: 'asks', questions, verdicts: files.map(({verdicts}) => verdicts)};

  const join = progressOf(joining, (share) => report({phase: 'joining', share}));
  join('parts', 0);
  const joined = await joinParts(
    database,
    sources,
    files.map(({rows}) => rows),
  );
  const rows = await countOf(database, 'typed_orders');
  await groupOrders(database, sources, rows, join);
  const currency = await mainCurrency(database);
  join('reasons', 0);
  await judgeOrders(database, sources, currency);
  join('persons', 0);
  await joinPersons(database);
  await fillCanonical(database, rows, join);
  join('receipt', 0);
  await create(database, 'set_aside', setAsideSql);
  await partJoined(database, joined);
  const receipt = await receiptOf(database, sources, files);
  const dataset = await describeDataset(database, id, sources, currency);
  for (const name of ['order_amounts', ...workViews]) await database.query(`drop view ${name}`);
  for (const name of [...workTables, ...joinedTables]) await database.query(`drop table ${name}`);
  return {kind: 'loaded', dataset, receipt};
}

const joinedTables = ['replaced', 'order_reasons', 'identities'];

/** Makes orders of the typed rows, without those that stand there twice. */
async function groupOrders(
  database: Database,
  sources: readonly Source[],
  rows: number,
  join: Progress<'copies' | 'groups'>,
): Promise<void> {
  join('copies', 0);
  await database.query(
    `update typed_orders as r set reason = 'duplicate' from (${duplicatesSql}) as copies
    where r.source = copies.source and r.row = copies.row`,
  );
  await database.query(`create or replace view order_amounts as ${orderAmounts}`);
  const insert = `insert into grouped_orders by name select ${storedOfGroups(sources).join(', ')} from (${orderGroups})`;
  await inParts(database, rows, async (part) => {
    join('groups', part.part / part.parts);
    const before = await countOf(database, 'grouped_orders');
    await database.query(insert, {...part, before});
  });
}

/** Gives each order that is not used its reason. */
async function judgeOrders(database: Database, sources: readonly Source[], currency: string): Promise<void> {
  await database.query('create table replaced (order_key bigint)');
  if (sources.length > 1) {
    // A system's list of orders and its list of order lines are about the same orders.
    const systems = sources.map(({recipe}) => recipe.profile.split('-')[0]!);
    await database.query(`insert into replaced ${replacedSql}`, {systems});
  }
  await database.query('create table order_reasons (order_key bigint, reason varchar)');
  await database.query(`insert into order_reasons ${orderReasons}`, {currency});
  await database.query(
    `update grouped_orders as g set reason = r.reason from order_reasons as r where g.order_key = r.order_key`,
  );
}

/** Finds who is one person, until no two of them share an address. */
async function joinPersons(database: Database): Promise<void> {
  await create(database, 'identities', identitiesSql);
  while (Number((await database.query(sharedEmails)).columns['n']![0]) > 0)
    await create(database, 'identities', mergeIdentities);
}

async function fillCanonical(
  database: Database,
  rows: number,
  join: Progress<CanonicalTable>,
): Promise<void> {
  const canonical: Readonly<Record<CanonicalTable, string>> = {
    customers: customersSql,
    orders: ordersSql,
    attributes: attributesSql,
    order_lines: orderLines,
    events: eventsSql,
    spend: spendSql,
  };
  for (const [name, sql] of Object.entries(canonical) as [CanonicalTable, string][]) {
    await database.query(createTable(name, canonicalTables[name]));
    const fill = (part = {part: 0, parts: 1}) => {
      join(name, part.part / part.parts);
      return database.query(`insert into ${name} by name ${sql}`, part);
    };
    if (name === 'orders') await inParts(database, await countOf(database, 'order_groups'), fill);
    else if (name === 'order_lines') await inParts(database, rows, fill);
    else await fill();
  }
}

/** The currency of most orders, '' where none is named. */
async function mainCurrency(database: Database): Promise<string> {
  const table = await database.query(
    `select currency from order_groups where currency is not null group by 1 order by count(*) desc, 1 limit 1`,
  );
  return table.rows === 0 ? '' : (strings(table, 'currency')[0] ?? '');
}

async function create(database: Database, name: string, sql: string): Promise<void> {
  await database.query(`create or replace table ${identifier(name)} as ${sql}`);
}

async function countOf(database: Database, table: string): Promise<number> {
  return numbers(await database.query(`select count(*) as n from ${table}`), 'n')[0]!;
}
