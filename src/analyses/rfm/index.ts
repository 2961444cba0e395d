import {defineAnalysis} from '../define';
import {rfmShape} from './shape';
import {texts} from './texts';

export const rfm = defineAnalysis({
  id: 'rfm',
  version: 1,
  shape: rfmShape,
  texts,
  run: () => import('./run'),
  chart: () => import('./chart'),
});
