import type {DatasetId} from '../model/dataset';
import {atomic, type Records, type ResultsRecord, type Transaction} from './records';

/** What the cells last showed, one record for each dataset that is kept. */
export interface Results {
  /** null where nothing is kept, or another release has computed it. */
  read(dataset: DatasetId, release: string): Promise<ResultsRecord | null>;
  /** In place of what was kept before; nothing happens where the dataset is not kept itself. */
  put(record: ResultsRecord): Promise<void>;
}

export function createResults(records: Records): Results {
  return {
    async read(dataset, release) {
      const found = await records.read((connection) => connection.get('results', dataset));
      return found?.release === release ? found : null;
    },
    put: (record) =>
      records.write((connection) =>
        atomic(
          connection,
          ['datasets', 'results'],
          async (transaction) => {
            if ((await transaction.objectStore('datasets').getKey(record.dataset)) === undefined) return;
            await transaction.objectStore('results').put(record);
          },
          'relaxed',
        ),
      ),
  };
}

/** Removes the record of a dataset, with what was shown of it. */
export async function dropDataset(transaction: Transaction, id: DatasetId): Promise<void> {
  await transaction.objectStore('datasets').delete(id);
  await transaction.objectStore('results').delete(id);
}
