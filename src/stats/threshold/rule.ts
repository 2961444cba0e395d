import {atRiskRule, type AtRiskRule} from '../models/kaplan_meier';

export interface ThresholdRule {
  /** W: the days within which a return counts. */
  readonly window: number;
  /** π: the chance to return below which a customer counts as lost; null for half of the chance on day 0. */
  readonly chance: number | null;
  /** q and H: the day by which so large a share of those who return within so many days has returned. */
  readonly share: number;
  readonly horizon: number;
  /** c(d) is averaged over so many days on either side, fewer at both ends so that they are not bent. */
  readonly smoothing: number;
  /** For so many days in a row, the crossing's own among them, c(d) has to stay below π. */
  readonly hold: number;
  readonly atRisk: AtRiskRule;
  readonly leastRepeaters: number;
  /** Nothing later than this day is used, for comparisons at equal follow-up; null for all that can be seen. */
  readonly until: number | null;
}

/** STATISTICS §3.1. */
export const thresholdRule: ThresholdRule = {
  window: 60,
  chance: null,
  share: 0.8,
  horizon: 365,
  smoothing: 3,
  hold: 14,
  atRisk: atRiskRule,
  leastRepeaters: 20,
  until: null,
};

/** The rule with some of it changed; a RangeError where it makes no sense: whole days, q in (0, 1], a chance that is a number. */
export function changedRule(changes: Partial<ThresholdRule>): ThresholdRule {
  const rule = {...thresholdRule, ...changes};
  const {window, horizon, hold, smoothing, share, chance} = rule;
  const whole = [window, horizon, hold, smoothing + 1].every(
    (days) => Number.isSafeInteger(days) && days >= 1,
  );
  if (!whole || !(share > 0 && share <= 1) || Number.isNaN(chance))
    throw new RangeError(`a threshold with ${JSON.stringify(rule)}`);
  return rule;
}
