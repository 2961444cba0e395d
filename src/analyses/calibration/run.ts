import {addMonths, type Day} from '../../lib/dates';
import {Problem} from '../../lib/problem';
import {rowsOf, type Table} from '../../lib/table';
import {composed} from '../composed';
import type {RunContext, RunOutput} from '../define';
import {monthsBack, ownDay, tooEarly} from '../rfm/earlier_day';
import {limitsOf, parametersOf} from '../rfm/limits';
import pastSql from '../rfm/past.sql?raw';
import {pastDays} from '../rfm/past_days';
import {segments} from '../rfm/segments';
import spanSql from '../rfm/span.sql?raw';
import {scoresOf, spreadOf} from '../rfm/statements';
import followedSql from './followed.sql?raw';
import {groupedBy, intervalOf, ratesOf, rises} from './groups';
import outcomesSql from './outcomes.sql?raw';
import {calibrationShape as shape} from './shape';

export {shape};
type Shape = typeof shape;

/** Months back, the longest first. */
const STEPS = [12, 6, 3, 1] as const;

export async function run(context: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const {scope, query, keep} = context;
  const span = await query('span', spanSql);
  if (span.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const {until, spread} = await scoring(context, span);
  const bound = {
    ...parametersOf(limitsOf(spread, {recency: null, frequency: null, monetary: null})),
    ...pastDays(scope, until),
  };
  const followed = composed([{name: 'scored', sql: scoresOf(pastSql)}], followedSql);
  keep('followed', followed, bound);
  const outcomes = await query('outcomes', composed([{name: 'followed', sql: followed}], outcomesSql), bound);
  const rows = rowsOf(outcomes);

  const bySegment = groupedBy('segment', rows);
  const named = Object.keys(segments).filter((segment) => bySegment.has(segment));
  const dimensions = ['r', 'f', 'm'].map((dimension) => {
    const groups = groupedBy(dimension, rows);
    const scores = [5, 4, 3, 2, 1].filter((score) => groups.has(String(score)));
    return {dimension, scores, groups: scores.map((score) => groups.get(String(score))!)};
  });
  const recency = dimensions[0]!.groups;
  const top = recency[0]!;
  const bottom = recency.length > 1 ? recency.at(-1)! : null;
  const all = {
    customers: [...bySegment.values()].reduce((sum, {customers}) => sum + customers, 0),
    buyers: [...bySegment.values()].reduce((sum, {buyers}) => sum + buyers, 0),
  };

  return {
    tables: {
      spread,
      span,
      outcomes,
      segments: {
        rows: named.length,
        columns: {segment: named, ...ratesOf(named.map((segment) => bySegment.get(segment)!))},
      },
      scores: {
        rows: dimensions.reduce((sum, {scores}) => sum + scores.length, 0),
        columns: {
          dimension: dimensions.flatMap(({dimension, scores}) => scores.map(() => dimension)),
          score: Float64Array.from(dimensions.flatMap(({scores}) => scores)),
          ...ratesOf(dimensions.flatMap(({groups}) => groups)),
        },
      },
    },
    facts: {
      scored_on: until,
      customers: all.customers,
      bought_share: all.buyers / all.customers,
      r_top: top.buyers / top.customers,
      r_top_low: intervalOf(top).low,
      r_top_high: intervalOf(top).high,
      r_bottom: bottom && bottom.buyers / bottom.customers,
      r_bottom_low: bottom && intervalOf(bottom).low,
      r_bottom_high: bottom && intervalOf(bottom).high,
      r_rises: Number(rises(dimensions[0]!.groups)),
      f_rises: Number(rises(dimensions[1]!.groups)),
      m_rises: Number(rises(dimensions[2]!.groups)),
    },
    suggested: {day: [until]},
  };
}

/** The day of scoring, the reader's own or as far back as there are customers, and how their values spread then. */
async function scoring(
  {params, scope, query}: RunContext<Shape>,
  span: Table,
): Promise<{until: Day; spread: Table}> {
  const spreadAt = (day: Day) => query('spread', spreadOf(pastSql), pastDays(scope, day));
  const chosen = ownDay(scope, params);
  if (chosen !== null) {
    const spread = await spreadAt(chosen);
    if (spread.rows === 0) throw tooEarly(chosen, span);
    return {until: chosen, spread};
  }
  const most = monthsBack(params, shape.fields.months);
  // A young shop is looked at over a shorter time.
  for (const months of STEPS.filter((step) => step <= most)) {
    const until = addMonths(scope.asOf, -months);
    const spread = await spreadAt(until);
    if (spread.rows > 0) return {until, spread};
  }
  throw new Problem('not-enough-history');
}
