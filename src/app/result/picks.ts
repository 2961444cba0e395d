import type {Pick} from '../../analyses/define';
import {canonicalJson, type Json} from '../../lib/json';

/** Parts of a picture with one more, or without it where it was among them. Parts of another table begin anew. */
export function withPart(picks: readonly Pick[], part: Pick): readonly Pick[] {
  const key = ({where}: Pick) => canonicalJson(where as Json);
  const same = picks.filter(({table}) => table === part.table);
  const others = same.filter((other) => key(other) !== key(part));
  return others.length < same.length ? others : [...same, part];
}
