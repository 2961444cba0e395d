import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createRandom} from '../../src/stats/random';
import {normalCdf, normalQuantile, normalReach} from '../../src/stats/special/normal';
import {
  binomialTail,
  extraSuccesses,
  newcombeInterval,
  sampleSize,
  wilsonInterval,
  type TestPlan,
} from '../../src/stats/tests/proportions';

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

describe('the normal distribution', () => {
  test('has the published values', () => {
    // Abramowitz & Stegun table 26.1; the tail by erfc(5)/2 = Φ(−5√2).
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalCdf(-2)).toBeCloseTo(0.0227501319481792, 14);
    expect(normalCdf(-5 * Math.SQRT2) / (1.5374597944280349e-12 / 2)).toBeCloseTo(1, 11);
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 14);
    // Wichura 1988, the test values of AS 241.
    expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 14);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 14);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.2623400897984, 12);
  });

  test('and its quantiles undo each other', () => {
    fc.assert(
      fc.property(fc.double({min: -8, max: 5, noNaN: true}), (x) => {
        expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 8);
      }),
    );
  });

  test('has no quantile of what is no chance', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    for (const chance of [-0.1, 1.1, NaN]) expect(() => normalQuantile(chance)).toThrow(RangeError);
    for (const level of [0, 1, 95, NaN]) expect(() => normalReach(level)).toThrow(RangeError);
  });
});

describe('the interval of a proportion', () => {
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i of %i is that of Newcombe 1998a, table I, method 3', (successes, trials, low, high) => {
    const interval = wilsonInterval({successes, trials});
    expect(rounded(interval.low, 4)).toBe(low);
    expect(rounded(interval.high, 4)).toBe(high);
  });

  const proportion = fc
    .integer({min: 1, max: 2000})
    .chain((trials) => fc.record({trials: fc.constant(trials), successes: fc.nat(trials)}));

  test('holds all chances at which the count is not further off than z standard errors', () => {
    fc.assert(
      fc.property(proportion, fc.constantFrom(0.8, 0.9, 0.95, 0.99), ({successes, trials}, level) => {
        const z = normalReach(level);
        const far = (p: number) => Math.abs(successes / trials - p) > z * Math.sqrt((p * (1 - p)) / trials);
        /** The border between a chance that is held and one that is not, by halving. */
        const border = (held: number, lost: number) => {
          for (let i = 0; i < 80; i++) {
            const middle = (held + lost) / 2;
            if (far(middle)) lost = middle;
            else held = middle;
          }
          return held;
        };
        const {low, high} = wilsonInterval({successes, trials}, level);
        const observed = successes / trials;
        expect(low).toBeCloseTo(successes === 0 ? 0 : border(observed, 0), 9);
        expect(high).toBeCloseTo(successes === trials ? 1 : border(observed, 1), 9);
      }),
    );
  });

  test('refuses what is no proportion', () => {
    for (const [successes, trials] of [
      [1, 0],
      [0, 0],
      [3, 2],
      [-1, 2],
      [NaN, 2],
    ] as const)
      expect(() => wilsonInterval({successes, trials})).toThrow(RangeError);
  });
});

describe('the interval of a difference', () => {
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])('of %i/%i and %i/%i is that of Newcombe 1998b, table II, method 10', (a, m, b, n, low, high) => {
    const interval = newcombeInterval({successes: a, trials: m}, {successes: b, trials: n});
    expect(interval.difference).toBeCloseTo(a / m - b / n, 14);
    expect(rounded(interval.low, 4)).toBe(low);
    expect(rounded(interval.high, 4)).toBe(high);
  });

  const contacted = {successes: 212, trials: 3600};
  const points = (value: number) => rounded(100 * value, 2);

  test('212 of 3,600 contacted against 12 of 400 held out are +2.89 points, +104 orders (A9)', () => {
    const found = newcombeInterval(contacted, {successes: 12, trials: 400});
    expect(points(212 / 3600)).toBe(5.89);
    expect([found.difference, found.low, found.high].map(points)).toEqual([2.89, 0.6, 4.4]);
    expect(extraSuccesses(3600, found)).toEqual({difference: 104, low: 22, high: 158});
  });

  test('has ends in whole orders even where no whole number lies inside', () => {
    const narrow = {difference: 0.0013, low: 0.0012, high: 0.0014};
    expect(extraSuccesses(1000, narrow)).toEqual({difference: 1, low: 1, high: 2});
  });

  test('against 20 of 400 nothing is shown to work (A10)', () => {
    const {difference, low, high} = newcombeInterval(contacted, {successes: 20, trials: 400});
    expect([difference, low, high].map(points)).toEqual([0.89, -1.81, 2.81]);
  });

  test('turns round with the groups and stays within −1 and 1', () => {
    const proportion = fc
      .integer({min: 1, max: 500})
      .chain((trials) => fc.record({trials: fc.constant(trials), successes: fc.nat(trials)}));
    fc.assert(
      fc.property(proportion, proportion, (one, other) => {
        const there = newcombeInterval(one, other);
        const back = newcombeInterval(other, one);
        expect(back.difference).toBeCloseTo(-there.difference, 14);
        expect(back.low).toBeCloseTo(-there.high, 12);
        expect(back.high).toBeCloseTo(-there.low, 12);
        expect(there.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(there.high).toBeLessThanOrEqual(1 + 1e-12);
        expect(there.low).toBeLessThanOrEqual(there.difference);
        expect(there.high).toBeGreaterThanOrEqual(there.difference);
      }),
    );
  });
});

