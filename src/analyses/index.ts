import type {Analysis} from './define';
import {calibration} from './calibration';
import {churn} from './churn';
import {cohorts} from './cohorts';
import {concentration} from './concentration';
import {engagement} from './engagement';
import {lifecycle} from './lifecycle';
import {movement} from './movement';
import {overview} from './overview';
import {projection} from './projection';
import {rfm} from './rfm';
import {signups} from './signups';
import {value} from './value';

/** The table of contents of the product: every analysis by its id. */
export const analyses = {
  overview,
  churn,
  cohorts,
  rfm,
  movement,
  calibration,
  concentration,
  engagement,
  value,
  projection,
  lifecycle,
  signups,
} as const satisfies Readonly<Record<string, Analysis>>;

export type AnalysisId = keyof typeof analyses;

export function isAnalysisId(id: string): id is AnalysisId {
  return Object.hasOwn(analyses, id);
}
