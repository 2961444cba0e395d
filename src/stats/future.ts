import {cholesky, type Matrix} from './optimise/cholesky';
import type {BetaGeometricFit, BetaGeometricParameters} from './models/beta_geometric';
import type {GammaGammaFit, GammaGammaParameters} from './models/gamma_gamma';
import type {NegativeBinomialFit} from './models/negative_binomial';
import {isAlive, lnOddsOfLeft} from './models/pareto_integral';
import type {ParetoNbdFit, ParetoNbdParameters} from './models/pareto_nbd';
import {requireTime} from './models/purchase_model';
import {createRandom, type Random} from './random';
import {sigmoid} from './special/sigmoid';
import {groupRows, requireHistories, type PurchaseSummary} from './summary';

export interface FutureTask {
  /** The customers on file; for spending also the mean value of their repeat purchases, 0 where there is none. */
  readonly customers: PurchaseSummary & {readonly meanValue?: Float64Array};
  readonly purchases: BetaGeometricFit | ParetoNbdFit | NegativeBinomialFit;
  readonly spend?: GammaGammaFit;
  /** Length of the future, in the unit of the model. */
  readonly horizon: number;
  readonly draws: number;
  readonly seed: number;
  /** Whether each draw takes parameters of its own, from their uncertainty; else all take the most likely ones. */
  readonly drawParameters: boolean;
  pause(): Promise<void>;
}

/** Totals over all customers, one for each draw. */
export interface Future {
  readonly purchases: Float64Array;
  /** Customers with at least one purchase. */
  readonly buyers: Float64Array;
  /** Without a model of spending null. */
  readonly spend: Float64Array | null;
  /** False where parameters were to be drawn but a fit does not determine them. */
  readonly parametersDrawn: boolean;
}

/** Rows between two pauses. */
const STRIDE = 4096;
/** Above this rate of purchases a draw of parameters has left all reason. */
const MOST = 1e9;

/**
 * Simulates what the customers on file will buy within the horizon (STATISTICS §3.3, layers 1 and 2). Each draw is exact in
 * distribution but for rounding (P(alive) of the Pareto/NBD: to 1e-10); what is not drawn customer by customer, or not in
 * the order of the story, has the same distribution:
 * - Purchases until h of customers who stay are negative binomial for a rate Gamma(r+x, α+T), found by inversion. Among
 *   equal customers those with one or more are binomial, and only they are followed.
 * - Whether she is alive at the as-of date is binomial with P(alive), the posterior chance, and independent of her rate.
 * - In the Pareto/NBD an alive customer lives to u with ((β+T)/(β+T+u))^s, independent of her rate too.
 * - In the BG/NBD and MBG/NBD the chance p ~ Beta to leave after a purchase is drawn as Pólya's urn: a to b + chances so
 *   far, and one more on that side for each purchase survived.
 * - The sum of n values Gamma(p, ν) is Gamma(p n, ν), with one ν ~ Gamma(p x + q, v + x z̄) for each buyer.
 * Log-parameters come from N(estimate, covariance). The order of the rows does not matter; the same seed gives the same
 * draws. Rows must be histories of whole numbers of customers; else a RangeError.
 */
