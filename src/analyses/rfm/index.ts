import {defineAnalysis} from '../define';
import type {rfmShape} from './shape';

export const rfm = defineAnalysis<typeof rfmShape>({
  id: 'rfm',
  version: 1,
  name: {en: 'RFM matrix', de: 'RFM-Matrix'},
  question: {
    en: 'Which customers matter, and which are slipping away?',
    de: 'Welche Kunden zählen, und welche gehen verloren?',
  },
  tables: ['spread', 'cells', 'segments', 'groups', 'limits', 'scores'],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
