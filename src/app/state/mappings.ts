import type {Inspected, Recipe} from '../../worker/api';
import {keep, recall} from './recall';

const KEY = 'stammkunde.mappings';
const MOST_KEPT = 40;

/** What a reader can decide about a file; no cell of it. */
type Mapping = Pick<Recipe, 'columns' | 'answers' | 'states' | 'rules'> & Partial<Pick<Recipe, 'attributes'>>;

/** A file that was looked at; perhaps its columns are mapped as they were the last time. */
export interface Looked extends Inspected {
  readonly remembered?: true;
}

/** A file as its columns were mapped the last time that one with the same headers was. */
export function asBefore(inspected: Inspected): Looked {
  const {preview} = inspected;
  const {recipe} = preview;
  const known = rememberedFor(recipe);
  if (!known) return inspected;
  // What an older version remembered lacks the younger rules.
  const rules = {...recipe.rules, ...known.rules};
  return {
    ...inspected,
    remembered: true,
    preview: {...preview, recipe: {...recipe, ...known, rules}},
  };
}

/** How a file with the same headers, of the same kind, was read before. */
function rememberedFor(recipe: Recipe): Mapping | null {
  const known = stored().get(fingerprint(recipe));
  const fits = known && Object.values(known.columns).every((header) => recipe.headers.includes(header));
  return fits ? known : null;
}

/** Forgets how any file was read. */
export function forgetAll(): void {
  keep('localStorage', KEY, null);
}

export function remember(recipe: Recipe): void {
  const {columns, attributes, answers, states, rules} = recipe;
  const all = stored();
  all.delete(fingerprint(recipe));
  all.set(fingerprint(recipe), {columns, attributes, answers, states, rules});
  store(all);
}

/** Remembers how somebody else has read a file, where nothing is known of its like here. */
export function learn(recipe: Recipe): void {
  if (!stored().has(fingerprint(recipe))) remember(recipe);
}

/** Equal for files with the same headers in any order, read as the same kind. */
function fingerprint({headers, target}: Recipe): string {
  return JSON.stringify([target, ...[...headers].sort()]);
}

// The browser may hold what an older version wrote; then nothing is remembered.
function stored(): Map<string, Mapping> {
  try {
    const entries = JSON.parse(recall('localStorage', KEY) ?? '[]') as [string, Mapping][];
    return new Map(
      entries.filter(([, {columns, answers, states, rules}]) => columns && answers && states && rules),
    );
  } catch {
    return new Map();
  }
}

function store(all: Map<string, Mapping>): void {
  keep('localStorage', KEY, JSON.stringify([...all].slice(-MOST_KEPT)));
}
