import {analyses, isAnalysisId} from '../analyses';
import {addMonths, type Day} from '../lib/dates';
import type {Audience, Rule, Within} from '../model/audience';
import type {Dataset} from '../model/dataset';
import type {BrokenMembers, Members} from '../model/members';
import {unfiltered, wholeScope, type Filter, type Scope} from '../model/scope';
import type {Notebook} from './document';

/** What of a notebook decides which part of a dataset it looks at. */
export type Looking = Pick<Notebook, 'asOf' | 'period' | 'filter' | 'basis' | 'occasion' | 'audiences'>;

/**
 * The scope that a notebook's bar describes, on a dataset. Countries and channels the dataset does not have are left out;
 * audiences are written out as rules.
 */
export function scopeOf(notebook: Looking, dataset: Dataset): Scope {
  return scopeWithin(notebook, notebook, dataset, []);
}

/** The same with another period and filter; `path` names the audiences on the way here, none of which may come again. */
function scopeWithin(
  notebook: Looking,
  {period, filter}: Within,
  dataset: Dataset,
  path: readonly string[],
): Scope {
  const everybody = everybodyOf(notebook, dataset);
  return {
    ...everybody,
    from: firstDay(period, everybody.asOf),
    countries: filter.countries.filter((country) => dataset.countries.includes(country)),
    channels: filter.channels.filter((channel) => dataset.channels.includes(channel)),
    products: filter.products,
    categories: filter.categories,
    who: membersOfFilter(notebook, filter, dataset, path),
  };
}

/** The scope in which a notebook's audiences are found: all orders up to its day. */
export function everybodyOf({asOf, basis, occasion}: Looking, dataset: Dataset): Scope {
  return unfiltered({...wholeScope(asOf ?? dataset.lastDay), basis, occasion});
}

function firstDay(period: Within['period'], asOf: Day): Day | null {
  if (period.kind === 'all') return null;
  return period.kind === 'since' ? period.day : addMonths(asOf, -period.months) + 1;
}

/** The customers of an audience with everything it names written out; a part that cannot be is `broken` and says why. */
export function membersOf(notebook: Looking, audience: Audience, dataset: Dataset): Members {
  return written(notebook, audience, dataset, []);
}

/** The customers that a filter chooses by attributes and an audience; null: all. */
function membersOfFilter(
  notebook: Looking,
  {attributes, audience}: Filter,
  dataset: Dataset,
  path: readonly string[],
): Members | null {
  const known = new Set(dataset.attributes.map(({name}) => name));
  const parts: Members[] = Object.entries(attributes)
    .filter(([name, values]) => known.has(name) && values.length > 0)
    .map(([name, values]) => ({kind: 'attribute', name, values}));
  if (audience !== null) parts.push(named(notebook, audience, '', dataset, path));
  return parts.length === 0 ? null : parts.length === 1 ? parts[0]! : {kind: 'all', of: parts};
}

function written(
  notebook: Looking,
  {id, name, rule}: Audience,
  dataset: Dataset,
  path: readonly string[],
): Members {
  const broken = (reason: BrokenMembers['reason'], what: string): Members => ({
    kind: 'broken',
    audience: name,
    reason,
    what,
  });
  const within = [...path, id];
  const resolve = (part: Rule): Members => {
    switch (part.kind) {
      case 'all':
      case 'any':
        return {kind: part.kind, of: part.of.map(resolve)};
      case 'not':
        return {kind: 'not', of: resolve(part.of)};
      case 'attribute':
        return dataset.attributes.some((known) => known.name === part.name)
          ? part
          : broken('attribute', part.name);
      case 'audience':
        return named(notebook, part.audience, name, dataset, within);
      case 'result': {
        const {analysis, params, table, where} = part;
        if (!isAnalysisId(analysis)) return broken('analysis', analysis);
        const {version} = analyses[analysis];
        const scope = scopeWithin(notebook, part.within, dataset, within);
        return {kind: 'kept', analysis, version, params, scope, table, where};
      }
      default:
        return part;
    }
  };
  return resolve(rule);
}

/** The audience with an id; `user` is the name of the one that names it. */
function named(
  notebook: Looking,
  id: string,
  user: string,
  dataset: Dataset,
  path: readonly string[],
): Members {
  const audience = notebook.audiences.find((known) => known.id === id);
  if (!audience) return {kind: 'broken', audience: user, reason: 'audience', what: id};
  if (path.includes(id))
    return {kind: 'broken', audience: user || audience.name, reason: 'circle', what: audience.name};
  return written(notebook, audience, dataset, path);
}
