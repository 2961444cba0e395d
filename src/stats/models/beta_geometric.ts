import {fitLikelihood, logarithms, type Fit, type Fitted} from '../fit';
import type {Objective} from '../optimise/bfgs';
import {gaussJacobi, type Rule} from '../quadrature';
import {sigmoid} from '../special/sigmoid';
import {groupPurchases, requireHistories, summaryOf, totalsOf, type PurchaseSummary} from '../summary';
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

const names = ['r', 'alpha', 'a', 'b'] as const;

/**
 * Alive customers buy as a Poisson process of rate λ ~ Gamma(r, alpha), in purchases per unit of time, and become
 * inactive after a purchase with chance p ~ Beta(a, b).
 */
export type BetaGeometricName = (typeof names)[number];
export type BetaGeometricParameters = Parameters<BetaGeometricName>;
export type BetaGeometric<Model extends string> = PurchaseModel<Model, BetaGeometricName>;
export type BetaGeometricFit = Fitted<'bg-nbd' | 'mbg-nbd', BetaGeometricName>;

/** As logarithms, for a mean age of 20 units of time: the first after STATISTICS §4.6, the others around it. */
const starts = [
  [1, 5, 1, 1],
  [0.3, 5, 0.5, 2],
  [3, 10, 0.3, 3],
  [0.5, 40, 2, 5],
].map((start) => start.map(Math.log));
/** Rows on which the starts are tried. */
const EXCERPT = 2000;

/**
 * BG/NBD (Fader, Hardie & Lee 2005): a customer may become inactive after each repeat purchase, so that everyone without
 * one counts as alive.
 */
export const betaGeometric = model('bg-nbd', 0);

/**
 * MBG/NBD (Batislam, Denizel & Filiztekin 2007): a customer may become inactive after the first purchase too.
 */
export const modifiedBetaGeometric = model('mbg-nbd', 1);

