import type {Fitted, Unfitted} from './fit';
import {simulateFuture} from './future';
import {
  betaGeometric,
  modifiedBetaGeometric,
  type BetaGeometricFit,
  type BetaGeometricName,
} from './models/beta_geometric';
import {gammaGamma, type GammaGammaFit, type SpendSummary} from './models/gamma_gamma';
import {
  negativeBinomial,
  type NegativeBinomialFit,
  type NegativeBinomialName,
} from './models/negative_binomial';
import {paretoNbd, type ParetoNbdFit, type ParetoNbdName} from './models/pareto_nbd';
import {excerptOf, type PurchaseModel} from './models/purchase_model';
import {rowsAt, type PurchaseSummary} from './summary';
import {expectedTracking, type Arrivals} from './tracking';

/** The models that stand for choice: customers leave some day. */
export const modelNames = ['mbg-nbd', 'bg-nbd', 'pareto-nbd'] as const;
/** What all of them become where nobody can be seen to leave; it stands in for them there. */
export const stayingName = 'nbd';
export const allModelNames = [...modelNames, stayingName] as const;
export type ModelName = (typeof allModelNames)[number];

/** Customers with equal histories and equal mean value of their repeat purchases (0 where there is none). */
export interface CustomerGroups extends PurchaseSummary {
  readonly meanValue: Float64Array;
}

/** A model with the parameters that fit the customers, times in days. */
export interface FittedModel {
  readonly name: ModelName;
  readonly fit: BetaGeometricFit | ParetoNbdFit | NegativeBinomialFit;
  aliveChances(summary: PurchaseSummary): Float64Array;
  purchaseChances(summary: PurchaseSummary, horizon: number): Float64Array;
  expectations(summary: PurchaseSummary, horizon: number): Float64Array;
  /** E[X(t)] of a new customer by each age. */
  newcomerExpectations(ages: Float64Array): Float64Array;
  /** The expected repeat purchases up to each time of all that have arrived by then. */
  tracking(arrivals: Arrivals, times: Float64Array): Float64Array;
  /** The chance that a new customer buys again by an age. */
  newcomerReturn(age: number): number;
}

/** Fits one of the models; the reason where it cannot be fitted. */
export async function fitModel(
  name: ModelName,
  groups: PurchaseSummary,
  pause: () => Promise<void>,
): Promise<FittedModel | Unfitted> {
  const summary = mergedNeighbours(groups);
  if (name === 'pareto-nbd') {
    const fit = await paretoNbd.fit(summary, pause);
    return fit.converged ? fittedModel<ParetoNbdName>(name, paretoNbd, fit) : fit;
  }
  if (name === stayingName) {
    const fit = await negativeBinomial.fit(summary, pause);
    return fit.converged ? fittedModel<NegativeBinomialName>(name, negativeBinomial, fit) : fit;
  }
  const model: PurchaseModel<'bg-nbd' | 'mbg-nbd', BetaGeometricName> =
    name === 'bg-nbd' ? betaGeometric : modifiedBetaGeometric;
  const fit = await model.fit(summary, pause);
  return fit.converged ? fittedModel<BetaGeometricName>(name, model, fit) : fit;
}

export function isFitted(model: FittedModel | Unfitted): model is FittedModel {
  return !('converged' in model);
}

function fittedModel<Name extends string>(
  name: ModelName,
  model: PurchaseModel<string, Name>,
  fit: Fitted<string, Name> & FittedModel['fit'],
): FittedModel {
  const {parameters} = fit as Fitted<string, Name>;
  return {
    name,
    fit,
    aliveChances: (summary) => model.aliveChances(parameters, summary),
    purchaseChances: (summary, horizon) => model.purchaseChances(parameters, summary, horizon),
    expectations: (summary, horizon) => model.expectations(parameters, summary, horizon),
    newcomerExpectations: (ages) => model.newcomerExpectations(parameters, ages),
    tracking: (arrivals, times) => expectedTracking(model, parameters, arrivals, times),
    newcomerReturn: (age) => 1 - model.newcomerCounts(parameters, age, 0)[0]!,
  };
}

