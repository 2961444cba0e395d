import {sum} from '../../lib/sum';
import {LEAST_REPEATERS, fitLikelihood, logarithms, type Fit, type Fitted} from '../fit';
import type {Objective} from '../optimise/bfgs';
import {digamma} from '../special/digamma';
import {lnGamma} from '../special/ln_gamma';
import {groupRows} from '../summary';
import type {Parameters} from './purchase_model';

const names = ['p', 'q', 'v'] as const;

/**
 * The value of a purchase is Gamma(p, ν) with the customer's own ν ~ Gamma(q, v), independent of how often she buys
 * (v is called γ in the papers).
 */
export type GammaGammaName = (typeof names)[number];
export type GammaGammaParameters = Parameters<GammaGammaName>;
export type GammaGammaFit = Fitted<'gamma-gamma', GammaGammaName>;

/**
 * Customers with x repeat purchases of the mean value given. Rows without a repeat purchase or with a mean of 0 or less
 * may stand among them; the model leaves them out.
 */
export interface SpendSummary {
  readonly x: Float64Array;
  readonly meanValue: Float64Array;
  readonly customers: Float64Array;
}

/** As logarithms, for a mean value of 1. */
const starts = [
  [2, 3, 1],
  [6, 4, 0.5],
  [1, 1.5, 0.5],
  [20, 20, 1],
].map((start) => start.map(Math.log));

/** Gamma-Gamma model of spending (Fader, Hardie & Lee 2005, JMR; Fader & Hardie 2013, note 025). */
export const gammaGamma = {
  name: 'gamma-gamma',
  parameters: names,
  fit,
  logLikelihood,
  populationMean,
  expectation,
  expectations,
} as const;

/** Rows that the model speaks of, each (x, mean value) once, in ascending order. A RangeError for rows that cannot be. */
function spenders({x, meanValue, customers}: SpendSummary): SpendSummary {
  if (meanValue.length !== x.length || customers.length !== x.length)
    throw new RangeError('columns of different lengths');
  const counts = customers.map((count, row) => {
    const valid = Number.isInteger(x[row]!) && x[row]! >= 0 && Number.isFinite(meanValue[row]!) && count >= 0;
    if (!valid || count === Infinity)
      throw new RangeError(`no spending: x ${x[row]}, mean value ${meanValue[row]}, customers ${count}`);
    return x[row]! > 0 && meanValue[row]! > 0 ? count : 0;
  });
  const grouped = groupRows([x, meanValue], counts);
  return {x: grouped.keys[0]!, meanValue: grouped.keys[1]!, customers: grouped.customers};
}

/**
 * The most likely parameters, v in the unit of the values. Refused with fewer than 50 customers to go by, and where all
 * mean values are equal. Awaits `pause` often, and ends when that throws.
 */
async function fit(
  summary: SpendSummary,
  pause: () => Promise<void>,
): Promise<Fit<'gamma-gamma', GammaGammaName>> {
  const rows = spenders(summary);
  const {meanValue, customers} = rows;
  const all = sum(customers);
  const sample = {customers: all, repeaters: all};
  const refused = {converged: false, model: 'gamma-gamma', ...sample} as const;
  if (all < LEAST_REPEATERS) return {...refused, reason: 'too-few-repeaters'};
  if (meanValue.every((value) => value === meanValue[0])) return {...refused, reason: 'no-variation'};
  const unit = sum(meanValue.map((value, row) => value * customers[row]!)) / all;
  const objective = gammaGammaObjective({...rows, meanValue: meanValue.map((value) => value / unit)});
  return fitLikelihood({
    model: 'gamma-gamma',
    sample,
    names,
    scales: ['v'],
    unit,
    objective,
    sketch: objective,
    starts,
    logLikelihood: (parameters) => logLikelihood(parameters, rows),
    pause,
  });
}

/** ln L of the mean values; that of the total spend, which the JMR paper prints, is lower by the sum of ln x. */
function logLikelihood(parameters: GammaGammaParameters, summary: SpendSummary): number {
  const point = logarithms(parameters, names);
  const rows = spenders(summary);
  const all = sum(rows.customers);
  return all === 0 ? 0 : -all * gammaGammaObjective(rows)(point, new Float64Array(3));
}

