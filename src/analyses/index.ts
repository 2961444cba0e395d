import type {Analysis} from './define';
import {calibration} from './calibration';
import {churn} from './churn';
import {concentration} from './concentration';
import {engagement} from './engagement';
import {movement} from './movement';
import {overview} from './overview';
import {rfm} from './rfm';

/** The table of contents of the product: every analysis by its id. */
export const analyses = {
  overview,
  churn,
  rfm,
  movement,
  calibration,
  concentration,
  engagement,
} as const satisfies Readonly<Record<string, Analysis>>;

export type AnalysisId = keyof typeof analyses;

export function isAnalysisId(id: string): id is AnalysisId {
  return Object.hasOwn(analyses, id);
}
