import type {Table} from '../../lib/table';
import {customersOf, type DurationCounts} from '../../stats/models/kaplan_meier';
import type {BootstrapInterval, BootstrapOptions} from '../../stats/tests/bootstrap';
import {churnThreshold, thresholdIntervals} from '../../stats/threshold';
import type {ThresholdRule} from '../../stats/threshold/rule';
import {columnOf} from '../column_of';
import {countsBy} from './durations';
import {largeParts} from './large_parts';

/** A part of the shop, by what its customers bought or came from first. */
export interface Member {
  readonly name: string;
  readonly counts: DurationCounts;
  readonly day: number | null;
  readonly interval: BootstrapInterval | null;
}

/** The threshold of each part of the shop that is large enough. */
export async function membersOf(
  durations: Table,
  changes: Partial<ThresholdRule>,
  options: BootstrapOptions,
): Promise<Member[]> {
  const members: Member[] = [];
  for (const [name, counts] of largest(durations)) {
    const {headline} = churnThreshold(counts, changes);
    const interval = (await thresholdIntervals(counts, changes, options)).headline;
    members.push({name, counts, day: headline.known ? headline.day : null, interval});
  }
  return members;
}

function largest(table: Table): [string, DurationCounts][] {
  const repeaters = (counts: DurationCounts) => sum(counts.events);
  return [...countsBy(table, 'member')]
    .map(([name, counts]): [string, DurationCounts] => [String(name), counts])
    .filter(([, counts]) => repeaters(counts) >= largeParts.repeaters)
    .sort(([a, one], [b, other]) => repeaters(other) - repeaters(one) || (a < b ? -1 : 1))
    .slice(0, largeParts.most);
}

/** One row per part of the shop. */
export function membersTable(members: readonly Member[]): Table {
  const column = (value: (member: Member) => number | null | undefined) => columnOf(members, value);
  return {
    rows: members.length,
    columns: {
      member: members.map(({name}) => name),
      customers: column(({counts}) => customersOf(counts)),
      returners: column(({counts}) => sum(counts.events)),
      threshold_days: column(({day}) => day),
      threshold_days_low: column(({interval}) => interval?.low),
      threshold_days_high: column(({interval}) => interval?.high),
    },
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
