import {defineAnalysis} from '../define';
import {overviewShape} from './shape';
import {overviewTexts} from './texts';

export const overview = defineAnalysis({
  id: 'overview',
  version: 1,
  shape: overviewShape,
  texts: overviewTexts,
  run: () => import('./run'),
  chart: () => import('./chart'),
});
