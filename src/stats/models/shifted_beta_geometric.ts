import {LEAST_CUSTOMERS, LEAST_REPEATERS, fitLikelihood, logarithms, type Fit, type Fitted} from '../fit';
import type {Objective} from '../optimise/bfgs';
import type {Parameters} from './purchase_model';

const names = ['alpha', 'beta'] as const;

/** At the end of each period a customer leaves with a chance of her own, θ ~ Beta(alpha, beta). */
export type ShiftedBetaGeometricName = (typeof names)[number];
export type ShiftedBetaGeometricParameters = Parameters<ShiftedBetaGeometricName>;
export type ShiftedBetaGeometricFit = Fitted<'shifted-beta-geometric', ShiftedBetaGeometricName>;

/**
 * How many customers stayed and how many left at their 1st, 2nd, … chance to leave, over all cohorts. Whoever was not
 * observed that far is counted at the earlier chances only, so younger cohorts are censored, not lost.
 */
export interface Attrition {
  readonly stayed: Float64Array;
  readonly left: Float64Array;
}

/**
 * The attrition of cohorts, each given by its size and the customers that remain after each period.
 * A RangeError for a cohort that is negative or grows.
 */
export function attritionOf(cohorts: readonly (readonly number[])[]): Attrition {
  const periods = cohorts.reduce((most, cohort) => Math.max(most, cohort.length - 1), 0);
  const stayed = new Float64Array(periods);
  const left = new Float64Array(periods);
  for (const cohort of cohorts) {
    for (let period = 1; period < cohort.length; period++) {
      const [before, after] = [cohort[period - 1]!, cohort[period]!];
      if (!(after >= 0 && after <= before && before < Infinity))
        throw new RangeError(`a cohort goes from ${before} to ${after}`);
      stayed[period - 1]! += after;
      left[period - 1]! += before - after;
    }
  }
  return {stayed, left};
}

/** As logarithms. */
const starts = [
  [1, 1],
  [0.5, 3],
  [3, 3],
].map((start) => start.map(Math.log));

/** Shifted beta-geometric model of contracts that customers renew or leave (Fader & Hardie 2007). */
export const shiftedBetaGeometric = {
  name: 'shifted-beta-geometric',
  parameters: names,
  fit,
  logLikelihood,
  survival,
  retention,
} as const;

/**
 * The most likely parameters. Refused with fewer than 200 customers or fewer than 50 who stayed once, and where nobody
 * left or only one chance to leave was observed, which cannot tell the customers apart.
 */
async function fit(
  attrition: Attrition,
  pause: () => Promise<void>,
): Promise<Fit<'shifted-beta-geometric', ShiftedBetaGeometricName>> {
  requireAttrition(attrition);
  const {stayed, left} = attrition;
  const repeaters = stayed[0] ?? 0;
  const customers = repeaters + (left[0] ?? 0);
  const sample = {customers, repeaters};
  const refused = {converged: false, model: 'shifted-beta-geometric', ...sample} as const;
  if (customers < LEAST_CUSTOMERS) return {...refused, reason: 'too-few-customers'};
  if (repeaters < LEAST_REPEATERS) return {...refused, reason: 'too-few-repeaters'};
  const chances = stayed.reduce((count, staying, k) => count + Number(staying + left[k]! > 0), 0);
  if (chances < 2 || left.every((count) => count === 0)) return {...refused, reason: 'no-variation'};
  const objective = shiftedBetaGeometricObjective(attrition);
  return fitLikelihood({
    model: 'shifted-beta-geometric',
    sample,
    names,
    scales: [],
    unit: 1,
    objective,
    sketch: objective,
    starts,
    logLikelihood: (parameters) => logLikelihood(parameters, attrition),
    pause,
  });
}

function logLikelihood(parameters: ShiftedBetaGeometricParameters, attrition: Attrition): number {
  requireAttrition(attrition);
  const point = logarithms(parameters, names);
  const customers = (attrition.stayed[0] ?? 0) + (attrition.left[0] ?? 0);
  if (customers === 0) return 0;
  return -customers * shiftedBetaGeometricObjective(attrition)(point, new Float64Array(2));
}

/** S(t) for t = 0 … periods, the share of a cohort that remains after t periods: Π (β+k)/(α+β+k) over k < t (equation 6). */
function survival(parameters: ShiftedBetaGeometricParameters, periods: number): Float64Array {
  const shares = new Float64Array(periods + 1).fill(1);
  retention(parameters, periods).forEach((rate, k) => (shares[k + 1] = shares[k]! * rate));
  return shares;
}

/** r(t) for t = 1 … periods, the share of those still there that stays for another: (β+t−1)/(α+β+t−1) (equation 8). */
function retention({alpha, beta}: ShiftedBetaGeometricParameters, periods: number): Float64Array {
  logarithms({alpha, beta}, names);
  return Float64Array.from({length: periods}, (_, k) => (beta + k) / (alpha + beta + k));
}

function requireAttrition({stayed, left}: Attrition): void {
  if (stayed.length !== left.length) throw new RangeError('columns of different lengths');
  for (const count of [...stayed, ...left])
    if (!(count >= 0 && count < Infinity)) throw new RangeError(`${count} customers`);
}

/** The mean of −ln L over the customers in ln α, ln β: at each chance to leave a coin, (β+k) to α. */
export function shiftedBetaGeometricObjective({stayed, left}: Attrition): Objective {
  const customers = (stayed[0] ?? 0) + (left[0] ?? 0);
  return (point, gradient) => {
    const [alpha, beta] = [Math.exp(point[0]!), Math.exp(point[1]!)];
    let value = 0;
    let dAlpha = 0;
    let dBeta = 0;
    for (let k = 0; k < stayed.length; k++) {
      const [staying, leaving] = [stayed[k]!, left[k]!];
      const whole = alpha + beta + k;
      value -= staying * Math.log1p(alpha / (beta + k)) + leaving * Math.log1p((beta + k) / alpha);
      dAlpha += (leaving * (beta + k)) / (alpha * whole) - staying / whole;
      dBeta += (staying * alpha) / ((beta + k) * whole) - leaving / whole;
    }
    gradient[0] = (-alpha * dAlpha) / customers;
    gradient[1] = (-beta * dBeta) / customers;
    return -value / customers;
  };
}
