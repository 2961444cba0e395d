import type {Text} from '../../text/language';

/** Stages of a lead, L2. Who is in which stands in staged.sql. */
export const leadStages = {
  new: {en: 'New', de: 'Neu'},
  active: {en: 'Active', de: 'Aktiv'},
  cold: {en: 'Cold', de: 'Erkaltet'},
  inactive: {en: 'Inactive', de: 'Inaktiv'},
  undated: {en: 'No day known', de: 'Kein Tag bekannt'},
} as const satisfies Readonly<Record<string, Text>>;

export type LeadStage = keyof typeof leadStages;

/** What became of a sign-up. Which is which stands in people.sql. */
export const outcomes = {
  ordered: {en: 'Ordered after the sign-up', de: 'Nach der Anmeldung bestellt'},
  waiting: {en: 'Not ordered yet', de: 'Noch nicht bestellt'},
  same_day: {en: 'First order on the day of the sign-up', de: 'Erste Bestellung am Tag der Anmeldung'},
  before: {en: 'First order before the sign-up', de: 'Erste Bestellung vor der Anmeldung'},
  earlier: {en: 'Signed up before the period', de: 'Vor dem Zeitraum angemeldet'},
  undated_waiting: {
    en: 'Not ordered yet, day of sign-up not known',
    de: 'Noch nicht bestellt, Anmeldetag nicht bekannt',
  },
  undated_ordered: {en: 'Ordered, day of sign-up not known', de: 'Bestellt, Anmeldetag nicht bekannt'},
} as const satisfies Readonly<Record<string, Text>>;

export type Outcome = keyof typeof outcomes;

/** Buyers who are in the list of people, not among the contacts: known by their orders alone, or contacts of another country. */
export const unlisted: Text = {en: 'Not among the contacts', de: 'Nicht unter den Kontakten'};
