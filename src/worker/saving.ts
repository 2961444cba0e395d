import type {Database} from '../engine/database';
import {tableFormats, written} from '../exports';
import {savedColumns} from '../model/query';
import type {SaveRequest} from './api';
import {customersTable} from './customers';
import type {Datasets} from './datasets';
import {canonicalTable, resultTable, setAsideCsv} from './downloads';
import {membersTable} from './people';
import type {Done, Runs} from './runs';

/** The largest number of rows of an answer that a file gets. */
const MOST_SAVED = 1_000_000;

/** Writes the files that the page can ask for; an answer over the results that it reads. */
export function createSaving(
  datasets: Datasets,
  runs: Runs,
): (
  database: Database,
  request: SaveRequest,
  results: readonly Done[],
  signal: AbortSignal,
) => Promise<Blob> {
  return async (database, request, results, signal) => {
    switch (request.kind) {
      case 'customers': {
        const {schema, dataset} = await runs.rows(database, request.page.request, request.page.table, signal);
        await database.look(datasets.find(dataset).schema);
        return written('csv', await customersTable(database, request.page, schema, request.personal, signal));
      }
      case 'members': {
        const {select} = await runs.members(database, request, request.who, signal);
        return written('csv', membersTable(database, select, request, signal));
      }
      case 'table': {
        const {result} = await runs.run(database, request.request, signal);
        const table = await resultTable(request.request, result, request.table);
        return written(request.as, {...request, ...table});
      }
      case 'answer': {
        const {columns, table} = await runs.answer(database, request.request, results, signal, MOST_SAVED);
        return written(request.as, {...request, columns: savedColumns(columns), pieces: [table]});
      }
      case 'canonical': {
        const {schema} = datasets.find(request.dataset);
        return written(request.as, canonicalTable(database, schema, request.table, signal));
      }
      case 'bundle': {
        const {bundled} = await import('./bundles');
        return bundled(database, datasets.find(request.dataset), request.document, request.personal, signal);
      }
      case 'set-aside': {
        const {schema, sources} = datasets.find(request.dataset);
        const parts = await setAsideCsv(database, schema, sources, request.source, request, signal);
        return new Blob(parts, {type: tableFormats.csv.type});
      }
    }
  };
}
