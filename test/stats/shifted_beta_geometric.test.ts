import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  attritionOf,
  shiftedBetaGeometric,
  shiftedBetaGeometricObjective,
  type Attrition,
  type ShiftedBetaGeometricFit,
} from '../../src/stats/models/shifted_beta_geometric';
import {createRandom} from '../../src/stats/random';
import {goOn, slopesOf} from '../oracle/purchase_stories';

async function fitted(attrition: Attrition): Promise<ShiftedBetaGeometricFit> {
  const fit = await shiftedBetaGeometric.fit(attrition, goOn);
  if (!fit.converged) throw new Error(fit.reason);
  return fit;
}

/** Fader & Hardie 2007, table 1: of 1,000 customers those who are left, twelve years; the fits are on the first seven. */
const regular = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173];
const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394];

describe('the two cohorts of Fader & Hardie 2007', () => {
  test.each([
    ['Regular', regular, 0.704, 1.182, -1680.3],
    ['High End', highEnd, 0.668, 3.806, -1611.2],
  ] as const)('%s has the published estimates', async (_, cohort, alpha, beta, lnL) => {
    const fit = await fitted(attritionOf([cohort.slice(0, 8)]));
    expect(fit.parameters.alpha).toBeCloseTo(alpha, 3);
    expect(fit.parameters.beta).toBeCloseTo(beta, 3);
    expect(fit.logLikelihood).toBeCloseTo(lnL, 1);
    expect(fit).toMatchObject({identified: true, customers: 1000, repeaters: cohort[1]});
  });

  test.each([
    ['Regular', regular, 0.3, 2],
    ['High End', highEnd, 0.3, 8],
  ] as const)('%s has no better estimates on a grid', async (_, cohort, from, to) => {
    const attrition = attritionOf([cohort.slice(0, 8)]);
    const fit = await fitted(attrition);
    // ln L written out: whoever left after t years, and whoever stayed for all seven.
    const lnL = (alpha: number, beta: number) => {
      let sum = 0;
      let leaving = alpha / (alpha + beta);
      let staying = 1;
      for (let year = 1; year <= 7; year++) {
        if (year > 1) leaving *= (beta + year - 2) / (alpha + beta + year - 1);
        staying -= leaving;
        sum += (cohort[year - 1]! - cohort[year]!) * Math.log(leaving);
      }
      return sum + cohort[7]! * Math.log(staying);
    };
    let best = -Infinity;
    for (let i = 0; i <= 200; i++)
      for (let j = 0; j <= 200; j++)
        best = Math.max(best, lnL(from + (i / 200) * (1 - from), 0.5 + (j / 200) * (to - 0.5)));
    expect(best).toBeLessThanOrEqual(fit.logLikelihood + 1e-9);
    expect(best).toBeGreaterThan(fit.logLikelihood - 0.01);
    expect(lnL(fit.parameters.alpha, fit.parameters.beta)).toBeCloseTo(fit.logLikelihood, 8);
  });

  test('are projected to year 12 within two points of a hundred', async () => {
    for (const cohort of [regular, highEnd]) {
      const {parameters} = await fitted(attritionOf([cohort.slice(0, 8)]));
      shiftedBetaGeometric
        .survival(parameters, 12)
        .forEach((share, year) => expect(Math.abs(share - cohort[year]! / 1000)).toBeLessThan(0.02));
    }
  });
});

test('survival is the product of retention, which rises because those who stay are the faithful', () => {
  const parameter = fc.double({min: -3, max: 4, noNaN: true}).map(Math.exp);
  fc.assert(
    fc.property(parameter, parameter, (alpha, beta) => {
      const survival = shiftedBetaGeometric.survival({alpha, beta}, 30);
      const retention = shiftedBetaGeometric.retention({alpha, beta}, 30);
      expect(survival[0]).toBe(1);
      expect(survival[1]).toBeCloseTo(beta / (alpha + beta), 12);
      retention.forEach((rate, k) => {
        expect(survival[k + 1]! / survival[k]!).toBeCloseTo(rate, 12);
        if (k > 0) expect(rate).toBeGreaterThanOrEqual(retention[k - 1]!);
      });
    }),
  );
});

test('younger cohorts are censored, not lost', async () => {
  const old = [1000, 631, 468, 382];
  const young = [500, 316];
  const {stayed, left} = attritionOf([old, young, [70]]);
  expect(Array.from(stayed)).toEqual([947, 468, 382]);
  expect(Array.from(left)).toEqual([553, 163, 86]);

  const random = createRandom(8);
  const truth = {alpha: 0.8, beta: 2.5};
  const cohorts = [12, 9, 6, 3, 1].map((periods) => {
    const alive = new Array<number>(periods + 1).fill(0);
    for (let customer = 0; customer < 1500; customer++) {
      const chance = random.beta(truth.alpha, truth.beta);
      for (let period = 0; period <= periods; period++) {
        alive[period]! += 1;
        if (random.next() < chance) break;
      }
    }
    return alive;
  });
  const fit = await fitted(attritionOf(cohorts));
  for (const name of shiftedBetaGeometric.parameters) {
    const distance = Math.log(fit.parameters[name] / truth[name]);
    expect(Math.abs(distance)).toBeLessThan(3 * fit.standardErrors![name]);
  }
});

test('the derivatives of the likelihood are right', () => {
  const counts = fc.array(fc.integer({min: 0, max: 500}), {minLength: 6, maxLength: 6});
  const logs = fc.array(fc.double({min: -3, max: 3, noNaN: true}), {minLength: 2, maxLength: 2});
  fc.assert(
    fc.property(counts, logs, (steps, point) => {
      const cohort = steps.reduceRight<number[]>((sizes, step) => [step + (sizes[0] ?? 1), ...sizes], []);
      const value = shiftedBetaGeometricObjective(attritionOf([cohort]));
      const gradient = new Float64Array(2);
      value(Float64Array.from(point), gradient);
      slopesOf((at) => value(at, new Float64Array(2)), Float64Array.from(point)).forEach((slope, i) =>
        expect(gradient[i]).toBeCloseTo(slope, 6),
      );
    }),
  );
});

test('what cannot be fitted is refused, and says why', async () => {
  const reason = async (cohort: readonly number[]) => {
    const fit = await shiftedBetaGeometric.fit(attritionOf([cohort]), goOn);
    return fit.converged ? null : fit.reason;
  };
  expect(await reason([])).toBe('too-few-customers');
  expect(await reason([199, 150, 120])).toBe('too-few-customers');
  expect(await reason([1000, 49, 20])).toBe('too-few-repeaters');
  expect(await reason([1000, 600])).toBe('no-variation');
  expect(await reason([1000, 1000, 1000])).toBe('no-variation');
  // Everybody leaves with the same chance: alpha and beta run to infinity together.
  const even = await shiftedBetaGeometric.fit(attritionOf([[1024, 512, 256, 128, 64]]), goOn);
  expect(even.converged && even.identified).toBe(false);
  expect(() => attritionOf([[10, 11]])).toThrow(RangeError);
  expect(() => attritionOf([[10, NaN]])).toThrow(RangeError);
});
