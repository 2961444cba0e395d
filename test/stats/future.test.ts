import {beforeAll, describe, expect, test} from 'vitest';
import type {Fitted} from '../../src/stats/fit';
import {simulateFuture, type FutureTask} from '../../src/stats/future';
import {betaGeometric, modifiedBetaGeometric} from '../../src/stats/models/beta_geometric';
import {gammaGamma, type GammaGammaFit} from '../../src/stats/models/gamma_gamma';
import {paretoNbd} from '../../src/stats/models/pareto_nbd';
import type {PurchaseModel} from '../../src/stats/models/purchase_model';
import {createRandom} from '../../src/stats/random';
import {summaryOf, type History} from '../../src/stats/summary';
import {coinStory, columnsOf, goOn, lifetimeStory, storiesOf} from '../oracle/purchase_stories';
import {meanOf, varianceOf} from '../helpers/moments';

type Purchases = FutureTask['purchases'];

/** A fit that is given, with nothing known of its errors. */
function given<Model extends string, Name extends string>(
  model: Model,
  parameters: Readonly<Record<Name, number>>,
): Fitted<Model, Name> {
  return {
    converged: true,
    model,
    parameters,
    customers: 1000,
    repeaters: 500,
    logLikelihood: 0,
    aic: 0,
    standardErrors: null,
    covariance: null,
    identified: false,
    small: false,
  };
}

const coins = {r: 0.8, alpha: 30, a: 0.7, b: 2};
const lives = {r: 0.7, alpha: 30, s: 0.8, beta: 90};
const spend: GammaGammaFit = given('gamma-gamma', {p: 3, q: 8, v: 100});

interface Case {
  readonly model: PurchaseModel;
  readonly fit: Purchases;
  /** P(X = k) of an alive customer: that of a new one, with what is known of her in the parameters. */
  aliveCounts(history: History, horizon: number, most: number): Float64Array;
}

const cases: readonly Case[] = [
  {
    model: betaGeometric,
    fit: given('bg-nbd', coins),
    aliveCounts: ({x, age}, horizon, most) =>
      betaGeometric.newcomerCounts(
        {r: coins.r + x, alpha: coins.alpha + age, a: coins.a, b: coins.b + x},
        horizon,
        most,
      ),
  },
  {
    model: modifiedBetaGeometric,
    fit: given('mbg-nbd', coins),
    aliveCounts: ({x, age}, horizon, most) =>
      betaGeometric.newcomerCounts(
        {r: coins.r + x, alpha: coins.alpha + age, a: coins.a, b: coins.b + x + 1},
        horizon,
        most,
      ),
  },
  {
    model: paretoNbd,
    fit: given('pareto-nbd', lives),
    aliveCounts: ({x, age}, horizon, most) =>
      paretoNbd.newcomerCounts(
        {r: lives.r + x, alpha: lives.alpha + age, s: lives.s, beta: lives.beta + age},
        horizon,
        most,
      ),
  },
];

const task = {horizon: 200, draws: 20_000, seed: 5, drawParameters: false, pause: goOn};

function expectMean(values: Float64Array, mean: number): void {
  expect(Math.abs(meanOf(values) - mean)).toBeLessThanOrEqual(
    4 * Math.sqrt(varianceOf(values) / values.length),
  );
}

