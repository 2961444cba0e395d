import {defineAnalysis} from '../define';
import type {concentrationShape} from './shape';

export const concentration = defineAnalysis<typeof concentrationShape>({
  id: 'concentration',
  version: 1,
  name: {en: 'Concentration', de: 'Konzentration'},
  question: {en: 'How much hangs on how few?', de: 'Wie viel hängt an wie wenigen?'},
  tables: ['curve', 'hundredths', 'limits', 'tiers', 'span', 'statuses'],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
