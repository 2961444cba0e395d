import {Problem} from '../lib/problem';
import type {DatasetId} from '../model/dataset';
import {
  committed,
  lasting,
  type DatasetRecord,
  type FileRecord,
  type Records,
  type SnapshotRecord,
} from './records';

/** The datasets that are kept: what they are made of, in one record each. */
export interface Datasets {
  read(id: DatasetId): Promise<DatasetRecord>;
  /** The commit point of an import: with this record its files count. */
  put(record: DatasetRecord, files: readonly FileRecord[]): Promise<void>;
  /** Puts a snapshot beside a dataset, or takes it away. */
  attach(id: DatasetId, snapshot: {record: SnapshotRecord; file: FileRecord} | null): Promise<void>;
  file(name: string): Promise<FileRecord>;
}

export function createDatasets(records: Records): Datasets {
  return {
    async read(id) {
      const found = await records.read((connection) => connection.get('datasets', id));
      if (!found) throw new Problem('dataset-missing');
      return found;
    },
    put: (record, files) =>
      records.write(async (connection) => {
        const transaction = connection.transaction(['datasets', 'files'], 'readwrite', lasting);
        await committed(
          transaction,
          transaction.objectStore('datasets').put(record),
          ...files.map((file) => transaction.objectStore('files').put(file)),
        );
      }),
    attach: (id, snapshot) =>
      records.write(async (connection) => {
        const transaction = connection.transaction(['datasets', 'files'], 'readwrite');
        const datasets = transaction.objectStore('datasets');
        const record = await datasets.get(id);
        const puts: Promise<unknown>[] = [];
        // Meanwhile it may have been removed; then nothing names the file.
        if (record) puts.push(datasets.put({...record, snapshot: snapshot?.record ?? null}));
        if (record && snapshot) puts.push(transaction.objectStore('files').put(snapshot.file));
        await committed(transaction, ...puts);
      }),
    async file(name) {
      const found = await records.read((connection) => connection.get('files', name));
      if (!found) throw new Problem('storage-damaged');
      return found;
    },
  };
}
