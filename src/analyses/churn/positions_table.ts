import {rowsOf, type Table} from '../../lib/table';

/** Where the customers of a stage stand against the threshold and the assumption. */
export function positionsTable(silent: Table, stage: number, threshold: number, assumption: number): Table {
  const from = Math.min(threshold, assumption);
  const to = Math.max(threshold, assumption);
  const positions = [
    {name: 'before', inside: (day: number) => day < from},
    {name: 'between', inside: (day: number) => day >= from && day < to},
    {name: 'after', inside: (day: number) => day >= to},
  ];
  const rows = rowsOf(silent).filter((row) => row['stage'] === stage);
  const total = (inside: (day: number) => boolean, column: string) =>
    rows
      .filter((row) => inside(Number(row['recency_days'])))
      .reduce((all, row) => all + Number(row[column]), 0);
  return {
    rows: positions.length,
    columns: {
      position: positions.map(({name}) => name),
      customers: Float64Array.from(positions, ({inside}) => total(inside, 'customers')),
      revenue: Float64Array.from(positions, ({inside}) => total(inside, 'revenue')),
    },
  };
}

/**
 * The mean chance to return of the customers of a stage between threshold and assumption: each by the days silent so far,
 * for the chance falls from one end to the other. Null where nobody stands there, or for one of them it cannot be seen.
 */
export function meanChanceBetween(
  silent: Table,
  stage: number,
  chances: Float64Array,
  threshold: number,
  assumption: number,
): number | null {
  const [from, to] = [Math.min(threshold, assumption), Math.max(threshold, assumption)];
  let [customers, sum] = [0, 0];
  for (const row of rowsOf(silent)) {
    const day = Number(row['recency_days']);
    if (row['stage'] !== stage || day < from || day >= to) continue;
    const chance = chances[day];
    if (chance === undefined) return null;
    customers += Number(row['customers']);
    sum += Number(row['customers']) * chance;
  }
  return customers > 0 ? sum / customers : null;
}
