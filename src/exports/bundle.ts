import {beginsWith} from '../lib/archive';

/** Names of what is in a notebook with its data. The document stands first, so that the first bytes tell what it is. */
export const DOCUMENT = 'notebook.stammkunde.json';
export const DATASET = 'dataset.json';
export const tablePath = (table: string): string => `tables/${table}.parquet`;

/** Whether a file is a notebook with its data, told from its first bytes. */
export const isBundle = (file: Blob): Promise<boolean> => beginsWith(file, DOCUMENT);