/** `first` is the number of chances to leave before the first repeat purchase: what tells the two models apart. */
function model<Model extends string>(name: Model, first: 0 | 1): BetaGeometric<Model> {
  /** The logarithm of the odds to be inactive; −∞ before any chance to leave. */
  function lnOddsOfLeft({r, alpha, a, b}: BetaGeometricParameters, x: number, tx: number, age: number) {
    const chances = x + first;
    if (chances === 0) return -Infinity;
    return Math.log(a / (b + chances - 1)) + (r + x) * Math.log1p((age - tx) / (alpha + tx));
  }

  function rowwise(
    parameters: BetaGeometricParameters,
    {x, tx, age}: PurchaseSummary,
    value: (x: number, age: number) => number,
  ): Float64Array {
    return x.map((count, row) => {
      const alive = sigmoid(-lnOddsOfLeft(parameters, count, tx[row]!, age[row]!));
      return alive === 0 ? 0 : alive * value(count, age[row]!);
    });
  }

  function requireAll(parameters: BetaGeometricParameters, summary: PurchaseSummary, horizon = 0): void {
    logarithms(parameters, names);
    requireHistories(summary);
    requireTime(horizon);
  }

  /**
   * ln L = Σ_{k<x} ln(r+k) + Σ_{k<c} ln((b+k)/(a+b+k)) + r ln α − (r+x) ln(α+T) + ln(1 + eᵘ), with c = x chances to leave
   * (x + 1 in the MBG/NBD) and eᵘ the odds to be inactive (STATISTICS §4.1–4.2). For the rows of a valid summary.
   */
  function logLikelihood(parameters: BetaGeometricParameters, summary: PurchaseSummary): number {
    requireAll(parameters, summary);
    const objective = betaGeometricObjective(summary, first);
    const {customers} = totalsOf(summary);
    return customers === 0 ? 0 : -customers * objective(logarithms(parameters, names), new Float64Array(4));
  }

  async function fit(
    summary: PurchaseSummary,
    pause: () => Promise<void>,
  ): Promise<Fit<Model, BetaGeometricName>> {
    const rows = groupPurchases(summary);
    const totals = totalsOf(rows);
    const sample = {customers: totals.customers, repeaters: totals.repeaters};
    const reason = refusalOf(rows);
    if (reason) return {converged: false, model: name, reason, ...sample};
    const unit = internalUnit(totals);
    const scaled = inUnit(rows, unit);
    const objective = betaGeometricObjective(scaled, first);
    return fitLikelihood({
      model: name,
      sample,
      names,
      scales: ['alpha'],
      unit,
      objective,
      sketch: rows.x.length > EXCERPT ? betaGeometricObjective(excerptOf(scaled, EXCERPT), first) : objective,
      starts,
      logLikelihood: (parameters) => logLikelihood(parameters, rows),
      pause,
    });
  }

  /** P(alive) = 1/(1 + eᵘ) (Fader, Hardie & Lee 2008, note 021). */
  function aliveChances(parameters: BetaGeometricParameters, summary: PurchaseSummary): Float64Array {
    requireAll(parameters, summary);
    return rowwise(parameters, summary, () => 1);
  }

  /** P(alive) (1 − ((α+T)/(α+T+h))^(r+x)) (STATISTICS §3.2). */
  function purchaseChances(
    parameters: BetaGeometricParameters,
    summary: PurchaseSummary,
    horizon: number,
  ): Float64Array {
    requireAll(parameters, summary, horizon);
    const {r, alpha} = parameters;
    return rowwise(
      parameters,
      summary,
      (x, age) => -Math.expm1(-(r + x) * Math.log1p(horizon / (alpha + age))),
    );
  }

  /**
   * P(alive) × the mean of (1 − ((α+T)/(α+T+qh))^(r+x))/q over q ~ Beta(a, b+c) (STATISTICS §4.4), which has no trouble at
   * a = 1; relative error about 1e-12 while h < 1,000 (α+T).
   */
  function expectations(
    parameters: BetaGeometricParameters,
    summary: PurchaseSummary,
    horizon: number,
  ): Float64Array {
    requireAll(parameters, summary, horizon);
    const {r, alpha, a, b} = parameters;
    const youngest = new Map<number, number>();
    summary.x.forEach((x, row) => youngest.set(x, Math.min(youngest.get(x) ?? Infinity, summary.age[row]!)));
    const rules = new Map<number, Rule>();
    return rowwise(parameters, summary, (x, age) => {
      let rule = rules.get(x);
      if (!rule) {
        const points = pointsFor(r + x, horizon / (alpha + youngest.get(x)!));
        rules.set(x, (rule = gaussJacobi(points, a, b + x + first)));
      }
      return meanWhileAlive(rule, r + x, horizon / (alpha + age));
    });
  }

  /** E[X(t)] (Fader, Hardie & Lee 2005, equation 9), by the same integral. */
  function newcomerExpectations(parameters: BetaGeometricParameters, ages: Float64Array): Float64Array {
    requireAll(parameters, summaryOf({x: 0, tx: 0, age: 0}));
    ages.forEach(requireTime);
    const {r, alpha, a, b} = parameters;
    const stays = first === 0 ? 1 : b / (a + b);
    const oldest = ages.reduce((most, age) => Math.max(most, age), 0);
    const rule = gaussJacobi(pointsFor(r, oldest / alpha), a, b + first);
    return ages.map((age) => stays * meanWhileAlive(rule, r, age / alpha));
  }

  /**
   * P(X(t) = k) (Fader, Hardie & Lee 2005, equation 8): k purchases and still alive, or at least k in the Poisson process
   * and gone after the k-th. Relative error about 1e-12.
   */
  function newcomerCounts(parameters: BetaGeometricParameters, age: number, most: number): Float64Array {
    requireAll(parameters, summaryOf({x: 0, tx: 0, age: 0}));
    requireTime(age);
    const {r, alpha, a, b} = parameters;
    const exactly = new Float64Array(most + 1);
    const atLeast = new Float64Array(most + 1);
    const lnRatio = Math.log(age / (alpha + age));
    let lnTerm = -r * Math.log1p(age / alpha);
    let below = 0;
    for (let k = 0; k <= most; k++) {
      below += exactly[k] = Math.exp(lnTerm);
      lnTerm += Math.log((r + k) / (k + 1)) + lnRatio;
    }
    // Far out the tail is summed from its first term, where 1 − below has lost its digits.
    let tail = 0;
    if (most < (r * age) / alpha) tail = 1 - below;
    else
      for (let k = most + 1, term = Math.exp(lnTerm); term > 1e-17 * tail; k++) {
        tail += term;
        term *= ((r + k) / (k + 1)) * Math.exp(lnRatio);
      }
    for (let k = most; k >= 0; k--) atLeast[k] = tail += exactly[k]!;
    let stayed = 1;
    return exactly.map((chance, k) => {
      // At the k-th purchase, counted from the first chance to leave.
      const coin = k + first - 1;
      const left = coin < 0 ? 0 : (stayed * a) / (a + b + coin);
      if (coin >= 0) stayed *= (b + coin) / (a + b + coin);
      return stayed * chance + left * atLeast[k]!;
    });
  }

  return {
    name,
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
  };
}

