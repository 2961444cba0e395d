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
