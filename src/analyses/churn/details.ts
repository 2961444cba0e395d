import {emptyTable} from '../../model/columns';
import type {Table} from '../../lib/table';
import type {DurationCounts} from '../../stats/models/kaplan_meier';
import type {ThresholdIntervals} from '../../stats/threshold';
import type {ThresholdDrift} from '../../stats/threshold_drift';
import type {Member} from './members';
import {churnShape} from './shape';

/** What is found after the first picture. */
export interface Details {
  /** By stage, the customers of each month. */
  readonly months: ReadonlyMap<number, readonly DurationCounts[]>;
  readonly monthDurations: Table;
  readonly intervals: readonly ThresholdIntervals[];
  readonly drift: ThresholdDrift | null;
  readonly members: readonly Member[];
  readonly memberDurations: Table;
}

export const nothingYet: Details = {
  months: new Map(),
  monthDurations: emptyTable(churnShape.tables.month_durations),
  intervals: [],
  drift: null,
  members: [],
  memberDurations: emptyTable(churnShape.tables.member_durations),
};
