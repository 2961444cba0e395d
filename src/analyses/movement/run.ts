import {addMonths} from '../../lib/dates';
import {Problem} from '../../lib/problem';
import {rowsOf} from '../../lib/table';
import {wilsonInterval} from '../../stats/tests/proportions';
import {composed} from '../composed';
import type {RunContext, RunOutput} from '../define';
import baseSql from '../rfm/base.sql?raw';
import {monthsBack, ownDay, tooEarly} from '../rfm/earlier_day';
import {familyOf, type Family} from '../rfm/families';
import {limitsOf, parametersOf} from '../rfm/limits';
import pastSql from '../rfm/past.sql?raw';
import {pastDays} from '../rfm/past_days';
import type {Segment} from '../rfm/segments';
import spanSql from '../rfm/span.sql?raw';
import {scoresOf, spreadOf} from '../rfm/statements';
import movedSql from './moved.sql?raw';
import movesSql from './moves.sql?raw';
import {movementShape as shape} from './shape';

export {shape};
type Shape = typeof shape;

export async function run({params, scope, query, keep}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const spread = await query('spread', spreadOf(baseSql));
  if (spread.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const own = {recency: null, frequency: null, monetary: null};
  const chosen = ownDay(scope, params);
  const until = chosen ?? addMonths(scope.asOf, -monthsBack(params, shape.fields.months));
  const span = await query('span', spanSql);
  const bound = {...parametersOf(limitsOf(spread, own)), ...pastDays(scope, until)};
  const moved = composed(
    [
      {name: 'before', sql: scoresOf(pastSql)},
      {name: 'today', sql: scoresOf(baseSql)},
    ],
    movedSql,
  );
  keep('moved', moved, bound);
  const moves = await query('moves', composed([{name: 'moved', sql: moved}], movesSql), bound);
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
  const knownBefore = total(({before}) => before !== 'none');
  if (chosen !== null && knownBefore === 0) throw tooEarly(chosen, span);
  const slipped = ({before, today}: (typeof rows)[number]) =>
    before === 'best' && (today === 'risk' || today === 'rest' || today === 'none');
  const regulars = total(({before}) => before === 'best');
  const still = total(({before, today}) => before === 'best' && today === 'best');
  const interval = regulars > 0 ? wilsonInterval({successes: still, trials: regulars}) : null;
  return {
    tables: {spread, span, moves},
    facts: {
      compared_on: until,
      known_before: knownBefore,
      regulars_before: regulars,
      regulars_still: still,
      regulars_still_low: interval?.low ?? null,
      regulars_still_high: interval?.high ?? null,
      regulars_slipped: total(slipped),
      regulars_slipped_revenue: total(slipped, 'revenue'),
      regulars_risen: total(({before, today}) => before !== 'best' && today === 'best'),
      newcomers: total(({before}) => before === 'none'),
    },
    suggested: {day: [until]},
  };
}

function family(segment: string): Family | 'none' {
  return segment === 'none' ? 'none' : familyOf[segment as Segment];
}
