import {defineAnalysis} from '../define';
import type {movementShape} from './shape';

export const movement = defineAnalysis<typeof movementShape>({
  id: 'movement',
  version: 1,
  name: {en: 'Movement', de: 'Bewegung'},
  question: {en: 'Who moved up, who went quiet?', de: 'Wer ist aufgestiegen, wer ist still geworden?'},
  tables: ['spread', 'span', 'moves', 'moved'],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
