import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import {
  gammaGamma,
  gammaGammaObjective,
  spendCorrelation,
  type GammaGammaFit,
  type GammaGammaName,
  type GammaGammaParameters,
  type SpendSummary,
} from '../../src/stats/models/gamma_gamma';
import {createRandom} from '../../src/stats/random';
import {cdnowCustomers, cdnowSummary, publishedValues, type PublishedValues} from '../helpers/cdnow';
import {hasSharedData} from '../helpers/data';
import {goOn, slopesOf} from '../oracle/purchase_stories';

function spendOf(customers: readonly {x: number; meanValue: number}[]): SpendSummary {
  return {
    x: Float64Array.from(customers, ({x}) => x),
    meanValue: Float64Array.from(customers, ({meanValue}) => meanValue),
    customers: new Float64Array(customers.length).fill(1),
  };
}

async function fitted(summary: SpendSummary): Promise<GammaGammaFit> {
  const fit = await gammaGamma.fit(summary, goOn);
  if (!fit.converged) throw new Error(fit.reason);
  return fit;
}

/** Each purchase drawn on its own. */
function shoppers(
  count: number,
  {p, q, v}: GammaGammaParameters,
  seed: number,
): {x: number; meanValue: number}[] {
  const random = createRandom(seed);
  return Array.from({length: count}, (_, i) => {
    const x = i % 6;
    const rate = random.gamma(q) / v;
    let spent = 0;
    for (let k = 0; k < x; k++) spent += random.gamma(p) / rate;
    return {x, meanValue: x > 0 ? spent / x : 0};
  });
}

/** Fader & Hardie 2013, note 025. */
const printed: GammaGammaParameters = {p: 6.25, q: 3.74, v: 15.44};
const truth: GammaGammaParameters = {p: 4, q: 3, v: 60};

test('expected values lie between the own mean and that of all, the nearer to the own the more purchases there are', () => {
  const all = gammaGamma.populationMean(printed)!;
  expect(all).toBeCloseTo((6.25 * 15.44) / 2.74, 10);
  expect(gammaGamma.expectation(printed, 0, 0)).toBe(all);
  fc.assert(
    fc.property(fc.integer({min: 1, max: 100}), fc.double({min: 1, max: 1000, noNaN: true}), (x, mean) => {
      const expected = gammaGamma.expectation(printed, x, mean)!;
      const slack = 1e-9 * mean;
      expect(expected).toBeGreaterThan(Math.min(all, mean) - slack);
      expect(expected).toBeLessThan(Math.max(all, mean) + slack);
      const more = gammaGamma.expectation(printed, x + 1, mean)!;
      expect(Math.abs(more - mean)).toBeLessThan(Math.abs(expected - mean) + slack);
    }),
  );
});

test('a mean that does not exist is no number', () => {
  const heavy: GammaGammaParameters = {p: 0.5, q: 0.4, v: 10};
  expect(gammaGamma.populationMean(heavy)).toBeNull();
  expect(gammaGamma.populationMean({...heavy, q: 1})).toBeNull();
  expect(gammaGamma.expectation(heavy, 1, 20)).toBeNull();
  expect(gammaGamma.expectation(heavy, 2, 20)).toBeCloseTo((0.5 * 50) / 0.4, 10);
  const rows = spendOf([
    {x: 2, meanValue: 20},
    {x: 0, meanValue: 0},
  ]);
  expect(gammaGamma.expectations(heavy, rows)).toBeNull();
  expect(gammaGamma.expectations(printed, rows)).toEqual(
    Float64Array.of(gammaGamma.expectation(printed, 2, 20)!, gammaGamma.populationMean(printed)!),
  );
});

