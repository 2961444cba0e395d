import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import {dayFromIso} from '../../src/lib/dates';
import type {Fitted} from '../../src/stats/fit';
import {betaGeometric} from '../../src/stats/models/beta_geometric';
import {isAlive} from '../../src/stats/models/pareto_integral';
import {paretoNbd, type ParetoNbdName, type ParetoNbdParameters} from '../../src/stats/models/pareto_nbd';
import type {PurchaseSummary} from '../../src/stats/summary';
import {expectedTracking} from '../../src/stats/tracking';
import {cdnowCustomers, publishedValues, type CdnowCustomer, type PublishedValues} from '../helpers/cdnow';
import {hasSharedData, sharedText} from '../helpers/data';
import {columnsOf, correlationOf, goOn} from '../oracle/purchase_stories';

/** Fader, Hardie & Lee 2005, table 2, in weeks. */
const printed: ParetoNbdParameters = {r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669};

async function fitted(summary: PurchaseSummary): Promise<Fitted<'pareto-nbd', ParetoNbdName>> {
  const fit = await paretoNbd.fit(summary, goOn);
  if (!fit.converged) throw new Error(fit.reason);
  return fit;
}

test('the customer with 26 purchases in the BTYD walkthrough comes out: 25.46 more, alive with .9979', () => {
  const parameters: ParetoNbdParameters = {r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562};
  const loyal = {x: 26, tx: 30.86, age: 31};
  expect(paretoNbd.expectation(parameters, loyal, 52)).toBeCloseTo(25.4549, 3);
  expect(paretoNbd.aliveChance(parameters, loyal)).toBeCloseTo(0.99792, 5);
});

describe('nasty cases agree with integrals at 40 digits (mpmath)', () => {
  type Row = readonly [
    ...[r: number, alpha: number, s: number, beta: number],
    ...[x: number, tx: number, age: number, lnL: number],
    // P(alive), P(purchase in 90), E[purchases in 365], DERT at 0.0003.
    ...[alive: number, chance: number, expected: number, discounted: number],
  ];
  const rows: readonly Row[] = [
    [
      0.55, 10.58, 0.61, 11.67, 2, 30.43, 38.86, -9.561981260842964, 0.8684109171320917, 0.676287851344024,
      7.395785893492969, 20.933085991240237,
    ],
    [
      0.55, 10.58, 0.61, 11.67, 0, 0, 38.86, -0.5170251508875384, 0.2937739504674205, 0.09785830168914743,
      0.539628461972299, 1.5273683095295498,
    ],
    [
      2, 0.008, 0.5, 500, 50, 100, 2000, -103.23282817770983, 6.716415290016806e-66, 6.001140138724774e-66,
      6.1567832307985085e-65, 4.1740755220096515e-64,
    ],
    [
      0.05, 500, 20, 0.1, 1000, 1500, 2000, -1894.3433966963612, 1.4864787241763056e-98,
      1.450235293727215e-98, 6.000435626759854e-97, 6.057923034129426e-97,
    ],
    [
      3, 40, 3, 40, 7, 10, 700, -18.080679115154183, 2.6510614678227394e-15, 1.5806362864469774e-15,
      7.310624553012954e-15, 1.1240951768594179e-14,
    ],
    [
      0.3, 0.1, 5, 300, 0, 0, 1500, -1.690534111269097, 3.89580598777138e-5, 5.993466397107114e-7,
      1.830781505656192e-6, 2.997117922363296e-6,
    ],
    [
      8, 300, 0.05, 2, 300, 365, 366, -510.62780149860873, 0.9998269956938853, 0.9995341020625375,
      165.5698794209529, 1400.456029564927,
    ],
    [
      1.5, 30, 1, 80, 4, 90, 400, -20.038284895634014, 0.0026747457667216415, 0.0016173472981978092,
      0.00928729816926706, 0.028442114771250627,
    ],
    [
      0.6, 40, 0.0001, 80, 1, 3, 900, -9.245558910307079, 0.99441824221547, 0.1353367121639665,
      0.6177984853871128, 5.641392370324503,
    ],
  ];
  test.each(rows)('r %d, alpha %d, s %d, beta %d, x %d', (...row: Row) => {
    const [r, alpha, s, beta, x, tx, age, lnL, alive, chance, expected, discounted] = row;
    const parameters = {r, alpha, s, beta};
    const history = {x, tx, age};
    const own = paretoNbd.logLikelihood(parameters, columnsOf([history]));
    expect(Math.abs(own - lnL)).toBeLessThan(1e-9);
    expect(paretoNbd.aliveChance(parameters, history) / alive).toBeCloseTo(1, 8);
    expect(paretoNbd.purchaseChance(parameters, history, 90) / chance).toBeCloseTo(1, 8);
    expect(paretoNbd.expectation(parameters, history, 365) / expected).toBeCloseTo(1, 8);
    expect(paretoNbd.discountedExpectation(parameters, history, 0.0003) / discounted).toBeCloseTo(1, 8);
  });

  test('and so do chances of counts', () => {
    const cases = [
      [0.55, 10.58, 0.61, 11.67, 39, 0, 0.5960197918778922],
      [0.55, 10.58, 0.61, 11.67, 39, 3, 0.04868487561162896],
      [0.55, 10.58, 0.61, 11.67, 39, 40, 1.4607193262368423e-6],
      [0.6, 0.1, 5, 300, 900, 200, 0.0009664162367382633],
      [2, 60, 0.5, 3, 700, 12, 0.005040382730259788],
    ] as const;
    for (const [r, alpha, s, beta, age, k, exact] of cases)
      expect(paretoNbd.newcomerCounts({r, alpha, s, beta}, age, k)[k]! / exact).toBeCloseTo(1, 9);
  });
});

