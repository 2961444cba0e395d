import {chiSquareTail} from '../../stats/special/chi_square';

/** Customers who have all been followed for the days looked at, and how many had the event on each, from day 0. */
export interface Followed {
  readonly customers: number;
  readonly events: Float64Array;
}

/**
 * The p of the log-rank test (Mantel 1966) of two groups over the days 0 … `lastDay`, where nobody is censored before; null
 * where there is no event, or no day on which both are at risk. The same as `logRankTest` of stats/tests/log_rank, which
 * takes any number of groups and any censoring and is fifty times as long about it: every pair of forty cohorts is compared.
 */
export function logRankOfTwo(first: Followed, second: Followed, lastDay: number): number | null {
  let [left, right] = [first.customers, second.customers];
  let [excess, variance] = [0, 0];
  for (let day = 0; day <= lastDay; day++) {
    const [own, other] = [first.events[day] ?? 0, second.events[day] ?? 0];
    const happened = own + other;
    if (happened === 0) continue;
    const together = left + right;
    const part = left / together;
    excess += own - happened * part;
    if (together > 1) variance += (happened * part * (1 - part) * (together - happened)) / (together - 1);
    left -= own;
    right -= other;
  }
  return variance > 0 ? chiSquareTail((excess * excess) / variance, 1) : null;
}
