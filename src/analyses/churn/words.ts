import type {Text} from '../../text/language';

/** Where customers stand between the threshold and the reader's assumption. */
export const positions = {
  before: {en: 'Not there yet', de: 'Noch nicht so weit'},
  between: {en: 'Between threshold and assumption', de: 'Zwischen Schwelle und Annahme'},
  after: {en: 'Past it', de: 'Darüber hinaus'},
} as const satisfies Readonly<Record<string, Text>>;

/** Past the later of two limits, or the one that there is. */
export const beyond = {
  both: {en: 'Past both', de: 'Über beides hinaus'},
  assumption: {en: 'Past your assumption', de: 'Über Ihre Annahme hinaus'},
} as const satisfies Readonly<Record<string, Text>>;

export type Position = keyof typeof positions;

/** After the first, second, third, fourth or later purchase. */
export const stageNames: readonly Text[] = [
  {en: '1st purchase', de: '1. Kauf'},
  {en: '2nd purchase', de: '2. Kauf'},
  {en: '3rd purchase', de: '3. Kauf'},
  {en: '4th and later', de: '4. und spätere'},
];