test('the likelihood is that of one shopper after the other', () => {
  // Direct: the mean of x values is Gamma(p x, ν x); integrated over ν ~ Gamma(q, v) in small steps.
  const direct = ({p, q, v}: GammaGammaParameters, x: number, mean: number) => {
    const steps = 200_000;
    const most = 12 * (q / v + 1 / mean);
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      const rate = ((i + 0.5) / steps) * most;
      const lnPrior = q * Math.log(v) + (q - 1) * Math.log(rate) - v * rate - lnFactorial(q - 1);
      const lnMean =
        p * x * Math.log(rate * x) + (p * x - 1) * Math.log(mean) - rate * x * mean - lnFactorial(p * x - 1);
      sum += Math.exp(lnPrior + lnMean) * (most / steps);
    }
    return Math.log(sum);
  };
  const lnFactorial = (n: number): number => (n < 2 ? 0 : Math.log(n) + lnFactorial(n - 1));
  for (const [x, meanValue] of [
    [1, 30],
    [3, 80],
    [7, 55],
  ] as const)
    expect(gammaGamma.logLikelihood(truth, spendOf([{x, meanValue}]))).toBeCloseTo(
      direct(truth, x, meanValue),
      6,
    );
});

test('the derivatives of the likelihood are right', () => {
  const rows = fc.array(
    fc.record({x: fc.integer({min: 1, max: 40}), meanValue: fc.double({min: 0.1, max: 50, noNaN: true})}),
    {minLength: 1, maxLength: 10},
  );
  const logs = fc.array(fc.double({min: -2, max: 3, noNaN: true}), {minLength: 3, maxLength: 3});
  fc.assert(
    fc.property(rows, logs, (customers, point) => {
      const value = gammaGammaObjective(spendOf([...customers].sort((a, b) => a.x - b.x)));
      const gradient = new Float64Array(3);
      const size = Math.max(1, Math.abs(value(Float64Array.from(point), gradient)));
      slopesOf((at) => value(at, new Float64Array(3)), Float64Array.from(point)).forEach((slope, i) =>
        expect(Math.abs(gradient[i]! - slope) / size).toBeLessThan(1e-7),
      );
    }),
  );
});

test('the parameters of simulated shoppers come out, in the currency of the values', async () => {
  const customers = shoppers(6000, truth, 3);
  const fit = await fitted(spendOf(customers));
  expect(fit).toMatchObject({identified: true, customers: 5000});
  for (const name of gammaGamma.parameters) {
    const distance = Math.log(fit.parameters[name] / truth[name]);
    expect(Math.abs(distance)).toBeLessThan(3 * fit.standardErrors![name]);
  }
  const cents = await fitted(spendOf(customers.map(({x, meanValue}) => ({x, meanValue: 100 * meanValue}))));
  expect(cents.parameters.v / fit.parameters.v).toBeCloseTo(100, 4);
  expect(cents.parameters.p / fit.parameters.p).toBeCloseTo(1, 6);
  expect(cents.logLikelihood).toBeCloseTo(fit.logLikelihood - 5000 * Math.log(100), 5);
});

test('order and grouping of the rows change nothing', async () => {
  const customers = shoppers(1200, truth, 4).map(({x, meanValue}) => ({
    x,
    meanValue: Math.round(meanValue / 5) * 5,
  }));
  const fit = await fitted(spendOf(customers));
  expect(await fitted(spendOf([...customers].reverse()))).toEqual(fit);
  const counts = new Map<string, number>();
  for (const {x, meanValue} of customers)
    counts.set(`${x} ${meanValue}`, (counts.get(`${x} ${meanValue}`) ?? 0) + 1);
  const keys = Array.from(counts.keys(), (key) => key.split(' ').map(Number));
  const grouped = {
    ...spendOf(keys.map(([x, meanValue]) => ({x: x!, meanValue: meanValue!}))),
    customers: Float64Array.from(counts.values()),
  };
  expect(grouped.x.length).toBeLessThan(customers.length / 2);
  expect(await fitted(grouped)).toEqual(fit);
});

