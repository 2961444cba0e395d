import {fitLikelihood, logarithms, type Fit, type Fitted} from '../fit';
import type {Objective} from '../optimise/bfgs';
import {logarithmicRule, gaussLegendre} from '../quadrature';
import {sigmoid, softplus} from '../special/sigmoid';
import {
  groupPurchases,
  requireHistories,
  summaryOf,
  totalsOf,
  type History,
  type PurchaseSummary,
} from '../summary';
import {FALL, integrate, lnOddsOfLeft} from './pareto_integral';
import {
  customersBeyond,
  excerptOf,
  internalUnit,
  inUnit,
  refusalOf,
  requireTime,
  type Parameters,
  type PurchaseModel,
} from './purchase_model';

const names = ['r', 'alpha', 's', 'beta'] as const;

/**
 * Alive customers buy as a Poisson process of rate λ ~ Gamma(r, alpha), in purchases per unit of time, and become
 * inactive at rate μ ~ Gamma(s, beta).
 */
export type ParetoNbdName = (typeof names)[number];
export type ParetoNbdParameters = Parameters<ParetoNbdName>;
export type ParetoNbdFit = Fitted<'pareto-nbd', ParetoNbdName>;

export interface ParetoNbd extends PurchaseModel<'pareto-nbd', ParetoNbdName> {
  /** All purchases to come, each discounted at a continuous rate per unit of time (DERT); the rate above 0. */
  discountedExpectation(parameters: ParetoNbdParameters, history: History, rate: number): number;
  discountedExpectations(
    parameters: ParetoNbdParameters,
    summary: PurchaseSummary,
    rate: number,
  ): Float64Array;
}

/** As logarithms, for a mean age of 20 units of time (STATISTICS §4.6). */
const starts = [
  [1, 5, 1, 5],
  [0.5, 10, 0.5, 10],
  [2, 20, 1, 40],
  [0.3, 2, 0.3, 2],
].map((start) => start.map(Math.log));
/** Rows on which the starts are tried. */
const EXCERPT = 2000;
/** Points of the quadrature beyond those a fit needs, for what is shown. */
const FINE = 4;

/** Pareto/NBD (Schmittlein, Morrison & Colombo 1987; Fader & Hardie 2005, note 009). */
export const paretoNbd: ParetoNbd = {
  name: 'pareto-nbd',
  parameters: names,
  fit,
  logLikelihood,
  aliveChance: (parameters, history) => aliveChances(parameters, summaryOf(history))[0]!,
  aliveChances,
  purchaseChance: (parameters, history, horizon) =>
    purchaseChances(parameters, summaryOf(history), horizon)[0]!,
  purchaseChances,
  expectation: (parameters, history, horizon) => expectations(parameters, summaryOf(history), horizon)[0]!,
  expectations,
  newcomerExpectations,
  newcomerCounts,
  discountedExpectation: (parameters, history, rate) =>
    discountedExpectations(parameters, summaryOf(history), rate)[0]!,
  discountedExpectations,
};

function requireAll(parameters: ParetoNbdParameters, summary: PurchaseSummary, horizon = 0): void {
  logarithms(parameters, names);
  requireHistories(summary);
  requireTime(horizon);
}

/**
 * L = Γ(r+x)/Γ(r) α^r β^s ((α+T)^−(r+x) (β+T)^−s + s ∫ (α+u)^−(r+x) (β+u)^−(s+1) du from t_x to T) (STATISTICS §4.3),
 * without hypergeometric functions and without a case for α < β. For the rows of a valid summary; error of a row's
 * ln L about 1e-12.
 */
function logLikelihood(parameters: ParetoNbdParameters, summary: PurchaseSummary): number {
  requireAll(parameters, summary);
  const objective = paretoNbdObjective(summary, FINE);
  const {customers} = totalsOf(summary);
  return customers === 0 ? 0 : -customers * objective(logarithms(parameters, names), new Float64Array(4));
}

