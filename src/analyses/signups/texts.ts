import type {Format} from '../../text/format';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {leadStages, outcomes, unlisted, type LeadStage, type Outcome} from './words';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word(column, value) {
    if (column === 'stage') return leadStages[value as LeadStage];
    if (column === 'outcome') return value === 'unlisted' ? unlisted : outcomes[value as Outcome];
    return undefined;
  },
  tables: {
    curve: {en: 'From sign-up to order, by day', de: 'Von der Anmeldung zur Bestellung, nach Tag'},
    sources: {en: 'Sources', de: 'Quellen'},
    chances: {en: 'Chance after waiting', de: 'Chance nach Warten'},
    lead_stages: {en: 'Leads by stage', de: 'Interessenten nach Stufe'},
    outcomes: {en: 'All contacts', de: 'Alle Kontakte'},
  },
  facts: {
    signups: {en: 'Sign-ups', de: 'Anmeldungen'},
    ordered_share: {en: 'Order after signing up', de: 'Bestellen nach der Anmeldung'},
    horizon_days: {en: 'Within how many days', de: 'Binnen wie vieler Tage'},
    first_month_share: {en: 'Order in the first month', de: 'Bestellen im ersten Monat'},
    half_days: {en: 'Half of these by day', de: 'Die Hälfte davon bis Tag'},
    leads: {en: 'Leads', de: 'Interessenten'},
    active_leads: {en: 'Active leads', de: 'Aktive Interessenten'},
    undated: {en: 'Contacts without a day of sign-up', de: 'Kontakte ohne Anmeldetag'},
  },
  picture: {
    en: 'The share of sign-ups that has ordered by the days since the sign-up, in all or by source, or the leads of today by stage.',
    de: 'Der Anteil der Anmeldungen mit Bestellung nach Tagen seit der Anmeldung, insgesamt oder je Quelle, oder die Interessenten von heute je Stufe.',
  },
};

const number = (facts: Facts, name: string) => facts[name] ?? 0;

function english(facts: Facts, format: Format): string[] {
  const {count, share} = format;
  const contacts = number(facts, 'contacts');
  if (contacts === 0)
    return [
      'No contacts are listed here, so the way from the sign-up to the first order cannot be seen. Drop your list of contacts as well: e-mail or customer number, day of the sign-up and, if there is one, the source.',
    ];
  const signups = number(facts, 'signups');
  const undated = number(facts, 'undated');
  const horizon = facts['horizon_days'];
  const sentences: string[] = [];
  if (undated === contacts)
    sentences.push(
      `${contacts === 1 ? 'The one contact here has' : `None of the **${count(contacts)}** contacts has`} ${contacts === 1 ? 'no' : 'a'} day of sign-up, so the way from there to the first order cannot be seen; it takes a list with that day.`,
    );
  else if (horizon === null || horizon === undefined)
    sentences.push(
      `**${count(signups)}** contacts signed up before an order in this period, ${count(number(facts, 'ordered'))} of them have ordered since; a share by day takes 50 that were watched for at least 30 days.`,
    );
  else {
    const half = facts['half_days'];
    const month = facts['first_month_share'];
    sentences.push(
      `Of **${count(signups)} sign-ups**, **${share(number(facts, 'ordered_share'))}** (${share(number(facts, 'ordered_low'))}–${share(number(facts, 'ordered_high'))}) order within ${count(horizon)} days` +
        (horizon > 30 && typeof month === 'number' ? `, ${share(month)} within 30` : '') +
        (typeof half === 'number'
          ? `; half of those who order within ${count(horizon)} days have done so by day ${count(half)}.`
          : '.'),
    );
  }
  sentences.push(leadsEn(facts, format));
  const [apart, earlier] = [number(facts, 'same_day') + number(facts, 'before'), number(facts, 'earlier')];
  const left = [
    ...(apart > 0 ? [`${count(apart)} who signed up with their first order or after it`] : []),
    ...(earlier > 0 ? [`${count(earlier)} who signed up before the period`] : []),
    ...(undated > 0 && undated < contacts ? [`${count(undated)} whose day of sign-up is not known`] : []),
  ];
  if (left.length > 0) sentences.push(`Not counted: ${left.join('; ')}.`);
  return sentences;
}

