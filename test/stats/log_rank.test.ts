import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createRandom} from '../../src/stats/random';
import {chiSquareCdf, chiSquareTail} from '../../src/stats/special/chi_square';
import {logRankTest, logRankTrend, sharedFollowUp} from '../../src/stats/tests/log_rank';
import {countsOf, type Duration} from '../helpers/durations';

/** Times as printed; a minus marks the censored. */
const patients = (...times: number[]) =>
  times.map((time): Duration => ({day: Math.abs(time), event: time > 0}));

/** Every day with events as a table of groups × (event, none), added up; solved without the last group. */
function listed(groups: readonly (readonly Duration[])[]): {
  chiSquare: number;
  expected: number[];
  trend: number;
} {
  const k = groups.length;
  const excess = new Array<number>(k).fill(0);
  const expected = new Array<number>(k).fill(0);
  const variance = groups.map(() => new Array<number>(k).fill(0));
  const days = new Set(groups.flat().flatMap((one) => (one.event ? [one.day] : [])));
  for (const day of days) {
    const atRisk = groups.map((group) => group.filter((one) => one.day >= day).length);
    const died = groups.map((group) => group.filter((one) => one.day === day && one.event).length);
    const n = atRisk.reduce((a, b) => a + b);
    const d = died.reduce((a, b) => a + b);
    for (let i = 0; i < k; i++) {
      expected[i]! += (d * atRisk[i]!) / n;
      excess[i]! += died[i]! - (d * atRisk[i]!) / n;
      for (let j = 0; j < k && n > 1; j++) {
        const same = i === j ? (atRisk[i]! * (n - atRisk[i]!)) / n / n : (-atRisk[i]! * atRisk[j]!) / n / n;
        variance[i]![j]! += (d * (n - d) * same) / (n - 1);
      }
    }
  }
  const reduced = variance.slice(0, -1).map((row) => row.slice(0, -1));
  const chiSquare = determinant(reduced) === 0 ? NaN : solved(reduced, excess.slice(0, -1));
  let score = 0;
  let spread = 0;
  for (let i = 0; i < k; i++) {
    score += i * excess[i]!;
    for (let j = 0; j < k; j++) spread += i * j * variance[i]![j]!;
  }
  return {chiSquare, expected, trend: score ** 2 / spread};
}

/** z'M⁻¹z by Cramer's rule. */
function solved(matrix: number[][], z: number[]): number {
  const whole = determinant(matrix);
  return z.reduce((sum, value, column) => {
    const replaced = matrix.map((row, i) => row.map((entry, j) => (j === column ? z[i]! : entry)));
    return sum + (value * determinant(replaced)) / whole;
  }, 0);
}

function determinant(matrix: number[][]): number {
  if (matrix.length === 0) return 1;
  return matrix[0]!.reduce((sum, entry, column) => {
    const minor = matrix.slice(1).map((row) => row.filter((_, j) => j !== column));
    return sum + (column % 2 === 0 ? 1 : -1) * entry * determinant(minor);
  }, 0);
}

