import type {Database} from '../engine/database';
import {numbers, type Table} from '../lib/table';
import type {Page} from './api';

const LONGEST_PAGE = 1000;
const EXPORTED_AT_ONCE = 50_000;

/** A stretch of the rows of `ordered`, a statement with a total order; `all` are the same rows as a source, to be counted. */
export async function pageFrom(
  database: Database,
  ordered: string,
  all: string,
  {from, to}: {readonly from: number; readonly to: number},
  signal: AbortSignal,
): Promise<Page> {
  const start = Math.max(0, from);
  const length = Math.min(LONGEST_PAGE, Math.max(0, to - start));
  const counted = await database.query(`select count(*) as n from ${all}`, {}, signal);
  return {
    rows: await database.query(`${ordered} limit ${length} offset ${start}`, {}, signal),
    total: numbers(counted, 'n')[0]!,
  };
}

/** All rows of a statement with a total order, in pieces. */
export async function* piecesOf(
  database: Database,
  ordered: string,
  signal: AbortSignal,
): AsyncGenerator<Table> {
  for (let from = 0; ; from += EXPORTED_AT_ONCE) {
    const table = await database.query(`${ordered} limit ${EXPORTED_AT_ONCE} offset ${from}`, {}, signal);
    yield table;
    if (table.rows < EXPORTED_AT_ONCE) return;
  }
}
