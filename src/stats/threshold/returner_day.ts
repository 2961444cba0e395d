import type {DurationCounts, SurvivalCurve} from '../models/kaplan_meier';
import {gap, noneWithin, type ThresholdGap} from './gap';
import type {ThresholdRule} from './rule';

const ENOUGH_OF_HORIZON = 0.9;

export interface ReturnerDay {
  readonly known: true;
  /** By the end of this day the share q of those who return within `horizon` days has returned. */
  readonly day: number;
  readonly share: number;
  /** H, or the last day with enough customers at risk where that is earlier. */
  readonly horizon: number;
  /**
   * The horizon was cut by more than a tenth: the day still grows with the history, because later returners are not seen
   * yet. To be shown as "so far", never compared with a full one.
   */
  readonly provisional: boolean;
}

/** The smallest day d with F(d) ≥ q F(H), F = 1 − S, or why there is none; H is cut to what can be seen. */
export function returnersOf(
  counts: DurationCounts,
  {survival}: SurvivalCurve,
  until: number,
  {share, horizon: wanted}: ThresholdRule,
): ReturnerDay | ThresholdGap {
  const horizon = Math.min(wanted, until);
  const day = horizon < 1 ? null : returnerDay(survival, horizon, share);
  if (day === null && until >= wanted) return noneWithin(counts, wanted);
  if (day === null) return gap('not-enough-history', until, wanted);
  return {known: true, day, share, horizon, provisional: horizon < ENOUGH_OF_HORIZON * wanted};
}

/** The same day of a survival by day that reaches to the horizon; null where nobody has returned by then. */
export function returnerDay(survival: Float64Array, horizon: number, share: number): number | null {
  const returned = 1 - survival[horizon]!;
  if (!(returned > 0)) return null;
  // Both sides are products of the same factors; the last digits may differ where they are equal.
  const enough = share * returned * (1 - 1e-12);
  let day = 0;
  while (1 - survival[day]! < enough) day++;
  return day;
}
