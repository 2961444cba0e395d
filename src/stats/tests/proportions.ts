import {lnGamma} from '../special/ln_gamma';
import {normalQuantile, normalReach} from '../special/normal';

/** So many of so many. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The score interval of a proportion, without continuity correction (Wilson 1927): all p with |p̂ − p| ≤ z √(p(1 − p)/n).
 * Keeps its level down to a few trials and never leaves [0, 1]. Counts need not be whole (effective sample sizes);
 * a RangeError unless 0 ≤ successes ≤ trials, trials > 0. Example: 81 of 263, level 0.95: 0.2553 to 0.3662.
 */
export function wilsonInterval({successes, trials}: Proportion, level = 0.95): Interval {
  if (!(successes >= 0 && successes <= trials && trials > 0 && trials < Infinity))
    throw new RangeError(`${successes} of ${trials}`);
  const z = normalReach(level);
  const failures = trials - successes;
  const middle = successes + (z * z) / 2;
  const reach = z * Math.sqrt((successes * failures) / trials + (z * z) / 4);
  const whole = trials + z * z;
  return {
    low: successes === 0 ? 0 : Math.max(0, (middle - reach) / whole),
    high: failures === 0 ? 1 : Math.min(1, (middle + reach) / whole),
  };
}

export interface Difference extends Interval {
  readonly difference: number;
}

/**
 * The difference of two independent proportions p₁ − p₂ with its interval from the two Wilson intervals (Newcombe 1998,
 * method 10): low = d − √((p₁ − l₁)² + (u₂ − p₂)²), high = d + √((u₁ − p₁)² + (p₂ − l₂)²). Within [−1, 1]; RangeError as
 * of `wilsonInterval`. Example: 56 of 70 and 48 of 80: 0.2, from 0.0524 to 0.3339.
 */
export function newcombeInterval(first: Proportion, second: Proportion, level = 0.95): Difference {
  const one = wilsonInterval(first, level);
  const two = wilsonInterval(second, level);
  const p1 = first.successes / first.trials;
  const p2 = second.successes / second.trials;
  return {
    difference: p1 - p2,
    low: p1 - p2 - Math.hypot(p1 - one.low, two.high - p2),
    high: p1 - p2 + Math.hypot(one.high - p1, p2 - two.low),
  };
}

/**
 * A difference as successes that the first group of so many trials has beyond what the second's rate would give it: the
 * estimate rounded, and the whole numbers inside the interval (its nearest neighbours where there is none inside). Example:
 * 212 of 3,600 against 12 of 400: 104 more, 22 to 158.
 */
export function extraSuccesses(trials: number, {difference, low, high}: Difference): Difference {
  const inside = Math.ceil(trials * low) <= Math.floor(trials * high);
  const [up, down] = inside ? [Math.ceil, Math.floor] : [Math.floor, Math.ceil];
  return {difference: Math.round(trials * difference), low: up(trials * low), high: down(trials * high)};
}

/** What a test of two groups is to find, and how the groups are cut. */
export interface TestPlan {
  /** The share expected without the contact. */
  readonly control: number;
  /** The share to be told from it. */
  readonly treated: number;
  /** The part of all customers that is held out: 0.1 for 90/10. */
  readonly controlShare: number;
  /** Chance of a false alarm, both sides together. */
  readonly alpha: number;
  /** Chance to find the difference when it is there. */
  readonly power: number;
}

export type SampleSize =
  | {readonly known: true; readonly total: number; readonly control: number; readonly treated: number}
  | {readonly known: false; readonly reason: 'no-difference' | 'too-large'};

/**
 * The smallest number of customers with which the two-sided z test of two proportions has the power: the first total N,
 * control group c = ⌈N × share⌉ and treated t = N − c in whole customers, with
 *   |p_t − p_c| ≥ z(1 − α/2) √(p̄(1 − p̄)(1/c + 1/t)) + z(power) √(p_c(1 − p_c)/c + p_t(1 − p_t)/t),
 * p̄ the mean of all customers (Fleiss, Levin & Paik 2003, section 4.3, without continuity correction). Rates lie in [0, 1],
 * alpha and power in (0, 1), the control share in [0.001, 0.999], else a RangeError. Equal rates: 'no-difference'; more
 * than 10^12 customers: 'too-large'.
 */
export function sampleSize({control, treated, controlShare, alpha, power}: TestPlan): SampleSize {
  if (!(control >= 0 && control <= 1 && treated >= 0 && treated <= 1))
    throw new RangeError(`rates of ${control} and ${treated}`);
  if (!(controlShare >= 0.001 && controlShare <= 0.999))
    throw new RangeError(`a control group of ${controlShare}`);
  if (!(alpha > 0 && alpha < 1 && power > 0 && power < 1))
    throw new RangeError(`an alpha of ${alpha} with a power of ${power}`);
  if (control === treated) return {known: false, reason: 'no-difference'};
  const alarm = normalQuantile(1 - alpha / 2);
  const find = normalQuantile(power);
  const missing = (c: number, t: number) => {
    const mean = (c * control + t * treated) / (c + t);
    const without = Math.sqrt(mean * (1 - mean) * (1 / c + 1 / t));
    const withIt = Math.sqrt((control * (1 - control)) / c + (treated * (1 - treated)) / t);
    return alarm * without + find * withIt - Math.abs(treated - control);
  };
  const arms = (total: number) => {
    const c = Math.min(total - 1, Math.max(1, Math.ceil(total * controlShare - 1e-9)));
    return [c, total - c] as const;
  };
  // With fractions of customers the condition has a closed solution; the whole one lies within a few arms of it.
  const fraction = missing(controlShare, 1 - controlShare) / Math.abs(treated - control) + 1;
  const ideal = fraction ** 2;
  if (!(ideal < 1e12)) return {known: false, reason: 'too-large'};
  let total = Math.max(2, Math.floor(ideal - 2 / Math.min(controlShare, 1 - controlShare)));
  while (missing(...arms(total)) > 0) total++;
  const [c, t] = arms(total);
  return {known: true, total, control: c, treated: t};
}

/**
 * The chance of `successes` or more among `trials` of chance p, summed term by term away from the middle, so that small
 * chances keep their digits: relative error below 1e-10 for thousands of trials, 1e-7 for a million. Whole counts; a
 * RangeError where they do not fit together or p is not in [0, 1].
 */
export function binomialTail({successes, trials}: Proportion, p: number): number {
  const whole = Number.isSafeInteger(successes) && Number.isSafeInteger(trials);
  if (!whole || trials < 0 || successes > trials || !(p >= 0 && p <= 1))
    throw new RangeError(`${successes} of ${trials} with a chance of ${p}`);
  if (successes <= 0) return 1;
  if (p === 0) return 0;
  if (p === 1) return 1;
  if (successes > trials * p) return sumUpwards(successes, trials, p);
  return 1 - sumUpwards(trials - successes + 1, trials, 1 - p);
}

/** The tail beyond the mean: terms fall from the first on. */
function sumUpwards(from: number, trials: number, p: number): number {
  const odds = p / (1 - p);
  let term = Math.exp(
    lnGamma(trials + 1) -
      lnGamma(from + 1) -
      lnGamma(trials - from + 1) +
      from * Math.log(p) +
      (trials - from) * Math.log1p(-p),
  );
  let sum = 0;
  for (let k = from; k <= trials && term > sum * 1e-17; k++) {
    sum += term;
    term *= ((trials - k) / (k + 1)) * odds;
  }
  return Math.min(1, sum);
}
