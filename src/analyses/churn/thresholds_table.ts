import type {Table} from '../../lib/table';
import type {ThresholdIntervals} from '../../stats/threshold';
import {columnOf} from '../column_of';
import type {Stage} from './stages';

/** One row per stage. */
export function thresholdsTable(stages: readonly Stage[], intervals: readonly ThresholdIntervals[]): Table {
  const column = (value: (stage: Stage, index: number) => number | null | undefined) =>
    columnOf(stages, value);
  const end = (name: keyof ThresholdIntervals, side: 'low' | 'high') =>
    column((_, index) => intervals[index]?.[name]?.[side]);
  const headline = <K extends 'day' | 'level' | 'atRisk'>(name: K) =>
    column(({threshold: {headline}}) => (headline.known ? headline[name] : null));
  return {
    rows: stages.length,
    columns: {
      stage: column(({stage}) => stage),
      customers: column(({threshold}) => threshold.curve.customers),
      returners: column(({threshold}) => threshold.curve.events),
      threshold_days: headline('day'),
      threshold_days_low: end('headline', 'low'),
      threshold_days_high: end('headline', 'high'),
      level: headline('level'),
      at_risk: headline('atRisk'),
      returners_days: column(({threshold: {returners}}) => (returners.known ? returners.day : null)),
      returners_days_low: end('returners', 'low'),
      returners_days_high: end('returners', 'high'),
      naive_days: column(({threshold}) => threshold.naive),
      naive_days_low: end('naive', 'low'),
      naive_days_high: end('naive', 'high'),
    },
  };
}
