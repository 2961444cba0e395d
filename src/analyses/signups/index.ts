import {defineAnalysis} from '../define';
import type {signupsShape} from './shape';

export const signups = defineAnalysis<typeof signupsShape>({
  id: 'signups',
  version: 2,
  name: {en: 'Sign-ups', de: 'Anmeldungen'},
  question: {en: 'From newsletter to first order', de: 'Von der Anmeldung zum ersten Kauf'},
  tables: ['sources', 'chances', 'lead_stages', 'outcomes', 'curve', 'waits', 'signup_stages'],
  guide: () => import('./guide'),
  face: () => import('./face'),
  body: () => import('./run'),
});
