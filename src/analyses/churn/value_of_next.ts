import {rowsOf, type Table} from '../../lib/table';

/** Mean revenue of the purchase after a stage; of the fourth and later ones all that follow. */
export function valueOfNext(values: Table, stage: number): number {
  const row = rowsOf(values).find(({nth}) => nth === stage + 1);
  return row ? Number(row['revenue']) / Number(row['purchases']) : 0;
}
