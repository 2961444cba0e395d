import {defineAnalysis} from '../define';
import type {churnShape} from './shape';

export const churn = defineAnalysis<typeof churnShape>({
  id: 'churn',
  version: 2,
  name: {en: 'Churn threshold', de: 'Abwanderungsschwelle'},
  question: {en: 'When is a first-time buyer lost?', de: 'Wann ist ein Erstkäufer verloren?'},
  tables: [
    'survival',
    'thresholds',
    'chances',
    'positions',
    'drift',
    'members',
    'durations',
    'month_durations',
    'member_durations',
    'silent',
    'costs',
    'values',
    'waiting',
  ],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
