import {Problem} from '../../lib/problem';
import {cell, numbers, type Table} from '../../lib/table';
import {composed} from '../composed';
import type {RunContext, RunOutput} from '../define';
import baseSql from './base.sql?raw';
import cellsSql from './cells.sql?raw';
import countsSql from './counts.sql?raw';
import groupsSql from './groups.sql?raw';
import {limitsOf, parametersOf, type Limits} from './limits';
import segmentsSql from './segments.sql?raw';
import {rfmShape as shape} from './shape';
import {scoresOf, spreadOf} from './statements';

export {shape};
type Shape = typeof shape;

export async function run({params, query, make, keep}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const spread = await query('spread', spreadOf(baseSql));
  if (spread.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const limits = limitsOf(spread, params);
  const bound = parametersOf(limits);
  keep('scores', scoresOf(baseSql), bound);
  await make('counts', composed([{name: 'base', sql: baseSql}], countsSql), bound);
  const cells = await query('cells', cellsSql);
  const segments = await query('segments', segmentsSql);
  const groups = await query('groups', groupsSql);
  const fact = (name: string) => {
    const value = cell(groups, name, 0);
    return value === null ? null : Number(value);
  };
  return {
    tables: {spread, cells, segments, groups, limits: limitsTable(limits)},
    facts: {
      customers: fact('customers'),
      revenue: fact('revenue'),
      one_time_share: numbers(spread, 'one_time_share')[0]!,
      natural_frequency: Number(limits.naturalFrequency),
      steps: limits.steps,
      regulars: fact('regulars'),
      regulars_revenue: fact('regulars_revenue'),
      slipping: fact('slipping'),
      slipping_revenue: fact('slipping_revenue'),
      slipping_days: fact('slipping_days'),
    },
    suggested: {recency: limits.recency, frequency: limits.frequency, monetary: limits.monetary},
  };
}

/** The limits as a table by score; the last score of each dimension is open. */
function limitsTable({recency, frequency, monetary}: Limits): Table {
  return {
    rows: 5,
    columns: {
      score: Float64Array.of(1, 2, 3, 4, 5),
      recency_days: Float64Array.of(NaN, ...[...recency].reverse()),
      purchases: Float64Array.of(...frequency, NaN),
      revenue: Float64Array.of(...monetary, NaN),
    },
  };
}
