import {describe, expect, test} from 'vitest';
import {createRandom, type Random} from '../../src/stats/random';
import {meanOf, varianceOf} from '../helpers/moments';

/** Far enough out that a right generator with a fixed seed stays inside, and near enough that a wrong one does not. */
const SIGMAS = 4.5;

function draws(count: number, draw: () => number): Float64Array {
  return Float64Array.from({length: count}, draw);
}

/** Whether mean and variance are those expected, given the fourth central moment as a multiple of the variance squared. */
function expectMoments(values: Float64Array, mean: number, variance: number, kurtosis: number): void {
  const observed = meanOf(values);
  const spread = varianceOf(values);
  expect(Math.abs(observed - mean)).toBeLessThan(SIGMAS * Math.sqrt(variance / values.length));
  expect(Math.abs(spread - variance)).toBeLessThan(
    SIGMAS * variance * Math.sqrt((kurtosis - 1) / values.length),
  );
}

/** Pearson's chi-square of counts against chances, cells with an expectation below 10 taken together. */
function expectChances(counts: readonly number[], chances: readonly number[]): void {
  const all = counts.reduce((sum, count) => sum + count, 0);
  let [statistic, cells, rare, rareExpected] = [0, 0, 0, 0];
  counts.forEach((count, cell) => {
    const expected = all * chances[cell]!;
    if (expected < 10) {
      rare += count;
      rareExpected += expected;
    } else {
      statistic += (count - expected) ** 2 / expected;
      cells++;
    }
  });
  if (rareExpected > 5) {
    statistic += (rare - rareExpected) ** 2 / rareExpected;
    cells++;
  } else expect(rare).toBeLessThan(25);
  expect(cells).toBeGreaterThan(1);
  // Wilson & Hilferty (1931): the cube root of chi-square over its degrees of freedom is nearly normal.
  const freedom = cells - 1;
  const normal = (Math.cbrt(statistic / freedom) - 1 + 2 / (9 * freedom)) / Math.sqrt(2 / (9 * freedom));
  expect(Math.abs(normal)).toBeLessThan(SIGMAS);
}

function expectCounts(values: Float64Array, chance: (k: number) => number, most: number): void {
  const counts = new Array<number>(most + 2).fill(0);
  expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
  for (const value of values) counts[Math.min(value, most + 1)]! += 1;
  const chances = Array.from({length: most + 1}, (_, k) => chance(k));
  expectChances(counts, [...chances, Math.max(0, 1 - chances.reduce((sum, c) => sum + c, 0))]);
}

/** Sums of logarithms, since src would use its own gamma function. */
const lnFactorials = [0];
function lnFactorial(n: number): number {
  for (let k = lnFactorials.length; k <= n; k++) lnFactorials.push(lnFactorials[k - 1]! + Math.log(k));
  return lnFactorials[n]!;
}

const seeded = (): Random => createRandom(20_260);

test('the same seed gives the same numbers, any other seed gives others', () => {
  const start = (seed: number) => {
    const {next} = createRandom(seed);
    return [next(), next(), next()];
  };
  expect(start(7)).toEqual(start(7));
  const seeds = [0, 1, 2, 7, -7, 0.5, 2 ** 40, 2 ** 40 + 1, 1e300];
  expect(new Set(seeds.map((seed) => start(seed).join())).size).toBe(seeds.length);
  expect(() => createRandom(NaN)).toThrow(RangeError);
});

test('uniform numbers fill [0, 1) evenly, and neighbours do not know of each other', () => {
  const {next} = seeded();
  const values = draws(200_000, next);
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  const cells = new Array<number>(100).fill(0);
  const pairs = new Array<number>(100).fill(0);
  values.forEach((value, i) => {
    cells[Math.floor(value * 100)]! += 1;
    if (i % 2 === 1) pairs[Math.floor(values[i - 1]! * 10) * 10 + Math.floor(value * 10)]! += 1;
  });
  const even = cells.map(() => 0.01);
  expectChances(cells, even);
  expectChances(pairs, even);
});

test('normal numbers have the moments and the quantiles of the normal distribution', () => {
  const random = seeded();
  const values = draws(200_000, () => random.normal());
  expectMoments(values, 0, 1, 3);
  // Deciles of the standard normal distribution, from tables.
  const deciles = [
    -1.2815516, -0.8416212, -0.5244005, -0.2533471, 0, 0.2533471, 0.5244005, 0.8416212, 1.2815516,
  ];
  const counts = new Array<number>(10).fill(0);
  for (const value of values) counts[deciles.filter((limit) => value > limit).length]! += 1;
  expectChances(
    counts,
    counts.map(() => 0.1),
  );
});

