import type {Database} from '../engine/database';
import {piecewise} from '../engine/parts';
import {numbers} from '../lib/table';
import repeatedOrders from './steps/repeated_orders.sql?raw';

/** Notes in `repeated_orders` which orders of one file have several rows, or of all files anew. */
export async function findRepeated(database: Database, source: number | 'all'): Promise<void> {
  // Rows stand file by file, so that those of one are found without looking at the others.
  const among = source === 'all' ? {earliest: 0, latest: 1e6} : {earliest: source, latest: source};
  const counted = await database.query(
    'select count(*) as n from typed_orders where source >= $earliest and source <= $latest',
    among,
  );
  if (source === 'all') await database.query('delete from repeated_orders');
  await piecewise(numbers(counted, 'n')[0]!, (part) =>
    database.query(`insert into repeated_orders ${repeatedOrders}`, {...part, ...among}),
  );
}
