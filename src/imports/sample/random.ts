export type Random = () => number;

/**
 * An independent stream of uniform numbers per name: mulberry32 (Tommy Ettinger), seeded by FNV-1a.
 * One stream per person and purpose keeps a change of one person's story from rewriting everybody else's.
 */
export function stream(name: string): Random {
  let state = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const chance = (random: Random, probability: number): boolean => random() < probability;

/** A whole number from low to high, both included. */
export const whole = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

export function pick<T>(random: Random, from: readonly T[]): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
}

export type Weights<T extends string> = Readonly<Partial<Record<T, number>>>;

export function weighted<T extends string>(random: Random, weights: Weights<T>): T {
  let total = 0;
  for (const value in weights) total += weights[value] ?? 0;
  let left = random() * total;
  for (const value in weights) {
    left -= weights[value] ?? 0;
    if (left < 0) return value;
  }
  throw new RangeError('nothing has weight');
}

/** Standard normal (Box & Muller 1958). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export const logNormal = (random: Random, median: number, sigma: number): number =>
  median * Math.exp(sigma * normal(random));

/** Gamma with scale 1, for shape ≥ 1 (Marsaglia & Tsang 2000). */
export function gamma(random: Random, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Poisson by multiplication (Knuth), for small means. */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
