import {addMonths, type Day} from '../lib/dates';
import type {Dataset} from '../model/dataset';
import {unfiltered, wholeScope, type Scope} from '../model/scope';
import type {Within} from '../model/audience';
import type {Notebook} from './document';
import {membersOfFilter} from './members_of';

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
export function scopeWithin(
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
