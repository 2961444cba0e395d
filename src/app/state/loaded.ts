import type {Dataset} from '../../model/dataset';
import type {Inspected, Receipt} from '../../worker/api';

/** Data in the engine, with the files that they came from and what became of every row. */
export interface Loaded {
  readonly dataset: Dataset;
  readonly receipt: Receipt;
  readonly files: readonly Inspected[];
  /** What files that were added to open data have changed. */
  readonly change: Change | null;
}

/** What is different after files were added. */
export interface Change {
  readonly orders: number;
  readonly customers: number;
  /** Orders of older files that a newer one has again. */
  readonly replaced: number;
  readonly before: Pick<Dataset, 'firstDay' | 'lastDay'>;
}

export function changeOf(before: Loaded, after: Dataset, receipt: Receipt): Change {
  const replaced = ({files}: Receipt) =>
    files
      .flatMap(({setAside}) => setAside)
      .reduce((sum, {reason, orders}) => (reason === 'replaced' ? sum + orders : sum), 0);
  return {
    orders: after.orders - before.dataset.orders,
    customers: after.customers - before.dataset.customers,
    replaced: replaced(receipt) - replaced(before.receipt),
    before: before.dataset,
  };
}
