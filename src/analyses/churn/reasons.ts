import type {ThresholdGap} from '../../stats/threshold/gap';

/** Why there is no threshold; a fact holds the place in this list. */
export const reasons: readonly ThresholdGap['reason'][] = [
  'too-few-customers',
  'no-repeaters',
  'too-few-repeaters',
  'same-day-repeats',
  'one-cohort-day',
  'not-enough-history',
  'none-within-window',
  'already-below',
  'never-falls-below',
  'not-stable',
];
