/**
 * The smallest value that at least a share of all values does not exceed: the inverse of the empirical distribution
 * (Hyndman & Fan 1996, type 1), always one of the values, so days stay whole. `sorted` ascends; share in [0, 1], 0 gives
 * the smallest. An empty list or another share is a RangeError.
 */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  if (sorted.length === 0 || !(share >= 0 && share <= 1))
    throw new RangeError(`the quantile ${share} of ${sorted.length} values`);
  return sorted[Math.max(0, Math.ceil(sorted.length * share - ROUNDING) - 1)]!;
}

/** The same of values that come with counts, ascending; null where all counts are 0. */
export function quantileOfCounts(values: Float64Array, counts: Float64Array, share: number): number | null {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`the quantile ${share}`);
  const wanted = counts.reduce((sum, count) => sum + count, 0) * share - ROUNDING;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += counts[i]!;
    if (counts[i]! > 0 && sum >= wanted) return values[i]!;
  }
  return null;
}

/** A share such as 0.8 is not exact in binary: 0.8 of 1,135 must be 908 and not a hair more. */
const ROUNDING = 1e-7;
