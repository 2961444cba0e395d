import type {Table} from '../../lib/table';
import type {CustomerGroups} from '../../stats/projection';

const BANDS = [0, 30, 60, 90, 180, 365, 730];

/** The lower ends of the spans of silence; the reader's own limit is one of them. */
export function bandsFrom(passive: number): number[] {
  return [...new Set([...BANDS, passive])].sort((a, b) => a - b);
}

/**
 * Customers by days since their last purchase, and what is expected of them today and was right after that purchase, by row
 * of the groups. The difference is what their silence has cost (PRODUCT §3 V9).
 */
export function silenceTable(
  groups: CustomerGroups,
  {now, before}: {readonly now: Float64Array; readonly before: Float64Array},
  passive: number,
): Table {
  const bands = bandsFrom(passive).map((from, i, all) => ({
    from,
    until: (all[i + 1] ?? NaN) - 1,
    customers: 0,
    now: 0,
    before: 0,
  }));
  groups.customers.forEach((count, row) => {
    const silent = groups.age[row]! - groups.tx[row]!;
    const band = bands.findLast(({from}) => from <= silent)!;
    band.customers += count;
    band.now += now[row]!;
    band.before += before[row]!;
  });
  const rows = bands.filter(({customers}) => customers > 0);
  const column = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value);
  return {
    rows: rows.length,
    columns: {
      from_days: column(({from}) => from),
      until_days: column(({until}) => until),
      customers: column(({customers}) => customers),
      before_revenue: column(({before}) => before),
      expected_revenue: column(({now}) => now),
      lost_revenue: column(({before, now}) => before - now),
    },
  };
}

/**
 * The customers whose silence has passed the limit within the time that the forecast looks ahead, counted back from today,
 * and what was expected of them for as long a time right after their last purchase and is today. Older silence is left out:
 * its sum grows with the age of the shop and is compared with nothing.
 */
export function fallenSilent(
  groups: CustomerGroups,
  {now, before}: {readonly now: Float64Array; readonly before: Float64Array},
  passive: number,
  horizon: number,
): {readonly customers: number; readonly now: number; readonly before: number} {
  const found = {customers: 0, now: 0, before: 0};
  groups.customers.forEach((count, row) => {
    const silent = groups.age[row]! - groups.tx[row]!;
    if (silent < passive || silent >= passive + horizon) return;
    found.customers += count;
    found.now += now[row]!;
    found.before += before[row]!;
  });
  return found;
}
