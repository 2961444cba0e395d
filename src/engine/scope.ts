import type {Parameters} from '../lib/sql';
import {isoFromDay} from '../lib/dates';
import type {Scope} from '../model/scope';
import {sharedTables, type SharedTable} from '../model/tables';
import bookings from '../model/views/bookings.sql?raw';
import calendar from '../model/views/calendar.sql?raw';
import chosenOrders from '../model/views/chosen_orders.sql?raw';
import chosenPeople from '../model/views/chosen_people.sql?raw';
import customerHistory from '../model/views/customer_history.sql?raw';
import firstOrders from '../model/views/first_orders.sql?raw';
import firstProducts from '../model/views/first_products.sql?raw';
import gaps from '../model/views/gaps.sql?raw';
import historyAt from '../model/views/history_at.sql?raw';
import knownPeople from '../model/views/known_people.sql?raw';
import ledger from '../model/views/ledger.sql?raw';
import noCustomers from '../model/views/no_customers.sql?raw';
import ordersInFilter from '../model/views/orders_in_filter.sql?raw';
import peopleInFilter from '../model/views/people_in_filter.sql?raw';
import purchases from '../model/views/purchases.sql?raw';
import reactions from '../model/views/reactions.sql?raw';
import rfmSegment from '../model/views/rfm_segment.sql?raw';
import scopeSql from '../model/views/scope.sql?raw';
import stepsAbove from '../model/views/steps_above.sql?raw';
import type {Database} from './database';
import {fillingOf} from './filling';
import {scriptOf} from './script';

type Recipe = readonly (readonly [name: string, kind: 'table' | 'view' | 'macro', sql: string])[];

/**
 * The shared tables in the order in which they build on each other; a `view` or a `macro` costs nothing and is not
 * stored. What nobody has filtered by is not looked at.
 */
function recipeOf({products, categories, who}: Scope): Recipe {
  const filtered = products.length > 0 || categories.length > 0 || who !== null;
  return [
    ['steps_above', 'macro', stepsAbove],
    ['rfm_segment', 'macro', rfmSegment],
    ['scope', 'table', scopeSql],
    ...(filtered && who === null ? ([['chosen_customers', 'table', noCustomers]] as const) : []),
    ['orders_in_filter', 'view', filtered ? chosenOrders : ordersInFilter],
    ['people_in_filter', 'view', filtered ? chosenPeople : peopleInFilter],
    ['bookings', 'view', bookings],
    ['ledger', 'table', ledger],
    ['purchases', 'view', purchases],
    ['gaps', 'view', gaps],
    ['customer_history', 'table', customerHistory],
    ['known_people', 'view', knownPeople],
    ['first_orders', 'view', firstOrders],
    ['first_products', 'view', firstProducts],
    ['history_at', 'macro', historyAt],
    ['calendar', 'table', calendar],
    ['reactions', 'view', reactions],
  ];
}

export interface SharedStatement {
  readonly table: string;
  readonly sql: string;
}

/** The shared tables that take time to make. */
export const dearTables = ['ledger', 'customer_history', 'calendar'] as const;
export type DearTable = (typeof dearTables)[number];

/** Makes a table that was made before, by the same statements from the same data, in the first schema of the search path. */
export type MadeBefore = (table: DearTable) => Promise<void>;

interface Step extends SharedStatement {
  make(database: Database, signal: AbortSignal): Promise<void>;
}

/** How the shared tables of a scope are made; where customers are chosen, it is not said who they are. */
function stepsOf(scope: Scope, orders: number): Step[] {
  const parameters: Parameters = {
    as_of: isoFromDay(scope.asOf),
    from_on: scope.from === null ? null : isoFromDay(scope.from),
    with_vat: scope.basis.withVat,
    with_shipping: scope.basis.withShipping,
    less_refunds: scope.basis.lessRefunds,
    by_order: scope.occasion === 'order',
    countries: scope.countries,
    channels: scope.channels,
    products: scope.products,
    categories: scope.categories,
    some_customers: scope.who !== null,
  };
  return recipeOf(scope).map(([table, kind, sql]) => {
    if (kind !== 'table') {
      const definition = kind === 'view' ? `create view ${table} as\n${sql}` : sql;
      return {table, sql: scriptOf(table, definition), make: (database) => database.run(definition)};
    }
    const columns = sharedTables[table as SharedTable];
    const {script, make} = fillingOf(table, columns, sql, parameters, table === 'ledger' ? orders : 0);
    return {table, sql: script, make};
  });
}

/** What makes the shared tables of a scope, as text. */
export function sharedStatements(scope: Scope): SharedStatement[] {
  return stepsOf(scope, 0).map(({table, sql}) => ({table, sql}));
}

/**
 * Makes the shared tables of a scope in the current schema, from the canonical tables on the search path; where the scope
 * has customers chosen, `chosen_customers` is there already. Where so many `orders` are a lot, what takes their number of rows is
 * made part by part. Tables that were made `before` are not made anew.
 */
export async function makeSharedTables(
  database: Database,
  scope: Scope,
  orders: number,
  signal: AbortSignal,
  before: MadeBefore | null = null,
): Promise<void> {
  for (const {table, make} of stepsOf(scope, orders)) {
    const dear = dearTables.find((name) => name === table);
    await (before && dear ? before(dear) : make(database, signal));
  }
}