export async function simulateFuture(task: FutureTask): Promise<Future> {
  const {purchases: fit, spend, horizon, draws, pause} = task;
  requireTime(horizon);
  if (!(Number.isInteger(draws) && draws >= 1)) throw new RangeError(`${draws} draws`);
  requireHistories(task.customers);
  const {x, tx, age} = task.customers;
  const values = task.customers.meanValue ?? new Float64Array(x.length);
  if (values.length !== x.length || !values.every(Number.isFinite)) throw new RangeError('no mean values');
  if (!task.customers.customers.every(Number.isInteger)) throw new RangeError('parts of customers');
  const grouped = groupRows([x, tx, age, values], task.customers.customers);
  const rows: Rows = {
    x: grouped.keys[0]!,
    tx: grouped.keys[1]!,
    age: grouped.keys[2]!,
    meanValue: grouped.keys[3]!,
    customers: grouped.customers,
    ages: distinct(grouped.keys[2]!),
    lastAges: distinct(grouped.keys[1]!),
  };

  const random = createRandom(task.seed);
  const determined = fit.identified && (spend === undefined || spend.identified);
  const parametersDrawn = task.drawParameters && determined;
  const drawn = <Name extends string>(estimate: Estimate<Name>) =>
    parametersDrawn ? parametersOf(estimate, random) : estimate.parameters;

  const purchases = new Float64Array(draws);
  const buyers = new Float64Array(draws);
  const totals = spend ? new Float64Array(draws) : null;
  const followed = () => {
    if (fit.model === 'pareto-nbd') return paretoNbdFuture(drawn(fit), rows, horizon, random);
    // With a = 0 nobody leaves, whatever b is.
    if (fit.model === 'nbd')
      return betaGeometricFuture({...drawn(fit), a: 0, b: 1}, 0, rows, horizon, random);
    return betaGeometricFuture(drawn(fit), fit.model === 'bg-nbd' ? 0 : 1, rows, horizon, random);
  };
  let follow = followed();
  for (let draw = 0; draw < draws; draw++) {
    if (parametersDrawn && draw > 0) follow = followed();
    const value = spend ? spendOf(drawn(spend), random) : null;
    let row = 0;
    const bought = (count: number) => {
      purchases[draw]! += count;
      buyers[draw]! += 1;
      if (totals && value) totals[draw]! += value(rows.x[row]!, rows.meanValue[row]!, count);
    };
    for (; row < rows.x.length; row++) {
      if (row % STRIDE === 0) await pause();
      follow(row, bought);
    }
  }
  return {purchases, buyers, spend: totals, parametersDrawn};
}

interface Rows extends PurchaseSummary {
  readonly meanValue: Float64Array;
  readonly ages: Distinct;
  readonly lastAges: Distinct;
}

/** The distinct values of a column, and where among them each row's value stands: times lie on a calendar. */
interface Distinct {
  readonly values: Float64Array;
  readonly at: Uint32Array;
}

function distinct(column: Float64Array): Distinct {
  const places = new Map<number, number>();
  const at = Uint32Array.from(column, (value) => {
    const known = places.get(value);
    if (known === undefined) places.set(value, places.size);
    return known ?? places.size - 1;
  });
  return {values: Float64Array.from(places.keys()), at};
}

/** Calls back with the number of purchases for each customer of a row that makes any. */
type Follow = (row: number, bought: (purchases: number) => void) => void;

interface Estimate<Name extends string> {
  readonly parameters: Readonly<Record<Name, number>>;
  readonly covariance: Matrix | null;
}

/** One draw of the parameters, normal in their logarithms. */
function parametersOf<Name extends string>(
  {parameters, covariance}: Estimate<Name>,
  random: Random,
): Record<Name, number> {
  const names = Object.keys(parameters) as Name[];
  const lower = (covariance && cholesky(covariance)) ?? [];
  const noise = names.map(() => random.normal());
  return Object.fromEntries(
    names.map((name, i) => {
      const shift = (lower[i] ?? []).reduce((sum, entry, j) => sum + entry * noise[j]!, 0);
      return [name, parameters[name] * Math.exp(shift)];
    }),
  ) as Record<Name, number>;
}

/** Where the chance of no purchase is below e^−30, numbers of purchases are out of reach of inversion. */
const STEEP = 30;

/**
 * The number of purchases within a time, negative binomial for a rate Gamma(k, A), at the place u of those with one or
 * more: the least n with u < P(1) + … + P(n), given P(0) = `none`. 0 for u beyond all.
 */
function countAt(u: number, none: number, k: number, a: number, time: number): number {
  if (u >= 1 - none) return 0;
  const growth = time / (a + time);
  let n = 1;
  let term = none * k * growth;
  // Terms that small cannot be told from rounding.
  for (let left = u; left >= term && term > 1e-18; n++) {
    left -= term;
    term *= ((k + n) / (n + 1)) * growth;
  }
  return n;
}