test('gamma numbers have the moments of the gamma distribution, at small and large shapes', () => {
  const random = seeded();
  for (const shape of [0.1, 0.5, 1, 1.5, 3.7, 50, 1e5])
    expectMoments(
      draws(100_000, () => random.gamma(shape)),
      shape,
      shape,
      3 + 6 / shape,
    );
  expect(random.gamma(0)).toBe(0);
  for (const shape of [-1, NaN, Infinity]) expect(() => random.gamma(shape)).toThrow(RangeError);
});

test('gamma numbers of shape 1 are exponential, of shape ½ half the square of normal ones', () => {
  const random = seeded();
  const cells = (shape: number, limits: readonly number[]) => {
    const counts = new Array<number>(limits.length + 1).fill(0);
    for (const value of draws(100_000, () => random.gamma(shape)))
      counts[limits.filter((limit) => value > limit).length]! += 1;
    return counts;
  };
  const tenths = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  expectChances(
    cells(
      1,
      tenths.map((k) => -Math.log(1 - k / 10)),
    ),
    new Array<number>(10).fill(0.1),
  );
  // Quintiles of |Z|.
  const quintiles = [0.2533471, 0.5244005, 0.8416212, 1.2815516].map((z) => (z * z) / 2);
  expectChances(cells(0.5, quintiles), new Array<number>(5).fill(0.2));
});

test('beta numbers have the moments of the beta distribution', () => {
  const random = seeded();
  for (const [a, b] of [
    [0.3, 0.7],
    [0.79, 2.43],
    [1, 1],
    [5, 0.5],
    [40, 300],
  ] as const) {
    const values = draws(100_000, () => random.beta(a, b));
    const sum = a + b;
    const kurtosis =
      3 + (6 * ((a - b) ** 2 * (sum + 1) - a * b * (sum + 2))) / (a * b * (sum + 2) * (sum + 3));
    expectMoments(values, a / sum, (a * b) / (sum * sum * (sum + 1)), kurtosis);
  }
});

test('beta numbers of tiny parameters are 0 or 1 and never absent', () => {
  const random = seeded();
  const values = draws(10_000, () => random.beta(0.001, 0.001));
  expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
  expect(Math.abs(meanOf(values) - 0.5)).toBeLessThan(0.5 * SIGMAS * 0.01);
  for (const [a, b] of [
    [0, 1],
    [1, NaN],
    [-1, 1],
  ] as const)
    expect(() => random.beta(a, b)).toThrow(RangeError);
});

describe('Poisson numbers', () => {
  for (const mean of [0.02, 0.3, 5, 9.99, 10, 11.5, 33, 400])
    test(`of mean ${mean} come with the chances of the distribution`, () => {
      const random = seeded();
      expectCounts(
        draws(100_000, () => random.poisson(mean)),
        (k) => Math.exp(k * Math.log(mean) - mean - lnFactorial(k)),
        Math.ceil(mean + 10 * Math.sqrt(mean) + 5),
      );
    });

  test('of large means have the right moments', () => {
    const random = seeded();
    for (const mean of [1e4, 1e7, 1e10])
      expectMoments(
        draws(50_000, () => random.poisson(mean)),
        mean,
        mean,
        3 + 1 / mean,
      );
    expect(random.poisson(0)).toBe(0);
    for (const mean of [-1, NaN, Infinity, 1e13]) expect(() => random.poisson(mean)).toThrow(RangeError);
  });
});

describe('binomial numbers', () => {
  for (const [n, p] of [
    [1, 0.3],
    [7, 0.5],
    [100, 0.05],
    [100, 0.99],
    [40, 0.25],
    [40, 0.2501],
    [1000, 0.4],
    [1000, 0.97],
    [5000, 0.5],
  ] as const)
    test(`of ${n} trials with chance ${p} come with the chances of the distribution`, () => {
      const random = seeded();
      const chance = (k: number) =>
        k > n
          ? 0
          : Math.exp(
              lnFactorial(n) -
                lnFactorial(k) -
                lnFactorial(n - k) +
                k * Math.log(p) +
                (n - k) * Math.log(1 - p),
            );
      expectCounts(
        draws(100_000, () => random.binomial(n, p)),
        chance,
        n,
      );
    });

  test('of very many trials have the right moments', () => {
    const random = seeded();
    for (const [n, p] of [
      [1e9, 1e-9],
      [1e9, 1e-5],
      [1e8, 0.3],
      [1e8, 0.9999999],
    ] as const) {
      const variance = n * p * (1 - p);
      expectMoments(
        draws(50_000, () => random.binomial(n, p)),
        n * p,
        variance,
        3 + 1 / variance,
      );
    }
  });

  test('never leave 0 … n, and sure things are sure', () => {
    const random = seeded();
    expect([random.binomial(0, 0.5), random.binomial(9, 0), random.binomial(9, 1)]).toEqual([0, 0, 9]);
    for (const [n, p] of [
      [-1, 0.5],
      [1.5, 0.5],
      [3, 1.01],
      [3, NaN],
    ] as const)
      expect(() => random.binomial(n, p)).toThrow(RangeError);
  });
});
