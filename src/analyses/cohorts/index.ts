import {defineAnalysis} from '../define';
import type {cohortsShape} from './shape';

export const cohorts = defineAnalysis<typeof cohortsShape>({
  id: 'cohorts',
  version: 1,
  name: {en: 'Cohorts', de: 'Kohorten'},
  question: {en: 'Do they come back?', de: 'Kommen sie wieder?'},
  tables: [
    'cells',
    'averages',
    'cohorts',
    'pairs',
    'bought',
    'returned',
    'costs',
    'shop_costs',
    'summary',
    'buyers',
  ],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
