import {beforeAll, describe, expect, test} from 'vitest';
import type {Fitted} from '../../src/stats/fit';
import {betaGeometric, modifiedBetaGeometric} from '../../src/stats/models/beta_geometric';
import type {PurchaseSummary} from '../../src/stats/summary';
import {expectedTracking} from '../../src/stats/tracking';
import {
  cdnowCustomers,
  cdnowSummary,
  publishedValues,
  type CdnowCustomer,
  type PublishedValues,
} from '../helpers/cdnow';
import {hasSharedData} from '../helpers/data';
import {columnsOf, correlationOf, goOn} from '../oracle/purchase_stories';

type Name = 'r' | 'alpha' | 'a' | 'b';
type Values = Readonly<Record<Name, number>>;

/** Fader, Hardie & Lee 2005, table 2, in weeks. */
const printed: Values = {r: 0.243, alpha: 4.414, a: 0.793, b: 2.426};

test('the worked example of Fader, Hardie & Lee comes out: 1.226 purchases of the customer with two in 30.43 weeks', () => {
  expect(betaGeometric.expectation(printed, {x: 2, tx: 30.43, age: 38.86}, 39)).toBeCloseTo(1.226, 3);
});

test('a customer without a repeat purchase counts as alive in the BG/NBD, but not in the MBG/NBD', () => {
  const silent = {x: 0, tx: 0, age: 500};
  expect(betaGeometric.aliveChance(printed, silent)).toBe(1);
  expect(modifiedBetaGeometric.aliveChance(printed, silent)).toBeLessThan(0.5);
  const today = {x: 0, tx: 0, age: 0};
  expect(modifiedBetaGeometric.aliveChance(printed, today)).toBeCloseTo(2.426 / (2.426 + 0.793), 12);
});

describe('expected purchases agree with the closed form at 60 digits (mpmath)', () => {
  type Row = readonly [
    ...[r: number, alpha: number, a: number, b: number],
    ...[x: number, tx: number, age: number, horizon: number],
    ...[expected: number, alive: number],
  ];
  // Some at or near a = 1, where the closed form divides by 0.
  const bg: readonly Row[] = [
    [0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 39, 1.2260281747671444, 0.726578570080673],
    [0.5, 10, 1, 2, 3, 20, 40, 52, 1.0829175572923961, 0.40092910703637885],
    [0.5, 10, 1.0000001, 2, 3, 20, 40, 52, 1.0829174662153405, 0.40092908301788444],
    [0.5, 10, 2, 2, 3, 20, 40, 52, 0.5535059790741362, 0.25072628662092716],
    [0.5, 10, 0.01, 2, 3, 20, 40, 52, 3.573360022106684, 0.9852779130074694],
    [0.2, 0.5, 0.3, 1.5, 0, 0, 0, 365, 34.57672730540764, 1],
    [5, 2, 0.7, 3, 200, 700, 710, 365, 84.8583486872867, 0.9407726806404069],
  ];
  const mbg: readonly Row[] = [
    [0.5, 10, 1, 2, 0, 0, 0, 52, 1.0277564379775197, 0.6666666666666666],
    [0.2, 0.5, 0.3, 1.5, 0, 0, 1, 730, 24.460423974299975, 0.8005468132298054],
    [0.9, 30, 0.4, 0.7, 40, 300, 900, 365, 6.017788779856375e-16, 4.016076372367372e-17],
    [3, 0.05, 4, 0.2, 0, 0, 2, 730, 1.0156544788472338e-6, 7.254677634771961e-7],
  ];
  for (const [model, rows] of [
    [betaGeometric, bg],
    [modifiedBetaGeometric, mbg],
  ] as const)
    test.each(rows)(`${model.name} with r %d, alpha %d, a %d, b %d, x %d`, (...row: Row) => {
      const [r, alpha, a, b, x, tx, age, horizon, expected, alive] = row;
      const history = {x, tx, age};
      expect(model.expectation({r, alpha, a, b}, history, horizon) / expected).toBeCloseTo(1, 10);
      expect(model.aliveChance({r, alpha, a, b}, history) / alive).toBeCloseTo(1, 10);
    });
});

test('chances of counts agree with the closed form at 40 digits (mpmath), far out too', () => {
  const sample: Values = {r: 0.525, alpha: 6.183, a: 0.891, b: 1.614};
  const often: Values = {r: 50, alpha: 2, a: 0.1, b: 3};
  for (const [model, parameters, age, k, exact] of [
    [betaGeometric, printed, 39, 7, 0.008695428804155261],
    [betaGeometric, printed, 2, 40, 8.7808764030257e-24],
    [modifiedBetaGeometric, sample, 39, 0, 0.582473189493289],
    [modifiedBetaGeometric, sample, 39, 5, 0.01938732355357035],
    [modifiedBetaGeometric, often, 700, 400, 0.0001496331662993857],
  ] as const)
    expect(model.newcomerCounts(parameters, age, k)[k]! / exact).toBeCloseTo(1, 10);
});

