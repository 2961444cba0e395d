import type {DurationCounts} from '../../stats/models/kaplan_meier';
import {churnThreshold, type ChurnThreshold} from '../../stats/threshold';
import type {ThresholdRule} from '../../stats/threshold/rule';
import {noDurations} from './durations';

/** After the first, second, third, fourth or later purchase. */
export interface Stage {
  readonly stage: number;
  readonly counts: DurationCounts;
  readonly threshold: ChurnThreshold;
}

/** The threshold of every stage, whichever the reader looks at. */
export function stagesOf(
  byStage: ReadonlyMap<string | number, DurationCounts>,
  changes: Partial<ThresholdRule>,
): Stage[] {
  return [1, 2, 3, 4].map((stage) => {
    const counts = byStage.get(stage) ?? noDurations;
    return {stage, counts, threshold: churnThreshold(counts, changes)};
  });
}
