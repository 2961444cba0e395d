import type {AnalysisId} from '../../analyses';
import type {DatasetId} from '../../model/dataset';
import {netRevenue, noFilter} from '../../model/scope';
import type {AnalysisCell, Notebook} from '../document';
import {freshCell} from '../edits';

export function newCell(analysis: AnalysisId, id: string): AnalysisCell {
  return freshCell<AnalysisCell>({kind: 'analysis', id, analysis, params: {}, uses: {}});
}

export function emptyNotebook(title: string, dataset: DatasetId | null): Notebook {
  return {
    version: 2,
    title,
    dataset,
    asOf: null,
    comparedTo: null,
    period: {kind: 'all'},
    filter: noFilter,
    basis: netRevenue,
    occasion: 'day',
    audiences: [],
    cells: [],
  };
}

/** The questions a shop is opened for: who, whether they come back, when they are lost, what comes. */
export const headlines: readonly AnalysisId[] = [
  'overview',
  'churn',
  'cohorts',
  'rfm',
  'lifecycle',
  'value',
  'projection',
];

/** The first reading of a shop, nothing configured. */
export function checkUp(title: string, dataset: DatasetId): Notebook {
  return {...emptyNotebook(title, dataset), cells: headlines.map((id) => newCell(id, id))};
}
