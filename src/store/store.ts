import type {Bed} from './bed';
import {createCopies} from './copies';
import {createCopying} from './copying';
import {createDatasets, type Datasets} from './datasets';
import {createFiles, type Files} from './files';
import {createNotebooks, type Notebooks} from './notebooks';
import {createRecords} from './records';
import {createResults, type Results} from './results';
import {FILLED, restore} from './restoring';
import {sweep, whileStoring} from './sweep';

/** When something happened last, by its name; null: never. */
export interface Moments {
  read(name: string): Promise<number | null>;
  mark(name: string): Promise<void>;
  drop(name: string): Promise<void>;
}

/** Everything that is kept in this browser. The page and its worker have one each, over the same records. */
export interface Store {
  readonly notebooks: Notebooks;
  readonly datasets: Datasets;
  readonly files: Files;
  readonly results: Results;
  readonly moments: Moments;
  /** Writes files and the records that name them; meanwhile nothing is swept. */
  storing<T>(work: () => Promise<T>): Promise<T>;
  /** Removes what no notebook needs any more. */
  sweep(): Promise<void>;
  /** Removes everything that was ever kept. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** `cleared` is told when the browser may have taken away what is kept. */
export function createStore(bed: Bed, cleared: () => void = () => undefined): Store {
  const copies = createCopies(bed);
  const records = createRecords(bed, cleared, (connection) => restore(connection, copies, bed));
  const copying = createCopying(bed, records, copies);
  const files = createFiles(bed, records);
  return {
    notebooks: createNotebooks(bed, records, copying),
    datasets: createDatasets(records, copying),
    files,
    results: createResults(records),
    moments: {
      read: async (name) => (await records.read((connection) => connection.get('moments', name))) ?? null,
      mark: (name) =>
        records.write(async (connection) => void (await connection.put('moments', bed.now(), name))),
      drop: (name) => records.write((connection) => connection.delete('moments', name)),
    },
    storing: (work) => whileStoring(bed, work),
    sweep: () => sweep(bed, records, files, copying),
    async clear() {
      await copying.removing('all', () => records.clear(FILLED, bed.now()));
      await files.retain(new Set());
    },
    close: () => records.close(),
  };
}
