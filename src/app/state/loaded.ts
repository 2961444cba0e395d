import type {Dataset} from '../../model/dataset';
import type {Inspected, Receipt} from '../../worker/api';
import {diskName, nameAndDate} from './folder';

/** Data in the engine, with the files that they came from and what became of every row. */
export interface Loaded {
  readonly dataset: Dataset;
  readonly receipt: Receipt;
  readonly files: readonly Inspected[];
  /** The folder that all of them came from, to be read again. */
  readonly folder: FileSystemDirectoryHandle | null;
  /** What files that were added to open data have changed. */
  readonly change: Change | null;
}

/** What is different after files were added, or a folder was read again. */
export interface Change {
  readonly orders: number;
  readonly customers: number;
  /** Orders of older files that a newer one has again. */
  readonly replaced: number;
  /** Files that are no longer there, and those that were changed. */
  readonly gone: readonly string[];
  readonly renewed: readonly string[];
  readonly before: Pick<Dataset, 'orders' | 'customers' | 'firstDay' | 'lastDay'>;
}

export function changeOf(
  before: Pick<Loaded, 'dataset' | 'receipt' | 'files'>,
  {dataset, receipt, files}: Pick<Loaded, 'dataset' | 'receipt' | 'files'>,
): Change {
  const present = new Set(files.map(({file}) => diskName(file)));
  const same = new Set(files.map(({file}) => nameAndDate(file)));
  const left = before.files.filter(({file}) => !same.has(nameAndDate(file)));
  const names = [...new Set(left.map(({file}) => diskName(file)))];
  return {
    orders: dataset.orders - before.dataset.orders,
    customers: dataset.customers - before.dataset.customers,
    replaced: replacedIn(receipt) - replacedIn(before.receipt),
    gone: names.filter((name) => !present.has(name)),
    renewed: names.filter((name) => present.has(name)),
    before: before.dataset,
  };
}

function replacedIn({files}: Receipt): number {
  return files
    .flatMap(({setAside}) => setAside)
    .reduce((sum, {reason, orders}) => (reason === 'replaced' ? sum + orders : sum), 0);
}
