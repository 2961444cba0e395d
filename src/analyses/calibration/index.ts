import {defineAnalysis} from '../define';
import type {calibrationShape} from './shape';

export const calibration = defineAnalysis<typeof calibrationShape>({
  id: 'calibration',
  version: 1,
  name: {en: 'Do the scores hold?', de: 'Treffen die Punkte?'},
  question: {
    en: 'Did those with high scores really buy more?',
    de: 'Haben die mit den hohen Punkten wirklich mehr gekauft?',
  },
  tables: ['spread', 'span', 'outcomes', 'segments', 'scores', 'followed'],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
