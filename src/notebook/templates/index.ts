import type {AnalysisId} from '../../analyses';
import type {DatasetId} from '../../model/dataset';
import {netRevenue, noFilter} from '../../model/scope';
import type {Language, Text} from '../../text/language';
import type {AnalysisCell, Cell, Notebook} from '../document';
import {freshCell} from '../edits';
import {coaching} from './coaching';
import {retention} from './retention';
import {valueAndForecast} from './value_and_forecast';

/** Cells to begin with; their words are in the language of the moment they are made. */
export interface Template {
  readonly name: Text;
  /** What it is for, in one line. */
  readonly purpose: Text;
  /** Explains each cell in three sentences. */
  readonly guided?: true;
  cells(language: Language): readonly Cell[];
}

export function newCell(analysis: AnalysisId, id: string): AnalysisCell {
  return freshCell<AnalysisCell>({kind: 'analysis', id, name: analysis, analysis, params: {}, uses: {}});
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

export const templates = {
  check_up: {
    name: {en: 'Check-up', de: 'Check-up'},
    purpose: {
      en: 'the first reading of a shop: seven questions, nothing to configure',
      de: 'der erste Blick auf einen Shop: sieben Fragen, nichts einzustellen',
    },
    cells: () => headlines.map((id) => newCell(id, id)),
  },
  retention,
  value_and_forecast: valueAndForecast,
  coaching,
  empty: {
    name: {en: 'Empty', de: 'Leer'},
    purpose: {en: 'choose the questions yourself', de: 'die Fragen selbst wählen'},
    cells: () => [],
  },
} as const satisfies Readonly<Record<string, Template>>;

export type TemplateId = keyof typeof templates;

export function emptyNotebook(title: string, dataset: DatasetId | null): Notebook {
  return {
    version: 3,
    title,
    dataset,
    asOf: null,
    comparedTo: null,
    period: {kind: 'all'},
    filter: noFilter,
    basis: netRevenue,
    occasion: 'day',
    guided: false,
    mappings: [],
    audiences: [],
    cells: [],
  };
}

/** A new notebook from a template. */
export function fromTemplate(
  id: TemplateId,
  language: Language,
  title: string,
  dataset: DatasetId | null,
): Notebook {
  const template: Template = templates[id];
  return {
    ...emptyNotebook(title, dataset),
    guided: template.guided ?? false,
    cells: template.cells(language),
  };
}

/** The first reading of a shop, nothing configured. */
export function checkUp(title: string, dataset: DatasetId): Notebook {
  return fromTemplate('check_up', 'en', title, dataset);
}