function steepCount(k: number, a: number, time: number, random: Random): number {
  return random.poisson(Math.min(MOST, (random.gamma(k) / a) * time));
}

function betaGeometricFuture(
  {r, alpha, a, b}: BetaGeometricParameters,
  first: 0 | 1,
  {x, customers, ages, lastAges}: Rows,
  horizon: number,
  random: Random,
): Follow {
  const lnGrowth = ages.values.map((age) => Math.log1p(horizon / (alpha + age)));
  const lnAge = ages.values.map((age) => Math.log(alpha + age));
  const lnLast = lastAges.values.map((age) => Math.log(alpha + age));
  return (row, bought) => {
    const k = r + x[row]!;
    const age = ages.at[row]!;
    const fall = k * lnGrowth[age]!;
    const none = Math.exp(-fall);
    const single = customers[row] === 1;
    const place = single ? random.next() : 0;
    if (single && place >= 1 - none) return;
    const scale = alpha + ages.values[age]!;
    const stays = b + x[row]! + first;
    let alive = 1;
    if (x[row]! + first > 0)
      alive = sigmoid(-Math.log(a / (stays - 1)) - k * (lnAge[age]! - lnLast[lastAges.at[row]!]!));
    let left = 1;
    if (!single) left = random.binomial(customers[row]!, (1 - none) * alive);
    else if (alive < 1 && random.next() >= alive) return;
    for (; left > 0; left--) {
      const u = single ? place : (1 - none) * random.next();
      const wanted =
        fall > STEEP ? steepCount(k, scale, horizon, random) : countAt(u, none, k, scale, horizon);
      if (wanted === 0) continue;
      let count = 1;
      for (let black = stays; count < wanted && random.next() * (a + black) >= a; black++) count++;
      bought(count);
    }
  };
}

function paretoNbdFuture(
  parameters: ParetoNbdParameters,
  {x, tx, age: ageOf, customers, ages}: Rows,
  horizon: number,
  random: Random,
): Follow {
  const {r, alpha, s, beta} = parameters;
  const lnGrowth = ages.values.map((age) => Math.log1p(horizon / (alpha + age)));
  const survival = ages.values.map((age) => Math.exp(-s * Math.log1p(horizon / (beta + age))));
  return (row, bought) => {
    const k = r + x[row]!;
    const age = ages.at[row]!;
    const fall = k * lnGrowth[age]!;
    const none = Math.exp(-fall);
    const single = customers[row] === 1;
    const place = single ? random.next() : 0;
    if (single && place >= 1 - none) return;
    const scale = alpha + ages.values[age]!;
    const living = beta + ages.values[age]!;
    const survives = survival[age]!;
    let left = single ? 1 : random.binomial(customers[row]!, 1 - none);
    const thinned = left > 4;
    if (thinned) {
      const u = lnOddsOfLeft(parameters, x[row]!, tx[row]!, ageOf[row]!, 0, new Float64Array(5));
      left = random.binomial(left, sigmoid(-u));
    }
    for (; left > 0; left--) {
      const u = single ? place : (1 - none) * random.next();
      const fate = 1 - random.next();
      const whole = fate <= survives;
      const time = whole ? horizon : Math.min(horizon, living * Math.expm1(-Math.log(fate) / s));
      const empty = whole ? none : Math.exp(-k * Math.log1p(time / scale));
      const count = fall > STEEP ? steepCount(k, scale, time, random) : countAt(u, empty, k, scale, time);
      if (count === 0) continue;
      if (thinned || isAlive(parameters, x[row]!, tx[row]!, ageOf[row]!, random.next())) bought(count);
    }
  };
}

/** The value of a number of purchases of a customer with x repeat purchases of the mean value given. */
function spendOf(
  {p, q, v}: GammaGammaParameters,
  random: Random,
): (x: number, meanValue: number, purchases: number) => number {
  return (x, meanValue, purchases) => {
    const known = meanValue > 0 ? x : 0;
    const rate = random.gamma(p * known + q) / (v + known * meanValue);
    return random.gamma(p * purchases) / Math.max(rate, 1e-250);
  };
}
