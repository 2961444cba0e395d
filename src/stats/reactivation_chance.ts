import {
  atRiskRule,
  chanceWithin,
  type AtRiskRule,
  type EventChance,
  type SurvivalCurve,
} from './models/kaplan_meier';

/**
 * The chance of an order within the next days of a customer who has been silent for some days, at whatever stage the
 * curve is of (after the first purchase, the second …; STATISTICS §3.2), by `chanceWithin` and the rule on how many
 * have to be at risk at the end. A curve of all purchases from the fourth on holds a customer more than once; its interval
 * is then too narrow, the more the fewer customers make it up.
 */
export function reactivationChance(
  curve: SurvivalCurve,
  {silent, within, level = 0.95}: {silent: number; within: number; level?: number},
  rule: AtRiskRule = atRiskRule,
): EventChance {
  return chanceWithin(curve, silent, within, {level, rule});
}
