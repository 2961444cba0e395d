import {breakEvenChance} from '../../stats/break_even';
import type {ThresholdRule} from '../../stats/threshold/rule';
import type {ParamsOf} from '../define';
import type {churnShape} from './shape';

/** The level: the reader's own, else from money, else half of the chance on day 0. */
export function ruleOf(
  {window, chance, cost, margin, uplift}: ParamsOf<typeof churnShape>,
  value: number,
): {changes: Partial<ThresholdRule>; byMoney: boolean} {
  if (chance !== null) return {changes: {window, chance}, byMoney: false};
  const even = cost !== null && value > 0 ? breakEvenChance({cost, margin, uplift, value}) : null;
  return even?.known
    ? {changes: {window, chance: even.chance}, byMoney: true}
    : {changes: {window}, byMoney: false};
}
