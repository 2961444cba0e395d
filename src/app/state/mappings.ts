import {mappingFor, mappingFrom, lastOfEach, type Mapping} from '../../model/mapping';
import type {Inspected, Preview} from '../../worker/api';
import {keep, recall} from './recall';

const KEY = 'stammkunde.mappings';
const MOST_KEPT = 40;

/** A file that was looked at; perhaps its columns are mapped as they were the last time. */
export interface Looked extends Inspected {
  readonly remembered?: true;
}

/**
 * A file as its columns were mapped the last time that one with the same headers was, in this browser or else where the
 * notebook comes from. Where its rows were of another kind then, it is looked at anew as that.
 */
export async function asBefore(
  inspected: Inspected,
  brought: readonly Mapping[],
  lookAs: (target: Mapping['target']) => Promise<Preview>,
): Promise<Looked> {
  const found = inspected.preview.recipe;
  const known = mappingFor(found, [...stored(), ...brought]);
  if (!known) return inspected;
  const preview = known.target === found.target ? inspected.preview : await lookAs(known.target);
  const {recipe, fields} = preview;
  const names = new Set(recipe.headers);
  const fits = Object.entries(known.columns).every(
    ([field, header]) => Object.hasOwn(fields, field) && names.has(header),
  );
  if (!fits) return inspected;
  const {columns, attributes, answers, states, rules} = known;
  return {
    ...inspected,
    remembered: true,
    preview: {...preview, recipe: {...recipe, columns, attributes, answers, states, rules}},
  };
}

/** Forgets how any file was read. */
export function forgetAll(): void {
  keep('localStorage', KEY, null);
}

export function remember(mapping: Mapping): void {
  const kept = lastOfEach([...stored(), mapping]).slice(-MOST_KEPT);
  keep('localStorage', KEY, JSON.stringify(kept.map((one) => mappingFrom(one))));
}

// The browser may hold what an older version wrote; then nothing is remembered.
function stored(): readonly Mapping[] {
  try {
    return (JSON.parse(recall('localStorage', KEY) ?? '[]') as unknown[]).map((one) => mappingFrom(one));
  } catch {
    return [];
  }
}
