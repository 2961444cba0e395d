import {analyses, isAnalysisId} from '../analyses';
import type {Database} from '../engine/database';
import type {Leaving} from '../exports/define';
import {Problem} from '../lib/problem';
import {identifier} from '../lib/sql';
import {text, type Columns} from '../model/columns';
import {orderClause, whereClause} from '../model/filter';
import type {Page, PageRequest} from './api';
import {pageFrom, piecesOf} from './rows';

/** What is known of a person beside the columns of the analysis. */
const personal: Columns = {
  customer_id: text('Customer number', 'Kundennummer'),
  email: text('E-mail', 'E-Mail'),
  name: text('Name', 'Name'),
};

type Selected = Omit<PageRequest, 'from' | 'to'>;

/** Customers of a kept table, joined with who they are; `schema` is where the run kept it, on the search path. */
async function statement(
  {request, table, where, order}: Selected,
  schema: string,
): Promise<{columns: Columns; from: string; rows: string}> {
  if (!isAnalysisId(request.analysis)) throw new Problem('dataset-missing');
  const columns = (await analyses[request.analysis].body()).shape.keeps[table];
  if (!columns || !Object.hasOwn({...columns, ...personal}, order.column))
    throw new Problem('dataset-missing');
  const from = `(select k.*, c.customer_id, c.email, c.name
    from ${schema}.${identifier(table)} as k left join customers as c using (customer)) ${whereClause(where)}`;
  const names = Object.keys({...columns, ...personal}).map(identifier);
  return {
    columns: {...columns, ...personal},
    from,
    rows: `select ${names.join(', ')} from ${from} ${orderClause(order, 'customer')}`,
  };
}

export async function pageOf(
  database: Database,
  page: PageRequest,
  schema: string,
  signal: AbortSignal,
): Promise<Page> {
  const {from, rows} = await statement(page, schema);
  return pageFrom(database, rows, from, page, signal);
}

/** All customers of a selection; who they are only where it is asked for, else their number in the shop. */
export async function customersTable(
  database: Database,
  selected: Selected,
  schema: string,
  withPersonal: boolean,
  signal: AbortSignal,
): Promise<Pick<Leaving, 'columns' | 'pieces'>> {
  const {columns, rows} = await statement(selected, schema);
  const {email, name, ...others} = columns;
  return {
    columns: withPersonal ? {...others, email: email!, name: name!} : others,
    pieces: piecesOf(database, rows, signal),
  };
}