describe('the chi-square distribution', () => {
  test('has the published limits', () => {
    // Abramowitz & Stegun, table 26.8, and its closed forms with one and two degrees of freedom.
    const limits = [
      [3.841458820694124, 1, 0.05],
      [6.634896601021213, 1, 0.01],
      [5.991464547107979, 2, 0.05],
      [7.814727903251179, 3, 0.05],
      [18.307038053275146, 10, 0.05],
      [124.34211340400407, 100, 0.05],
    ] as const;
    for (const [x, df, p] of limits) {
      expect(chiSquareTail(x, df) / p).toBeCloseTo(1, 12);
      expect(chiSquareCdf(x, df)).toBeCloseTo(1 - p, 13);
    }
  });

  test('is the Poisson sum for even degrees of freedom, to twelve digits', () => {
    for (const x of [0.01, 0.7, 3, 11, 29.9, 60, 140, 300, 650]) {
      let term = Math.exp(-x / 2);
      let sum = term;
      for (let half = 1; half <= 300; half++) {
        if (sum > 0) expect(chiSquareTail(x, 2 * half) / sum).toBeCloseTo(1, 12);
        term *= x / 2 / half;
        sum += term;
      }
    }
  });

  test('is the complementary error function and its recurrence for odd ones, to twelve digits', () => {
    // erfc(√(x/2)): erfc(1), erfc(2), erfc(3), erfc(5) from Abramowitz & Stegun table 7.1 and DLMF 7.
    const known = [
      [1, 0.15729920705028513],
      [2, 0.004677734981047266],
      [3, 2.209049699858544e-5],
      [5, 1.5374597944280349e-12],
    ] as const;
    for (const [root, erfc] of known) {
      const half = root * root;
      let tail: number = erfc;
      // Q(a + 1, x) = Q(a, x) + x^a e^−x / Γ(a + 1)
      let step = (Math.sqrt(half) * Math.exp(-half)) / (Math.sqrt(Math.PI) / 2);
      for (let df = 1; df < 200; df += 2) {
        expect(chiSquareTail(2 * half, df) / tail).toBeCloseTo(1, 12);
        tail += step;
        step *= half / (df / 2 + 1);
      }
    }
  });

  test('ends where it has to', () => {
    expect([chiSquareTail(0, 3), chiSquareTail(-1, 3), chiSquareTail(Infinity, 3)]).toEqual([1, 1, 0]);
    expect([chiSquareCdf(0, 3), chiSquareCdf(-1, 3), chiSquareCdf(Infinity, 3)]).toEqual([0, 0, 1]);
    expect(chiSquareTail(5000, 1)).toBe(0);
    for (const [x, df] of [
      [1, 0],
      [1, 1.5],
      [NaN, 1],
    ] as const)
      expect(() => chiSquareTail(x, df)).toThrow(RangeError);
  });
});

