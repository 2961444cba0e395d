import {Problem} from '../../lib/problem';
import {cell, rowsOf} from '../../lib/table';
import {composed} from '../composed';
import type {RunContext, RunOutput} from '../define';
import baseSql from '../rfm/base.sql?raw';
import {familyOf} from '../rfm/families';
import {limitsOf, parametersOf} from '../rfm/limits';
import type {Segment} from '../rfm/segments';
import {scoresOf, spreadOf} from '../rfm/statements';
import cellsSql from './cells.sql?raw';
import reachedSql from './reached.sql?raw';
import seenSql from './seen.sql?raw';
import {engagementShape as shape} from './shape';

export {shape};
type Shape = typeof shape;

/** A month, a quarter, half a year, a year since the last opening: newsletters come weekly to monthly. */
const LIMITS = [30, 91, 182, 365] as const;

export async function run({params, query, keep}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const spread = await query('spread', spreadOf(baseSql));
  if (spread.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const limits = params.limits ?? LIMITS;
  const bound = {
    ...parametersOf(limitsOf(spread, {recency: null, frequency: null, monetary: null})),
    ...Object.fromEntries(limits.map((limit, index) => [`e${index + 1}`, limit])),
  };
  const reached = composed([{name: 'scored', sql: scoresOf(baseSql)}], reachedSql);
  keep('reached', reached, bound);
  const cells = await query('cells', composed([{name: 'reached', sql: reached}], cellsSql), bound);
  const rows = rowsOf(cells).map((row) => ({
    e: Number(row['e']),
    family: familyOf[row['segment'] as Segment],
    customers: Number(row['customers']),
    revenue: Number(row['revenue']),
    contacted: Number(row['contacted']),
    unsubscribed: Number(row['unsubscribed']),
  }));
  type Row = (typeof rows)[number];
  const total = (
    value: 'customers' | 'revenue' | 'contacted' | 'unsubscribed',
    test: (row: Row) => boolean = () => true,
  ) => rows.filter(test).reduce((sum, row) => sum + row[value], 0);
  const quietReader = ({e, family}: Row) => e >= 4 && (family === 'risk' || family === 'rest');
  const silentRegular = ({e, family}: Row) => e === 1 && family === 'best';
  const seen = await query('seen', seenSql);
  const known = (column: string) => {
    const value = cell(seen, column, 0);
    return value === null ? null : Number(value);
  };
  return {
    tables: {spread, cells, seen},
    facts: {
      customers: total('customers'),
      contacted: total('contacted'),
      events: known('events'),
      later_events: known('later_events'),
      first_event_on: known('first_on'),
      unsubscribed: total('unsubscribed'),
      quiet_readers: total('customers', quietReader),
      quiet_readers_revenue: total('revenue', quietReader),
      silent_regulars: total('customers', silentRegular),
      silent_regulars_revenue: total('revenue', silentRegular),
    },
    suggested: {limits},
  };
}