describe.each(cases)('the future of customers in the $model.name', ({model, fit, aliveCounts}) => {
  const histories: readonly History[] = [
    {x: 0, tx: 0, age: 0},
    {x: 0, tx: 0, age: 90},
    {x: 2, tx: 60, age: 100},
    {x: 12, tx: 280, age: 300},
  ];

  test.each(histories)(
    'has the chances of the model for each number of purchases, after %o',
    async (history) => {
      const {purchases, buyers} = await simulateFuture({
        ...task,
        customers: summaryOf(history),
        purchases: fit,
      });
      const alive = model.aliveChance(fit.parameters, history);
      const most = 12;
      const chances = aliveCounts(history, task.horizon, most).map(
        (chance, k) => alive * chance + (k === 0 ? 1 - alive : 0),
      );
      for (let k = 0; k <= most; k++) {
        const observed = purchases.filter((count) => count === k).length / task.draws;
        const error = Math.sqrt((chances[k]! * (1 - chances[k]!)) / task.draws);
        expect(Math.abs(observed - chances[k]!)).toBeLessThan(4 * error + 1e-9);
      }
      expect(buyers).toEqual(purchases.map((count) => Math.min(1, count)));
      expectMean(purchases, model.expectation(fit.parameters, history, task.horizon));
    },
  );

  test('is the same for many equal customers in one row as for as many rows', async () => {
    for (const history of histories.slice(0, 3)) {
      const customers = {...summaryOf(history), customers: Float64Array.of(700)};
      const {purchases, buyers} = await simulateFuture({...task, draws: 3000, customers, purchases: fit});
      const single = await simulateFuture({...task, customers: summaryOf(history), purchases: fit});
      expectMean(purchases, 700 * model.expectation(fit.parameters, history, task.horizon));
      expectMean(buyers, 700 * model.purchaseChance(fit.parameters, history, task.horizon));
      expect(varianceOf(purchases) / (700 * varianceOf(single.purchases))).toBeCloseTo(1, 0);
      const chance = model.purchaseChance(fit.parameters, history, task.horizon);
      expect(Math.abs(varianceOf(buyers) / (700 * chance * (1 - chance)) - 1)).toBeLessThan(0.12);
    }
  });

  test('keeps to the expectation for customers who buy every day', async () => {
    const busy = {x: 500, tx: 499, age: 500};
    const {purchases} = await simulateFuture({
      ...task,
      draws: 4000,
      customers: summaryOf(busy),
      purchases: fit,
      horizon: 3650,
    });
    expectMean(purchases, model.expectation(fit.parameters, busy, 3650));
  });

  test('has the mean and the spread of spending that its two models have together', async () => {
    const history = {x: 3, tx: 80, age: 100};
    const meanValue = Float64Array.of(25);
    const future = await simulateFuture({
      ...task,
      customers: {...summaryOf(history), meanValue},
      purchases: fit,
      spend,
    });
    const {p, q, v} = spend.parameters;
    const expected = model.expectation(fit.parameters, history, task.horizon);
    expectMean(future.spend!, expected * gammaGamma.expectation(spend.parameters, 3, 25)!);
    // E[S²] is the sum over n of P(n) E[(sum of n values)²] = P(n) p n (p n + 1) V²/((Q−1)(Q−2)).
    const alive = model.aliveChance(fit.parameters, history);
    const [shape, scale] = [p * 3 + q, v + 3 * 25];
    const square = aliveCounts(history, task.horizon, 2000).reduce(
      (sum, chance, n) => sum + alive * chance * p * n * (p * n + 1),
      0,
    );
    const mean = expected * gammaGamma.expectation(spend.parameters, 3, 25)!;
    const variance = (square * scale ** 2) / ((shape - 1) * (shape - 2)) - mean ** 2;
    expect(Math.abs(varianceOf(future.spend!) / variance - 1)).toBeLessThan(0.1);
  });

  test('does not depend on the order of the rows, only on the seed', async () => {
    const rows = columnsOf(histories);
    const meanValue = Float64Array.of(0, 0, 40, 25);
    const future = (seed: number, backwards: boolean) => {
      const turned = (values: Float64Array) => (backwards ? values.slice().reverse() : values);
      return simulateFuture({
        ...task,
        draws: 50,
        seed,
        customers: {
          x: turned(rows.x),
          tx: turned(rows.tx),
          age: turned(rows.age),
          customers: turned(rows.customers),
          meanValue: turned(meanValue),
        },
        purchases: fit,
        spend,
      });
    };
    const first = await future(1, false);
    expect(await future(1, true)).toEqual(first);
    expect(await future(2, false)).not.toEqual(first);
  });

  test('is empty without time, and stops when it is told to', async () => {
    const customers = columnsOf(histories);
    const {
      purchases,
      buyers,
      spend: none,
    } = await simulateFuture({
      ...task,
      draws: 3,
      customers,
      purchases: fit,
      horizon: 0,
    });
    expect([purchases, buyers, none]).toEqual([new Float64Array(3), new Float64Array(3), null]);
    let pauses = 0;
    const cancelled = simulateFuture({
      ...task,
      customers,
      purchases: fit,
      pause: async () => {
        if (++pauses > 3) throw new Error('cancelled');
      },
    });
    await expect(cancelled).rejects.toThrow('cancelled');
  });
});

