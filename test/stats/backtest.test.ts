import {describe, expect, test} from 'vitest';
import {
  backtest,
  chosenModel,
  coverage,
  intervalFactors,
  partFactors,
  poorRecord,
  scoresOf,
  seasonalIndex,
  seasonHelps,
  type HoldOut,
  type Score,
  type Trial,
} from '../../src/stats/backtest';
import {
  expectedPurchases,
  expectedTotals,
  fitModel,
  fitSpending,
  futureSpread,
  isFitted,
  modelNames,
  type CustomerGroups,
  type FittedModel,
} from '../../src/stats/projection';
import {createRandom} from '../../src/stats/random';

const pause = async () => undefined;
const progress = () => undefined;

interface Person {
  readonly buys: readonly number[];
  readonly values: readonly number[];
}

/** Customers of an MBG/NBD and Gamma-Gamma world who come over `arrival` days and are followed to day `until`. */
function people(seed: number, count: number, arrival: number, until: number): Person[] {
  const random = createRandom(seed);
  return Array.from({length: count}, () => {
    const rate = random.gamma(0.8) / 60;
    const leaves = random.beta(1, 2.5);
    const scale = random.gamma(4) / 90;
    const buys = [Math.floor(random.next() * arrival)];
    while (random.next() >= leaves) {
      const next = buys.at(-1)! - Math.log(1 - random.next()) / rate;
      if (next > until) break;
      buys.push(Math.ceil(next));
    }
    return {buys, values: buys.map(() => random.gamma(6) / scale)};
  });
}

function groupsAt(persons: readonly Person[], day: number): CustomerGroups {
  const known = persons.filter(({buys}) => buys[0]! <= day);
  const column = (value: (buys: readonly number[], person: Person) => number) =>
    Float64Array.from(known, (person) =>
      value(
        person.buys.filter((on) => on <= day),
        person,
      ),
    );
  return {
    x: column((buys) => buys.length - 1),
    tx: column((buys) => buys.at(-1)! - buys[0]!),
    age: column((buys) => day - buys[0]!),
    meanValue: column((buys, {values}) =>
      buys.length > 1
        ? values.slice(1, buys.length).reduce((sum, value) => sum + value, 0) / (buys.length - 1)
        : 0,
    ),
    customers: column(() => 1),
  };
}

function revenueOf(persons: readonly Person[], origin: number, from: number, to: number): number {
  let sum = 0;
  for (const {buys, values} of persons)
    if (buys[0]! <= origin)
      buys.forEach((on, i) => {
        if (on > from && on <= to) sum += values[i]!;
      });
  return sum;
}

function holdOut(persons: readonly Person[], origin: number): HoldOut {
  const ends = Float64Array.of(30, 60, 90);
  return {
    origin,
    until: origin + 90,
    groups: groupsAt(persons, origin),
    actual: ends.map((end) => revenueOf(persons, origin, origin + end - 30, origin + end)),
    ends,
    netShare: 1,
    lastPeriod: revenueOf(persons, origin - 90, origin - 90, origin),
    lastYear: null,
    season: null,
  };
}

const world = people(11, 3000, 500, 720);

async function fitted(name: (typeof modelNames)[number], groups: CustomerGroups): Promise<FittedModel> {
  const model = await fitModel(name, groups, pause);
  if (!isFitted(model)) throw new Error(model.reason);
  return model;
}

describe('what is expected of all customers', () => {
  test.each(modelNames)(
    '%s: the short way over distinct ages gives what each customer adds up to',
    async (name) => {
      const groups = groupsAt(world, 600);
      const model = await fitted(name, groups);
      const values = groups.x.map((_, row) => 10 + (row % 7));
      const horizons = Float64Array.of(30, 365);
      const totals = expectedTotals(model, groups, values, horizons);
      horizons.forEach((horizon, i) => {
        const each = model.expectations(groups, horizon);
        const slow = each.reduce((sum, count, row) => sum + count * values[row]!, 0);
        expect(totals.revenue[i]! / slow).toBeCloseTo(1, 9);
        expect(totals.purchases[i]! / each.reduce((sum, count) => sum + count, 0)).toBeCloseTo(1, 9);
        const short = expectedPurchases(model, groups, horizon);
        each.forEach((count, row) => expect(Math.abs(short[row]! - count)).toBeLessThan(1e-9 * (1 + count)));
      });
    },
  );

  test('simulating a sample of the customers finds the same spread as simulating all', async () => {
    const groups = groupsAt(world, 600);
    const model = await fitted('mbg-nbd', groups);
    const spending = await fitSpending(groups, pause);
    const all = await futureSpread(model, spending, groups, 90, pause);
    const sampled = await futureSpread(model, spending, groups, 90, pause, 800);
    expect(all).toBeGreaterThan(0.01);
    expect(all).toBeLessThan(0.2);
    expect(sampled / all).toBeGreaterThan(0.5);
    expect(sampled / all).toBeLessThan(1.8);
  });

  test('without a model of spending every purchase counts with the mean of the repeat purchases', async () => {
    const spending = await fitSpending(
      {
        x: Float64Array.of(0, 1, 3),
        tx: Float64Array.of(0, 5, 9),
        age: Float64Array.of(9, 9, 9),
        meanValue: Float64Array.of(0, 10, 30),
        customers: Float64Array.of(4, 2, 1),
      },
      pause,
    );
    // (2 × 1 × 10 + 1 × 3 × 30) / (2 + 3)
    expect(spending.fit).toBeNull();
    expect(spending.populationMean).toBeCloseTo(22, 12);
  });
});

