import type {Refusal} from '../../stats/fit';

/** Why there is no prediction; facts hold the place in this list. */
export const reasons = [
  'too-few-customers',
  'too-few-repeaters',
  'no-variation',
  'not-identified',
  'no-convergence',
] as const satisfies readonly Refusal[];

/** What an interval comes from; facts hold the place. */
export const intervals = ['none', 'model', 'backtest', 'shorter'] as const;
export type IntervalKind = (typeof intervals)[number];
