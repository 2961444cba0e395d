import {lnGamma} from './special/ln_gamma';

/** A stream of random numbers that a seed determines wholly: the same seed, the same numbers, in every browser. */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  next(): number;
  /** Standard normal. */
  normal(): number;
  /** Gamma with scale 1; shape 0 is the constant 0, the sum of no draws. */
  gamma(shape: number): number;
  /** Beta on [0, 1]; a, b > 0. */
  beta(a: number, b: number): number;
  /** Poisson; mean 0 is the constant 0. Means up to 1e12. */
  poisson(mean: number): number;
  /** Successes in n trials of chance p. */
  binomial(n: number, p: number): number;
}

/** Below this mean a count is found by adding up its probabilities, above it by rejection. */
const SMALL = 10;

/**
 * The generator sfc32 (Doty-Humphrey, PractRand) with the distributions on top of it. Every distribution is exact but for
 * rounding: normal by the polar method (Marsaglia & Bray 1964), gamma by Marsaglia & Tsang (2000), counts by inversion
 * or by the transformed rejection PTRS and BTRS (Hörmann 1993), whose cost does not grow with the mean.
 * Parameters outside their range are a RangeError.
 */
export function createRandom(seed: number): Random {
  const bits = seeded(seed);
  let spare = 0;
  let hasSpare = false;

  const next = () => ((bits() >>> 5) * 67_108_864 + (bits() >>> 6)) / 9_007_199_254_740_992;
  /** Uniform on (0, 1], for logarithms. */
  const positive = () => 1 - next();

  function normal(): number {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    for (;;) {
      const u = 2 * next() - 1;
      const v = 2 * next() - 1;
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = v * factor;
      hasSpare = true;
      return u * factor;
    }
  }

  function gammaFromOne(shape: number): number {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = positive();
      if (u < 1 - 0.0331 * x * x * x * x) return d * v;
      if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  function gamma(shape: number): number {
    if (!(shape >= 0 && shape < Infinity)) throw new RangeError(`gamma of shape ${shape}`);
    if (shape === 0) return 0;
    return shape >= 1 ? gammaFromOne(shape) : gammaFromOne(shape + 1) * positive() ** (1 / shape);
  }

  /** The logarithm of a gamma draw of shape below 1, which itself may be too small for a number. */
  const lnSmallGamma = (shape: number) => Math.log(gammaFromOne(shape + 1)) + Math.log(positive()) / shape;

  function beta(a: number, b: number): number {
    if (!(a > 0 && b > 0 && a < Infinity && b < Infinity)) throw new RangeError(`beta of ${a} and ${b}`);
    if (a < 1 && b < 1) return 1 / (1 + Math.exp(lnSmallGamma(b) - lnSmallGamma(a)));
    const x = gamma(a);
    return x / (x + gamma(b));
  }

  function poisson(mean: number): number {
    if (!(mean >= 0 && mean <= 1e12)) throw new RangeError(`Poisson of mean ${mean}`);
    if (mean >= SMALL) return poissonByRejection(mean);
    for (;;) {
      let left = next();
      let term = Math.exp(-mean);
      for (let k = 0; k < 200; k++) {
        if (left < term) return k;
        left -= term;
        term *= mean / (k + 1);
      }
    }
  }

  /** PTRS of Hörmann (1993), for means from 10. */
  function poissonByRejection(mean: number): number {
    const lnMean = Math.log(mean);
    const b = 0.931 + 2.53 * Math.sqrt(mean);
    const a = -0.059 + 0.02483 * b;
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    const accepted = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
      const u = next() - 0.5;
      const v = positive();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= accepted) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      const bound = k * lnMean - mean - lnGamma(k + 1);
      if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= bound) return k;
    }
  }

  function binomial(n: number, p: number): number {
    if (!(Number.isSafeInteger(n) && n >= 0 && p >= 0 && p <= 1))
      throw new RangeError(`binomial of ${n} and ${p}`);
    if (p > 0.5) return n - rareBinomial(n, 1 - p);
    return rareBinomial(n, p);
  }

  function rareBinomial(n: number, p: number): number {
    if (n === 0 || p === 0) return 0;
    if (n * p >= SMALL) return binomialByRejection(n, p);
    const odds = p / (1 - p);
    const none = Math.exp(n * Math.log1p(-p));
    for (;;) {
      let left = next();
      let term = none;
      const last = Math.min(n, 200);
      for (let k = 0; k <= last; k++) {
        if (left < term) return k;
        left -= term;
        term *= (odds * (n - k)) / (k + 1);
      }
    }
  }

  /** BTRS of Hörmann (1993), for n p from 10 and p up to ½. */
  function binomialByRejection(n: number, p: number): number {
    const spread = Math.sqrt(n * p * (1 - p));
    const b = 1.15 + 2.53 * spread;
    const a = -0.0873 + 0.0248 * b + 0.01 * p;
    const c = n * p + 0.5;
    const accepted = 0.92 - 4.2 / b;
    const alpha = (2.83 + 5.1 / b) * spread;
    const lnOdds = Math.log(p / (1 - p));
    const mode = Math.floor((n + 1) * p);
    const atMode = lnGamma(mode + 1) + lnGamma(n - mode + 1);
    for (;;) {
      const u = next() - 0.5;
      const v = positive();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + c);
      if (us >= 0.07 && v <= accepted) return k;
      if (k < 0 || k > n) continue;
      const bound = atMode - lnGamma(k + 1) - lnGamma(n - k + 1) + (k - mode) * lnOdds;
      if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
    }
  }

  return {next, normal, gamma, beta, poisson, binomial};
}

/** sfc32 as whole numbers of 32 bits; the seed is any number, and each another stream. */
function seeded(seed: number): () => number {
  if (!Number.isFinite(seed)) throw new RangeError(`no seed: ${seed}`);
  const [low, high] = new Uint32Array(Float64Array.of(seed + 0).buffer);
  const state = Uint32Array.of(low!, high!, 0x9e3779b9, 1);
  const bits = () => {
    const mixed = (state[0]! + state[1]! + state[3]!) | 0;
    state[3] = state[3]! + 1;
    state[0] = state[1]! ^ (state[1]! >>> 9);
    state[1] = state[2]! + (state[2]! << 3);
    state[2] = ((state[2]! << 21) | (state[2]! >>> 11)) + mixed;
    return mixed;
  };
  for (let round = 0; round < 15; round++) bits();
  return bits;
}
