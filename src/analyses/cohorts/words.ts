import type {Day} from '../../lib/dates';
import type {Format} from '../../text/format';
import {grains} from '../../text/grain';
import type {Language, Text} from '../../text/language';
import {APART, OTHER, UNNAMED} from './limits';
import {rollingDays, type Grain} from './spans';

export const places: Readonly<Record<number, Text>> = {
  [OTHER]: {en: 'Other', de: 'Übrige'},
  [UNNAMED]: {en: 'Not named', de: 'Ohne Angabe'},
};

export const firstPurchase: Text = {en: 'First purchase', de: 'Erstkauf'};

interface Inflected {
  readonly many: Text;
  /** German with its article. */
  readonly calendar: Text;
  /** German genitive. */
  readonly ofIts: string;
}

const inflected: Readonly<Record<Grain, Inflected>> = {
  week: {
    many: {en: 'Weeks', de: 'Wochen'},
    calendar: {en: 'calendar week', de: 'die Kalenderwoche'},
    ofIts: 'seiner Kalenderwoche',
  },
  month: {
    many: {en: 'Months', de: 'Monate'},
    calendar: {en: 'calendar month', de: 'der Kalendermonat'},
    ofIts: 'seines Kalendermonats',
  },
  quarter: {
    many: {en: 'Quarters', de: 'Quartale'},
    calendar: {en: 'calendar quarter', de: 'das Kalenderquartal'},
    ofIts: 'seines Kalenderquartals',
  },
  year: {
    many: {en: 'Years', de: 'Jahre'},
    calendar: {en: 'calendar year', de: 'das Kalenderjahr'},
    ofIts: 'seines Kalenderjahrs',
  },
};

export function grainName(grain: Grain, language: Language): string {
  return grains[grain][language];
}

/** "Months since the first purchase" */
export function ageTitle(grain: Grain, language: Language): string {
  return {
    en: `${inflected[grain].many.en} since the first purchase`,
    de: `${inflected[grain].many.de} seit dem Erstkauf`,
  }[language];
}

/** "Month 3", or the first purchase where it stands apart. */
export function periodName(period: number, grain: Grain, language: Language): string {
  if (period === APART) return firstPurchase[language];
  return `${grains[grain][language]} ${period}`;
}

/** How periods are counted, in a sentence (H7). */
export function conventionOf(
  grain: Grain,
  convention: 'calendar' | 'rolling' | 'apart',
  byTime: boolean,
): Text {
  const one = grains[grain];
  const {calendar, ofIts} = inflected[grain];
  const days = rollingDays[grain];
  if (!byTime || convention === 'rolling') {
    return {
      en:
        `${one.en} 0 is the ${days} days from each customer’s first purchase on, that day included.` +
        (byTime ? '' : ' Each column counts only the customers who have had all of it.'),
      de:
        `${one.de} 0 sind die ${days} Tage ab dem Erstkauf jedes Kunden, dieser Tag eingeschlossen.` +
        (byTime ? '' : ' Jede Spalte zählt nur die Kunden, die sie ganz hinter sich haben.'),
    };
  }
  return convention === 'apart'
    ? {
        en: `The first purchase stands apart; ${one.en.toLowerCase()} 0 is the rest of its ${calendar.en}, without it.`,
        de: `Der Erstkauf steht für sich; ${one.de} 0 ist der Rest ${ofIts} ohne ihn.`,
      }
    : {
        en: `${one.en} 0 is the ${calendar.en} of the first purchase and includes it.`,
        de: `${one.de} 0 ist ${calendar.de} des Erstkaufs und enthält ihn.`,
      };
}

export function spanName(start: Day, grain: Grain, format: Format): string {
  return grain === 'week'
    ? {en: `week of ${format.day(start)}`, de: `Woche ab ${format.day(start)}`}[format.language]
    : format.period(start, grain);
}

/** A member of a cohort that is not made by time. */
export function memberName(member: string | null, place: number | null, language: Language): string {
  return member ?? places[place ?? UNNAMED]?.[language] ?? places[UNNAMED]![language];
}
