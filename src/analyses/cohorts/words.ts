import type {Day} from '../../lib/dates';
import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import {APART, OTHER, UNNAMED} from './limits';
import {rollingDays, spanOf, type Grain} from './spans';

export const places: Readonly<Record<number, Text>> = {
  [OTHER]: {en: 'Other', de: 'Übrige'},
  [UNNAMED]: {en: 'Not named', de: 'Ohne Angabe'},
};

interface GrainWords {
  readonly one: Text;
  readonly many: Text;
  /** German with its article. */
  readonly calendar: Text;
  /** German genitive. */
  readonly ofIts: string;
}

const grains: Readonly<Record<Grain, GrainWords>> = {
  week: {
    one: {en: 'Week', de: 'Woche'},
    many: {en: 'Weeks', de: 'Wochen'},
    calendar: {en: 'calendar week', de: 'die Kalenderwoche'},
    ofIts: 'seiner Kalenderwoche',
  },
  month: {
    one: {en: 'Month', de: 'Monat'},
    many: {en: 'Months', de: 'Monate'},
    calendar: {en: 'calendar month', de: 'der Kalendermonat'},
    ofIts: 'seines Kalendermonats',
  },
  quarter: {
    one: {en: 'Quarter', de: 'Quartal'},
    many: {en: 'Quarters', de: 'Quartale'},
    calendar: {en: 'calendar quarter', de: 'das Kalenderquartal'},
    ofIts: 'seines Kalenderquartals',
  },
  year: {
    one: {en: 'Year', de: 'Jahr'},
    many: {en: 'Years', de: 'Jahre'},
    calendar: {en: 'calendar year', de: 'das Kalenderjahr'},
    ofIts: 'seines Kalenderjahrs',
  },
};

export function grainName(grain: Grain, language: Language): string {
  return grains[grain].one[language];
}

/** "Months since the first purchase" */
export function ageTitle(grain: Grain, language: Language): string {
  return {
    en: `${grains[grain].many.en} since the first purchase`,
    de: `${grains[grain].many.de} seit dem Erstkauf`,
  }[language];
}

/** "Month 3", or the first purchase where it stands apart. */
export function periodName(period: number, grain: Grain, language: Language): string {
  if (period === APART) return {en: 'First purchase', de: 'Erstkauf'}[language];
  return `${grains[grain].one[language]} ${period}`;
}

/** How periods are counted, in a sentence (H7). */
export function conventionOf(
  grain: Grain,
  convention: 'calendar' | 'rolling' | 'apart',
  byTime: boolean,
): Text {
  const {one, calendar, ofIts} = grains[grain];
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

/** Name of a calendar period where there is little room. */
export function shortSpan(start: Day, grain: Grain, format: Format): string {
  const year = format.year(start).slice(-2);
  switch (grain) {
    case 'week':
      return format.day(start);
    case 'month':
      return `${format.shortMonth(start)} ${year}`;
    case 'quarter':
      return `Q${quarterOf(start)} ${year}`;
    case 'year':
      return format.year(start);
  }
}

export function spanName(start: Day, grain: Grain, format: Format): string {
  switch (grain) {
    case 'week':
      return {en: `week of ${format.day(start)}`, de: `Woche ab ${format.day(start)}`}[format.language];
    case 'month':
      return format.month(start);
    case 'quarter':
      return `Q${quarterOf(start)} ${format.year(start)}`;
    case 'year':
      return format.year(start);
  }
}

function quarterOf(day: Day): number {
  return (spanOf(day, 'quarter') % 4) + 1;
}

/** A member of a cohort that is not made by time. */
export function memberName(member: string | null, place: number | null, language: Language): string {
  return member ?? places[place ?? UNNAMED]?.[language] ?? places[UNNAMED]![language];
}
