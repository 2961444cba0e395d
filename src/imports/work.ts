import type {Database} from '../engine/database';
import type {Target} from '../model/mapping';
import {targets} from './fields';
import {filledBy, keptFrom, type Source} from './recipe';
import {createRows, rowTable, rowView} from './rows';

/** Makes the tables in the current schema that the rows of files are read into. */
export async function makeWork(
  database: Database,
  sources: readonly Pick<Source, 'recipe'>[],
  signal: AbortSignal,
): Promise<void> {
  const run = (sql: string) => database.query(sql, {}, signal);
  for (const target of Object.keys(targets) as Target[]) {
    const recipes = sources.flatMap(({recipe}) => (recipe.target === target ? [recipe] : []));
    const kept = recipes.some((recipe) => keptFrom(recipe).length > 0);
    for (const statement of createRows(target, new Set(recipes.flatMap(filledBy)), kept))
      await run(statement);
  }
  await run(`create table sources (source integer, per_line boolean, first_row_counts boolean, shipping_per_line boolean,
    lines_without_vat boolean, currencies_without_vat varchar[], vat_rate decimal(18, 4), vat_as_rate boolean,
    without_cancelled boolean, without_unpaid boolean, without_test boolean, without_zero boolean, refunds varchar,
    keep_anonymous boolean)`);
  await run('create table repeated_orders (order_hash ubigint)');
  await run(`create table order_groups (source integer, order_key bigint, order_id varchar, first_row bigint, rows bigint,
    customer_id varchar, email varchar, name varchar, ordered_at timestamp, goods decimal(18, 4), vat decimal(18, 4),
    shipping decimal(38, 4), refunded_share double, status varchar, cancelled boolean, test boolean, vat_on_top boolean,
    currency varchar, country varchar, channel varchar, coupon varchar, reason varchar)`);
  await run('create table attribute_names (source integer, place integer, name varchar)');
  await run('create table states_by_status (source integer, status varchar, state varchar)');
}

export const workViews = (Object.keys(targets) as Target[]).map(rowView);
export const workTables = [
  ...(Object.keys(targets) as Target[]).map(rowTable),
  'repeated_orders',
  'order_groups',
  'sources',
  'states_by_status',
  'attribute_names',
];
