import type {Text} from '../text/language';

/** How the cells of a known attribute are read: yes or no, a number with a dot, or as they stand. */
type AttributeReading = 'flag' | 'number' | 'text';

/** Facts about customers that mean the same whatever a file calls them; every other attribute has its header as name. */
const known = {
  churn_reason: {reading: 'text', title: {en: 'Reason for leaving', de: 'Grund der Kündigung'}},
  review_score: {reading: 'number', title: {en: 'Review score', de: 'Bewertung'}},
  slow_payer: {reading: 'flag', title: {en: 'Slow payer', de: 'Zahlt säumig'}},
  blocked: {reading: 'flag', title: {en: 'Blocked', de: 'Gesperrt'}},
  consent_email: {reading: 'flag', title: {en: 'Consent to e-mail', de: 'Einwilligung E-Mail'}},
  consent_sms: {reading: 'flag', title: {en: 'Consent to SMS', de: 'Einwilligung SMS'}},
  consent_whatsapp: {reading: 'flag', title: {en: 'Consent to WhatsApp', de: 'Einwilligung WhatsApp'}},
  consent_post: {reading: 'flag', title: {en: 'Consent to post', de: 'Einwilligung Post'}},
  consent_phone: {reading: 'flag', title: {en: 'Consent to calls', de: 'Einwilligung Telefon'}},
} as const satisfies Record<string, {reading: AttributeReading; title: Text}>;

export type KnownAttribute = keyof typeof known;

/** A fact about customers that the files name, as far as choosing by it needs. */
export interface Attribute {
  readonly name: string;
  /** Customers of whom it is known. */
  readonly customers: number;
  /** Different values in all. */
  readonly distinct: number;
  /** The values of most customers first, at most 50; a flag is `yes` or `no`. */
  readonly values: readonly string[];
}

/** How an attribute is read; one that is not known, as it stands. */
export function attributeReading(name: string): AttributeReading {
  return isKnown(name) ? known[name].reading : 'text';
}

/** What an attribute is called on screen. */
export function attributeTitle(name: string): Text {
  return isKnown(name) ? known[name].title : {en: name, de: name};
}

/** What a value of an attribute is called on screen. */
export function attributeValue(name: string, value: string): Text {
  if (attributeReading(name) !== 'flag') return {en: value, de: value};
  return value === 'yes'
    ? {en: 'yes', de: 'ja'}
    : value === 'no'
      ? {en: 'no', de: 'nein'}
      : {en: value, de: value};
}

function isKnown(name: string): name is KnownAttribute {
  return Object.hasOwn(known, name);
}
