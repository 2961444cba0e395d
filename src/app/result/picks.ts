import type {Pick} from '../../analyses/define';
import {canonicalJson, type Json} from '../../lib/json';

/** The same for the same part in every language and drawing. */
export function partKey({table, where}: Pick): string {
  return canonicalJson({table, where} as unknown as Json);
}

/** Parts of a picture with one more, or without it where it was among them. Parts of another table begin anew. */
export function withPart(picks: readonly Pick[], part: Pick): readonly Pick[] {
  const same = picks.filter(({table}) => table === part.table);
  const others = same.filter((other) => partKey(other) !== partKey(part));
  return others.length < same.length ? others : [...same, part];
}
