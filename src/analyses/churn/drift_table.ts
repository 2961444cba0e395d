import type {Table} from '../../lib/table';
import type {ThresholdDrift} from '../../stats/threshold_drift';
import {columnOf} from '../column_of';

/** One row per quarter of the first purchase that can be compared. */
export function driftTable(drift: ThresholdDrift | null): Table {
  const cohorts = drift?.known ? drift.cohorts : [];
  const column = (value: (cohort: (typeof cohorts)[number]) => number | null | undefined) =>
    columnOf(cohorts, value);
  return {
    rows: cohorts.length,
    columns: {
      starts_on: column(({name}) => Number(name)),
      customers: column(({customers}) => customers),
      returners: column(({returned, customers}) =>
        returned.known ? Math.round(returned.chance * customers) : null,
      ),
      threshold_days: column(({headline}) => (headline.known ? headline.day : null)),
      threshold_days_low: column(({interval}) => interval?.low),
      threshold_days_high: column(({interval}) => interval?.high),
      returned_share: column(({returned}) => (returned.known ? returned.chance : null)),
      returned_share_low: column(({returned}) => (returned.known ? returned.low : null)),
      returned_share_high: column(({returned}) => (returned.known ? returned.high : null)),
    },
  };
}