test('whoever just bought is alive, and after a silence without end nobody is, with absurd parameters too', () => {
  const parameters: ParetoNbdParameters = {r: 20, alpha: 5, s: 15, beta: 0.02};
  expect(paretoNbd.aliveChance(parameters, {x: 1000, tx: 2000, age: 2000})).toBe(1);
  const gone = {x: 1000, tx: 0.5, age: 2000};
  expect(paretoNbd.aliveChance(parameters, gone)).toBe(0);
  expect(paretoNbd.expectation(parameters, gone, 365)).toBe(0);
  expect(paretoNbd.purchaseChance(parameters, gone, 365)).toBe(0);
  expect(paretoNbd.discountedExpectation(parameters, gone, 0.001)).toBe(0);
  expect(paretoNbd.logLikelihood(parameters, columnsOf([gone]))).toBeCloseTo(4246.686313649522, 8);
});

test('expectations pass through s = 1 without a jump', () => {
  const history = {x: 4, tx: 90, age: 400};
  const at = (s: number) => paretoNbd.expectation({r: 1.5, alpha: 30, s, beta: 80}, history, 365);
  const slope = at(1.001) - at(0.999);
  for (const step of [1e-15, 1e-12, 1e-9, 1e-6]) {
    expect(Math.abs(at(1 + step) - at(1))).toBeLessThanOrEqual(Math.abs(slope) * step * 1000 + 1e-14);
    expect(Math.abs(at(1 - step) - at(1))).toBeLessThanOrEqual(Math.abs(slope) * step * 1000 + 1e-14);
  }
});

test('whether a customer is alive is told from a place among the chances without another error', () => {
  const parameter = fc.double({min: -4, max: 5, noNaN: true}).map(Math.exp);
  const parameters = fc.record({r: parameter, alpha: parameter, s: parameter, beta: parameter});
  const shares = fc.oneof(
    fc.double({min: 0, max: 1, noNaN: true}),
    fc.double({min: 0, max: 1e-3, noNaN: true}),
    fc.double({min: 0.999, max: 1, noNaN: true}),
  );
  fc.assert(
    fc.property(
      ...[parameters, fc.integer({min: 0, max: 300}), shares, fc.double({min: 0, max: 2000, noNaN: true})],
      fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
      (values, x, share, age, place) => {
        const tx = x === 0 ? 0 : share * age;
        const alive = paretoNbd.aliveChance(values, {x, tx, age});
        // No place that is drawn lies that near to 0.
        fc.pre(alive > 1e-200);
        for (const at of [0, place, alive * (1 - 1e-6), alive * 0.99])
          if (at < alive * (1 - 1e-8)) expect(isAlive(values, x, tx, age, at)).toBe(true);
        for (const at of [place, alive * (1 + 1e-6), alive * 1.01])
          if (at > alive * (1 + 1e-8) && at < 1) expect(isAlive(values, x, tx, age, at)).toBe(false);
      },
    ),
    {numRuns: 1000},
  );
});

