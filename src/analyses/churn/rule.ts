import {breakEvenChance} from '../../stats/break_even';
import type {ThresholdRule} from '../../stats/threshold/rule';
import type {ParamsOf} from '../define';
import type {churnShape} from './shape';

export interface Rule {
  readonly changes: Partial<ThresholdRule>;
  /** Where the level comes from. */
  readonly level: 'own' | 'money' | 'half';
}

/** The level: the reader's own, else from money, else half of the chance on day 0. */
export function ruleOf(
  {window, chance, cost, uplift}: ParamsOf<typeof churnShape>,
  margin: number,
  value: number,
): Rule {
  if (chance !== null) return {changes: {window, chance}, level: 'own'};
  const even = cost !== null && value > 0 ? breakEvenChance({cost, margin, uplift, value}) : null;
  return even?.known
    ? {changes: {window, chance: even.chance}, level: 'money'}
    : {changes: {window}, level: 'half'};
}
