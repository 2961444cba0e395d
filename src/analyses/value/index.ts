import {defineAnalysis} from '../define';
import type {valueShape} from './shape';

export const value = defineAnalysis<typeof valueShape>({
  id: 'value',
  version: 4,
  name: {en: 'Customer value', de: 'Kundenwert'},
  question: {en: 'What is a customer worth?', de: 'Was ist ein Kunde wert?'},
  tables: [
    'deciles',
    'groups',
    'calibration',
    'histories',
    'origin_histories',
    'flows',
    'costs',
    'parameters',
    'backtest',
    'newcomers',
    'spread',
    'members',
    'member_histories',
    'customers',
  ],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
