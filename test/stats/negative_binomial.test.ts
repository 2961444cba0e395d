import {describe, expect, test} from 'vitest';
import {modifiedBetaGeometric} from '../../src/stats/models/beta_geometric';
import {negativeBinomial} from '../../src/stats/models/negative_binomial';
import {createRandom} from '../../src/stats/random';
import {simulateFuture} from '../../src/stats/future';
import type {PurchaseSummary} from '../../src/stats/summary';

const pause = async (): Promise<void> => undefined;
const truth = {r: 0.9, alpha: 60};

/** Customers watched for up to a year, who leave after a purchase with the chance given. */
function shop(seed: number, customers: number, leaving: number): PurchaseSummary {
  const random = createRandom(seed);
  const [x, tx, age]: [number[], number[], number[]] = [[], [], []];
  for (let customer = 0; customer < customers; customer++) {
    const rate = random.gamma(truth.r) / truth.alpha;
    const seen = 20 + 340 * random.next();
    let [count, last, at] = [0, 0, 0];
    while (random.next() >= leaving) {
      at += -Math.log(1 - random.next()) / rate;
      if (at > seen) break;
      [count, last] = [count + 1, at];
    }
    x.push(count);
    tx.push(last);
    age.push(seen);
  }
  return {
    x: Float64Array.from(x),
    tx: Float64Array.from(tx),
    age: Float64Array.from(age),
    customers: new Float64Array(customers).fill(1),
  };
}

describe('the NBD, in which nobody leaves', () => {
  test('finds its parameters again within two standard errors', async () => {
    const fit = await negativeBinomial.fit(shop(5, 4000, 0), pause);
    if (!fit.converged) throw new Error(fit.reason);
    expect(fit.identified).toBe(true);
    for (const name of ['r', 'alpha'] as const)
      expect(Math.abs(Math.log(fit.parameters[name] / truth[name]))).toBeLessThan(
        2 * fit.standardErrors![name],
      );
  });

  test('is refused where leaving makes the purchases more likely', async () => {
    const leaving = shop(5, 4000, 0.15);
    expect(await negativeBinomial.fit(leaving, pause)).toMatchObject({
      converged: false,
      reason: 'not-identified',
    });
    expect((await modifiedBetaGeometric.fit(leaving, pause)).converged).toBe(true);
  });

  test('is the limit of the MBG/NBD without leaving', () => {
    const customers = shop(6, 300, 0);
    const limit = {...truth, a: 1e-9, b: 1};
    expect(negativeBinomial.logLikelihood(truth, customers)).toBeCloseTo(
      modifiedBetaGeometric.logLikelihood(limit, customers),
      4,
    );
    const each = modifiedBetaGeometric.expectations(limit, customers, 180);
    negativeBinomial
      .expectations(truth, customers, 180)
      .forEach((mean, row) => expect(mean / each[row]!).toBeCloseTo(1, 5));
    const ages = Float64Array.of(0, 30, 400);
    const newcomers = modifiedBetaGeometric.newcomerExpectations(limit, ages);
    negativeBinomial
      .newcomerExpectations(truth, ages)
      .forEach((mean, i) => expect(mean).toBeCloseTo(newcomers[i]!, 5));
    const counts = modifiedBetaGeometric.newcomerCounts(limit, 200, 12);
    negativeBinomial
      .newcomerCounts(truth, 200, 12)
      .forEach((chance, k) => expect(chance).toBeCloseTo(counts[k]!, 7));
  });

  test('simulated futures have the expected purchases and buyers', async () => {
    const customers = shop(7, 2000, 0);
    const fit = await negativeBinomial.fit(customers, pause);
    if (!fit.converged) throw new Error(fit.reason);
    const future = await simulateFuture({
      customers,
      purchases: fit,
      horizon: 90,
      draws: 400,
      seed: 1,
      drawParameters: false,
      pause,
    });
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
    const mean = (values: Float64Array) => total(values) / values.length;
    const wanted = total(negativeBinomial.expectations(fit.parameters, customers, 90));
    expect(Math.abs(mean(future.purchases) / wanted - 1)).toBeLessThan(0.01);
    const buyers = total(negativeBinomial.purchaseChances(fit.parameters, customers, 90));
    expect(Math.abs(mean(future.buyers) / buyers - 1)).toBeLessThan(0.01);
  });
});