/** Rows that differ in their mean value only, as one; they stand side by side. */
function mergedNeighbours({x, tx, age, customers}: PurchaseSummary): PurchaseSummary {
  const firsts: number[] = [];
  const counts: number[] = [];
  for (let row = 0; row < x.length; row++) {
    const last = firsts.at(-1);
    if (last !== undefined && x[last] === x[row] && tx[last] === tx[row] && age[last] === age[row])
      counts[counts.length - 1]! += customers[row]!;
    else {
      firsts.push(row);
      counts.push(customers[row]!);
    }
  }
  return {...rowsAt({x, tx, age, customers}, firsts), customers: Float64Array.from(counts)};
}

/** From so many rows on, mean values are rounded before spending is fitted. */
const MANY_ROWS = 5000;
/** Steps of mean values per power of e: neighbours lie 0.5 % apart. */
const STEPS = 200;

/**
 * What a purchase is worth: by the Gamma-Gamma model where it can be fitted and has a mean (q > 1), else one mean value for
 * all repeat purchases. Where there are many customers their mean values are rounded to steps of 0.5 % for the fit, which
 * moves a parameter by far less than its standard error.
 */
export interface Spending {
  readonly fit: GammaGammaFit | null;
  /** Of a purchase of somebody of whom no repeat purchase is known. */
  readonly populationMean: number;
  /** The expected value of the next purchase, by row. */
  values(groups: Pick<CustomerGroups, 'x' | 'meanValue'>): Float64Array;
}

export async function fitSpending(groups: CustomerGroups, pause: () => Promise<void>): Promise<Spending> {
  const {x, meanValue, customers} = groups;
  let [purchases, total] = [0, 0];
  let repeaters = 0;
  for (let row = 0; row < x.length; row++) {
    if (x[row] === 0 || meanValue[row] === 0) continue;
    repeaters++;
    purchases += customers[row]! * x[row]!;
    total += customers[row]! * x[row]! * meanValue[row]!;
  }
  const mean = purchases > 0 ? total / purchases : 0;
  const fit = await gammaGamma.fit(repeaters > MANY_ROWS ? rounded(groups) : groups, pause);
  const population = fit.converged ? gammaGamma.populationMean(fit.parameters) : null;
  if (!fit.converged || population === null)
    return {fit: null, populationMean: mean, values: (rows) => rows.x.map(() => mean)};
  const {p, q, v} = fit.parameters;
  return {
    fit,
    populationMean: population,
    values: (rows) =>
      rows.x.map((count, row) => {
        const known = rows.meanValue[row]! > 0 ? count : 0;
        return (p * (v + known * rows.meanValue[row]!)) / (p * known + q - 1);
      }),
  };
}

/** Steps of values by which one x is apart from the next in a key: more than there are between any two amounts. */
const APART = 2 ** 20;

/** The repeaters with their mean values rounded, ascending by x and value and each pair once. */
function rounded({x, meanValue, customers}: SpendSummary): SpendSummary {
  const counts = new Map<number, number>();
  for (let row = 0; row < x.length; row++) {
    if (x[row] === 0 || !(meanValue[row]! > 0)) continue;
    const key = x[row]! * APART + Math.round(Math.log(meanValue[row]!) * STEPS);
    counts.set(key, (counts.get(key) ?? 0) + customers[row]!);
  }
  const keys = Float64Array.from(counts.keys()).sort();
  const times = keys.map((key) => Math.round(key / APART));
  return {
    x: times,
    meanValue: keys.map((key, row) => Math.exp((key - times[row]! * APART) / STEPS)),
    customers: keys.map((key) => counts.get(key)!),
  };
}

/**
 * The expected purchases of a customer of each row within the horizon. In all three models that is P(alive) × a mean that
 * depends on x and age alone, so the mean is found once for each of these pairs.
 */
export function expectedPurchases(
  model: FittedModel,
  groups: PurchaseSummary,
  horizon: number,
): Float64Array {
  const {pairs, at} = pairsOf(groups);
  const means = meansWhileAlive(model, pairs)(horizon);
  return model.aliveChances(groups).map((alive, row) => alive * means[at[row]!]!);
}

