import {defineAnalysis} from '../define';
import {rfmShape} from './shape';
import {rfmTexts} from './texts';

export const rfm = defineAnalysis({
  id: 'rfm',
  version: 1,
  shape: rfmShape,
  texts: rfmTexts,
  run: () => import('./run'),
  chart: () => import('./chart'),
});
