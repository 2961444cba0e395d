import {defineAnalysis} from '../define';
import type {projectionShape} from './shape';

export const projection = defineAnalysis<typeof projectionShape>({
  id: 'projection',
  version: 2,
  name: {en: 'Projection', de: 'Projektion'},
  question: {en: 'What revenue is coming?', de: 'Welcher Umsatz kommt?'},
  tables: [
    'months',
    'past',
    'models',
    'silence',
    'histories',
    'origin_histories',
    'flows',
    'costs',
    'parameters',
    'backtest',
    'silent',
  ],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