/** The mean of (1 − (1 + q z)^−k)/q, the expected purchases before the next leaving, over the density of the rule. */
function meanWhileAlive({nodes, weights}: Rule, k: number, z: number): number {
  let mean = 0;
  for (let i = 0; i < nodes.length; i++) {
    const q = nodes[i]!;
    mean += weights[i]! * (q < 1e-300 ? k * z : -Math.expm1(-k * Math.log1p(q * z)) / q);
  }
  return mean;
}

/**
 * Points for (1 − (1 + q z)^−k)/q on [0, 1], whose nearest pole lies at q = −1/z: on the ellipse through −s/z the function is
 * below (1 − s)^−k, and the error of n points falls like ρ^−2n with the axes' sum ρ of the ellipse (Trefethen 2008).
 */
function pointsFor(k: number, z: number): number {
  if (z === 0) return 1;
  let least = Infinity;
  for (const s of [0.03, 0.06, 0.12, 0.25, 0.5, 0.75, 0.9, 0.97]) {
    const d = s / z;
    const lnAxes = Math.log1p(2 * d + 2 * Math.sqrt(d + d * d));
    least = Math.min(least, (32 - k * Math.log1p(-s)) / (2 * lnAxes));
  }
  return Math.min(512, Math.max(8, Math.ceil(least)));
}

/**
 * The mean of −ln L over the customers, in ln r, ln α, ln a, ln b. What depends on x alone is summed once per x; a row
 * then costs three logarithms and one exponential.
 */
export function betaGeometricObjective(summary: PurchaseSummary, first: 0 | 1): Objective {
  const {x, tx, age, customers} = summary;
  const {most, customers: all} = totalsOf(summary);
  /** Customers with more than k repeat purchases, and with more than k chances to leave. */
  const buying = customersBeyond(summary, most);
  const chances = first === 0 ? buying : Float64Array.of(all, ...buying);

  return (point, gradient) => {
    const [r, alpha, a, b] = Array.from(point, Math.exp) as [number, number, number, number];
    const lnAlpha = point[1]!;
    let sum = all * r * lnAlpha;
    let dr = all * lnAlpha;
    let dAlpha = (all * r) / alpha;
    let da = 0;
    let db = 0;
    for (let k = 0; k < buying.length; k++) {
      sum += buying[k]! * Math.log(r + k);
      dr += buying[k]! / (r + k);
    }
    for (let k = 0; k < chances.length; k++) {
      // ln(1 + a/(b+k)) keeps its digits where nobody leaves.
      sum -= chances[k]! * Math.log1p(a / (b + k));
      da -= chances[k]! / (a + b + k);
      db += (chances[k]! * a) / ((b + k) * (a + b + k));
    }
    for (let row = 0; row < x.length; row++) {
      const count = customers[row]!;
      const k = r + x[row]!;
      const end = alpha + age[row]!;
      const lnEnd = Math.log(end);
      sum -= count * k * lnEnd;
      dr -= count * lnEnd;
      dAlpha -= (count * k) / end;
      const chancesBefore = x[row]! + first;
      if (chancesBefore === 0) continue;
      const last = alpha + tx[row]!;
      const silence = age[row]! - tx[row]!;
      const lnSilence = Math.log1p(silence / last);
      const u = Math.log(a / (b + chancesBefore - 1)) + k * lnSilence;
      const odds = Math.exp(-Math.abs(u));
      const left = (count * (u < 0 ? odds : 1)) / (1 + odds);
      sum += count * (Math.max(u, 0) + Math.log1p(odds));
      dr += left * lnSilence;
      dAlpha -= (left * k * silence) / (end * last);
      da += left / a;
      db -= left / (b + chancesBefore - 1);
    }
    gradient[0] = (-r * dr) / all;
    gradient[1] = (-alpha * dAlpha) / all;
    gradient[2] = (-a * da) / all;
    gradient[3] = (-b * db) / all;
    return -sum / all;
  };
}
