import {analyses, isAnalysisId} from '../analyses';
import type {Database} from '../engine/database';
import {csvRecord, harmless, type Separator} from '../exports/csv';
import type {Leaving} from '../exports/define';
import type {Reason} from '../imports/receipt';
import {rejectedRows} from '../imports/rejected';
import type {Source} from '../imports/recipe';
import {Problem} from '../lib/problem';
import {identifier} from '../lib/sql';
import {numbers, strings, type Table} from '../lib/table';
import type {Columns} from '../model/columns';
import {canonicalTables, type CanonicalTable} from '../model/tables';
import type {RunRequest, Result} from '../analyses/request';

const AT_ONCE = 50_000;

type Leave = Pick<Leaving, 'columns' | 'pieces'>;

/** A table of a result. */
export async function resultTable(request: RunRequest, result: Result, table: string): Promise<Leave> {
  if (!isAnalysisId(request.analysis)) throw new Problem('dataset-missing');
  const columns = (await analyses[request.analysis].body()).shape.tables[table];
  const rows = result.tables[table];
  if (!columns || !rows) throw new Problem('dataset-missing');
  return {columns, pieces: [rows]};
}

/** A canonical table, in pieces. */
export function canonicalTable(
  database: Database,
  schema: string,
  name: CanonicalTable,
  signal: AbortSignal,
): Leave {
  const columns: Columns = canonicalTables[name];
  const cells = Object.entries(columns).map(([column, {kind}]) =>
    kind === 'time' ? `${identifier(column)}::varchar as ${identifier(column)}` : identifier(column),
  );
  async function* pieces(): AsyncGenerator<Table> {
    for (let from = 0; ; from += AT_ONCE) {
      const table = await database.query(
        `select ${cells.join(', ')} from ${schema}.${name} where rowid >= ${from} and rowid < ${from + AT_ONCE}`,
        {},
        signal,
      );
      if (table.rows === 0) return;
      yield table;
    }
  }
  return {columns, pieces: pieces()};
}

/** By this Excel knows UTF-8. */
const MARK = '\ufeff';

/** The rows of a file that are not used, as they stand in it, with row, line and reason; for a spreadsheet. */
export async function setAsideCsv(
  database: Database,
  schema: string,
  sources: readonly Source[],
  source: number,
  {words, separator}: {readonly words: Readonly<Record<Reason, string>>; readonly separator: Separator},
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
  const headers = ['file', 'row', 'line', 'reason', 'why', ...entry.recipe.headers.map(harmless)];
  const parts = [MARK, csvRecord(headers, separator)];
  let index = 0;
  for await (const {row, line, cells} of rejectedRows(entry, rows)) {
    if (signal.aborted) throw new Problem('cancelled');
    const reason = reasons[index++] as Reason;
    const place = [harmless(entry.file.name), String(row), String(line)];
    parts.push(csvRecord([...place, reason, words[reason], ...cells.map(harmless)], separator));
  }
  return parts;
}