test('purchases to come are worth less the higher the rate, and no more than all of them', () => {
  const parameter = fc.double({min: -3, max: 4, noNaN: true}).map(Math.exp);
  const parameters = fc.record({r: parameter, alpha: parameter, s: parameter, beta: parameter});
  fc.assert(
    fc.property(parameters, fc.double({min: -9, max: -1, noNaN: true}), (values, lnRate) => {
      const history = {x: 3, tx: 50, age: 80};
      const rate = Math.exp(lnRate);
      const discounted = paretoNbd.discountedExpectation(values, history, rate);
      expect(discounted).toBeGreaterThan(0);
      expect(paretoNbd.discountedExpectation(values, history, 2 * rate)).toBeLessThan(discounted);
      // What comes within h is discounted by e^−dh at most.
      const soon = paretoNbd.expectation(values, history, 1 / rate);
      expect(discounted).toBeGreaterThan(soon / Math.E);
      if (values.s > 1.1) {
        const all = paretoNbd.expectation(values, history, 1e15);
        expect(discounted).toBeLessThan(all * (1 + 1e-9));
      }
    }),
  );
  expect(() => paretoNbd.discountedExpectation(printed, {x: 0, tx: 0, age: 0}, 0)).toThrow(RangeError);
});

describe.skipIf(!hasSharedData)('CDNOW, 2,357 customers in 39 weeks', () => {
  let published: PublishedValues;
  let people: CdnowCustomer[];
  let summary: PurchaseSummary;
  let fit: Fitted<'pareto-nbd', ParetoNbdName>;

  beforeAll(async () => {
    published = publishedValues();
    people = cdnowCustomers();
    summary = columnsOf(people);
    fit = await fitted(summary);
  });

  test('the estimates are those published', () => {
    const wanted = published.fits.find(({model}) => model === 'pnbd')!;
    for (const [name, value] of Object.entries(wanted.params)) {
      const distance = Math.abs(fit.parameters[name as ParetoNbdName] / value - 1);
      expect(distance).toBeLessThan(wanted.tol.param_rel!);
    }
    expect(Math.abs(fit.logLikelihood - wanted.LL!)).toBeLessThan(wanted.tol.LL_abs!);
    // STATISTICS §1.
    expect(fit.logLikelihood).toBeCloseTo(-9594.976, 3);
    expect(fit).toMatchObject({customers: 2357, repeaters: 946, identified: true});
  });

  test('expectations, chances to be alive and discounted purchases are those published', () => {
    for (const entry of published.conditional_expectations.filter(({model}) => model === 'pnbd')) {
      const {params, x, t_x: tx, T: age, t, value, tol_abs: allowed} = entry;
      const expected = paretoNbd.expectation(params as ParetoNbdParameters, {x, tx, age}, t);
      expect(Math.abs(expected - value)).toBeLessThan(allowed);
    }
    for (const {params, x, t_x: tx, T: age, value, tol_abs: allowed} of published.p_alive) {
      const alive = paretoNbd.aliveChance(params as ParetoNbdParameters, {x, tx, age});
      expect(Math.abs(alive - value)).toBeLessThan(allowed);
    }
    for (const {params, t, value, tol_abs: allowed} of published.expected_purchases_new_customer.filter(
      ({model}) => model === 'pnbd',
    )) {
      const expected = paretoNbd.newcomerExpectations(params as ParetoNbdParameters, Float64Array.from(t));
      expected.forEach((one, i) => expect(Math.abs(one - value[i]!)).toBeLessThan(allowed));
    }
    const acquired = published.discounted.find((entry) => entry.params)!;
    const det = paretoNbd.discountedExpectation(
      acquired.params as ParetoNbdParameters,
      {x: 0, tx: 0, age: 0},
      Math.log(1.1) / 52,
    );
    expect(Math.abs(det - acquired.value)).toBeLessThan(acquired.tol_abs);
    // BTYD, STATISTICS §1.
    const parameters: ParetoNbdParameters = {r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562};
    const dert = paretoNbd.discountedExpectation(parameters, {x: 7, tx: 35, age: 39}, 0.0027);
    expect(dert).toBeCloseTo(20.5544, 3);
  });

  test('the histogram of repeat purchases fits as well as published', () => {
    const wanted = published.fit_quality.find(({model, chi2}) => model === 'pnbd' && chi2)!;
    const expected = new Float64Array(8);
    const actual = new Float64Array(8);
    for (const {x, age} of people) {
      actual[Math.min(x, 7)]! += 1;
      const chances = paretoNbd.newcomerCounts(fit.parameters, age, 6);
      chances.forEach((chance, k) => (expected[k]! += chance));
      expected[7]! += 1 - chances.reduce((sum, chance) => sum + chance, 0);
    }
    const chiSquare = actual.reduce((sum, count, k) => sum + (count - expected[k]!) ** 2 / expected[k]!, 0);
    expect(Math.abs(chiSquare - wanted.chi2!)).toBeLessThan(wanted.tol_abs!);
  });

  test('the weekly tracking of 78 weeks ends as far below the 4,339 purchases as published', () => {
    const weeks = Float64Array.from({length: 78}, (_, i) => i + 1);
    const arrivals = {
      at: Float64Array.from(people, ({days}) => days[0]! / 7),
      customers: new Float64Array(people.length).fill(1),
    };
    const tracked = expectedTracking(paretoNbd, fit.parameters, arrivals, weeks);
    const miss = 100 * (tracked[77]! / 4339 - 1);
    const wanted = published.fit_quality.find((entry) => entry.pnbd_pct)!;
    expect(Math.abs(miss - wanted.pnbd_pct!)).toBeLessThan(wanted.tol_abs_pct!);
    expect(miss).toBeCloseTo(-1.6, 1);
  });

  test('the forecast of the 39 weeks after is as good as published, by group and by customer', async () => {
    const expected = paretoNbd.expectations(fit.parameters, summary, 39);
    const of = (x: number) => Array.from(expected).filter((_, i) => people[i]!.x === x);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const never = published.fit_quality.find(({what}) => what?.includes('x = 0 group'))!;
    expect(Math.abs(mean(of(0)) - (never.pnbd as number))).toBeLessThan(never.tol_abs!);
    const three = published.fit_quality.find(({what}) => what?.includes('x = 3 group'))!;
    const range = three.pnbd as {min: number; max: number; mean: number};
    expect(Math.abs(Math.min(...of(3)) - range.min)).toBeLessThan(three.tol_abs!);
    expect(Math.abs(Math.max(...of(3)) - range.max)).toBeLessThan(three.tol_abs!);
    expect(Math.abs(mean(of(3)) - range.mean)).toBeLessThan(three.tol_abs!);

    const wanted = published.fit_quality.find((entry) => entry.bgnbd_vs_pnbd)!;
    const later = people.map((one) => one.later);
    const own = correlationOf(expected, later);
    expect(Math.abs(own - (wanted.pnbd as number))).toBeLessThan(wanted.tol_abs!);
    const bg = await betaGeometric.fit(summary, goOn);
    if (!bg.converged) throw new Error(bg.reason);
    const both = correlationOf(expected, betaGeometric.expectations(bg.parameters, summary, 39));
    expect(Math.abs(both - wanted.bgnbd_vs_pnbd!)).toBeLessThan(wanted.tol_abs!);
  });

  test('the estimates of all 78 weeks are as unlikely in the first 39 as published', async () => {
    const wanted = published.fit_quality.find(({what}) => what?.includes('78-week estimates'))!;
    const end = dayFromIso('1998-06-30') - dayFromIso('1996-12-31');
    const longer = people.map(({days}) => ({
      x: days.length - 1,
      tx: (days.at(-1)! - days[0]!) / 7,
      age: (end - days[0]!) / 7,
    }));
    const late = await fitted(columnsOf(longer));
    const value = paretoNbd.logLikelihood(late.parameters, summary);
    expect(Math.abs(value - wanted.LL!)).toBeLessThan(wanted.tol_abs!);
  });
});

