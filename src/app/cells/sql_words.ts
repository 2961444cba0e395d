import {canonicalTables, sharedTables, type CanonicalTable, type SharedTable} from '../../model/tables';
import type {Columns} from '../../model/columns';
import type {Notebook, SqlCell} from '../../notebook/document';
import {inputTitle} from '../../notebook/named';
import {readableAudiences} from '../../notebook/readable';
import type {Text} from '../../text/language';
import type {Queries} from '../state/queries.svelte';
import type {Readable, Word} from './sql_editor';

/** What a statement may name, by where it comes from. */
export interface Names {
  /** Cells above. */
  readonly cells: readonly Readable[];
  readonly audiences: readonly Readable[];
  readonly tables: readonly Readable[];
  /** Written `$name`. */
  readonly inputs: readonly Word[];
}

/** What can be read of the data; the customers chosen by a filter are in all other tables already. */
const titles: Readonly<Record<Exclude<CanonicalTable | SharedTable, 'chosen_customers'>, Text>> = {
  customers: {en: 'customers and leads', de: 'Kunden und Interessenten'},
  orders: {en: 'orders', de: 'Bestellungen'},
  attributes: {en: 'further facts of customers', de: 'weitere Merkmale der Kunden'},
  order_lines: {en: 'positions of the orders', de: 'Positionen der Bestellungen'},
  events: {en: 'mails, clicks, visits', de: 'Mails, Klicks, Besuche'},
  spend: {en: 'marketing spend', de: 'Marketingausgaben'},
  scope: {en: 'as-of date and period', de: 'Stichtag und Zeitraum'},
  ledger: {en: 'bookings by customer and day', de: 'Buchungen je Kunde und Tag'},
  purchases: {en: 'purchases up to the as-of date', de: 'Käufe bis zum Stichtag'},
  customer_history: {en: 'one row per customer', de: 'eine Zeile je Kunde'},
  calendar: {en: 'one row per day', de: 'eine Zeile je Tag'},
};

/** What the statement of a cell may name: the tables of the data, cells above it, audiences, and inputs. */
export function namesFor(
  notebook: Notebook,
  cell: SqlCell,
  queries: Queries,
  say: (text: Text) => string,
): Names {
  const columnsOf: Readonly<Record<string, Columns>> = {...sharedTables, ...canonicalTables};
  const tables = Object.entries(titles).map(([name, title]) => ({
    name,
    title: say(title),
    columns: Object.entries(columnsOf[name]!).map(([column, of]) => ({name: column, title: say(of.title)})),
  }));
  const above = notebook.cells.slice(0, notebook.cells.indexOf(cell)).filter(({kind}) => kind === 'sql');
  const cells = (above as SqlCell[]).map(({id, name, title}) => ({
    name,
    title: title || say({en: 'SQL cell above', de: 'SQL-Zelle weiter oben'}),
    columns: (queries.cells.get(id)?.answer?.columns ?? []).map((column) => ({
      name: column.name,
      title: name,
    })),
  }));
  const audiences = readableAudiences(notebook).map(({name}) => ({
    name,
    title: say({en: 'audience', de: 'Zielgruppe'}),
    columns: [{name: 'customer', title: say({en: 'Customer', de: 'Kunde'})}],
  }));
  const inputs = notebook.cells.flatMap((other) =>
    other.kind === 'input' ? [{name: other.name, title: say(inputTitle(other))}] : [],
  );
  return {cells, audiences, tables, inputs};
}