describe('the rolling back-test', () => {
  test('models foresee the revenue of the world that they describe, and come with the errors of months', async () => {
    const trials = await backtest(
      [420, 480, 540, 600].map((origin) => holdOut(world, origin)),
      {pause, progress},
    );
    const scores = scoresOf(trials);
    for (const name of ['mbg-nbd', 'pareto-nbd'] as const) {
      const score = scores.find(({forecast}) => forecast === name)!;
      expect(score.origins).toBe(4);
      expect(score.meanError).toBeLessThan(0.12);
    }
    const one = trials.find(({forecast}) => forecast === 'mbg-nbd')!;
    expect(one.monthErrors).toHaveLength(3);
    expect(one.error).toBeCloseTo(one.predicted / one.actual - 1, 12);
    expect(one.actual).toBeCloseTo(revenueOf(world, one.origin, one.origin, one.origin + 90), 6);
  });

  test('the rules beside them are what they say', async () => {
    const groups: CustomerGroups = {
      x: Float64Array.of(0, 1, 2),
      tx: Float64Array.of(0, 20, 60),
      age: Float64Array.of(10, 40, 60),
      meanValue: Float64Array.of(0, 10, 10),
      customers: Float64Array.of(5, 2, 1),
    };
    const trials = await backtest(
      [
        {
          origin: 100,
          until: 130,
          groups,
          actual: Float64Array.of(20),
          ends: Float64Array.of(30),
          netShare: 0.5,
          lastPeriod: 30,
          lastYear: null,
          season: null,
        },
      ],
      {pause, progress},
    );
    // Too few customers for a model. (2 × 1/40 + 1 × 2/60) × 30 days × 10.00 × half paid back = 12.50
    expect(trials.map(({forecast, predicted}) => [forecast, predicted])).toEqual([
      ['last-period', 30],
      ['past-rate', expect.closeTo(12.5, 9)],
    ]);
    expect(trials.map(({error}) => error)).toEqual([expect.closeTo(0.5, 9), expect.closeTo(-0.375, 9)]);
  });

  test('a past day without revenue afterwards has no relative error and is left out', async () => {
    const empty = {...holdOut(world, 600), actual: Float64Array.of(0, 0, 0)};
    expect(await backtest([empty], {pause, progress})).toEqual([]);
  });

  test('ends when its pause throws', async () => {
    const stop = async () => Promise.reject(new Error('cancelled'));
    await expect(backtest([holdOut(world, 600)], {pause: stop, progress})).rejects.toThrow('cancelled');
  });
});

const trial = (forecast: Trial['forecast'], error: number, seasonal: number | null = null): Trial => ({
  origin: 0,
  until: 1,
  forecast,
  predicted: 1 + error,
  actual: 1,
  error,
  monthErrors: [],
  seasonal: seasonal === null ? null : {error: seasonal, monthErrors: []},
});

