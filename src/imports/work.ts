import type {Database} from '../engine/database';
import type {Target} from '../model/mapping';
import {targets} from './fields';
import {filledBy, keptFrom, type Source} from './recipe';
import {createRows, createSparse, rowTable, rowView} from './rows';

/** What is known of an order before it counts. */
const groupColumns: Readonly<Record<string, string>> = {
  source: 'integer',
  order_key: 'bigint',
  order_id: 'varchar',
  first_row: 'bigint',
  rows: 'bigint',
  customer_id: 'varchar',
  email: 'varchar',
  name: 'varchar',
  ordered_at: 'timestamp',
  goods: 'decimal(18, 4)',
  vat: 'decimal(18, 4)',
  shipping: 'decimal(38, 4)',
  refunded_share: 'double',
  status: 'varchar',
  cancelled: 'boolean',
  test: 'boolean',
  vat_on_top: 'boolean',
  currency: 'varchar',
  country: 'varchar',
  channel: 'varchar',
  coupon: 'varchar',
  reason: 'varchar',
};

/** Those of them that are empty without the field. */
const saidBy: Readonly<Record<string, string>> = {
  order_id: 'order_id',
  customer_id: 'customer_id',
  email: 'email',
  name: 'name',
  status: 'status',
  cancelled: 'cancelled_at',
  test: 'test',
  currency: 'currency',
  country: 'country',
  channel: 'channel',
  coupon: 'coupon',
};

/** The columns of `grouped_orders`: those that any of the files fills. The view `order_groups` has all of them. */
export function storedOfGroups(sources: readonly Pick<Source, 'recipe'>[]): readonly string[] {
  const filled = filledIn(sources, 'orders');
  return Object.keys(groupColumns).filter((name) => !saidBy[name] || filled.has(saidBy[name]));
}

function filledIn(sources: readonly Pick<Source, 'recipe'>[], target: Target): ReadonlySet<string> {
  return new Set(sources.flatMap(({recipe}) => (recipe.target === target ? filledBy(recipe) : [])));
}

/** Makes the tables in the current schema that the rows of files are read into. */
export async function makeWork(
  database: Database,
  sources: readonly Pick<Source, 'recipe'>[],
  signal: AbortSignal,
): Promise<void> {
  const run = (sql: string) => database.query(sql, {}, signal);
  for (const target of Object.keys(targets) as Target[]) {
    const attributes = sources.some(({recipe}) => recipe.target === target && keptFrom(recipe).length > 0);
    for (const statement of createRows(target, filledIn(sources, target), attributes)) await run(statement);
  }
  await run(`create table sources (source integer, per_line boolean, first_row_counts boolean, shipping_per_line boolean,
    lines_without_vat boolean, currencies_without_vat varchar[], vat_rate decimal(18, 4), vat_as_rate boolean,
    without_cancelled boolean, without_unpaid boolean, without_test boolean, without_zero boolean, refunds varchar,
    keep_anonymous boolean)`);
  await run('create table repeated_orders (order_hash ubigint)');
  const stored = new Set(storedOfGroups(sources));
  for (const statement of createSparse('grouped_orders', 'order_groups', groupColumns, stored))
    await run(statement);
  await run('create table attribute_names (source integer, place integer, name varchar)');
  await run('create table states_by_status (source integer, status varchar, state varchar)');
}

export const workViews = [...(Object.keys(targets) as Target[]).map(rowView), 'order_groups'];
export const workTables = [
  ...(Object.keys(targets) as Target[]).map(rowTable),
  'repeated_orders',
  'grouped_orders',
  'sources',
  'states_by_status',
  'attribute_names',
];
