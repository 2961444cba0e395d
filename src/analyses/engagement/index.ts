import {defineAnalysis} from '../define';
import type {engagementShape} from './shape';

export const engagement = defineAnalysis<typeof engagementShape>({
  id: 'engagement',
  version: 1,
  name: {en: 'Engagement (ERFM)', de: 'Engagement (ERFM)'},
  question: {en: 'Who still reads us, and who still buys?', de: 'Wer liest uns noch, und wer kauft noch?'},
  tables: ['spread', 'cells', 'seen', 'reached'],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