test('what cannot be fitted is refused, and says why', async () => {
  const refused = async (customers: readonly {x: number; meanValue: number}[]) => {
    const fit = await gammaGamma.fit(spendOf(customers), goOn);
    return fit.converged ? null : fit.reason;
  };
  const some = shoppers(120, truth, 5);
  expect(await refused([])).toBe('too-few-repeaters');
  expect(await refused(some.slice(0, 58))).toBe('too-few-repeaters');
  expect(await refused(some.map(() => ({x: 0, meanValue: 0})))).toBe('too-few-repeaters');
  expect(await refused(some.map(({x}) => ({x, meanValue: 0})))).toBe('too-few-repeaters');
  expect(await refused(some.map(({x}) => ({x, meanValue: 20})))).toBe('no-variation');
  const wrong = {x: 1.5, meanValue: 20};
  await expect(gammaGamma.fit(spendOf([wrong]), goOn)).rejects.toThrow(RangeError);
  await expect(gammaGamma.fit(spendOf([{x: 1, meanValue: NaN}]), goOn)).rejects.toThrow(RangeError);
  const cancelled = gammaGamma.fit(spendOf(some), () => Promise.reject(new Error('cancelled')));
  await expect(cancelled).rejects.toThrow('cancelled');
});

test('frequency and value are correlated as a table by hand says', () => {
  const summary = {
    x: Float64Array.of(1, 2, 3, 0),
    meanValue: Float64Array.of(10, 20, 60, 999),
    customers: Float64Array.of(2, 1, 1, 50),
  };
  // Of 1, 1, 2, 3 and 10, 10, 20, 60: means 1.75 and 25, products −.75 −.75 .25 1.25 with −15 −15 −5 35.
  const product = 2 * 0.75 * 15 - 0.25 * 5 + 1.25 * 35;
  const spread = Math.sqrt((2 * 0.75 ** 2 + 0.25 ** 2 + 1.25 ** 2) * (2 * 15 ** 2 + 5 ** 2 + 35 ** 2));
  expect(spendCorrelation(summary)).toBeCloseTo(product / spread, 12);
  expect(spendCorrelation({...summary, x: Float64Array.of(2, 2, 2, 0)})).toBeNull();
  expect(spendCorrelation(spendOf([]))).toBeNull();
});

describe.skipIf(!hasSharedData)('CDNOW, 946 customers with repeat purchases', () => {
  let published: PublishedValues;
  let fit: GammaGammaFit;
  let summary: SpendSummary;

  beforeAll(async () => {
    published = publishedValues();
    summary = spendOf(cdnowSummary());
    fit = await fitted(summary);
  });

  test('the estimates are those published, of the mean spend and of the total', () => {
    const wanted = published.fits.find(({model}) => model === 'gg')!;
    for (const [name, value] of Object.entries(wanted.params))
      expect(Math.abs(fit.parameters[name as GammaGammaName] - value)).toBeLessThan(wanted.tol.param_abs!);
    expect(fit.customers).toBe(946);
    expect(Math.abs(fit.logLikelihood - wanted.LL_of_mean_spend!)).toBeLessThan(0.01);
    const lnCounts = summary.x.reduce((sum, x) => sum + (x > 0 ? Math.log(x) : 0), 0);
    const total = wanted.LL_of_total_spend_as_printed_in_RFMCLV!;
    expect(Math.abs(fit.logLikelihood - lnCounts - total)).toBeLessThan(0.5);
  });

  test('the same come out of the orders', async () => {
    const own = await fitted(spendOf(cdnowCustomers()));
    for (const name of gammaGamma.parameters)
      expect(own.parameters[name] / fit.parameters[name]).toBeCloseTo(1, 2);
  });

  test('expected values and the correlation are those published', () => {
    const [ten, means, correlation] = published.gamma_gamma;
    cdnowSummary()
      .slice(0, 10)
      .forEach(({x, meanValue}, i) => {
        const expected = gammaGamma.expectation(ten!.params as GammaGammaParameters, x, meanValue)!;
        expect(Math.abs(expected - (ten!.value as readonly number[])[i]!)).toBeLessThan(ten!.tol_abs);
      });
    const expected = gammaGamma.expectations(fit.parameters, summary)!;
    const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length;
    expect(Math.abs(mean - (means!.value as readonly number[])[0]!)).toBeLessThan(means!.tol_abs);
    const own = spendCorrelation(summary)!;
    expect(Math.abs(own - (correlation!.value as number))).toBeLessThan(correlation!.tol_abs);
  });
});
