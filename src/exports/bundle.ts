/** Names of what is in a notebook with its data. The document stands first, so that the first bytes tell what it is. */
export const DOCUMENT = 'notebook.stammkunde.json';
export const DATASET = 'dataset.json';
export const tablePath = (table: string): string => `tables/${table}.parquet`;

/** Where the name of the first entry stands in an archive. */
const NAME_AT = 30;

/** Whether a file is a notebook with its data, told from its first bytes. */
export async function isBundle(file: Blob): Promise<boolean> {
  const name = await file.slice(NAME_AT, NAME_AT + DOCUMENT.length).text();
  return name === DOCUMENT;
}
