import {defineAnalysis} from '../define';
import type {projectionShape} from './shape';

export const projection = defineAnalysis<typeof projectionShape>({
  id: 'projection',
  version: 2,
  name: {en: 'Projection', de: 'Projektion'},
  question: {en: 'What revenue is coming?', de: 'Welcher Umsatz kommt?'},
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