describe('parameters drawn from their uncertainty', () => {
  const stories = {customers: 3000, ages: [0, 700], horizon: 0} as const;
  const random = createRandom(9);
  const data = [
    {model: modifiedBetaGeometric, told: storiesOf(coinStory(coins, true), stories, random)},
    {model: paretoNbd, told: storiesOf(lifetimeStory(lives), stories, random)},
  ] as const;
  const fits = new Map<PurchaseModel, Purchases>();

  beforeAll(async () => {
    for (const {model, told} of data) {
      const fit = await model.fit(columnsOf(told), goOn);
      if (!fit.converged) throw new Error(fit.reason);
      fits.set(model, fit);
    }
  });

  test.each(data)(
    'widen the total of the $model.name as far as the delta method says',
    async ({model, told}) => {
      const fit = fits.get(model)!;
      const customers = columnsOf(told);
      const simulate = (drawParameters: boolean) =>
        simulateFuture({...task, draws: 600, customers, purchases: fit, drawParameters});
      const [fixed, drawn] = [await simulate(false), await simulate(true)];
      expect([fixed.parametersDrawn, drawn.parametersDrawn]).toEqual([false, true]);
      const total = (parameters: Readonly<Record<string, number>>) =>
        (model as PurchaseModel)
          .expectations(parameters, customers, task.horizon)
          .reduce((sum, value) => sum + value, 0);
      const slopes = model.parameters.map((name) => {
        const value = (fit.parameters as Readonly<Record<string, number>>)[name]!;
        const moved = (shift: number) => total({...fit.parameters, [name]: value * Math.exp(shift)});
        return (moved(0.01) - moved(-0.01)) / 0.02;
      });
      const added = fit.covariance!.reduce(
        (sum, row, i) => sum + row.reduce((part, entry, j) => part + slopes[i]! * entry * slopes[j]!, 0),
        0,
      );
      expect(added).toBeGreaterThan(0.2 * varianceOf(fixed.purchases));
      expect(varianceOf(drawn.purchases) / (varianceOf(fixed.purchases) + added)).toBeGreaterThan(0.75);
      expect(varianceOf(drawn.purchases) / (varianceOf(fixed.purchases) + added)).toBeLessThan(1.35);
      expectMean(fixed.purchases, total(fit.parameters));
    },
  );

  test('are not drawn where the data do not determine them', async () => {
    const customers = summaryOf({x: 1, tx: 20, age: 50});
    const fit = fits.get(paretoNbd)!;
    const open = {...fit, identified: false} as Purchases;
    const without = {...task, draws: 2, customers, drawParameters: true};
    expect((await simulateFuture({...without, purchases: open})).parametersDrawn).toBe(false);
    // Neither those of spending.
    expect((await simulateFuture({...without, purchases: fit, spend})).parametersDrawn).toBe(false);
  });
});

test('what cannot be simulated is an error', async () => {
  const customers = summaryOf({x: 1, tx: 5, age: 10});
  const good = {...task, customers, purchases: cases[0]!.fit};
  for (const bad of [
    {horizon: -1},
    {horizon: NaN},
    {draws: 0},
    {draws: 1.5},
    {customers: summaryOf({x: 1, tx: 11, age: 10})},
    {customers: {...customers, customers: Float64Array.of(0.5)}},
    {customers: {...customers, meanValue: Float64Array.of(NaN)}},
    {customers: {...customers, meanValue: Float64Array.of(1, 2)}},
  ])
    await expect(simulateFuture({...good, ...bad})).rejects.toThrow(RangeError);
});
