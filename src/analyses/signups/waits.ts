import {numbers, strings, type Table} from '../../lib/table';
import {mergedDurations, type DurationCounts} from '../../stats/models/kaplan_meier';

export interface SourceWaits {
  /** null: the contacts name none. */
  readonly source: string | null;
  /** Sign-ups before an order, by the days they waited for one; those without are censored. */
  readonly counts: DurationCounts;
  readonly signups: number;
  readonly ordered: number;
  /** Sign-ups on or after the day of the first order. */
  readonly apart: number;
}

/** The sign-ups of each source whose day is known, the largest first; sources of one size by name, the unnamed last. */
export function waitsBySource(waits: Table): SourceWaits[] {
  const sources = strings(waits, 'source');
  const outcomes = strings(waits, 'outcome');
  const days = numbers(waits, 'days');
  const contacts = numbers(waits, 'contacts');
  const groups = new Map<string | null, number[]>();
  for (let row = 0; row < waits.rows; row++) {
    if (Number.isNaN(days[row])) continue;
    const group = groups.get(sources[row]!) ?? [];
    groups.set(sources[row]!, group);
    group.push(row);
  }
  return [...groups]
    .map(([source, rows]) => {
      const of = (...names: string[]) => rows.filter((row) => names.includes(outcomes[row]!));
      const total = (chosen: readonly number[]) => chosen.reduce((sum, row) => sum + contacts[row]!, 0);
      const watched = of('ordered', 'waiting');
      const counts = mergedDurations(
        watched.map((row) => {
          const ordered = outcomes[row] === 'ordered';
          return {
            days: Float64Array.of(days[row]!),
            events: Float64Array.of(ordered ? contacts[row]! : 0),
            censored: Float64Array.of(ordered ? 0 : contacts[row]!),
          };
        }),
      );
      return {
        source,
        counts,
        signups: total(watched),
        ordered: total(of('ordered')),
        apart: total(of('same_day', 'before')),
      };
    })
    .sort((a, b) => b.signups - a.signups || byName(a.source, b.source));
}

function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : 1;
}
