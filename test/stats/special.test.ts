import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {logarithmicRule, gaussJacobi, gaussLegendre, type Rule} from '../../src/stats/quadrature';
import {digamma} from '../../src/stats/special/digamma';
import {lnGamma} from '../../src/stats/special/ln_gamma';
import {sigmoid, softplus} from '../../src/stats/special/sigmoid';

/** The error, relative to values above 1 and absolute below. */
const error = (value: number, exact: number) => Math.abs(value - exact) / Math.max(1, Math.abs(exact));

describe('the logarithm of the gamma function', () => {
  test('agrees with mpmath at 40 digits', () => {
    const known = [
      [1e-10, 23.025850929882736],
      [0.01, 4.599479878042022],
      [0.3, 1.0957979948180756],
      [1.5, -0.12078223763524522],
      [2.5, 0.2846828704729192],
      [3, 0.6931471805599453],
      [8.999, 10.602462320025602],
      [10.25, 13.368023671476045],
      [123.4, 469.3360974421906],
      [1e5, 1051287.7089736569],
      [1e10, 220258509288.81058],
    ] as const;
    for (const [x, exact] of known) expect(error(lnGamma(x), exact)).toBeLessThan(5e-15);
  });

  test('gives the logarithms of factorials, and ∞ at 0', () => {
    let factorial = 0;
    for (let n = 1; n <= 200; n++) {
      expect(error(lnGamma(n), factorial)).toBeLessThan(1e-14);
      factorial += Math.log(n);
    }
    expect(lnGamma(0)).toBe(Infinity);
    expect(() => lnGamma(-1)).toThrow(RangeError);
    expect(() => lnGamma(NaN)).toThrow(RangeError);
  });

  test('grows by ln x from x to x + 1', () => {
    fc.assert(
      fc.property(fc.double({min: 1e-6, max: 1e4, noNaN: true}), (x) => {
        expect(lnGamma(x + 1)).toBeCloseTo(lnGamma(x) + Math.log(x), 9);
      }),
    );
  });
});

describe('the digamma function', () => {
  test('agrees with mpmath at 40 digits', () => {
    const known = [
      [1e-10, -10000000000.577215],
      [0.01, -100.56088545786866],
      [0.3, -3.502524222200133],
      [1, -0.5772156649015329],
      [1.4616321449683622, 0],
      [2.5, 0.7031566406452432],
      [8.999, 2.1405239590437173],
      [10.25, 2.277704790686724],
      [123.4, 4.8113737751162775],
      [1e5, 11.512920464961894],
    ] as const;
    for (const [x, exact] of known) expect(error(digamma(x), exact)).toBeLessThan(1e-14);
    expect(() => digamma(0)).toThrow(RangeError);
  });

  test('is the slope of the logarithm of the gamma function', () => {
    fc.assert(
      fc.property(fc.double({min: 0.05, max: 100, noNaN: true}), (x) => {
        const step = 1e-5 * x;
        const slope = (lnGamma(x + step) - lnGamma(x - step)) / (2 * step);
        expect(error(digamma(x), slope)).toBeLessThan(1e-6);
      }),
    );
  });
});

test('odds become chances without overflow', () => {
  for (const u of [-1000, -40, -1, 0, 1, 40, 1000]) {
    expect(sigmoid(u) + sigmoid(-u)).toBeCloseTo(1, 15);
    expect(softplus(u) - softplus(-u)).toBeCloseTo(u, 12);
  }
  expect([sigmoid(-Infinity), sigmoid(Infinity), softplus(-Infinity)]).toEqual([0, 1, 0]);
  expect(sigmoid(1)).toBeCloseTo(1 / (1 + Math.exp(-1)), 15);
  expect(softplus(1)).toBeCloseTo(Math.log(1 + Math.E), 15);
  // Far out it is eᵘ, with all digits.
  expect(sigmoid(-600) / Math.exp(-600)).toBeCloseTo(1, 12);
});

const sum = ({nodes, weights}: Rule, f: (x: number) => number) =>
  nodes.reduce((total, node, i) => total + weights[i]! * f(node), 0);

describe('quadrature', () => {
  test('of Gauss and Legendre integrates polynomials up to degree 2n − 1 on [0, 1]', () => {
    for (const n of [1, 2, 3, 5, 16, 64])
      for (let degree = 0; degree < 2 * n; degree++)
        expect(sum(gaussLegendre(n), (x) => x ** degree)).toBeCloseTo(1 / (degree + 1), 13);
    expect(Array.from(gaussLegendre(2).nodes)).toEqual([
      expect.closeTo(0.5 - Math.sqrt(1 / 12), 15),
      expect.closeTo(0.5 + Math.sqrt(1 / 12), 15),
    ]);
    expect(() => gaussLegendre(0)).toThrow(RangeError);
  });

  test('of Gauss and Jacobi gives the moments of beta distributions, whatever their ends', () => {
    for (const [a, b] of [
      [0.01, 2],
      [0.79, 2.43],
      [1, 1],
      [0.5, 0.5],
      [1.5, 0.5],
      [3, 400],
      [30, 0.02],
    ] as const) {
      let moment = 1;
      for (let degree = 0; degree < 40; degree++) {
        expect(sum(gaussJacobi(20, a, b), (q) => q ** degree) / moment).toBeCloseTo(1, 10);
        moment *= (a + degree) / (a + b + degree);
      }
      expect(sum(gaussJacobi(1, a, b), (q) => q)).toBeCloseTo(a / (a + b), 13);
    }
    expect(() => gaussJacobi(8, 0, 1)).toThrow(RangeError);
  });

  test('in logarithmic steps integrates from 0 to ∞', () => {
    const rule = logarithmicRule();
    for (const d of [1e-12, 1e-6, 0.001, 1, 30])
      expect(d * sum(rule, (u) => Math.exp(-d * u))).toBeCloseTo(1, 11);
    expect(sum(rule, (u) => 1 / (1 + u) ** 3)).toBeCloseTo(1 / 2, 11);
  });
});
