import {analyses, type AnalysisId} from '../../analyses';
import type {DatasetId} from '../../model/dataset';
import {netRevenue} from '../../model/scope';
import type {AnalysisCell, Notebook} from '../document';

export function newCell(analysis: AnalysisId, id: string): AnalysisCell {
  return {kind: 'analysis', id, analysis, params: {}, note: ''};
}

export function emptyNotebook(title: string, dataset: DatasetId | null): Notebook {
  return {
    version: 1,
    title,
    dataset,
    asOf: null,
    period: {kind: 'all'},
    countries: [],
    channels: [],
    basis: netRevenue,
    occasion: 'day',
    cells: [],
  };
}

/** The first reading of a shop: every analysis once, nothing configured. */
export function checkUp(title: string, dataset: DatasetId): Notebook {
  const ids = Object.keys(analyses) as AnalysisId[];
  return {...emptyNotebook(title, dataset), cells: ids.map((id) => newCell(id, id))};
}
