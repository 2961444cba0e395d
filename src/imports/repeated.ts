import type {Database} from '../engine/database';
import {inParts} from '../engine/parts';
import {numbers} from '../lib/table';
import repeatedOrders from './steps/repeated_orders.sql?raw';

/** Notes in `repeated_orders` which orders have several rows. */
export async function findRepeated(database: Database): Promise<void> {
  const [rows] = numbers(await database.query('select count(*) as n from typed_orders'), 'n');
  await database.query('delete from repeated_orders');
  await inParts(database, rows!, (part) =>
    database.query(`insert into repeated_orders ${repeatedOrders}`, part),
  );
}
