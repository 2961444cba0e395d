import {defineProfile, type Refusal} from '../define';
import {columnsNamed, countIn, having} from '../headers';

export const klaviyoList = defineProfile({
  id: 'klaviyo-list',
  system: 'Klaviyo',
  name: {en: 'Klaviyo list or segment', de: 'Klaviyo-Liste oder -Segment'},
  target: 'customers',
  recognises: (headers) =>
    headers.has('Email') &&
    (headers.has('Klaviyo ID') || headers.has('Profile Created On')) &&
    countIn(headers, [
      'Email Marketing Consent',
      'Date Added',
      'Email Suppressions',
      'First Active',
      'Profile Created On',
    ]) >= 1,
  columns: columnsNamed({
    email: 'Email',
    name: 'Last Name',
    country: 'Country',
    first_seen_on: ['Profile Created On', 'Date Added'],
    consent: 'Email Marketing Consent',
    acquired_by: 'Source',
  }),
});

/** Mailchimp writes one file per status, and only the name of the file says which (FORMATS §1.23). */
export const mailchimpAudience = defineProfile({
  id: 'mailchimp-audience',
  system: 'Mailchimp',
  name: {en: 'Mailchimp audience', de: 'Mailchimp-Zielgruppe'},
  target: 'customers',
  recognises: having(['Email Address', 'LEID', 'EUID']),
  columns: columnsNamed({
    email: 'Email Address',
    name: 'Last Name',
    country: ['Country', 'CC'],
    first_seen_on: ['OPTIN_TIME', 'CONFIRM_TIME'],
  }),
  constants: (headers, file): Record<string, boolean> => {
    if (headers.has('UNSUB_TIME') || /(?:^|[^a-z])(?:unsubscribed|cleaned|nonsubscribed)/i.test(file))
      return {consent: false};
    return /(?:^|[^a-z])subscribed/i.test(file) ? {consent: true} : {};
  },
  lacks: [
    {
      en: 'Only the file’s name says who is subscribed: keep “subscribed”, “unsubscribed” and “cleaned” in it.',
      de: 'Nur der Dateiname sagt, wer angemeldet ist: Lassen Sie „subscribed“, „unsubscribed“ und „cleaned“ darin stehen.',
    },
  ],
});

export const campaignReport: Refusal = {
  id: 'campaign-report',
  system: 'Klaviyo, Mailchimp',
  name: {en: 'a report of campaigns', de: 'ein Bericht über Kampagnen'},
  instead: {
    en: 'It has sums per campaign and no persons; export the list of contacts, or the events of each contact.',
    de: 'Er hat Summen je Kampagne und keine Personen; exportieren Sie die Kontaktliste oder die Ereignisse je Kontakt.',
  },
  recognises: (headers) =>
    !headers.has('Email') &&
    (headers.has('Campaign Name', 'Send Time') ||
      headers.has('Total Recipients', 'Open Rate') ||
      headers.has('Successful Deliveries', 'Open Rate')),
};
