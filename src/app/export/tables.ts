import type {Face} from '../../analyses/define';
import type {Result, RunRequest} from '../../analyses/request';
import {tableFormats, type TableFormatId} from '../../exports';
import type {Words} from '../../exports/define';
import type {Language} from '../../text/language';
import type {Client} from '../../worker/client';
import {download} from '../parts/download';

/** A table of a result. */
export interface ResultTable {
  readonly face: Face;
  readonly request: RunRequest;
  readonly result: Result;
  readonly table: string;
}

/** Saves a table of a result as a file. */
export async function saveTable(
  client: Client,
  table: ResultTable,
  format: TableFormatId,
  language: Language,
): Promise<void> {
  download(
    await fileOf(client, table, format, language),
    `${table.request.analysis}-${table.table}.${tableFormats[format].extension}`,
  );
}

/** Puts a table on the clipboard, for spreadsheets and for texts. */
export async function copyTable(client: Client, table: ResultTable, language: Language): Promise<void> {
  // The browser allows it only while it remembers the click, so it is promised before it is there.
  const parts = {'text/plain': 'text', 'text/html': 'html'} as const;
  const promised = Object.entries(parts).map(([type, format]) => [
    type,
    fileOf(client, table, format, language),
  ]);
  await navigator.clipboard.write([
    new ClipboardItem(Object.fromEntries(promised) as Record<string, Promise<Blob>>),
  ]);
}

function fileOf(
  client: Client,
  {face, request, result, table}: ResultTable,
  format: TableFormatId,
  language: Language,
): Promise<Blob> {
  const title = face.texts.tables[table]?.[language] ?? table;
  const words = wordsOf(face, result, table, language);
  return client.save(
    {kind: 'table', request, table, as: format, title, language, words},
    new AbortController().signal,
  );
}

/** The reader's words for the values of a table that have any. */
function wordsOf({texts}: Face, result: Result, table: string, language: Language): Words {
  const columns = Object.entries(result.tables[table]!.columns).map(([column, values]) => {
    const distinct = values instanceof Float64Array ? [] : new Set(values);
    const known = [...distinct].flatMap((value) => {
      const word = value === null ? undefined : texts.word?.(column, value);
      return word ? [[value, word[language]]] : [];
    });
    return [column, Object.fromEntries(known) as Record<string, string>] as const;
  });
  return Object.fromEntries(columns);
}
