import {addMonths, isoFromDay} from '../../lib/dates';
import {Problem} from '../../lib/problem';
import {rowsOf} from '../../lib/table';
import type {RunContext, RunOutput} from '../define';
import baseSql from '../rfm/base.sql?raw';
import {familyOf, type Family} from '../rfm/families';
import {limitsOf, parametersOf} from '../rfm/limits';
import type {Segment} from '../rfm/segments';
import {readingFrom, spreadOf} from '../rfm/statements';
import movedSql from './moved.sql?raw';
import movesSql from './moves.sql?raw';
import {movementShape as shape} from './shape';

export {shape};
type Shape = typeof shape;

/** Before any order: the scope without a first day counts them all. */
const EVER = '1900-01-01';

export async function run({params, scope, query, keep}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const spread = await query('spread', spreadOf(baseSql));
  if (spread.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const own = {recency: null, frequency: null, monetary: null};
  const then = addMonths(scope.asOf, -Number(params.months));
  const bound = {
    ...parametersOf(limitsOf(spread, own)),
    since: scope.from === null ? EVER : isoFromDay(scope.from - (scope.asOf - then)),
    until: isoFromDay(then),
  };
  const moved = readingFrom('base', baseSql, movedSql);
  keep('moved', moved, bound);
  const moves = await query('moves', readingFrom('moved', moved, movesSql), bound);
  const rows = rowsOf(moves).map((row) => ({
    before: family(String(row['segment_before'])),
    today: family(String(row['segment'])),
    customers: Number(row['customers']),
    revenue: Number(row['revenue']),
  }));
  const total = (
    test: (row: (typeof rows)[number]) => boolean,
    value: 'customers' | 'revenue' = 'customers',
  ) => rows.filter(test).reduce((sum, row) => sum + row[value], 0);
  const slipped = ({before, today}: (typeof rows)[number]) =>
    before === 'best' && (today === 'risk' || today === 'rest' || today === 'none');
  return {
    tables: {spread, moves},
    facts: {
      compared_on: then,
      known_before: total(({before}) => before !== 'none'),
      regulars_before: total(({before}) => before === 'best'),
      regulars_still: total(({before, today}) => before === 'best' && today === 'best'),
      regulars_slipped: total(slipped),
      regulars_slipped_revenue: total(slipped, 'revenue'),
      regulars_risen: total(({before, today}) => before !== 'best' && today === 'best'),
      newcomers: total(({before}) => before === 'none'),
    },
  };
}

function family(segment: string): Family | 'none' {
  return segment === 'none' ? 'none' : familyOf[segment as Segment];
}
