import type {Text} from '../../text/language';

/** The buyer statuses of R7, best first. */
export const statuses = {
  platinum: {en: 'Platinum', de: 'Platin'},
  gold: {en: 'Gold', de: 'Gold'},
  silver: {en: 'Silver', de: 'Silber'},
  normal: {en: 'Normal', de: 'Normal'},
  low: {en: 'Low', de: 'Niedrig'},
  none: {en: 'Nothing, or paid back', de: 'Nichts oder erstattet'},
} as const satisfies Readonly<Record<string, Text>>;

export type Status = keyof typeof statuses;
