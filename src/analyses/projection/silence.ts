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