/** The same summed over all customers, and weighted with a value per row, by each horizon. */
export function expectedTotals(
  model: FittedModel,
  groups: PurchaseSummary,
  values: Float64Array,
  horizons: Float64Array,
): {readonly purchases: Float64Array; readonly revenue: Float64Array} {
  const {pairs, at} = pairsOf(groups);
  const alive = model.aliveChances(groups);
  const purchases = new Float64Array(pairs.x.length);
  const revenue = new Float64Array(pairs.x.length);
  for (let row = 0; row < at.length; row++) {
    const living = groups.customers[row]! * alive[row]!;
    purchases[at[row]!]! += living;
    revenue[at[row]!]! += living * values[row]!;
  }
  const totals = {purchases: new Float64Array(horizons.length), revenue: new Float64Array(horizons.length)};
  const meansWithin = meansWhileAlive(model, pairs);
  horizons.forEach((horizon, i) => {
    const means = meansWithin(horizon);
    for (let pair = 0; pair < means.length; pair++) {
      totals.purchases[i]! += means[pair]! * purchases[pair]!;
      totals.revenue[i]! += means[pair]! * revenue[pair]!;
    }
  });
  return totals;
}

interface Pairs {
  readonly pairs: PurchaseSummary;
  readonly at: Uint32Array;
}

/** The distinct (x, age) of the rows as customers who bought on their last day, and the place of each row among them. */
function pairsOf({x, age}: PurchaseSummary): Pairs {
  const places = new Map<number, Map<number, number>>();
  const [xs, ages]: [number[], number[]] = [[], []];
  const at = new Uint32Array(x.length);
  for (let row = 0; row < x.length; row++) {
    const [count, old] = [x[row]!, age[row]!];
    let ofCount = places.get(count);
    if (!ofCount) places.set(count, (ofCount = new Map()));
    let place = ofCount.get(old);
    if (place === undefined) {
      ofCount.set(old, (place = xs.length));
      xs.push(count);
      ages.push(old);
    }
    at[row] = place;
  }
  const pairs = {
    x: Float64Array.from(xs),
    tx: Float64Array.from(ages, (value, pair) => (xs[pair]! > 0 ? value : 0)),
    age: Float64Array.from(ages),
    customers: new Float64Array(xs.length).fill(1),
  };
  return {pairs, at};
}

/** The expected purchases of customers of each pair who are alive, within a horizon. */
function meansWhileAlive(model: FittedModel, pairs: PurchaseSummary): (horizon: number) => Float64Array {
  const alive = model.aliveChances(pairs);
  return (horizon) =>
    model.expectations(pairs, horizon).map((mean, pair) => (alive[pair]! > 0 ? mean / alive[pair]! : 0));
}

/** Draws for a sample of customers; and for all, where they are not too many rows for that. */
const FEW_DRAWS = 40;
const DRAWS = 200;
const LEAST_DRAWS = 40;
const STEPS_OF_ROWS = 4_000_000;
const SEED = 20_240_229;

/**
 * How far the model itself and the draw of the purchases let the total lie from its expectation: the standard deviation of
 * its logarithm (STATISTICS §3.3, layers 1 and 2), by simulation with drawn parameters. With `sample` no more than so many
 * customers are simulated, twice: their own noise, found with fixed parameters, shrinks with the root of the number of
 * customers, the rest does not.
 */
export async function futureSpread(
  model: FittedModel,
  spending: Spending,
  groups: CustomerGroups,
  horizon: number,
  pause: () => Promise<void>,
  sample = Infinity,
): Promise<number> {
  const all = groups.customers.reduce((sum, count) => sum + count, 0);
  const simulated = all > sample ? excerptOf(groups, sample) : groups;
  const variance = async (drawParameters: boolean): Promise<number> => {
    const future = await simulateFuture({
      customers: simulated,
      purchases: model.fit,
      ...(spending.fit ? {spend: spending.fit} : {}),
      horizon,
      draws: all > sample ? FEW_DRAWS : drawsFor(groups.x.length),
      seed: SEED,
      drawParameters,
      pause,
    });
    return relativeVariance(future.spend ?? future.purchases);
  };
  const total = await variance(true);
  if (all <= sample) return Math.sqrt(Math.log1p(total));
  const own = await variance(false);
  return Math.sqrt(Math.log1p(Math.max(0, total - own) + (own * sample) / all));
}

function drawsFor(rows: number): number {
  return Math.max(LEAST_DRAWS, Math.min(DRAWS, Math.floor(STEPS_OF_ROWS / rows)));
}

function relativeVariance(draws: Float64Array): number {
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  if (!(mean > 0)) return 0;
  const squares = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return squares / Math.max(1, draws.length - 1) / mean ** 2;
}
