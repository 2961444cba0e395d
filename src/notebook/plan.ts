import {analyses, type AnalysisId} from '../analyses';
import type {Shape} from '../analyses/define';
import type {RunRequest} from '../analyses/request';
import type {Dataset} from '../model/dataset';
import {parseValues} from '../model/fields';
import type {AnalysisCell, Notebook} from './document';
import {paramsOf, type FactsOf} from './references';
import {scopeOf} from './scope_of';

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