async function fit(
  summary: PurchaseSummary,
  pause: () => Promise<void>,
): Promise<Fit<'pareto-nbd', ParetoNbdName>> {
  const rows = groupPurchases(summary);
  const totals = totalsOf(rows);
  const sample = {customers: totals.customers, repeaters: totals.repeaters};
  const reason = refusalOf(rows);
  if (reason) return {converged: false, model: 'pareto-nbd', reason, ...sample};
  const unit = internalUnit(totals);
  const scaled = inUnit(rows, unit);
  const objective = paretoNbdObjective(scaled);
  return fitLikelihood({
    model: 'pareto-nbd',
    sample,
    names,
    scales: ['alpha', 'beta'],
    unit,
    objective,
    sketch: rows.x.length > EXCERPT ? paretoNbdObjective(excerptOf(scaled, EXCERPT)) : objective,
    starts,
    logLikelihood: (parameters) => logLikelihood(parameters, rows),
    pause,
  });
}

/** P(alive) = 1/(1 + eᵛ), eᵛ the ratio of the two terms of L; error about 1e-12. */
function aliveChances(parameters: ParetoNbdParameters, summary: PurchaseSummary): Float64Array {
  requireAll(parameters, summary);
  return rowwise(parameters, summary, () => 1);
}

/**
 * P(alive) ∫ k/A (A/(A+u))^(k+1) (B/(B+u))^s du from 0 to h with A = α+T, B = β+T, k = r+x: the first purchase comes
 * at u, before the end. The same as the form in STATISTICS §3.2, without its difference of numbers near 1.
 */
function purchaseChances(
  parameters: ParetoNbdParameters,
  summary: PurchaseSummary,
  horizon: number,
): Float64Array {
  requireAll(parameters, summary, horizon);
  const {r, alpha, s, beta} = parameters;
  const integrals = new Float64Array(5);
  return rowwise(parameters, summary, (x, age) => {
    integrate(alpha + age, r + x + 1, beta + age, s, horizon, FINE, integrals);
    return ((r + x) / (alpha + age)) * integrals[0]!;
  });
}

/** P(alive) (r+x)/(α+T) × the expected lifetime within h (Fader & Hardie 2005, note 009, equation 41). */
function expectations(
  parameters: ParetoNbdParameters,
  summary: PurchaseSummary,
  horizon: number,
): Float64Array {
  requireAll(parameters, summary, horizon);
  const {r, alpha, s, beta} = parameters;
  return rowwise(
    parameters,
    summary,
    (x, age) => ((r + x) / (alpha + age)) * expectedLife(s, beta + age, horizon),
  );
}

/** E[X(t)] = r/α × the expected lifetime within t (note 009, equation 27). */
function newcomerExpectations(parameters: ParetoNbdParameters, ages: Float64Array): Float64Array {
  logarithms(parameters, names);
  ages.forEach(requireTime);
  const {r, alpha, s, beta} = parameters;
  return ages.map((age) => (r / alpha) * expectedLife(s, beta, age));
}

/**
 * P(X(t) = k): k purchases by t if alive then, else by the end of the life, which is integrated over. Relative error
 * below 1e-9 for k up to 1,000.
 */
function newcomerCounts(parameters: ParetoNbdParameters, age: number, most: number): Float64Array {
  logarithms(parameters, names);
  requireTime(age);
  const {r, alpha, s, beta} = parameters;
  const counts = new Float64Array(most + 1);
  const add = (time: number, weight: number) => {
    const lnRatio = Math.log(time / (alpha + time));
    let lnTerm = Math.log(weight) - r * Math.log1p(time / alpha);
    for (let k = 0; k <= most; k++) {
      counts[k]! += Math.exp(lnTerm);
      lnTerm += Math.log((r + k) / (k + 1)) + lnRatio;
    }
  };
  add(age, Math.exp(-s * Math.log1p(age / beta)));
  if (age === 0) return counts;
  const least = Math.min(alpha, beta);
  // Beyond this time hardly anybody is still alive.
  const last = Math.min(age, beta * Math.expm1(FALL / s));
  const span = Math.log1p(last / least);
  const {nodes, weights} = gaussLegendre(96);
  nodes.forEach((node, i) => {
    const time = least * Math.expm1(span * node);
    const density = (s / beta) * Math.exp(-(s + 1) * Math.log1p(time / beta));
    add(time, weights[i]! * span * (least + time) * density);
  });
  return counts;
}

/**
 * DERT = P(alive) (r+x)/(α+T) ∫ e^−du (B/(B+u))^s du over all u > 0 (Fader, Hardie & Lee 2005, JMR; STATISTICS §4.5).
 * For a rate d > 0, a RangeError for others; relative error below 1e-11 while 1e-16 < d (β+T) < 1e3.
 */