describe('what follows from the errors', () => {
  test('scores are means and the median of the errors', () => {
    const scores = scoresOf([0.1, -0.3, 0.2, 0.4].map((error) => trial('mbg-nbd', error)));
    expect(scores).toEqual([
      {
        forecast: 'mbg-nbd',
        origins: 4,
        meanError: expect.closeTo(0.25, 12),
        medianError: expect.closeTo(0.25, 12),
        bias: expect.closeTo(0.1, 12),
      },
    ]);
  });

  const score = (forecast: Score['forecast'], meanError: number, origins = 6): Score => ({
    forecast,
    origins,
    meanError,
    medianError: meanError,
    bias: 0,
  });

  test('the smallest error wins, and within half a point the likelihood does', () => {
    const likelihoods = {'mbg-nbd': -100, 'bg-nbd': -90, 'pareto-nbd': -80};
    expect(
      chosenModel([score('mbg-nbd', 0.1), score('bg-nbd', 0.2), score('pareto-nbd', 0.15)], likelihoods),
    ).toBe('mbg-nbd');
    expect(
      chosenModel([score('mbg-nbd', 0.1), score('bg-nbd', 0.104), score('pareto-nbd', 0.15)], likelihoods),
    ).toBe('bg-nbd');
    expect(chosenModel([score('mbg-nbd', 0.1), score('bg-nbd', 0.01, 2)], likelihoods)).toBe('mbg-nbd');
    expect(chosenModel([], {'pareto-nbd': -80})).toBe('pareto-nbd');
  });

  test('a record is poor when it is far off, or clearly behind a simple rule', () => {
    expect(poorRecord(score('mbg-nbd', 0.31), [])).toBe(true);
    expect(poorRecord(score('mbg-nbd', 0.29), [])).toBe(false);
    expect(poorRecord(score('mbg-nbd', 0.2), [score('last-year', 0.1)])).toBe(true);
    expect(poorRecord(score('mbg-nbd', 0.14), [score('last-year', 0.1)])).toBe(false);
    expect(poorRecord(score('mbg-nbd', 0.05), [score('last-year', 0.02)])).toBe(false);
    expect(poorRecord(score('mbg-nbd', 0.2), [score('last-year', 0.1, 3)])).toBe(false);
  });

  test('the interval divides by the errors and never falls inside that of the model', () => {
    // Predicted 25 % too much and 20 % too little: 1/1.25 = 0.8 and 1/0.8 = 1.25.
    const {low, high} = intervalFactors([0.25, 0, 0.1, -0.2], 0.01);
    expect([low, high]).toEqual([expect.closeTo(0.8, 12), expect.closeTo(1.25, 12)]);
    const model = intervalFactors([0.01, -0.01], 0.1);
    expect(model.low).toBeCloseTo(Math.exp(-1.6448536 * 0.1), 6);
    expect(model.high).toBeCloseTo(Math.exp(1.6448536 * 0.1), 6);
    expect(intervalFactors([], 0.1)).toEqual(model);
  });

  test('a part has a wider interval than the whole, and the whole its own', () => {
    const whole = {low: 0.8, high: 1.3};
    expect(partFactors(whole, 0.05, 100, 100)).toEqual({
      low: expect.closeTo(0.8, 12),
      high: expect.closeTo(1.3, 12),
    });
    const part = partFactors(whole, 0.05, 10, 100);
    expect(part.low).toBeLessThan(0.8);
    expect(part.high).toBeGreaterThan(1.3);
    // 1 − √(0.2² + (1.645 × 0.05 × 3)²) and 1 + √(0.3² + …)
    expect(part.low).toBeCloseTo(1 - Math.hypot(0.2, 1.6448536 * 0.15), 6);
    expect(part.high).toBeCloseTo(1 + Math.hypot(0.3, 1.6448536 * 0.15), 6);
    expect(partFactors(whole, 0.5, 0.001, 100).low).toBe(0);
  });

  test('a model covers what lies within 1.645 spreads of its forecast on the scale of logarithms', () => {
    const reach = 1.6448536 * 0.1;
    // What came over what was said.
    const came = [Math.exp(reach - 1e-6), Math.exp(reach + 1e-6), Math.exp(1e-6 - reach), 0.5, 1];
    const errors = came.map((ratio) => 1 / ratio - 1);
    expect(coverage(errors, 0.1)).toBe(3);
    expect(coverage([...errors, -1], 0.1)).toBe(3);
    expect(coverage([2, 2, 2, 2], 0.1)).toBe(0);
    expect(coverage([0, 0, 0], 0.1)).toBeNull();
  });

  test('a seasonal index counts only if it makes the errors smaller at four origins or more', () => {
    const better = Array.from({length: 4}, () => trial('mbg-nbd', 0.2, 0.1));
    expect(seasonHelps(better, 'mbg-nbd')).toBe(true);
    expect(seasonHelps(better.slice(1), 'mbg-nbd')).toBe(false);
    expect(
      seasonHelps(
        better.map((each) => ({...each, error: 0.05})),
        'mbg-nbd',
      ),
    ).toBe(false);
  });

  test('a quarter that sells twice as much moves its index halfway there', async () => {
    const model = await fitted('mbg-nbd', groupsAt(world, 600));
    const at = Float64Array.from({length: 24}, (_, month) => month * 30);
    const arrivals = {at, customers: at.map(() => 100)};
    const bounds = Float64Array.from({length: 25}, (_, month) => month * 30);
    const due = model.tracking(arrivals, bounds);
    const quarters = Array.from({length: 24}, (_, month) => Math.floor((month % 12) / 3));
    const purchases = Float64Array.from(
      quarters,
      (quarter, month) => (due[month + 1]! - due[month]!) * (quarter === 3 ? 2 : 1),
    );
    const index = seasonalIndex(model, {arrivals, bounds, purchases, quarters, ahead: []});
    // Against their own level the quarters stand as 2 to 1, whatever that level is.
    expect((2 * index[3]! - 1) / (2 * index[0]! - 1)).toBeCloseTo(2, 9);
    expect(index[1]).toBeCloseTo(index[0]!, 9);
  });
});
