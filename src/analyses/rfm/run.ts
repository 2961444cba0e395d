import {Problem} from '../../lib/problem';
import {cell, numbers, type Table} from '../../lib/table';
import type {RunContext, RunOutput} from '../define';
import cellsSql from './cells.sql?raw';
import countsSql from './counts.sql?raw';
import groupsSql from './groups.sql?raw';
import {limitsOf, type Limits} from './limits';
import scoresSql from './scores.sql?raw';
import segmentsSql from './segments.sql?raw';
import {rfmShape as shape} from './shape';
import spreadSql from './spread.sql?raw';

export {shape};
type Shape = typeof shape;

export async function run({params, query, make, keep}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const spread = await query('spread', spreadSql);
  if (spread.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const values = (name: string) => Array.from(numbers(spread, name));
  const limits = limitsOf(
    {
      recency: values('recency_days'),
      frequency: values('purchases'),
      monetary: values('revenue'),
      oneTimeShare: numbers(spread, 'one_time_share')[0]!,
    },
    params,
  );
  const bound = {
    ...named('r', limits.recency),
    ...named('f', limits.frequency),
    ...named('m', limits.monetary),
  };
  keep('scores', scoresSql, bound);
  await make('counts', `with scored as not materialized (\n${scoresSql})\n${countsSql}`, bound);
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
      regulars: fact('regulars'),
      regulars_revenue: fact('regulars_revenue'),
      slipping: fact('slipping'),
      slipping_revenue: fact('slipping_revenue'),
      slipping_days: fact('slipping_days'),
    },
    suggested: {recency: limits.recency, frequency: limits.frequency, monetary: limits.monetary},
  };
}

function named(letter: string, limits: readonly number[]): Record<string, number> {
  return Object.fromEntries(limits.map((limit, index) => [`${letter}${index + 1}`, limit]));
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
