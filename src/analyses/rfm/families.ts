import type {Text} from '../../text/language';
import type {Segment} from './segments';

/** Groups of segments that are treated alike, best first; each has a hue in app.css. */
export const families = {
  best: {en: 'Regulars', de: 'Stammkunden'},
  rising: {en: 'Rising', de: 'Im Aufstieg'},
  fading: {en: 'Fading', de: 'Nachlassend'},
  risk: {en: 'At risk', de: 'Gefährdet'},
  rest: {en: 'Asleep', de: 'Eingeschlafen'},
} as const satisfies Readonly<Record<string, Text>>;

export type Family = keyof typeof families;

/** The same as heads of a matrix: long words may be parted where they are made of two. */
export const familyHeads: Readonly<Record<Family, Text>> = {
  ...families,
  best: {en: 'Regulars', de: 'Stamm\u00adkunden'},
  fading: {en: 'Fading', de: 'Nach\u00adlassend'},
  risk: {en: 'At risk', de: 'Ge\u00adfährdet'},
  rest: {en: 'Asleep', de: 'Ein\u00adgeschlafen'},
};

export const familyOf: Readonly<Record<Segment, Family>> = {
  champions: 'best',
  loyal: 'best',
  potential: 'rising',
  new: 'rising',
  promising: 'rising',
  attention: 'fading',
  sleep: 'fading',
  cannot_lose: 'risk',
  risk: 'risk',
  hibernating: 'rest',
  lost: 'rest',
};
