import type {Database} from '../engine/database';
import {isoFromDay, type Day} from '../lib/dates';
import {numbers, strings} from '../lib/table';
import type {DatasetId} from '../model/dataset';
import {valuesSql, type ValueSource} from '../model/values';

export interface ValuesRequest {
  readonly dataset: DatasetId;
  readonly asOf: Day;
  readonly source: ValueSource;
  /** Words that a value must hold all of; empty: all values. */
  readonly search: string;
  /** Values that are given in any case, first. */
  readonly chosen: readonly string[];
}

export interface Value {
  readonly value: string;
  /** Orders it is in, or customers that have it. */
  readonly number: number;
}

export interface Values {
  readonly chosen: readonly Value[];
  /** Others that were searched, most frequent first; so many at once. */
  readonly found: readonly Value[];
  /** How many were searched in all, and how many there are. */
  readonly matching: number;
  readonly total: number;
}

/** The values one can choose from, kept for the next letter that is typed. */
export interface ValueLists {
  find(database: Database, request: ValuesRequest, signal: AbortSignal): Promise<Values>;
  forget(dataset: DatasetId): void;
}

interface Entry extends Value {
  readonly folded: string;
}

const MOST_LISTS = 12;
const MOST_FOUND = 100;

export function createValueLists(): ValueLists {
  const lists = new Map<string, {readonly dataset: DatasetId; readonly entries: readonly Entry[]}>();

  async function listOf(
    database: Database,
    {dataset, asOf, source}: ValuesRequest,
    signal: AbortSignal,
  ): Promise<readonly Entry[]> {
    const key = JSON.stringify([dataset, asOf, source]);
    const known = lists.get(key);
    if (known) return known.entries;
    const table = await database.query(valuesSql(source), {as_of: isoFromDay(asOf)}, signal);
    const counts = numbers(table, 'number');
    const entries = strings(table, 'value').map((value, row) => ({
      value: value!,
      number: counts[row]!,
      folded: folded(value!),
    }));
    lists.set(key, {dataset, entries});
    const [oldest] = lists.keys();
    if (lists.size > MOST_LISTS && oldest !== undefined) lists.delete(oldest);
    return entries;
  }

  return {
    async find(database, request, signal) {
      const entries = await listOf(database, request, signal);
      const chosen = new Set(request.chosen);
      const words = folded(request.search).split(/\s+/).filter(Boolean);
      const matching = entries.filter((entry) => words.every((word) => entry.folded.includes(word)));
      const plain = ({value, number}: Value) => ({value, number});
      const counts = new Map(entries.map(({value, number}) => [value, number]));
      return {
        chosen: request.chosen.map((value) => ({value, number: counts.get(value) ?? 0})),
        found: matching
          .filter(({value}) => !chosen.has(value))
          .slice(0, MOST_FOUND)
          .map(plain),
        matching: matching.length,
        total: entries.length,
      };
    },
    forget(dataset) {
      for (const [key, list] of lists) if (list.dataset === dataset) lists.delete(key);
    },
  };
}

/** Without the difference of case and accents. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
