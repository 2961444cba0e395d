import * as csv from './csv';
import type {Leaving, TableFormat} from './define';

/** What a table can be saved as; each other writer than that of CSV is loaded when it is first used. */
export const tableFormats = {
  csv: {extension: 'csv', type: 'text/csv;charset=utf-8', writer: async () => csv},
  xlsx: {
    extension: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    writer: () => import('./xlsx'),
  },
  parquet: {
    extension: 'parquet',
    type: 'application/vnd.apache.parquet',
    writer: () => import('./parquet'),
  },
  text: {extension: 'txt', type: 'text/plain', writer: () => import('./tabbed')},
  html: {extension: 'html', type: 'text/html', writer: () => import('./html_table')},
} as const satisfies Readonly<Record<string, TableFormat>>;

export type TableFormatId = keyof typeof tableFormats;

/** A table as a file. */
export async function written(
  format: TableFormatId,
  table: Pick<Leaving, 'columns' | 'pieces'> & Partial<Leaving>,
): Promise<Blob> {
  const {type, writer} = tableFormats[format];
  const {write} = await writer();
  return new Blob(await write({title: '', language: 'en', words: {}, ...table}), {type});
}
