import type {ThresholdRule} from './rule';

/** c(d) = 1 − S(d + W)/S(d) for d = 0 … until − W, averaged over the days beside each; empty where nothing can be seen. */
export function chancesOf(
  survival: Float64Array,
  until: number,
  {window, smoothing}: ThresholdRule,
): Float64Array {
  const length = Math.max(0, until - window + 1);
  const raw = new Float64Array(length);
  for (let day = 0; day < length; day++)
    raw[day] = survival[day]! > 0 ? 1 - survival[day + window]! / survival[day]! : 0;
  if (smoothing === 0) return raw;
  const smooth = new Float64Array(length);
  for (let day = 0; day < length; day++) {
    const reach = Math.min(smoothing, day, length - 1 - day);
    let sum = 0;
    for (let near = day - reach; near <= day + reach; near++) sum += raw[near]!;
    smooth[day] = sum / (2 * reach + 1);
  }
  return smooth;
}

/** π: the chance of the rule, or half of that on day 0. */
export function levelOf(chances: Float64Array, {chance}: ThresholdRule): number {
  return chance ?? (chances[0] ?? 0) / 2;
}