test.skipIf(!hasSharedData)(
  'the parameters of the made-up shop come out within two standard errors, where each of its orders counts',
  async () => {
    const shop = JSON.parse(sharedText('synthetic-shop-20k.json')) as {
      paretonbd_per_day: ParetoNbdParameters;
      last_line: string;
    };
    const time = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`) / 86_400_000;
    const end = time(shop.last_line);
    // Refunds have negative amounts, and some lines stand there twice.
    const orders = new Map<string, {customer: string; at: number}>();
    for (const line of sharedText('synthetic-shop-20k.csv').trim().split(/\r?\n/).slice(1)) {
      const [order, customer, , at, amount] = line.split(',');
      if (Number(amount) > 0) orders.set(order!, {customer: customer!, at: time(at!)});
    }
    const times = new Map<string, number[]>();
    for (const {customer, at} of orders.values()) times.set(customer, [...(times.get(customer) ?? []), at]);
    const histories = Array.from(times.values(), (own) => {
      const all = own.sort((a, b) => a - b);
      return {x: all.length - 1, tx: all.at(-1)! - all[0]!, age: end - all[0]!};
    });
    const fit = await fitted(columnsOf(histories));
    for (const name of paretoNbd.parameters) {
      const distance = Math.log(fit.parameters[name] / shop.paretonbd_per_day[name]);
      expect(Math.abs(distance)).toBeLessThan(2 * fit.standardErrors![name]);
    }
  },
);
