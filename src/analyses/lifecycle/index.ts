import {defineAnalysis} from '../define';
import type {lifecycleShape} from './shape';

export const lifecycle = defineAnalysis<typeof lifecycleShape>({
  id: 'lifecycle',
  version: 2,
  name: {en: 'Lifecycle', de: 'Lebenszyklus'},
  question: {en: 'Where does every customer stand?', de: 'Wo steht jeder Kunde?'},
  tables: [
    'stages',
    'limits',
    'months',
    'balance',
    'bands',
    'one_time',
    'durations',
    'recencies',
    'arrivals',
    'newcomers',
    'first_silences',
    'repeat_silences',
    'losses',
    'reactivations',
    'leads',
    'customer_stages',
  ],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