/** How many leads there are, in which stages, and what chance remains of an order. */
function leadsEn(facts: Facts, {count, share}: Format): string {
  const [leads, undated] = [number(facts, 'leads'), number(facts, 'undated_leads')];
  if (leads === 0) return 'No contact is without an order.';
  const all = leads === 1 ? '**1 lead** has' : `**${count(leads)} leads** have`;
  if (undated === leads)
    return `${all} not ordered; without a day it cannot be told who is new and who is cold.`;
  const of = (stage: LeadStage) => count(number(facts, `${stage}_leads`));
  const {late_chance: late, late_low: low, late_high: high} = facts;
  return (
    `${all} not ordered: ${of('new')} new, ${of('active')} active, ${of('cold')} cold, ${of('inactive')} inactive` +
    (undated > 0 ? `, ${of('undated')} without a day to tell by` : '') +
    (typeof late === 'number' && typeof low === 'number' && typeof high === 'number'
      ? `; after 90 days of waiting the chance of an order in the next 90 is **${share(late)}** (${share(low)}–${share(high)}).`
      : '.')
  );
}

function german(facts: Facts, format: Format): string[] {
  const {count, share} = format;
  const contacts = number(facts, 'contacts');
  if (contacts === 0)
    return [
      'Hier sind keine Kontakte aufgeführt; der Weg von der Anmeldung zur ersten Bestellung ist nicht zu sehen. Legen Sie auch Ihre Kontaktliste ab: E-Mail oder Kundennummer, Tag der Anmeldung und, falls vorhanden, die Quelle.',
    ];
  const signups = number(facts, 'signups');
  const undated = number(facts, 'undated');
  const horizon = facts['horizon_days'];
  const sentences: string[] = [];
  if (undated === contacts)
    sentences.push(
      `${contacts === 1 ? 'Der eine Kontakt hier' : `Keiner der **${count(contacts)}** Kontakte`} hat ${contacts === 1 ? 'keinen' : 'einen'} Anmeldetag; der Weg von dort zur ersten Bestellung ist nicht zu sehen. Dafür braucht es eine Liste mit diesem Tag.`,
    );
  else if (horizon === null || horizon === undefined)
    sentences.push(
      `**${count(signups)}** Kontakte haben sich in diesem Zeitraum vor einer Bestellung angemeldet, ${count(number(facts, 'ordered'))} davon haben seither bestellt; ein Anteil je Tag braucht 50, die mindestens 30 Tage beobachtet sind.`,
    );
  else {
    const half = facts['half_days'];
    const month = facts['first_month_share'];
    sentences.push(
      `Von **${count(signups)} Anmeldungen** führen **${share(number(facts, 'ordered_share'))}** (${share(number(facts, 'ordered_low'))}–${share(number(facts, 'ordered_high'))}) binnen ${count(horizon)} Tagen zu einer Bestellung` +
        (horizon > 30 && typeof month === 'number' ? `, ${share(month)} binnen 30` : '') +
        (typeof half === 'number'
          ? `; die Hälfte derer, die binnen ${count(horizon)} Tagen bestellen, hat es bis Tag ${count(half)} getan.`
          : '.'),
    );
  }
  sentences.push(leadsDe(facts, format));
  const [apart, earlier] = [number(facts, 'same_day') + number(facts, 'before'), number(facts, 'earlier')];
  const left = [
    ...(apart > 0
      ? [`${count(apart)}, die sich mit der ersten Bestellung oder danach angemeldet haben`]
      : []),
    ...(earlier > 0 ? [`${count(earlier)}, die sich vor dem Zeitraum angemeldet haben`] : []),
    ...(undated > 0 && undated < contacts ? [`${count(undated)}, deren Anmeldetag nicht bekannt ist`] : []),
  ];
  if (left.length > 0) sentences.push(`Nicht mitgezählt: ${left.join('; ')}.`);
  return sentences;
}

function leadsDe(facts: Facts, {count, share}: Format): string {
  const [leads, undated] = [number(facts, 'leads'), number(facts, 'undated_leads')];
  if (leads === 0) return 'Kein Kontakt ist ohne Bestellung.';
  const all = leads === 1 ? '**1 Interessent** hat' : `**${count(leads)} Interessenten** haben`;
  if (undated === leads)
    return `${all} noch nicht bestellt; ohne Tag ist nicht zu sagen, wer neu und wer erkaltet ist.`;
  const of = (stage: LeadStage) => count(number(facts, `${stage}_leads`));
  const {late_chance: late, late_low: low, late_high: high} = facts;
  return (
    `${all} noch nicht bestellt: ${of('new')} neu, ${of('active')} aktiv, ${of('cold')} erkaltet, ${of('inactive')} inaktiv` +
    (undated > 0 ? `, ${of('undated')} ohne einen Tag, nach dem sich das sagen ließe` : '') +
    (typeof late === 'number' && typeof low === 'number' && typeof high === 'number'
      ? `; wer 90 Tage gewartet hat, bestellt in den nächsten 90 mit einer Chance von **${share(late)}** (${share(low)}–${share(high)}).`
      : '.')
  );
}
