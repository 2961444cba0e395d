import {defineAnalysis} from '../define';
import type {overviewShape} from './shape';

export const overview = defineAnalysis<typeof overviewShape>({
  id: 'overview',
  version: 2,
  name: {en: 'Overview', de: 'Überblick'},
  question: {en: 'Who brings the revenue?', de: 'Wer bringt den Umsatz?'},
  tables: ['periods', 'summary'],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
