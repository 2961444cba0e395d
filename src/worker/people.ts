import type {Database} from '../engine/database';
import type {Leaving} from '../exports/define';
import {Problem} from '../lib/problem';
import {identifier, literal} from '../lib/sql';
import {numbers, type Table} from '../lib/table';
import {attributeTitle} from '../model/attributes';
import {type Columns, type ColumnSpec} from '../model/columns';
import type {Order} from '../model/filter';
import {attributeOf, contactColumns, measureColumns, personalColumns, personKey} from '../model/people';
import type {Page, Person, Size} from './api';
import linesSql from './person/lines.sql?raw';
import ordersSql from './person/orders.sql?raw';
import {pageFrom, piecesOf} from './rows';

/** How many a set of customers is, beside all; `select` is what `Runs.members` gives. */
export async function sizeOf(database: Database, select: string, signal: AbortSignal): Promise<Size> {
  const table = await database.query(
    `select
  count(m.customer) as people,
  count(m.customer) filter (p.purchases > 0) as buyers,
  coalesce(sum(p.revenue) filter (m.customer is not null), 0) as revenue,
  count(c.email) filter (m.customer is not null) as with_email,
  count(*) filter (p.purchases > 0) as all_buyers,
  coalesce(sum(p.revenue), 0) as all_revenue
from known_people as p
join customers as c using (customer)
left join (${select}) as m using (customer)`,
    {},
    signal,
  );
  const fact = (name: string) => numbers(table, name)[0]!;
  return {
    people: fact('people'),
    buyers: fact('buyers'),
    revenue: fact('revenue'),
    withEmail: fact('with_email'),
    allBuyers: fact('all_buyers'),
    allRevenue: fact('all_revenue'),
  };
}

const computed: Columns = {...personKey, ...measureColumns};
const written: Columns = {...contactColumns, ...personalColumns};

/** A column of a list of persons: what it holds, and its SQL over `known_people` as p and `customers` as c. */
function columnOf(name: string): {readonly spec: ColumnSpec; readonly sql: string} {
  const attribute = attributeOf(name);
  if (attribute !== null)
    return {
      spec: {kind: 'text', title: attributeTitle(attribute)},
      sql: `(select max(a.value) from attributes as a where a.customer = p.customer and a.name = ${literal(attribute)})`,
    };
  const spec = computed[name] ?? written[name];
  if (!spec || !(Object.hasOwn(computed, name) || Object.hasOwn(written, name)))
    throw new Problem('dataset-missing');
  return {spec, sql: `${Object.hasOwn(computed, name) ? 'p' : 'c'}.${identifier(name)}`};
}

interface Wanted {
  readonly columns: readonly string[];
  readonly order: Order;
}

/** The persons of a set in a total order. */
function listOf(select: string, {columns, order}: Wanted): string {
  const cells = columns.map((name) => `${columnOf(name).sql} as ${identifier(name)}`);
  return `select ${cells.join(', ')}
from known_people as p
join customers as c using (customer)
where p.customer in (${select})
order by ${columnOf(order.column).sql} ${order.descending ? 'desc' : 'asc'} nulls last, p.customer`;
}

/** A stretch of the persons of a set. */
export function pageOfMembers(
  database: Database,
  select: string,
  wanted: Wanted & {readonly from: number; readonly to: number},
  signal: AbortSignal,
): Promise<Page> {
  return pageFrom(database, listOf(select, wanted), `(${select})`, wanted, signal);
}

/** All persons of a set, in pieces. */
export function membersTable(
  database: Database,
  select: string,
  wanted: Wanted,
  signal: AbortSignal,
): Pick<Leaving, 'columns' | 'pieces'> {
  return {
    columns: Object.fromEntries(wanted.columns.map((name) => [name, columnOf(name).spec])),
    pieces: piecesOf(database, listOf(select, wanted), signal),
  };
}

/** What is known of one customer. */
export async function personOf(
  database: Database,
  customer: number,
  signal: AbortSignal,
): Promise<Omit<Person, 'rows'>> {
  const columns = Object.keys({...computed, ...written});
  const order = {column: 'customer', descending: false};
  const query = (sql: string) => database.query(sql, {customer}, signal);
  return {
    facts: await query(listOf('select $customer::integer', {columns, order})),
    attributes: await query(
      'select name, value from attributes where customer = $customer::integer order by name',
    ),
    orders: await query(ordersSql),
    lines: await query(linesSql),
  };
}

/** The row of a customer in a table that a run keeps; none where she is not in it. */
export function rowOf(
  database: Database,
  schema: string,
  table: string,
  customer: number,
  signal: AbortSignal,
): Promise<Table> {
  return database.query(
    `select * from ${schema}.${identifier(table)} where customer = $customer::integer limit 1`,
    {customer},
    signal,
  );
}