function discountedExpectations(
  parameters: ParetoNbdParameters,
  summary: PurchaseSummary,
  rate: number,
): Float64Array {
  requireAll(parameters, summary);
  if (!(rate > 0 && rate < Infinity)) throw new RangeError(`a discount rate of ${rate}`);
  const {r, alpha, s, beta} = parameters;
  const {nodes, weights} = logarithmicRule();
  const survival = nodes.map((node, i) => weights[i]! * Math.exp(-s * Math.log1p(node)));
  return rowwise(parameters, summary, (x, age) => {
    const discount = rate * (beta + age);
    let sum = 0;
    for (let i = 0; i < nodes.length; i++) {
      const exponent = discount * nodes[i]!;
      if (exponent > 745) break;
      sum += survival[i]! * Math.exp(-exponent);
    }
    return ((r + x) / (alpha + age)) * (beta + age) * sum;
  });
}

/** P(alive) × a value of each row that is finite while alive. */
function rowwise(
  parameters: ParetoNbdParameters,
  {x, tx, age}: PurchaseSummary,
  value: (x: number, age: number) => number,
): Float64Array {
  const integrals = new Float64Array(5);
  return x.map((count, row) => {
    const alive = sigmoid(-lnOddsOfLeft(parameters, count, tx[row]!, age[row]!, FINE, integrals));
    return alive === 0 ? 0 : alive * value(count, age[row]!);
  });
}

/** The mean of min(lifetime, h) where the rate of leaving is Gamma(s, B): B (1 − (B/(B+h))^(s−1))/(s−1), at s = 1 its limit. */
function expectedLife(s: number, b: number, horizon: number): number {
  const span = Math.log1p(horizon / b);
  return b * (s === 1 ? span : -Math.expm1(-(s - 1) * span) / (s - 1));
}

/**
 * The mean of −ln L over the customers, in ln r, ln α, ln s, ln β; derivatives under the integral (STATISTICS §4.3).
 */
export function paretoNbdObjective(summary: PurchaseSummary, finer = 0): Objective {
  const {x, tx, age, customers} = summary;
  const {most, customers: all} = totalsOf(summary);
  const buying = customersBeyond(summary, most);
  const integrals = new Float64Array(5);

  return (point, gradient) => {
    const [r, alpha, s, beta] = Array.from(point, Math.exp) as [number, number, number, number];
    const parameters = {r, alpha, s, beta};
    const lnAlpha = point[1]!;
    const lnBeta = point[3]!;
    let sum = all * (r * lnAlpha + s * lnBeta);
    let dr = all * lnAlpha;
    let dAlpha = (all * r) / alpha;
    let ds = all * lnBeta;
    let dBeta = (all * s) / beta;
    for (let k = 0; k < buying.length; k++) {
      sum += buying[k]! * Math.log(r + k);
      dr += buying[k]! / (r + k);
    }
    for (let row = 0; row < x.length; row++) {
      const count = customers[row]!;
      const k = r + x[row]!;
      const buyingEnd = alpha + age[row]!;
      const livingEnd = beta + age[row]!;
      const lnBuyingEnd = Math.log(buyingEnd);
      const lnLivingEnd = Math.log(livingEnd);
      sum -= count * (k * lnBuyingEnd + s * lnLivingEnd);
      dr -= count * lnBuyingEnd;
      dAlpha -= (count * k) / buyingEnd;
      ds -= count * lnLivingEnd;
      dBeta -= (count * s) / livingEnd;
      const silence = age[row]! - tx[row]!;
      if (silence === 0) continue;
      const u = lnOddsOfLeft(parameters, x[row]!, tx[row]!, age[row]!, finer, integrals);
      const left = count * sigmoid(u);
      sum += count * softplus(u);
      const buyingThen = alpha + tx[row]!;
      const livingThen = beta + tx[row]!;
      dr += left * (Math.log1p(silence / buyingThen) - integrals[1]!);
      dAlpha += left * k * (1 / buyingEnd - integrals[3]! / buyingThen);
      ds += left * (1 / s + Math.log1p(silence / livingThen) - integrals[2]!);
      dBeta += left * (s / livingEnd - ((s + 1) * integrals[4]!) / livingThen);
    }
    gradient[0] = (-r * dr) / all;
    gradient[1] = (-alpha * dAlpha) / all;
    gradient[2] = (-s * ds) / all;
    gradient[3] = (-beta * dBeta) / all;
    return -sum / all;
  };
}
