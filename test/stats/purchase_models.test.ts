import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {intervalOf, type Fitted} from '../../src/stats/fit';
import {
  betaGeometric,
  betaGeometricObjective,
  modifiedBetaGeometric,
} from '../../src/stats/models/beta_geometric';
import {paretoNbd, paretoNbdObjective} from '../../src/stats/models/pareto_nbd';
import {excerptOf, type PurchaseModel} from '../../src/stats/models/purchase_model';
import type {Objective} from '../../src/stats/optimise/bfgs';
import {createRandom} from '../../src/stats/random';
import {groupPurchases, totalsOf, type PurchaseSummary} from '../../src/stats/summary';
import {
  coinStory,
  columnsOf,
  goOn,
  lifetimeStory,
  slopesOf,
  storiesOf,
  type Story,
  type Teller,
} from '../oracle/purchase_stories';

interface Case {
  readonly model: PurchaseModel;
  readonly objective: (summary: PurchaseSummary) => Objective;
  /** Parameters in days. */
  readonly truth: Readonly<Record<string, number>>;
  readonly teller: Teller;
}

const coins = {r: 0.8, alpha: 30, a: 0.7, b: 2};
const lives = {r: 0.7, alpha: 30, s: 0.8, beta: 90};
const cases: readonly Case[] = [
  {
    model: betaGeometric,
    objective: (summary) => betaGeometricObjective(summary, 0),
    truth: coins,
    teller: coinStory(coins, false),
  },
  {
    model: modifiedBetaGeometric,
    objective: (summary) => betaGeometricObjective(summary, 1),
    truth: coins,
    teller: coinStory(coins, true),
  },
  {
    model: paretoNbd,
    objective: (summary) => paretoNbdObjective(summary),
    truth: lives,
    teller: lifetimeStory(lives),
  },
];

const history = fc
  .record({
    x: fc.oneof(fc.constant(0), fc.integer({min: 1, max: 8}), fc.integer({min: 1, max: 300})),
    share: fc.double({min: 0, max: 1, noNaN: true}),
    age: fc.oneof(fc.integer({min: 0, max: 1500}), fc.double({min: 0, max: 2000, noNaN: true})),
    customers: fc.integer({min: 1, max: 50}),
  })
  .map(({x, share, age, customers}) => ({x, tx: x === 0 ? 0 : share * age, age, customers}));
const positive = fc.double({min: -4, max: 5, noNaN: true}).map(Math.exp);
const parametersOf = ({parameters}: PurchaseModel) =>
  fc.record(Object.fromEntries(parameters.map((name) => [name, positive])));
const horizons = fc.double({min: 0.1, max: 1000, noNaN: true});