describe('the smallest sample', () => {
  const plan: TestPlan = {control: 0.02, treated: 0.04, controlShare: 0.5, alpha: 0.05, power: 0.8};
  const sizeOf = (changes: Partial<TestPlan>) => {
    const size = sampleSize({...plan, ...changes});
    if (!size.known) throw new Error(size.reason);
    return size;
  };

  test.each([
    [0.1, 6891],
    [0.05, 13_161],
    [0.5, 2282],
  ])('that tells 4 from 2 in 100 with a control group of %d is %i customers (A11)', (controlShare, total) => {
    const size = sizeOf({controlShare});
    expect(size.total).toBe(total);
    expect(size.control + size.treated).toBe(total);
    expect(size.control).toBe(Math.ceil(total * controlShare));
  });

  test('does not change when the rates change places in equal groups, and is smaller for a clearer difference', () => {
    expect(sizeOf({control: 0.04, treated: 0.02}).total).toBe(sizeOf({}).total);
    expect(sizeOf({treated: 0.05}).total).toBeLessThan(sizeOf({}).total);
    expect(sizeOf({power: 0.9}).total).toBeGreaterThan(sizeOf({}).total);
    expect(sizeOf({alpha: 0.1}).total).toBeLessThan(sizeOf({}).total);
  });

  test('is the first that the condition lets through, found by trying one after the other', () => {
    const rate = fc.double({min: 0.01, max: 0.99, noNaN: true});
    fc.assert(
      fc.property(rate, rate, fc.constantFrom(0.05, 0.1, 0.2, 0.5, 0.9), (control, treated, controlShare) => {
        fc.pre(Math.abs(control - treated) > 0.05);
        let total = 1;
        let enough = false;
        while (!enough) {
          total++;
          const c = Math.min(total - 1, Math.ceil(total * controlShare - 1e-9));
          const t = total - c;
          const mean = (c * control + t * treated) / total;
          const alarm = 1.959963984540054 * Math.sqrt(mean * (1 - mean) * (1 / c + 1 / t));
          const find =
            0.8416212335729143 * Math.sqrt((control * (1 - control)) / c + (treated * (1 - treated)) / t);
          enough = alarm + find <= Math.abs(control - treated);
        }
        expect(sizeOf({control, treated, controlShare}).total).toBe(total);
      }),
    );
  });

  test.each([0.1, 0.5])(
    'lets a z test find the difference in 80 of 100 cases (control group %d)',
    (share) => {
      const {control, treated} = sizeOf({controlShare: share});
      const random = createRandom(5);
      const cases = 20_000;
      let found = 0;
      for (let i = 0; i < cases; i++) {
        const without = random.binomial(control, 0.02);
        const withIt = random.binomial(treated, 0.04);
        const mean = (without + withIt) / (control + treated);
        const error = Math.sqrt(mean * (1 - mean) * (1 / control + 1 / treated));
        if (Math.abs(withIt / treated - without / control) > 1.959963984540054 * error) found++;
      }
      // The formula is an approximation by the normal distribution; 2 points is what it is off by at most here.
      expect(found / cases).toBeGreaterThan(0.78);
      expect(found / cases).toBeLessThan(0.82);
    },
  );

  test('says so where there is no difference, and refuses what is no plan', () => {
    expect(sampleSize({...plan, treated: 0.02})).toEqual({known: false, reason: 'no-difference'});
    expect(sampleSize({...plan, treated: 0.02 + 1e-9})).toEqual({known: false, reason: 'too-large'});
    const broken: Partial<TestPlan>[] = [
      {control: -0.1},
      {treated: 1.1},
      {controlShare: 0},
      {controlShare: 1},
      {alpha: 0},
      {power: 1},
      {control: NaN},
    ];
    for (const changes of broken) expect(() => sampleSize({...plan, ...changes})).toThrow(RangeError);
  });
});

describe('the tail of a binomial count', () => {
  test('is the sum of the chances of all counts from there on', () => {
    const cases = fc.record({trials: fc.nat(60), p: fc.double({min: 0, max: 1, noNaN: true})});
    fc.assert(
      fc.property(cases, fc.nat(60), ({trials, p}, from) => {
        const successes = Math.min(from, trials);
        // The distribution built up trial by trial.
        let chances = [1];
        for (let trial = 0; trial < trials; trial++)
          chances = [...chances, 0].map((stay, k) => stay * (1 - p) + (chances[k - 1] ?? 0) * p);
        const sum = chances.slice(successes).reduce((a, b) => a + b, 0);
        expect(binomialTail({successes, trials}, p)).toBeCloseTo(sum, 10);
      }),
    );
  });

  test('keeps the digits of small chances', () => {
    expect(binomialTail({successes: 50, trials: 50}, 0.5) / 2 ** -50).toBeCloseTo(1, 10);
    expect(binomialTail({successes: 1000, trials: 1000}, 0.01)).toBe(0);
    for (const [successes, trials, p] of [
      [3, 2, 0.5],
      [1.5, 2, 0.5],
      [1, 2, 1.1],
    ] as const)
      expect(() => binomialTail({successes, trials}, p)).toThrow(RangeError);
  });
});
