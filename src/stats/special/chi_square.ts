import {lnGamma} from './ln_gamma';

/**
 * The chance that a chi-square variable exceeds x: Q(df/2, x/2), the upper regularised incomplete gamma function, by its
 * series below x = df + 2 and Legendre's continued fraction above (Abramowitz & Stegun 6.5.29, 6.5.31). For whole df ≥ 1
 * with a relative error below 1e-12 up to df = 10,000; 1 for x ≤ 0; a RangeError for other df and for NaN.
 * Example: chiSquareTail(3.841458820694124, 1) = 0.05.
 */
export function chiSquareTail(x: number, df: number): number {
  check(x, df);
  if (x <= 0) return 1;
  return x < df + 2 ? 1 - lowerBySeries(df / 2, x / 2) : upperByFraction(df / 2, x / 2);
}

/** The chance that a chi-square variable does not exceed x, P(df/2, x/2); range and error as of `chiSquareTail`. */
export function chiSquareCdf(x: number, df: number): number {
  check(x, df);
  if (x <= 0) return 0;
  return x < df + 2 ? lowerBySeries(df / 2, x / 2) : 1 - upperByFraction(df / 2, x / 2);
}

function check(x: number, df: number): void {
  if (Number.isNaN(x) || !Number.isSafeInteger(df) || df < 1)
    throw new RangeError(`chi-square of ${x} with ${df} degrees of freedom`);
}

function lowerBySeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.min(1, sum * factor(a, x));
}

/** The fraction by Lentz's method (Thompson & Barnett 1986). */
function upperByFraction(a: number, x: number): number {
  const head = factor(a, x);
  if (head === 0) return 0;
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 100_000; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value * head;
}

/** x^a e^−x / Γ(a). For large a as √(a/2π) e^(−a φ(x/a)), φ(m) = m − 1 − ln m: the direct exponents cancel there. */
function factor(a: number, x: number): number {
  if (x === Infinity) return 0;
  if (a < 20) return Math.exp(a * Math.log(x) - x - lnGamma(a));
  const excess = (x - a) / a;
  const z = 1 / (a * a);
  const stirling = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z / 1188)))) / a;
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-a * (excess - Math.log1p(excess)) - stirling);
}
