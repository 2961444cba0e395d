import {analyses, type AnalysisId} from '../analyses';
import type {Shape} from '../analyses/define';
import type {RunRequest} from '../analyses/request';
import type {Dataset} from '../model/dataset';
import {parseValues} from '../model/fields';
import type {NamedValue, QueryRequest, ResultTable} from '../model/query';
import type {AnalysisCell, InputCell, Notebook, SqlCell} from './document';
import {readableAudiences} from './readable';
import {readsOf, says} from './reads';
import {paramsOf, type FactsOf} from './references';
import {membersOf, scopeOf} from './scope_of';

/**
 * What an analysis cell asks the worker for; parameters that only change its picture are no part of it. Null while the
 * cell waits for the value of another.
 */
export function requestOf(
  notebook: Notebook,
  cell: AnalysisCell & {readonly analysis: AnalysisId},
  {fields}: Pick<Shape, 'fields'>,
  dataset: Dataset,
  factsOf: FactsOf,
): RunRequest | null {
  const stored = paramsOf(notebook, cell, factsOf);
  if (!stored) return null;
  const params = Object.fromEntries(
    Object.entries(parseValues(fields, stored)).filter(([name]) => fields[name]!.effect === 'result'),
  );
  const {version} = analyses[cell.analysis];
  return {dataset: dataset.id, analysis: cell.analysis, version, params, scope: scopeOf(notebook, dataset)};
}

/** The fields of an analysis; undefined until they are loaded. */
export type ShapeOf = (id: AnalysisId) => Pick<Shape, 'fields'> | undefined;

/**
 * What an SQL cell asks the worker for: its statement, and only what that reads of the cells above, audiences and inputs.
 * Null while it is not known yet what an analysis above asks for.
 */
export function queryOf(
  notebook: Notebook,
  cell: SqlCell,
  dataset: Dataset,
  shapeOf: ShapeOf,
  factsOf: FactsOf,
): QueryRequest | null {
  const {queries, results} = readsOf(notebook, cell);
  const read: ResultTable[] = [];
  for (const {name, table, cell: source} of results) {
    const shape = shapeOf(source.analysis);
    const request = shape && requestOf(notebook, source, shape, dataset, factsOf);
    if (!request) return null;
    const {analysis, version, params} = request;
    read.push({name, analysis, version, params, table});
  }
  const texts = [cell, ...queries].map(({sql}) => sql.toLowerCase()).join('\n');
  // In SQL a quotation mark inside of a name is doubled.
  const names = texts.replaceAll('""', '"');
  const audiences = readableAudiences(notebook).filter(({name}) => says(names, name.toLowerCase()));
  const inputs = notebook.cells.filter((other) => other.kind === 'input' && says(texts, `$${other.name}`));
  return {
    dataset: dataset.id,
    scope: scopeOf(notebook, dataset),
    sql: cell.sql,
    sources: queries.map(({name, sql}) => ({name, sql})),
    results: read,
    audiences: audiences.map((audience) => ({
      name: audience.name,
      who: membersOf(notebook, audience, dataset),
    })),
    inputs: Object.fromEntries((inputs as InputCell[]).map((input) => [input.name, valueOf(input)])),
  };
}

function valueOf({input, value}: InputCell): NamedValue {
  return input === 'date' && typeof value === 'number' ? {day: value} : value;
}