function summaryOfAll(
  rows: readonly {x: number; tx: number; age: number; customers: number}[],
): PurchaseSummary {
  return {...columnsOf(rows), customers: Float64Array.from(rows, ({customers}) => customers)};
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

async function fitted(model: PurchaseModel, summary: PurchaseSummary): Promise<Fitted> {
  const fit = await model.fit(summary, goOn);
  if (!fit.converged) throw new Error(fit.reason);
  return fit;
}

describe.each(cases)('$model.name', ({model, objective, truth, teller}) => {
  const random = createRandom(11);
  const horizon = 180;
  const told = storiesOf(teller, {customers: 40_000, ages: [0, 700], horizon}, random);

  test('predicts what customers of its own story do, for those who have bought once, twice and often', () => {
    const groups: readonly ((story: Story) => boolean)[] = [
      ({x}) => x === 0,
      ({x}) => x === 1,
      ({x}) => x === 2 || x === 3,
      ({x}) => x > 3,
      ({age}) => age < 100,
    ];
    const near = (stories: readonly Story[], predicted: Float64Array, actual: (story: Story) => number) => {
      const errors = predicted.map((value, i) => actual(stories[i]!) - value);
      const spread = Math.sqrt(errors.reduce((total, error) => total + error * error, 0));
      expect(Math.abs(sum(errors))).toBeLessThanOrEqual(4 * spread);
    };
    for (const belongs of groups) {
      const stories = told.filter(belongs);
      const summary = columnsOf(stories);
      expect(stories.length).toBeGreaterThan(1000);
      near(stories, model.aliveChances(truth, summary), ({alive}) => Number(alive));
      near(stories, model.purchaseChances(truth, summary, horizon), ({later}) => Number(later > 0));
      near(stories, model.expectations(truth, summary, horizon), ({later}) => later);
    }
  });

  test('tells how many purchases a new customer makes', () => {
    const newcomers = storiesOf(teller, {customers: 40_000, ages: [300, 300], horizon: 0}, random);
    const chances = model.newcomerCounts(truth, 300, 30);
    for (const k of [0, 1, 2, 5, 10, 30]) {
      const observed = newcomers.filter(({x}) => x === k).length / newcomers.length;
      const error = Math.sqrt((chances[k]! * (1 - chances[k]!)) / newcomers.length);
      expect(Math.abs(observed - chances[k]!)).toBeLessThan(4 * error);
    }
    const [expected] = model.newcomerExpectations(truth, Float64Array.of(300));
    const counts = Float64Array.from(newcomers, ({x}) => x);
    const mean = sum(counts) / counts.length;
    const variance = sum(counts.map((count) => (count - mean) ** 2)) / counts.length;
    expect(Math.abs(mean - expected!)).toBeLessThan(4 * Math.sqrt(variance / counts.length));
  });

  test('finds the parameters of its own story again', async () => {
    const stories = told.filter((_, i) => i % 5 === 0);
    const summary = columnsOf(stories);
    const fit = await fitted(model, summary);
    expect(fit).toMatchObject({identified: true, small: false, customers: 8000});
    for (const name of model.parameters) {
      const distance = Math.log(fit.parameters[name]! / truth[name]!) / fit.standardErrors![name]!;
      expect(Math.abs(distance)).toBeLessThan(3);
      expect(fit.standardErrors![name]).toBeLessThan(0.5);
      const [low, high] = intervalOf(fit, name)!;
      expect(Math.log(high / fit.parameters[name]!)).toBeCloseTo(1.959964 * fit.standardErrors![name]!, 5);
      expect(low * high).toBeCloseTo(fit.parameters[name]! ** 2, 6);
    }
    const atTruth = model.logLikelihood(truth, summary);
    // Twice the difference is chi-square with four degrees of freedom: 18.5 has a chance of 0.001.
    expect(fit.logLikelihood).toBeGreaterThan(atTruth);
    expect(fit.logLikelihood - atTruth).toBeLessThan(18.5 / 2);
    expect(fit.aic).toBeCloseTo(8 - 2 * fit.logLikelihood, 9);
  });

  test('has the top of its likelihood at the fit, and standard errors that fit its curvature', async () => {
    const summary = columnsOf(told.filter((_, i) => i % 20 === 0));
    const fit = await fitted(model, summary);
    const moved = (name: string, shift: number) =>
      model.logLikelihood({...fit.parameters, [name]: fit.parameters[name]! * Math.exp(shift)}, summary);
    const inverse = fit.covariance!;
    model.parameters.forEach((name, i) => {
      expect(moved(name, 0.05)).toBeLessThan(fit.logLikelihood);
      expect(moved(name, -0.05)).toBeLessThan(fit.logLikelihood);
      // Along one coordinate the curvature is the diagonal of the Hessian, which the covariance inverts.
      const hessian = model.parameters.map((other, j) => mixed(name, other, i === j));
      const row = hessian.reduce((total, entry, j) => total + entry * inverse[j]![i]!, 0);
      expect(row).toBeCloseTo(1, 3);
    });
    function mixed(one: string, other: string, same: boolean): number {
      const step = 0.01;
      if (same) return -(moved(one, step) - 2 * fit.logLikelihood + moved(one, -step)) / step ** 2;
      const both = (a: number, b: number) =>
        model.logLikelihood(
          {
            ...fit.parameters,
            [one]: fit.parameters[one]! * Math.exp(a),
            [other]: fit.parameters[other]! * Math.exp(b),
          },
          summary,
        );
      return (
        -(both(step, step) - both(step, -step) - both(-step, step) + both(-step, -step)) / (4 * step ** 2)
      );
    }
  });

  test('has the derivatives of its likelihood right', () => {
    fc.assert(
      fc.property(
        fc.array(history, {minLength: 1, maxLength: 12}),
        fc.array(fc.double({min: -2, max: 3, noNaN: true}), {minLength: 4, maxLength: 4}),
        (rows, logs) => {
          const value = objective(groupPurchases(summaryOfAll(rows)));
          const point = Float64Array.from(logs);
          const gradient = new Float64Array(4);
          const size = Math.max(1, Math.abs(value(point, gradient)));
          slopesOf((at) => value(at, new Float64Array(4)), point).forEach((slope, i) =>
            expect(Math.abs(gradient[i]! - slope) / size).toBeLessThan(1e-7),
          );
        },
      ),
      {numRuns: 200},
    );
  });

  test('gives chances between 0 and 1 and expectations that grow with the horizon', () => {
    fc.assert(
      fc.property(
        fc.array(history, {minLength: 1, maxLength: 8}),
        parametersOf(model),
        horizons,
        (rows, parameters, time) => {
          const summary = summaryOfAll(rows);
          const alive = model.aliveChances(parameters, summary);
          const chance = model.purchaseChances(parameters, summary, time);
          const chanceLater = model.purchaseChances(parameters, summary, 2 * time);
          const expected = model.expectations(parameters, summary, time);
          const expectedLater = model.expectations(parameters, summary, 2 * time);
          rows.forEach((_, row) => {
            expect(alive[row]).toBeGreaterThanOrEqual(0);
            expect(alive[row]).toBeLessThanOrEqual(1);
            expect(chance[row]).toBeGreaterThanOrEqual(0);
            const slack = 1 + 1e-9;
            expect(chance[row]).toBeLessThanOrEqual(alive[row]! * slack);
            expect(chance[row]).toBeLessThanOrEqual(expected[row]! * slack);
            expect(chance[row]).toBeLessThanOrEqual(chanceLater[row]! * slack);
            expect(expected[row]).toBeLessThanOrEqual(expectedLater[row]! * slack);
            expect(expectedLater[row]).toBeLessThan(Infinity);
          });
          expect(sum(model.expectations(parameters, summary, 0))).toBe(0);
          expect(sum(model.purchaseChances(parameters, summary, 0))).toBe(0);
        },
      ),
      {numRuns: 60},
    );
  });

  test('says of one customer what it says of a row', () => {
    fc.assert(
      fc.property(fc.array(history, {minLength: 1, maxLength: 5}), horizons, (rows, time) => {
        const summary = summaryOfAll(rows);
        rows.forEach((one, row) => {
          expect(model.aliveChance(truth, one)).toBe(model.aliveChances(truth, summary)[row]);
          expect(model.purchaseChance(truth, one, time)).toBe(
            model.purchaseChances(truth, summary, time)[row],
          );
          expect(model.expectation(truth, one, time)).toBeCloseTo(
            model.expectations(truth, summary, time)[row]!,
            10,
          );
        });
      }),
    );
  });

  test('sees a new customer as one without a past', () => {
    fc.assert(
      fc.property(parametersOf(model), horizons, (parameters, time) => {
        const blank = {x: 0, tx: 0, age: 0};
        const expected = model.expectation(parameters, blank, time);
        const [newcomer] = model.newcomerExpectations(parameters, Float64Array.of(time));
        expect(Math.abs(newcomer! - expected)).toBeLessThanOrEqual(1e-9 * expected);
        const [none] = model.newcomerCounts(parameters, time, 0);
        expect(1 - none!).toBeCloseTo(model.purchaseChance(parameters, blank, time), 9);
      }),
    );
  });

  test('has chances of counts that add up to 1 and have the expectation as their mean', () => {
    for (const age of [0, 5, 60, 400]) {
      const chances = model.newcomerCounts(truth, age, 4000);
      expect(sum(chances)).toBeCloseTo(1, 9);
      const mean = sum(chances.map((chance, k) => k * chance));
      expect(mean).toBeCloseTo(model.newcomerExpectations(truth, Float64Array.of(age))[0]!, 7);
      expect(Array.from(model.newcomerCounts(truth, age, 3))).toEqual(
        Array.from(chances.subarray(0, 4), (chance) => expect.closeTo(chance, 13)),
      );
    }
  });

  test('is the same for grouped rows, single customers and any order of them', async () => {
    const stories = told
      .filter((_, i) => i % 40 === 0)
      .map(({x, tx, age}) => ({x, tx: Math.round(tx / 20) * 20, age: Math.ceil(age / 20) * 20 + 20}));
    const single = columnsOf(stories);
    const grouped = groupPurchases(single);
    expect(grouped.x.length).toBeLessThan(stories.length * 0.9);
    const order = stories
      .map((story) => ({story, key: random.next()}))
      .sort((one, other) => one.key - other.key)
      .map(({story}) => story);
    const fit = await fitted(model, single);
    expect(await fitted(model, grouped)).toEqual(fit);
    expect(await fitted(model, columnsOf(order))).toEqual(fit);
    expect(sum(model.expectations(fit.parameters, single, 90))).toBeCloseTo(
      sum(
        model.expectations(fit.parameters, grouped, 90).map((value, row) => value * grouped.customers[row]!),
      ),
      8,
    );
  });

  test('forecasts the same in weeks as in days', async () => {
    const days = columnsOf(told.filter((_, i) => i % 20 === 0));
    const weeks = {...days, tx: days.tx.map((time) => time / 7), age: days.age.map((time) => time / 7)};
    const [byDay, byWeek] = [await fitted(model, days), await fitted(model, weeks)];
    const purchases = totalsOf(days).purchases;
    expect(byDay.logLikelihood).toBeCloseTo(byWeek.logLikelihood - purchases * Math.log(7), 6);
    const factors = model.parameters.map((name) => byDay.parameters[name]! / byWeek.parameters[name]!);
    const units = model.parameters.map((name) => (['alpha', 'beta'].includes(name) ? 7 : 1));
    expect(factors).toEqual(units.map((unit) => expect.closeTo(unit, 5)));
    const [inDays, inWeeks] = [
      sum(model.expectations(byDay.parameters, days, 91)),
      sum(model.expectations(byWeek.parameters, weeks, 13)),
    ];
    expect(inDays / inWeeks).toBeCloseTo(1, 7);
  });

  test('refuses what cannot be fitted, and says why', async () => {
    const refused = async (rows: readonly {x: number; tx: number; age: number; customers: number}[]) => {
      const fit = await model.fit(summaryOfAll(rows), goOn);
      return fit.converged ? null : fit;
    };
    const once = {x: 0, tx: 0, age: 100};
    const twice = {x: 1, tx: 30, age: 100};
    expect(await refused([])).toMatchObject({reason: 'too-few-customers', customers: 0, repeaters: 0});
    expect(
      await refused([
        {...once, customers: 99},
        {...twice, customers: 100},
      ]),
    ).toEqual({
      converged: false,
      model: model.name,
      reason: 'too-few-customers',
      customers: 199,
      repeaters: 100,
    });
    expect(await refused([{...once, customers: 5000}])).toMatchObject({reason: 'too-few-repeaters'});
    expect(
      await refused([
        {...once, customers: 5000},
        {...twice, customers: 49},
      ]),
    ).toMatchObject({reason: 'too-few-repeaters', repeaters: 49});
    expect(
      await refused([
        {...twice, customers: 300},
        {...twice, tx: 60, customers: 300},
      ]),
    ).toMatchObject({reason: 'no-variation'});
    expect(
      await refused([
        {x: 0, tx: 0, age: 0, customers: 300},
        {x: 1, tx: 0, age: 0, customers: 300},
      ]),
    ).toMatchObject({reason: 'no-variation'});
  });

  test('does not claim to know parameters that the data leave open', async () => {
    // Everybody buys at one rate and nobody leaves: r, and what tells who leaves, run to infinity.
    const even = Array.from({length: 1000}, () => {
      const times: number[] = [];
      for (let time = 0; ; times.push(time)) if ((time -= 50 * Math.log(1 - random.next())) > 300) break;
      return {x: times.length, tx: times.at(-1) ?? 0, age: 300};
    });
    const fit = await model.fit(columnsOf(even), goOn);
    if (fit.converged) expect(fit.identified).toBe(false);
    else expect(fit.reason).toBe('not-identified');
  });

  test('warns below 500 customers', async () => {
    const few = await fitted(model, columnsOf(told.filter((_, i) => i % 100 === 0)));
    expect(few).toMatchObject({customers: 400, small: true});
  });

  test('stops when it is told to', async () => {
    let pauses = 0;
    const fit = model.fit(columnsOf(told), async () => {
      if (++pauses > 10) throw new Error('cancelled');
    });
    await expect(fit).rejects.toThrow('cancelled');
    expect(pauses).toBe(11);
  });

  test('takes customers of today, who have no past', () => {
    const today = {x: 0, tx: 0, age: 0, customers: 1000};
    expect(model.logLikelihood(truth, summaryOfAll([today]))).toBeCloseTo(0, 12);
    const some = {x: 2, tx: 40, age: 90, customers: 3};
    expect(model.logLikelihood(truth, summaryOfAll([today, some]))).toBeCloseTo(
      model.logLikelihood(truth, summaryOfAll([some])),
      9,
    );
    expect(model.logLikelihood(truth, summaryOfAll([]))).toBe(0);
  });

  test('does not guess at rows, horizons and parameters that cannot be', async () => {
    const good = {x: 1, tx: 5, age: 10, customers: 1};
    for (const bad of [{x: 1.5}, {x: -1}, {tx: 11}, {tx: -1}, {age: NaN}, {age: Infinity}, {x: 0}]) {
      const summary = summaryOfAll([{...good, ...bad}]);
      expect(() => model.expectations(truth, summary, 10)).toThrow(RangeError);
      expect(() => model.logLikelihood(truth, summary)).toThrow(RangeError);
      await expect(model.fit(summary, goOn)).rejects.toThrow(RangeError);
    }
    for (const time of [-1, NaN, Infinity]) {
      expect(() => model.expectation(truth, good, time)).toThrow(RangeError);
      expect(() => model.purchaseChance(truth, good, time)).toThrow(RangeError);
      expect(() => model.newcomerExpectations(truth, Float64Array.of(time))).toThrow(RangeError);
    }
    for (const name of model.parameters)
      for (const value of [0, -1, NaN, Infinity])
        expect(() => model.aliveChance({...truth, [name]: value}, good)).toThrow(RangeError);
  });
});

describe('rows of equal histories', () => {
  test('are merged in ascending order, and empty ones left out', () => {
    const rows = [
      {x: 1, tx: 5, age: 10, customers: 2},
      {x: 0, tx: 0, age: 10, customers: 1},
      {x: 1, tx: 5, age: 10, customers: 3},
      {x: 1, tx: 4, age: 10, customers: 0},
      {x: 0, tx: 0, age: 9, customers: 7},
    ];
    expect(groupPurchases(summaryOfAll(rows))).toEqual({
      x: Float64Array.of(0, 0, 1),
      tx: Float64Array.of(0, 0, 5),
      age: Float64Array.of(9, 10, 10),
      customers: Float64Array.of(7, 1, 5),
    });
  });

  test('keep their totals whatever their order', () => {
    fc.assert(
      fc.property(fc.array(history, {minLength: 1, maxLength: 30}), (rows) => {
        const twice = [...rows, ...[...rows].reverse()];
        const [grouped, listed] = [groupPurchases(summaryOfAll(twice)), totalsOf(summaryOfAll(twice))];
        const totals = totalsOf(grouped);
        expect({...totals, meanAge: 0}).toEqual({...listed, meanAge: 0});
        expect(totals.meanAge).toBeCloseTo(listed.meanAge, 9);
        expect(groupPurchases(grouped)).toEqual(grouped);
      }),
    );
  });

  test('are represented by an excerpt of single customers at equal distances', () => {
    const rows = Array.from({length: 5000}, (_, i) => ({
      x: i < 500 ? 0 : 1 + Math.floor(i / 700),
      tx: i < 500 ? 0 : i / 10,
      age: 1000 + i,
      customers: i < 500 ? 20 : 1,
    }));
    const whole = summaryOfAll(rows);
    const part = excerptOf(whole, 1000);
    expect(sum(part.customers)).toBe(1000);
    const [{customers, repeaters, purchases}, some] = [totalsOf(whole), totalsOf(part)];
    expect(some.repeaters / 1000).toBeCloseTo(repeaters / customers, 2);
    expect(some.purchases / 1000 / (purchases / customers)).toBeCloseTo(1, 1);
  });
});
