import {canonicalTables, sharedTables, type CanonicalTable, type SharedTable} from '../../model/tables';
import type {Columns} from '../../model/columns';
import type {Notebook, SqlCell} from '../../notebook/document';
import {inputTitle} from '../../notebook/named';
import {readableAudiences, readableResults, type ReadableResult} from '../../notebook/readable';
import type {FaceOf} from '../../notebook/values';
import type {Text} from '../../text/language';
import {labelOf} from '../notebook/titles';
import type {Queries} from '../state/queries.svelte';
import type {Readable, Word} from './sql_editor';

/** What a statement may name, by where it comes from. */
export interface Names {
  /** SQL cells above. */
  readonly cells: readonly Readable[];
  /** Analysis cells above, each with the tables of its result. */
  readonly results: readonly ReadableCell[];
  readonly audiences: readonly Readable[];
  readonly tables: readonly Readable[];
  /** Written `$name`. */
  readonly inputs: readonly Word[];
}

export interface ReadableCell {
  readonly id: string;
  readonly title: string;
  /** What the names of its tables begin with. */
  readonly name: string;
  readonly tables: readonly Readable[];
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
  faceOf: FaceOf,
  say: (text: Text) => string,
): Names {
  const columnsOf: Readonly<Record<string, Columns>> = {...sharedTables, ...canonicalTables};
  const tables = Object.entries(titles).map(([name, title]) => ({
    name,
    title: say(title),
    columns: worded(columnsOf[name]!, say),
  }));
  const above = notebook.cells.slice(0, notebook.cells.indexOf(cell));
  const queried = above.filter((other) => other.kind === 'sql');
  const cells = queried.map(({id, name, title}) => ({
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
  const readable = readableResults(notebook);
  const results = above.flatMap((other): ReadableCell[] => {
    const own = readable.filter((result) => result.cell.id === other.id);
    if (other.kind !== 'analysis' || own.length === 0) return [];
    const face = faceOf(own[0]!.cell.analysis);
    return [{id: other.id, title: labelOf(other, say), name: other.name, tables: tablesOf(own, face, say)}];
  });
  return {cells, results, audiences, tables, inputs};
}

const people: Text = {en: 'the people behind it, one row each', de: 'die Personen dahinter, je eine Zeile'};
const working: Text = {en: 'what it is made of', de: 'woraus gerechnet wird'};

/** The tables of one cell: those with a title first, and last what these are made of. */
function tablesOf(
  results: readonly ReadableResult[],
  face: ReturnType<FaceOf>,
  say: (text: Text) => string,
): readonly Readable[] {
  const {tables = {}, keeps = {}} = face?.shape ?? {};
  const titles: Readonly<Record<string, Text>> = face?.texts.tables ?? {};
  const kindOf = ({table}: ReadableResult) =>
    titles[table] ? 'titled' : keeps[table] ? 'people' : 'working';
  return (['titled', 'people', 'working'] as const).flatMap((kind) =>
    results
      .filter((result) => kindOf(result) === kind)
      .map(({name, table}) => ({
        name,
        title: say(titles[table] ?? (kind === 'people' ? people : working)),
        columns: worded(keeps[table] ?? tables[table] ?? {}, say),
      })),
  );
}

function worded(columns: Columns, say: (text: Text) => string): readonly Word[] {
  return Object.entries(columns).map(([name, {title}]) => ({name, title: say(title)}));
}
