import {defineAnalysis} from '../define';
import {overviewShape} from './shape';
import {texts} from './texts';

export const overview = defineAnalysis({
  id: 'overview',
  version: 1,
  shape: overviewShape,
  texts,
  run: () => import('./run'),
  chart: () => import('./chart'),
});
