import type {Database} from '../engine/database';
import {identifier} from '../lib/sql';
import {rowsOf} from '../lib/table';
import {filledBy, type Source} from './recipe';
import {findRepeated} from './repeated';

/** Rows at the beginning of one file that go on with the last order of another. */
interface Continuation {
  readonly source: number;
  readonly of: number;
  /** Rows of data in the file that is continued: the moved rows are numbered from there. */
  readonly after: number;
}

/**
 * An export that was split can have cut an order in two: then the first rows of a part belong to the last order of another
 * part. They are counted there while orders are made; what repeats a row of that order is a second copy and stays.
 */
export async function joinParts(
  database: Database,
  sources: readonly Source[],
  rows: readonly number[],
): Promise<readonly Continuation[]> {
  const joined: Continuation[] = [];
  if (sources.length < 2) return joined;
  const ends = await endsOf(database);
  for (const [source, {recipe}] of sources.entries()) {
    const first = ends.get(source)?.first;
    for (const [of, other] of sources.entries()) {
      if (of === source || first === undefined || first !== ends.get(of)?.last) continue;
      if (!areParts(recipe, other.recipe)) continue;
      const after = rows[of]!;
      const [joint] = rowsOf(await database.query(jointSql(filledBy(recipe)), {source, of, after}));
      if (Number(joint!['moved']) === 0 || Number(joint!['repeated']) > 0 || joint!['other'] === 1) continue;
      await database.query(
        `update typed_orders set source = ${of}, row = row + ${after} where source = ${source} and row <= ${Number(joint!['last_row'])}`,
      );
      joined.push({source, of, after});
      break;
    }
  }
  if (joined.length > 0) await findRepeated(database, 'all');
  return joined;
}

/** The first and the last order of each file, as they stand there. */
async function endsOf(
  database: Database,
): Promise<ReadonlyMap<number, {readonly first: string; readonly last: string}>> {
  const table = await database.query(
    `select source, arg_min(order_id, row) as first, arg_max(order_id, row) as last
    from orders_rows where order_id is not null group by source`,
  );
  return new Map(
    rowsOf(table).map(({source, first, last}) => [
      Number(source),
      {first: String(first), last: String(last)},
    ]),
  );
}

/**
 * The rows of `source` before its second order, if its first order is the last one of `of`; how many of them that has too, and
 * whether they name another person or day.
 */
function jointSql(fields: readonly string[]): string {
  const compared = fields.map(identifier).join(', ');
  const same = ofOrder.filter((field) => fields.includes(field)).map(identifier);
  return `with ends as (
      select
        (select arg_max(order_id, row) from typed_orders where source = $of and row < $after) as last_order,
        (select arg_min(order_id, row) from typed_orders where source = $source) as first_order
    ),
    following as (
      select min(row) as first_row from typed_orders, ends where source = $source and order_id <> first_order
    ),
    opening as (
      select r.* from typed_orders as r, ends, following
      where r.source = $source and first_order = last_order and r.row < coalesce(following.first_row, r.row + 1)
    )
    select
      (select count(*) from opening) as moved,
      (select max(row) from opening) as last_row,
      (
        select count(*) from (
          select ${compared} from opening where order_id is not null
          intersect
          select ${compared} from typed_orders, ends where source = $of and order_id = last_order
        )
      ) as repeated,
      (
        select coalesce(bool_or(${same.map((field) => `o.${field} <> l.${field}`).join(' or ') || 'false'}), false)
        from opening as o,
          (
            select ${same.map((field) => `any_value(${field}) as ${field}`).join(', ') || '1'}
            from typed_orders, ends where source = $of and order_id = last_order
          ) as l
      ) as other`;
}

/** What is the same in all rows of an order. */
const ofOrder = ['customer_id', 'email', 'ordered_at'];
/** What only rows of an order that has several say. */
const ofLine = ['sku', 'product', 'quantity', 'unit_price', 'unit_net', 'line_total', 'line_net'];

/** Gives the rows that are set aside back to the files that they stand in. */
export async function partJoined(database: Database, joined: readonly Continuation[]): Promise<void> {
  for (const {source, of, after} of joined) {
    await database.query(
      `update set_aside set source = ${source}, row = row - ${after} where source = ${of} and row >= ${after}`,
    );
  }
}

function areParts(a: Source['recipe'], b: Source['recipe']): boolean {
  return (
    a.target === 'orders' &&
    a.profile === b.profile &&
    a.columns['order_id'] !== undefined &&
    ofLine.some((field) => a.columns[field] !== undefined) &&
    a.headers.join('\n') === b.headers.join('\n') &&
    JSON.stringify(a.attributes) === JSON.stringify(b.attributes)
  );
}
