import type {Database} from '../engine/database';
import type {Target} from '../model/mapping';
import {targets} from './fields';
import {filledBy, keptFrom, type Source} from './recipe';
import {createRows, rowTable, rowView} from './rows';

/** What is known of an order before it counts; with the field without which a column is empty. */
const groupColumns: Readonly<Record<string, {readonly type: string; readonly field?: string}>> = {
  source: {type: 'integer'},
  order_key: {type: 'bigint'},
  order_id: {type: 'varchar', field: 'order_id'},
  first_row: {type: 'bigint'},
  rows: {type: 'bigint'},
  customer_id: {type: 'varchar', field: 'customer_id'},
  email: {type: 'varchar', field: 'email'},
  name: {type: 'varchar', field: 'name'},
  ordered_at: {type: 'timestamp'},
  goods: {type: 'decimal(18, 4)'},
  vat: {type: 'decimal(18, 4)'},
  shipping: {type: 'decimal(38, 4)'},
  refunded_share: {type: 'double'},
  status: {type: 'varchar', field: 'status'},
  cancelled: {type: 'boolean', field: 'cancelled_at'},
  test: {type: 'boolean', field: 'test'},
  vat_on_top: {type: 'boolean'},
  currency: {type: 'varchar', field: 'currency'},
  country: {type: 'varchar', field: 'country'},
  channel: {type: 'varchar', field: 'channel'},
  coupon: {type: 'varchar', field: 'coupon'},
  reason: {type: 'varchar'},
};

/** The columns of `grouped_orders`: those that any of the files fills. The view `order_groups` has all of them. */
export function keptOfGroups(sources: readonly Pick<Source, 'recipe'>[]): readonly string[] {
  const filled = filledIn(sources, 'orders');
  return Object.entries(groupColumns).flatMap(([name, {field}]) =>
    field === undefined || filled.has(field) ? [name] : [],
  );
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
  const kept = keptOfGroups(sources);
  const defined = (names: readonly string[]) => names.map((name) => `${name} ${groupColumns[name]!.type}`);
  await run(`create table grouped_orders (${defined(kept).join(', ')})`);
  const empty = Object.entries(groupColumns)
    .filter(([name]) => !kept.includes(name))
    .map(([name, {type}]) => `null::${type} as ${name}`);
  await run(`create view order_groups as select ${['*', ...empty].join(', ')} from grouped_orders`);
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
