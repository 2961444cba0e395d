import {Problem} from '../lib/problem';
import type {DatasetId} from '../model/dataset';
import type {Copying} from './copying';
import {atomic, type DatasetRecord, type FileRecord, type Records, type SnapshotRecord} from './records';

/** What the import said of the tables that it made: a later version of the product may say it otherwise. */
type Made = Pick<DatasetRecord, 'dataset' | 'receipt'>;

/** The datasets that are kept: what they are made of, in one record each. */
export interface Datasets {
  read(id: DatasetId): Promise<DatasetRecord>;
  /** The commit point of an import: with this record its files count. */
  put(record: DatasetRecord, files: readonly FileRecord[]): Promise<void>;
  /** Puts a snapshot beside a dataset, with what is known of the tables in it, or takes it away. */
  attach(id: DatasetId, snapshot: (Made & {record: SnapshotRecord; file: FileRecord}) | null): Promise<void>;
  file(name: string): Promise<FileRecord>;
}

export function createDatasets(records: Records, copying: Copying): Datasets {
  return {
    async read(id) {
      const found = await records.read((connection) => connection.get('datasets', id));
      if (!found) throw new Problem('dataset-missing');
      return found;
    },
    async put(record, files) {
      await records.write((connection) =>
        atomic(connection, ['datasets', 'files'], async (transaction) => {
          for (const file of files) await transaction.objectStore('files').put(file);
          await transaction.objectStore('datasets').put(record);
        }),
      );
      await copying.dataset(record.id);
    },
    attach: (id, snapshot) =>
      records.write((connection) =>
        atomic(
          connection,
          ['datasets', 'files'],
          async (transaction) => {
            const record = await transaction.objectStore('datasets').get(id);
            // Meanwhile it may have been removed; then nothing names the file.
            if (!record) return;
            if (snapshot) await transaction.objectStore('files').put(snapshot.file);
            const {dataset, receipt} = snapshot ?? record;
            await transaction
              .objectStore('datasets')
              .put({...record, dataset, receipt, snapshot: snapshot?.record ?? null});
          },
          'relaxed',
        ),
      ),
    async file(name) {
      const found = await records.read((connection) => connection.get('files', name));
      if (!found) throw new Problem('storage-damaged');
      return found;
    },
  };
}
