import {emptyTable} from '../../model/columns';
import type {Table} from '../../lib/table';
import type {ThresholdIntervals} from '../../stats/threshold';
import type {ThresholdDrift} from '../../stats/threshold_drift';
import type {Member} from './members';
import {churnShape} from './shape';

/** What the bootstrap finds, after the first picture. */
export interface Details {
  readonly intervals: readonly ThresholdIntervals[];
  readonly drift: ThresholdDrift | null;
  readonly members: readonly Member[];
  readonly memberDurations: Table;
}

export const nothingYet: Details = {
  intervals: [],
  drift: null,
  members: [],
  memberDurations: emptyTable(churnShape.tables.member_durations),
};
