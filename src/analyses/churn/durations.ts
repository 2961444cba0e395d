import {numbers, type Table} from '../../lib/table';
import type {DurationCounts} from '../../stats/models/kaplan_meier';

/** Nobody. */
export const noDurations: DurationCounts = {
  days: new Float64Array(0),
  events: new Float64Array(0),
  censored: new Float64Array(0),
};

/** Duration counts by the value of a column; rows of one value stand together, days ascending. */
export function countsBy(table: Table, column: string): Map<string | number, DurationCounts> {
  const keys = table.columns[column]!;
  const groups = new Map<string | number, DurationCounts>();
  for (let from = 0; from < table.rows;) {
    let to = from + 1;
    while (to < table.rows && keys[to] === keys[from]) to++;
    const cut = (name: string) => numbers(table, name).slice(from, to);
    groups.set(keys[from]!, {days: cut('days'), events: cut('events'), censored: cut('censored')});
    from = to;
  }
  return groups;
}