describe('the log-rank test', () => {
  test('gives 16.79 for the remissions of Freireich et al. 1963, as in Kleinbaum & Klein', () => {
    const placebo = patients(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);
    const treated = patients(
      ...[6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35],
    );
    const found = logRankTest([countsOf(treated), countsOf(placebo)]);
    if (!found.known) throw new Error(found.reason);
    expect(found.chiSquare).toBeCloseTo(16.793, 3);
    expect(found.df).toBe(1);
    expect(found.groups.map(({events}) => events)).toEqual([9, 21]);
    expect(found.groups[0]!.expected).toBeCloseTo(19.25, 2);
    expect(found.groups[1]!.expected).toBeCloseTo(10.75, 2);
  });

  test('gives 3.4, p = 0.0653, for the leukaemia of Miller 1981, as R survival prints', () => {
    const maintained = patients(9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161);
    const not = patients(5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45);
    const found = logRankTest([countsOf(maintained), countsOf(not)]);
    if (!found.known) throw new Error(found.reason);
    expect(found.chiSquare).toBeCloseTo(3.4, 2);
    expect(found.p).toBeCloseTo(0.0653, 4);
  });

  const group = fc.array(fc.record({day: fc.integer({min: 1, max: 15}), event: fc.boolean()}), {
    minLength: 1,
    maxLength: 25,
  });
  const groups = fc.array(group, {minLength: 2, maxLength: 4});

  test('agrees with the tables of every day, listed customer by customer, and so does its trend', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const found = logRankTest(all.map(countsOf));
        const twin = listed(all);
        if (!found.known) {
          const events = all.flat().some(({event}) => event);
          expect(found.reason).toBe(events ? 'never-together' : 'no-events');
          return;
        }
        found.groups.forEach((one, i) => {
          expect(one.expected).toBeCloseTo(twin.expected[i]!, 9);
          expect(one.customers).toBe(all[i]!.length);
        });
        expect(found.p).toBeGreaterThanOrEqual(0);
        expect(found.p).toBeLessThanOrEqual(1);
        if (found.df < all.length - 1) return;
        expect(found.chiSquare).toBeCloseTo(twin.chiSquare, 6);
        const trend = logRankTrend(all.map(countsOf));
        expect(trend.known && trend.chiSquare).toBeCloseTo(twin.trend, 6);
      }),
      {numRuns: 300},
    );
  });

  test('does not depend on the order of the groups, and its trend only on the direction', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const tables = all.map(countsOf);
        const found = logRankTest(tables);
        const turned = logRankTest(tables.toReversed());
        expect(turned.known).toBe(found.known);
        if (!found.known || !turned.known) return;
        expect(turned.df).toBe(found.df);
        expect(turned.chiSquare).toBeCloseTo(found.chiSquare, 6);
        const trend = logRankTrend(tables);
        const back = logRankTrend(tables.toReversed());
        if (!trend.known || !back.known) return;
        expect(back.chiSquare).toBeCloseTo(trend.chiSquare, 6);
        if (tables.length === 2) expect(trend.chiSquare).toBeCloseTo(found.chiSquare, 6);
      }),
    );
  });

  test('at equal follow-up sees nothing that happened later', () => {
    fc.assert(
      fc.property(groups, fc.integer({min: 1, max: 15}), (all, followUp) => {
        const byHand = all.map((one) =>
          one.map((own) => (own.day > followUp ? {day: followUp, event: false} : own)),
        );
        expect(logRankTest(all.map(countsOf), followUp)).toEqual(logRankTest(byHand.map(countsOf)));
        expect(logRankTrend(all.map(countsOf), followUp)).toEqual(logRankTrend(byHand.map(countsOf)));
      }),
    );
  });

  test('finds a drift over the quarters as a trend more often than as any difference', () => {
    const random = createRandom(3);
    const quarter = (daily: number) =>
      countsOf(
        Array.from({length: 300}, () => {
          const day = Math.ceil(-Math.log(1 - random.next()) / daily);
          return day > 90 ? {day: 90, event: false} : {day, event: true};
        }),
      );
    const cases = 40;
    const found = {trend: 0, difference: 0, rising: 0};
    for (let i = 0; i < cases; i++) {
      const rising = [0.003, 0.0033, 0.0036, 0.0039, 0.0042, 0.0045].map(quarter);
      const trend = logRankTrend(rising);
      const difference = logRankTest(rising);
      if (!trend.known || !difference.known) throw new Error('no test');
      expect([trend.df, difference.df]).toEqual([1, 5]);
      if (trend.p < 0.05) found.trend++;
      if (difference.p < 0.05) found.difference++;
      if (trend.direction === 1) found.rising++;
    }
    // The hazard rises by 8 % a quarter, about 3 standard errors of the slope: found in 85 of 100 cases.
    expect(found.trend).toBeGreaterThan(0.7 * cases);
    expect(found.trend).toBeGreaterThan(found.difference);
    expect(found.rising).toBeGreaterThan(0.95 * cases);
  });

  test('raises a false alarm in about 5 of 100 cases, with a small group beside a large one too', () => {
    const random = createRandom(11);
    const drawn = (customers: number, watched: number) =>
      countsOf(
        Array.from({length: customers}, () => {
          const day = Math.ceil(-40 * Math.log(1 - random.next()));
          const end = Math.ceil(random.next() * watched);
          return day <= end ? {day, event: true} : {day: end, event: false};
        }),
      );
    const cases = 1000;
    let alarms = 0;
    for (let i = 0; i < cases; i++) {
      const found = logRankTest([drawn(25, 60), drawn(200, 120)]);
      if (found.known && found.p < 0.05) alarms++;
    }
    // 50 expected; four standard errors of a binomial count are 28.
    expect(alarms).toBeGreaterThan(22);
    expect(alarms).toBeLessThan(78);
  });

  test('says why there is nothing to compare', () => {
    const some = countsOf(patients(3, 5, -8));
    const nobody = countsOf([]);
    expect(logRankTest([some])).toEqual({known: false, reason: 'too-few-groups'});
    expect(logRankTest([some, nobody])).toEqual({known: false, reason: 'too-few-groups'});
    const censored = countsOf(patients(-3, -4));
    expect(logRankTest([censored, censored])).toEqual({known: false, reason: 'no-events'});
    const left = countsOf(patients(-2, -2));
    expect(logRankTest([some, left])).toEqual({known: false, reason: 'never-together'});
    expect(logRankTrend([some, left])).toEqual({known: false, reason: 'never-together'});
    expect(logRankTest([some, some, nobody, left])).toMatchObject({known: true, df: 1, chiSquare: 0, p: 1});
    expect(() => logRankTrend([some, some], 5, [1])).toThrow(RangeError);
  });
});

test('the follow-up that all groups share is the shortest of their longest', () => {
  const tables = [patients(3, -90), patients(), patients(5, -60), patients(-70)].map(countsOf);
  expect(sharedFollowUp(tables)).toBe(60);
  expect(sharedFollowUp([countsOf([])])).toBeNull();
});
