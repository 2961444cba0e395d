import {obeying, type Database} from '../engine/database';
import {AT_ONCE, inParts} from '../engine/parts';
import {identifier} from '../lib/sql';
import {numbers, strings} from '../lib/table';
import {createTable} from '../model/ddl';
import type {Dataset} from '../model/dataset';
import {canonicalTables, type CanonicalTable} from '../model/tables';
import {describeDataset, receiptOf} from './account';
import {joinParts, partJoined} from './continued';
import {progressOf} from './progress';
import type {FileReceipt, Receipt} from './receipt';
import type {Source} from './recipe';
import {stage} from './stage';
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
import {typeRows} from './type_rows';
import {sampleRows, type Question} from './typing';
import type {Verdict} from './verdict';
import {makeWork, workTables, workViews} from './work';

export interface OpenQuestion extends Question {
  /** Position of the file among the sources. */
  readonly source: number;
}

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

/** How the time for a file divides, and that for the tables of all files; measured on a million rows. */
const reading = {bytes: 50, columns: 15, rows: 35};
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
  const run = async (sql: string, parameters = {}) => database.query(sql, parameters);
  const create = async (name: string, sql: string) =>
    run(`create or replace table ${identifier(name)} as ${sql}`);
  await makeWork(database, sources, signal);

  const bytes = sources.reduce((sum, {file}) => sum + file.size, 0);
  let before = 0;
  let loose = 0;
  const questions: OpenQuestion[] = [];
  const files: Pick<FileReceipt, 'rows' | 'doubled' | 'unreadable' | 'verdicts'>[] = [];
  for (const [source, entry] of sources.entries()) {
    const {size} = entry.file;
    const read = progressOf(reading, (share) =>
      report({phase: 'reading', share: (before + share * size) / Math.max(1, bytes)}),
    );
    const staged = await stage(database, entry, signal, (taken) =>
      read('bytes', Math.min(1, taken / Math.max(1, size))),
    );
    await sampleRows(database, staged.rows);
    const typed = await typeRows(database, source, entry, staged, read);
    before += size;
    questions.push(...typed.questions.map((question) => ({...question, source})));
    const {unreadable, verdicts} = typed;
    files.push({rows: staged.rows, doubled: staged.doubled, unreadable, verdicts});
    // What is not needed any more makes room for what follows.
    for (const name of ['staged', 'sampled', 'misfits']) await run(`drop table ${name}`);
    loose += staged.rows;
    if (loose > AT_ONCE) {
      await database.compact();
      loose = 0;
    }
  }
  if (questions.length > 0) return {kind: 'asks', questions, verdicts: files.map(({verdicts}) => verdicts)};
  const countOf = async (table: string) => numbers(await run(`select count(*) as n from ${table}`), 'n')[0]!;
  const rows = await countOf('typed_orders');

  const join = progressOf(joining, (share) => report({phase: 'joining', share}));
  join('parts', 0);
  const joined = await joinParts(
    database,
    sources,
    files.map(({rows}) => rows),
  );
  join('copies', 0);
  await run(
    `update typed_orders as r set reason = 'duplicate' from (${duplicatesSql}) as copies
    where r.source = copies.source and r.row = copies.row`,
  );
  await run(`create or replace view order_amounts as ${orderAmounts}`);
  await inParts(database, rows, async (part) => {
    join('groups', part.part / part.parts);
    const before = await countOf('order_groups');
    await run(`insert into order_groups by name ${orderGroups}`, {...part, before});
  });
  const currency = await mainCurrency(database);
  join('reasons', 0);
  await run('create table replaced (order_key bigint)');
  if (sources.length > 1) {
    // A system's list of orders and its list of order lines are about the same orders.
    const systems = sources.map(({recipe}) => recipe.profile.split('-')[0]!);
    await run(`insert into replaced ${replacedSql}`, {systems});
  }
  await run('create table order_reasons (order_key bigint, reason varchar)');
  await run(`insert into order_reasons ${orderReasons}`, {currency});
  await run(
    `update order_groups set reason = order_reasons.reason from order_reasons
    where order_groups.order_key = order_reasons.order_key`,
  );
  join('persons', 0);
  await create('identities', identitiesSql);
  while (Number((await run(sharedEmails)).columns['n']![0]) > 0) await create('identities', mergeIdentities);

  const canonical: Readonly<Record<CanonicalTable, string>> = {
    customers: customersSql,
    orders: ordersSql,
    attributes: attributesSql,
    order_lines: orderLines,
    events: eventsSql,
    spend: spendSql,
  };
  for (const [name, sql] of Object.entries(canonical) as [CanonicalTable, string][]) {
    await run(createTable(name, canonicalTables[name]));
    const fill = (part = {part: 0, parts: 1}) => {
      join(name, part.part / part.parts);
      return run(`insert into ${name} by name ${sql}`, part);
    };
    if (name === 'orders') await inParts(database, await countOf('order_groups'), fill);
    else if (name === 'order_lines') await inParts(database, rows, fill);
    else await fill();
  }
  join('receipt', 0);
  await create('set_aside', setAsideSql);
  await partJoined(database, joined);
  const receipt = await receiptOf(database, sources, files);
  const dataset = await describeDataset(database, id, sources, currency);
  for (const name of ['order_amounts', ...workViews]) await run(`drop view ${name}`);
  for (const name of [...workTables, ...joinedTables]) await run(`drop table ${name}`);
  return {kind: 'loaded', dataset, receipt};
}

const joinedTables = ['replaced', 'order_reasons', 'identities'];

/** The currency of most orders, '' where none is named. */
async function mainCurrency(database: Database): Promise<string> {
  const table = await database.query(
    `select currency from order_groups where currency is not null group by 1 order by count(*) desc, 1 limit 1`,
  );
  return table.rows === 0 ? '' : (strings(table, 'currency')[0] ?? '');
}
