import {addMonths} from '../lib/dates';
import type {Dataset} from '../model/dataset';
import type {Scope} from '../model/scope';
import type {Notebook} from './document';

/** The scope that a notebook's bar describes, on a dataset. Values the dataset does not have are left out. */
export function scopeOf(notebook: Notebook, dataset: Dataset): Scope {
  const asOf = notebook.asOf ?? dataset.lastDay;
  const {period} = notebook;
  const from =
    period.kind === 'all' ? null : period.kind === 'since' ? period.day : addMonths(asOf, -period.months) + 1;
  return {
    asOf,
    from,
    countries: notebook.filter.countries.filter((country) => dataset.countries.includes(country)),
    channels: notebook.filter.channels.filter((channel) => dataset.channels.includes(channel)),
    basis: notebook.basis,
    occasion: notebook.occasion,
  };
}