/** The mean value of a purchase over all customers, p v/(q − 1); null for q ≤ 1, where it does not exist. */
function populationMean(parameters: GammaGammaParameters): number | null {
  return expectation(parameters, 0, 0);
}

/**
 * The expected value of a purchase of a customer whose x repeat purchases had the mean z̄: p (v + x z̄)/(p x + q − 1)
 * (note 025, equation 5). The population mean without a repeat purchase of value; null where it does not exist.
 */
function expectation(parameters: GammaGammaParameters, x: number, meanValue: number): number | null {
  logarithms(parameters, names);
  const {p, q, v} = parameters;
  const known = x > 0 && meanValue > 0 ? x : 0;
  const freedom = p * known + q - 1;
  return freedom > 0 ? (p * (v + known * meanValue)) / freedom : null;
}

/** The expectation of each row; null as a whole where one of them has none. */
function expectations(
  parameters: GammaGammaParameters,
  {x, meanValue}: Omit<SpendSummary, 'customers'>,
): Float64Array | null {
  const values = new Float64Array(x.length);
  for (let row = 0; row < x.length; row++) {
    const value = expectation(parameters, x[row]!, meanValue[row]!);
    if (value === null) return null;
    values[row] = value;
  }
  return values;
}

/**
 * Pearson's correlation of x and the mean value over the customers that the model speaks of, which it takes to be
 * independent: to be warned of above 0.3 (STATISTICS §3.5). Null where one of the two does not vary.
 */
export function spendCorrelation({x, meanValue, customers}: SpendSummary): number | null {
  const weights = customers.map((count, row) => (x[row]! > 0 && meanValue[row]! > 0 ? count : 0));
  const all = sum(weights);
  const mean = (value: (row: number) => number) => {
    let total = 0;
    for (let row = 0; row < weights.length; row++) if (weights[row]! > 0) total += weights[row]! * value(row);
    return total / all;
  };
  const centreX = mean((row) => x[row]!);
  const centreValue = mean((row) => meanValue[row]!);
  const product = mean((row) => (x[row]! - centreX) * (meanValue[row]! - centreValue));
  const spread = Math.sqrt(
    mean((row) => (x[row]! - centreX) ** 2) * mean((row) => (meanValue[row]! - centreValue) ** 2),
  );
  const smallest = 1e-12 * centreX * centreValue;
  return spread > smallest ? Math.min(1, Math.max(-1, product / spread)) : null;
}

/**
 * The mean of −ln f(z̄|x) over the customers in ln p, ln q, ln v, with ln f = ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln v +
 * (px−1) ln z̄ + px ln x − (px+q) ln(v + x z̄) (note 025, equation 4). Gamma functions once per x. Rows ascend by x.
 */
export function gammaGammaObjective({x, meanValue, customers}: SpendSummary): Objective {
  const all = sum(customers);
  const lnTotal = x.map((count, row) => Math.log(count) + Math.log(meanValue[row]!));
  const sumLnValue = sum(meanValue.map((value, row) => customers[row]! * Math.log(value)));

  return (point, gradient) => {
    const [p, q, v] = Array.from(point, Math.exp) as [number, number, number];
    let value = all * (q * point[2]! - lnGamma(q)) - sumLnValue;
    let dp = 0;
    let dq = all * (point[2]! - digamma(q));
    let dv = (all * q) / v;
    for (let row = 0; row < x.length;) {
      const count = x[row]!;
      let same = 0;
      for (; row < x.length && x[row] === count; row++) {
        const weight = customers[row]!;
        const total = v + count * meanValue[row]!;
        const ln = Math.log(total);
        same += weight;
        value += weight * (p * count * (lnTotal[row]! - ln) - q * ln);
        dp += weight * count * (lnTotal[row]! - ln);
        dq -= weight * ln;
        dv -= (weight * (p * count + q)) / total;
      }
      const shape = p * count;
      value += same * (lnGamma(shape + q) - lnGamma(shape));
      const joint = digamma(shape + q);
      dp += same * count * (joint - digamma(shape));
      dq += same * joint;
    }
    gradient[0] = (-p * dp) / all;
    gradient[1] = (-q * dq) / all;
    gradient[2] = (-v * dv) / all;
    return -value / all;
  };
}
