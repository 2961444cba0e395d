import {addMonths, type Day} from '../../lib/dates';
import {Problem} from '../../lib/problem';
import {rowsOf, type Table} from '../../lib/table';
import {wilsonInterval} from '../../stats/tests/proportions';
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
import outcomesSql from './outcomes.sql?raw';
import {calibrationShape as shape} from './shape';

export {shape};
type Shape = typeof shape;

/** Months back, the longest first. */
const STEPS = [12, 6, 3, 1] as const;

interface Group {
  customers: number;
  buyers: number;
  purchases: number;
  /** Ten-thousandths, so that sums are exact. */
  revenue: number;
}

export async function run({params, scope, query, keep}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const span = await query('span', spanSql);
  if (span.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const chosen = ownDay(scope, params);
  const most = monthsBack(params, shape.fields.months);
  const steps = STEPS.filter((months) => months <= most).map((months) => addMonths(scope.asOf, -months));
  const spreadAt = (day: Day) => query('spread', spreadOf(pastSql), pastDays(scope, day));
  let until = chosen ?? steps.shift()!;
  let spread = await spreadAt(until);
  if (spread.rows === 0 && chosen !== null) throw tooEarly(chosen, span);
  // A young shop is looked at over a shorter time.
  while (spread.rows === 0) {
    const next = steps.shift();
    if (next === undefined) throw new Problem('not-enough-history');
    until = next;
    spread = await spreadAt(until);
  }
  const bound = {
    ...parametersOf(limitsOf(spread, {recency: null, frequency: null, monetary: null})),
    ...pastDays(scope, until),
  };
  const followed = composed([{name: 'scored', sql: scoresOf(pastSql)}], followedSql);
  keep('followed', followed, bound);
  const outcomes = await query('outcomes', composed([{name: 'followed', sql: followed}], outcomesSql), bound);
  const rows = rowsOf(outcomes);

  const groupBy = (column: string): Map<string, Group> => {
    const groups = new Map<string, Group>();
    for (const row of rows) {
      const name = String(row[column]);
      const group = groups.get(name) ?? {customers: 0, buyers: 0, purchases: 0, revenue: 0};
      group.customers += Number(row['customers']);
      group.buyers += Number(row['buyers']);
      group.purchases += Number(row['purchases']);
      group.revenue += Math.round(Number(row['revenue']) * 10_000);
      groups.set(name, group);
    }
    return groups;
  };
  const bySegment = groupBy('segment');
  const named = Object.keys(segments).filter((segment) => bySegment.has(segment));
  const dimensions = ['r', 'f', 'm'].map((dimension) => {
    const groups = groupBy(dimension);
    const scores = [5, 4, 3, 2, 1].filter((score) => groups.has(String(score)));
    return {dimension, scores, groups: scores.map((score) => groups.get(String(score))!)};
  });
  const recency = dimensions[0]!.groups;
  const top = recency[0]!;
  const bottom = recency.at(-1)!;
  const apart = recency.length > 1;
  const all = {
    customers: [...bySegment.values()].reduce((sum, {customers}) => sum + customers, 0),
    buyers: [...bySegment.values()].reduce((sum, {buyers}) => sum + buyers, 0),
  };
  const interval = ({buyers, customers}: Group) => wilsonInterval({successes: buyers, trials: customers});

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
      r_top_low: interval(top).low,
      r_top_high: interval(top).high,
      r_bottom: apart ? bottom.buyers / bottom.customers : null,
      r_bottom_low: apart ? interval(bottom).low : null,
      r_bottom_high: apart ? interval(bottom).high : null,
      r_rises: rises(dimensions[0]!.groups),
      f_rises: rises(dimensions[1]!.groups),
      m_rises: rises(dimensions[2]!.groups),
    },
    suggested: {day: [until]},
  };
}

/** Whether the best score bought more often than the lowest beyond doubt: their 95 % intervals do not meet. */
function rises(groups: readonly Group[]): number {
  const [first, last] = [groups[0]!, groups.at(-1)!];
  const low = wilsonInterval({successes: first.buyers, trials: first.customers}).low;
  return Number(
    groups.length > 1 && low > wilsonInterval({successes: last.buyers, trials: last.customers}).high,
  );
}

function ratesOf(groups: readonly Group[]): Table['columns'] {
  const column = (value: (group: Group) => number) => Float64Array.from(groups, value);
  const interval = ({buyers, customers}: Group) => wilsonInterval({successes: buyers, trials: customers});
  return {
    customers: column(({customers}) => customers),
    buyers: column(({buyers}) => buyers),
    purchases: column(({purchases}) => purchases),
    revenue: column(({revenue}) => revenue / 10_000),
    bought_share: column(({buyers, customers}) => buyers / customers),
    bought_share_low: column((group) => interval(group).low),
    bought_share_high: column((group) => interval(group).high),
    revenue_per_customer: column(({revenue, customers}) => revenue / 10_000 / customers),
  };
}