test('the likelihood of the MBG/NBD agrees with values of pymc-marketing', () => {
  const parameters: Values = {r: 0.25, alpha: 4, a: 0.8, b: 2.5};
  const one = (x: number, tx: number) => columnsOf([{x, tx, age: 40}]);
  expect(modifiedBetaGeometric.logLikelihood(parameters, one(0, 0))).toBeCloseTo(-0.41792826, 6);
  expect(modifiedBetaGeometric.logLikelihood(parameters, one(200, 38))).toBeCloseTo(100.7869, 3);
});

describe.skipIf(!hasSharedData)('CDNOW, 2,357 customers in 39 weeks', () => {
  let published: PublishedValues;
  let people: CdnowCustomer[];
  let summary: PurchaseSummary;
  let rounded: PurchaseSummary;
  let bg: Fitted<'bg-nbd', Name>;
  let bgRounded: Fitted<'bg-nbd', Name>;
  let mbg: Fitted<'mbg-nbd', Name>;

  async function fitted<Model extends 'bg-nbd' | 'mbg-nbd'>(
    model: {fit: typeof betaGeometric.fit | typeof modifiedBetaGeometric.fit; name: Model},
    rows: PurchaseSummary,
  ): Promise<Fitted<Model, Name>> {
    const fit = await model.fit(rows, goOn);
    if (!fit.converged) throw new Error(fit.reason);
    return fit as Fitted<Model, Name>;
  }

  beforeAll(async () => {
    published = publishedValues();
    people = cdnowCustomers();
    summary = columnsOf(people);
    rounded = columnsOf(cdnowSummary());
    bg = await fitted(betaGeometric, summary);
    bgRounded = await fitted(betaGeometric, rounded);
    mbg = await fitted(modifiedBetaGeometric, summary);
  });

  test('the estimates are those published for the BG/NBD and the MBG/NBD', () => {
    const fits = published.fits.filter(({model}) => model === 'bgnbd' || model === 'mbgnbd');
    expect(fits).toHaveLength(3);
    for (const {model, params, LL, tol, ...rest} of fits) {
      const fit = model === 'mbgnbd' ? mbg : 'note' in rest ? bg : bgRounded;
      for (const [name, value] of Object.entries(params)) {
        const allowed = tol.param_abs ?? tol.param_rel! * value;
        expect(Math.abs(fit.parameters[name as Name] - value)).toBeLessThan(allowed);
      }
      if (LL !== undefined) expect(Math.abs(fit.logLikelihood - LL)).toBeLessThan(tol.LL_abs!);
    }
    // STATISTICS §1.
    expect(bg.logLikelihood).toBeCloseTo(-9582.429, 3);
    expect(bgRounded.logLikelihood).toBeCloseTo(-9582.426, 2);
    expect(mbg.logLikelihood).toBeCloseTo(-9582.136, 3);
    expect(bg).toMatchObject({customers: 2357, repeaters: 946, identified: true, small: false});
  });

  test('the likelihood at given points is that published', () => {
    const whole = published.likelihood_points.find(({LL_whole_sample: value}) => value !== undefined)!;
    const ones: Values = {r: 1, alpha: 1, a: 1, b: 1};
    const value = betaGeometric.logLikelihood(ones, rounded);
    expect(Math.abs(value - whole.LL_whole_sample!)).toBeLessThan(whole.tol_abs);
    expect(value).toBeCloseTo(-13887.69, 1);

    const ten = published.likelihood_points.find((point) => point.lnL_customers_1_to_10)!;
    cdnowSummary()
      .slice(0, 10)
      .forEach((customer, i) => {
        const lnL = betaGeometric.logLikelihood(bgRounded.parameters, columnsOf([customer]));
        expect(Math.abs(lnL - ten.lnL_customers_1_to_10![i]!)).toBeLessThan(ten.tol_abs);
      });

    const rows = published.likelihood_points.find((point) => point.rows)!;
    for (const {x, t_x: tx, T: age, lnL} of rows.rows!) {
      const own = modifiedBetaGeometric.logLikelihood(rows.params as Values, columnsOf([{x, tx, age}]));
      expect(Math.abs(own - lnL)).toBeLessThan(rows.tol_abs);
    }
  });

  test('expectations and chances of counts are those published', () => {
    const own = (params: Readonly<Record<string, number>> | string) =>
      params === 'MLE' ? bg.parameters : (params as Values);
    for (const entry of published.conditional_expectations.filter(({model}) => model === 'bgnbd')) {
      const {x, t_x: tx, T: age, t, value, tol_abs: allowed} = entry;
      const expected = betaGeometric.expectation(own(entry.params), {x, tx, age}, t);
      expect(Math.abs(expected - value)).toBeLessThan(allowed);
    }
    for (const {params, t, value, tol_abs: allowed} of published.expected_purchases_new_customer.filter(
      ({model}) => model === 'bgnbd',
    )) {
      const expected = betaGeometric.newcomerExpectations(own(params), Float64Array.from(t));
      expected.forEach((one, i) => expect(Math.abs(one - value[i]!)).toBeLessThan(allowed));
    }
    for (const {params, t, n, value, n_from: from, values, ...allowed} of published.pmf_new_customer) {
      const first = n ?? from!;
      const wanted = values ?? [value!];
      const chances = betaGeometric.newcomerCounts(own(params), t, first + wanted.length - 1);
      wanted.forEach((chance, i) => {
        const error = Math.abs(chances[first + i]! - chance);
        expect(error).toBeLessThan(allowed.tol_abs ?? allowed.tol_rel! * chance);
      });
    }
    // BTYDplus and lifetimes, STATISTICS §1.
    const same = {x: 2, tx: 30.43, age: 38.86};
    const modified: Values = {r: 0.525, alpha: 6.183, a: 0.891, b: 1.614};
    expect(modifiedBetaGeometric.expectation(modified, same, 39)).toBeCloseTo(1.262961, 6);
    expect(modifiedBetaGeometric.aliveChance(modified, same)).toBeCloseTo(0.706202, 6);
    const [newcomer] = modifiedBetaGeometric.newcomerExpectations(modified, Float64Array.of(39));
    expect(newcomer).toBeCloseTo(1.182953, 5);
  });

  test('the histogram of repeat purchases fits as well as published', () => {
    const wanted = published.fit_quality.find(({model, chi2}) => model === 'bgnbd' && chi2)!;
    expect(Math.abs(histogramChiSquare(betaGeometric, bg) - wanted.chi2!)).toBeLessThan(wanted.tol_abs!);
    expect(histogramChiSquare(modifiedBetaGeometric, mbg)).toBeCloseTo(2.95, 1);
  });

  function histogramChiSquare(
    model: typeof betaGeometric | typeof modifiedBetaGeometric,
    {parameters}: {parameters: Values},
  ): number {
    const expected = new Float64Array(8);
    const actual = new Float64Array(8);
    for (const {x, age} of people) {
      actual[Math.min(x, 7)]! += 1;
      const chances = model.newcomerCounts(parameters, age, 6);
      chances.forEach((chance, k) => (expected[k]! += chance));
      expected[7]! += 1 - chances.reduce((sum, chance) => sum + chance, 0);
    }
    return actual.reduce((sum, count, k) => sum + (count - expected[k]!) ** 2 / expected[k]!, 0);
  }

  test('the weekly tracking of 78 weeks ends as far below the 4,339 purchases as published', () => {
    const weeks = Float64Array.from({length: 78}, (_, i) => i + 1);
    const actual = weeks.map((week) =>
      people.reduce((sum, {days}) => sum + days.slice(1).filter((day) => day <= 7 * week).length, 0),
    );
    for (const [week, count] of Object.entries(published.data.weekly_cumulative_repeat_actual))
      if (typeof count === 'number') expect(actual[Number(week) - 1]).toBe(count);

    const arrivals = {
      at: Float64Array.from(people, ({days}) => days[0]! / 7),
      customers: new Float64Array(people.length).fill(1),
    };
    const wanted = published.fit_quality.find((entry) => entry.bgnbd_pct)!;
    const miss = (expected: Float64Array) => 100 * (expected[77]! / actual[77]! - 1);
    const tracked = expectedTracking(betaGeometric, bg.parameters, arrivals, weeks);
    expect(Math.abs(miss(tracked) - wanted.bgnbd_pct!)).toBeLessThan(wanted.tol_abs_pct!);
    expect(miss(tracked)).toBeCloseTo(-4.1, 1);
    const modified = expectedTracking(modifiedBetaGeometric, mbg.parameters, arrivals, weeks);
    expect(miss(modified)).toBeCloseTo(-6.7, 1);

    const error = (expected: Float64Array) =>
      expected.subarray(39).reduce((sum, value, i) => sum + Math.abs(value / actual[39 + i]! - 1) / 39, 0);
    expect(100 * error(tracked)).toBeCloseTo(2.6, 1);
    expect(100 * error(modified)).toBeCloseTo(4.1, 1);
  });

  test('the forecast of the 39 weeks after is as good as published, by group and by customer', () => {
    const expected = betaGeometric.expectations(bg.parameters, summary, 39);
    const of = (x: number) => Array.from(expected).filter((_, i) => people[i]!.x === x);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

    const never = published.fit_quality.find(({what}) => what?.includes('x = 0 group'))!;
    expect(Math.abs(mean(of(0)) - (never.bgnbd as number))).toBeLessThan(never.tol_abs!);
    const three = published.fit_quality.find(({what}) => what?.includes('x = 3 group'))!;
    const range = three.bgnbd as {min: number; max: number; mean: number};
    expect(Math.abs(Math.min(...of(3)) - range.min)).toBeLessThan(three.tol_abs!);
    expect(Math.abs(Math.max(...of(3)) - range.max)).toBeLessThan(three.tol_abs!);
    expect(Math.abs(mean(of(3)) - range.mean)).toBeLessThan(three.tol_abs!);

    const correlation = published.fit_quality.find((entry) => entry.bgnbd_vs_pnbd)!;
    const own = correlationOf(
      expected,
      people.map(({later}) => later),
    );
    expect(Math.abs(own - (correlation.bgnbd as number))).toBeLessThan(correlation.tol_abs!);
  });
});
