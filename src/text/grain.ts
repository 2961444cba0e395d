import type {Text} from './language';

/** Lengths of a calendar period; a week starts on Monday. */
export const grains = {
  day: {en: 'Day', de: 'Tag'},
  week: {en: 'Week', de: 'Woche'},
  month: {en: 'Month', de: 'Monat'},
  quarter: {en: 'Quarter', de: 'Quartal'},
  year: {en: 'Year', de: 'Jahr'},
} as const satisfies Readonly<Record<string, Text>>;

export type Grain = keyof typeof grains;
