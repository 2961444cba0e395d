import {startOfQuarter, type Day} from '../../lib/dates';
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
  return new Map(stretches(table, [column]).map(({from, counts}) => [table.columns[column]![from]!, counts]));
}

/** By stage the counts of each month. */
export function countsByMonth(table: Table): Map<number, DurationCounts[]> {
  const stages = numbers(table, 'stage');
  const months = new Map<number, DurationCounts[]>();
  for (const {from, counts} of stretches(table, ['stage', 'starts_on'])) {
    const stage = stages[from]!;
    months.set(stage, [...(months.get(stage) ?? []), counts]);
  }
  return months;
}

/** The counts of first-time buyers by the first day of their quarter, in order: those of its months added up. */
export function countsByQuarter(table: Table): Map<Day, DurationCounts> {
  const [stages, months, days] = [
    numbers(table, 'stage'),
    numbers(table, 'starts_on'),
    numbers(table, 'days'),
  ];
  const [events, censored] = [numbers(table, 'events'), numbers(table, 'censored')];
  const sums = new Map<Day, Map<number, [events: number, censored: number]>>();
  for (let row = 0; row < table.rows && stages[row] === 1; row++) {
    const quarter = startOfQuarter(months[row]!);
    const byDay = sums.get(quarter) ?? new Map<number, [number, number]>();
    const [before, still] = byDay.get(days[row]!) ?? [0, 0];
    sums.set(quarter, byDay.set(days[row]!, [before + events[row]!, still + censored[row]!]));
  }
  return new Map(
    Array.from(sums, ([quarter, byDay]) => {
      const rows = [...byDay].sort(([a], [b]) => a - b);
      return [
        quarter,
        {
          days: Float64Array.from(rows, ([day]) => day),
          events: Float64Array.from(rows, ([, [events]]) => events),
          censored: Float64Array.from(rows, ([, [, censored]]) => censored),
        },
      ];
    }),
  );
}

/** Rows that stand together with equal values of the columns. */
function stretches(
  table: Table,
  names: readonly string[],
): {readonly from: number; readonly counts: DurationCounts}[] {
  const keys = names.map((name) => table.columns[name]!);
  const days = numbers(table, 'days');
  const events = numbers(table, 'events');
  const censored = numbers(table, 'censored');
  const found: {from: number; counts: DurationCounts}[] = [];
  for (let from = 0, to = 0; from < table.rows; from = to) {
    while (to < table.rows && keys.every((key) => key[to] === key[from])) to++;
    found.push({
      from,
      counts: {
        days: days.slice(from, to),
        events: events.slice(from, to),
        censored: censored.slice(from, to),
      },
    });
  }
  return found;
}
