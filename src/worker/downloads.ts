import {analyses, isAnalysisId} from '../analyses';
import type {Database} from '../engine/database';
import {csvOf, csvRecord, harmless} from '../exports/csv';
import {rejectedRows} from '../imports/rejected';
import type {Source} from '../imports/recipe';
import {Problem} from '../lib/problem';
import {identifier} from '../lib/sql';
import {numbers, strings} from '../lib/table';
import type {Columns} from '../model/columns';
import {canonicalTables, type CanonicalTable} from '../model/tables';
import type {RunRequest, Result} from '../analyses/request';

const AT_ONCE = 50_000;

/** A table of a result as CSV. */
export async function resultCsv(request: RunRequest, result: Result, table: string): Promise<string> {
  if (!isAnalysisId(request.analysis)) throw new Problem('dataset-missing');
  const columns = (await analyses[request.analysis].body()).shape.tables[table];
  const rows = result.tables[table];
  if (!columns || !rows) throw new Problem('dataset-missing');
  return csvOf(rows, columns);
}

/** A canonical table as CSV, in pieces. */
export async function canonicalCsv(
  database: Database,
  schema: string,
  name: CanonicalTable,
  signal: AbortSignal,
): Promise<string[]> {
  const columns: Columns = canonicalTables[name];
  const cells = Object.entries(columns).map(([column, {kind}]) =>
    kind === 'time' ? `${identifier(column)}::varchar as ${identifier(column)}` : identifier(column),
  );
  const parts: string[] = [];
  for (let from = 0; ; from += AT_ONCE) {
    const table = await database.query(
      `select ${cells.join(', ')} from ${schema}.${name} where rowid >= ${from} and rowid < ${from + AT_ONCE}`,
      {},
      signal,
    );
    const csv = csvOf(table, columns);
    parts.push(from === 0 ? csv : csv.slice(csv.indexOf('\n') + 1));
    if (table.rows === 0) return parts;
  }
}

/** The rows of a file that are not used, as they stand in it, with row number and reason. */
export async function setAsideCsv(
  database: Database,
  schema: string,
  sources: readonly Source[],
  source: number,
  signal: AbortSignal,
): Promise<string[]> {
  const entry = sources[source];
  if (!entry) throw new Problem('dataset-missing');
  const table = await database.query(
    `select row, reason from ${schema}.set_aside where source = ${source} order by row`,
    {},
    signal,
  );
  const rows = Array.from(numbers(table, 'row'));
  const reasons = strings(table, 'reason');
  const parts = [csvRecord(['file', 'row', 'reason', ...entry.recipe.headers.map(harmless)])];
  let index = 0;
  for await (const {row, cells} of rejectedRows(entry, rows)) {
    if (signal.aborted) throw new Problem('cancelled');
    parts.push(csvRecord([entry.file.name, String(row), reasons[index++] ?? '', ...cells.map(harmless)]));
  }
  return parts;
}
