import type {Text} from '../../text/language';
import type {LimitSource} from './limits';

/** The limits of `limits.ts`. */
export const silences: Readonly<Record<string, Text>> = {
  first: {en: 'After the only purchase', de: 'Nach dem einzigen Kauf'},
  repeat: {en: 'After later purchases', de: 'Nach späteren Käufen'},
  inactive: {en: 'Inactive', de: 'Inaktiv'},
  reactivated: {en: 'Counted as reactivated', de: 'Gilt als zurückgewonnen'},
};

/** "Inactive after 363 days" */
export function limitOf(silence: string, days: string): Text {
  const name = silences[silence] ?? {en: '', de: ''};
  switch (silence) {
    case 'inactive':
      return {en: `${name.en} after ${days} days`, de: `${name.de} nach ${days} Tagen`};
    case 'reactivated':
      return {en: `${name.en} for ${days} days`, de: `${name.de}: ${days} Tage lang`};
    default:
      return {en: `${name.en} ${days} days`, de: `${name.de} ${days} Tage`};
  }
}

export const sources: Readonly<Record<LimitSource, Text>> = {
  set: {en: 'as set', de: 'eingestellt'},
  data: {en: 'this shop’s own data', de: 'aus den eigenen Daten'},
  fixed: {en: 'fixed: the data give none', de: 'fest: die Daten geben keine her'},
};

/** Why the data give no limit (`stats/threshold/gap.ts`). */
export const reasons: Readonly<Record<string, Text>> = {
  'too-few-customers': {en: 'too few customers', de: 'zu wenige Kunden'},
  'no-repeaters': {en: 'nobody returned', de: 'niemand kam wieder'},
  'too-few-repeaters': {en: 'too few returned', de: 'zu wenige kamen wieder'},
  'same-day-repeats': {
    en: 'each order counts, so many return on the same day',
    de: 'jede Bestellung zählt, viele kommen am selben Tag wieder',
  },
  'one-cohort-day': {en: 'all began on one day', de: 'alle begannen an einem Tag'},
  'not-enough-history': {en: 'not enough history yet', de: 'die Daten reichen noch nicht weit genug zurück'},
  'none-within-window': {en: 'nobody returns within 60 days', de: 'niemand kommt binnen 60 Tagen wieder'},
  'already-below': {en: 'the chance to return does not fall', de: 'die Chance auf Rückkehr fällt nicht'},
  'never-falls-below': {
    en: 'the chance to return never falls to half',
    de: 'die Chance auf Rückkehr fällt nie auf die Hälfte',
  },
  'not-stable': {
    en: 'the chance to return does not stay below half',
    de: 'die Chance auf Rückkehr bleibt nicht unter der Hälfte',
  },
};
