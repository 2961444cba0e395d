import {
  atRiskRule,
  chanceWithin,
  kaplanMeier,
  type AtRiskRule,
  type DurationCounts,
  type EventChance,
} from './models/kaplan_meier';

/**
 * The chance of an order within the next days of a customer who has been silent for some days, at whatever stage the
 * table is of (after the first purchase, the second …; STATISTICS §3.2), by `chanceWithin` and the rule on how many
 * have to be at risk at the end. A table of all purchases from the fourth on holds a customer more than once; its interval
 * is then too narrow, the more the fewer customers make it up.
 */
export function reactivationChance(
  counts: DurationCounts,
  {silent, within, level = 0.95}: {silent: number; within: number; level?: number},
  rule: AtRiskRule = atRiskRule,
): EventChance {
  return chanceWithin(kaplanMeier(counts), silent, within, {level, rule});
}
