import type {Format} from '../../text/format';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {leadStages, noDay, outcomes, type LeadStage, type Outcome} from './words';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word(column, value) {
    if (column === 'stage') return leadStages[value as LeadStage];
    if (column === 'outcome') return value === 'no_day' ? noDay : outcomes[value as Outcome];
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
  },
  picture: {
    en: 'The share of sign-ups that has ordered by the days since the sign-up, in all or by source, or the leads of today by stage.',
    de: 'Der Anteil der Anmeldungen mit Bestellung nach Tagen seit der Anmeldung, insgesamt oder je Quelle, oder die Interessenten von heute je Stufe.',
  },
};

const number = (facts: Facts, name: string) => facts[name] ?? 0;

function english(facts: Facts, {count, share}: Format): string[] {
  const contacts = number(facts, 'contacts');
  if (contacts === 0)
    return [
      'These files name no day of sign-up, so the way from there to the first order cannot be seen. Drop your list of contacts as well: e-mail or customer number, day of the sign-up and, if there is one, the source.',
    ];
  const signups = number(facts, 'signups');
  const horizon = facts['horizon_days'];
  const sentences: string[] = [];
  if (horizon === null || horizon === undefined)
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
  const leads = number(facts, 'leads');
  const {late_chance: late, late_low: low, late_high: high} = facts;
  sentences.push(
    leads === 0
      ? 'No contact is without an order.'
      : `**${count(leads)} leads** have not ordered: ${count(number(facts, 'new_leads'))} new, ${count(number(facts, 'active_leads'))} active, ${count(number(facts, 'cold_leads'))} cold, ${count(number(facts, 'inactive_leads'))} inactive` +
          (typeof late === 'number' && typeof low === 'number' && typeof high === 'number'
            ? `; after 90 days of waiting the chance of an order in the next 90 is **${share(late)}** (${share(low)}–${share(high)}).`
            : '.'),
  );
  const apart = number(facts, 'same_day') + number(facts, 'before');
  if (apart > 0)
    sentences.push(
      `Not counted: ${count(apart)} who signed up with their first order or after it${earlierEn(facts, count)}.`,
    );
  else if (number(facts, 'earlier') > 0)
    sentences.push(`Not counted: ${count(number(facts, 'earlier'))} who signed up before the period.`);
  return sentences;
}

function earlierEn(facts: Facts, count: Format['count']): string {
  const earlier = number(facts, 'earlier');
  return earlier > 0 ? `, and ${count(earlier)} who did so before the period` : '';
}

function german(facts: Facts, {count, share}: Format): string[] {
  const contacts = number(facts, 'contacts');
  if (contacts === 0)
    return [
      'Diese Dateien nennen keinen Anmeldetag; der Weg von dort zur ersten Bestellung ist nicht zu sehen. Legen Sie auch Ihre Kontaktliste ab: E-Mail oder Kundennummer, Tag der Anmeldung und, falls vorhanden, die Quelle.',
    ];
  const signups = number(facts, 'signups');
  const horizon = facts['horizon_days'];
  const sentences: string[] = [];
  if (horizon === null || horizon === undefined)
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
  const leads = number(facts, 'leads');
  const {late_chance: late, late_low: low, late_high: high} = facts;
  sentences.push(
    leads === 0
      ? 'Kein Kontakt ist ohne Bestellung.'
      : `**${count(leads)} Interessenten** haben noch nicht bestellt: ${count(number(facts, 'new_leads'))} neu, ${count(number(facts, 'active_leads'))} aktiv, ${count(number(facts, 'cold_leads'))} erkaltet, ${count(number(facts, 'inactive_leads'))} inaktiv` +
          (typeof late === 'number' && typeof low === 'number' && typeof high === 'number'
            ? `; wer 90 Tage gewartet hat, bestellt in den nächsten 90 mit einer Chance von **${share(late)}** (${share(low)}–${share(high)}).`
            : '.'),
  );
  const apart = number(facts, 'same_day') + number(facts, 'before');
  if (apart > 0)
    sentences.push(
      `Nicht mitgezählt: ${count(apart)}, die sich mit der ersten Bestellung oder danach angemeldet haben${earlierDe(facts, count)}.`,
    );
  else if (number(facts, 'earlier') > 0)
    sentences.push(
      `Nicht mitgezählt: ${count(number(facts, 'earlier'))}, die sich vor dem Zeitraum angemeldet haben.`,
    );
  return sentences;
}

function earlierDe(facts: Facts, count: Format['count']): string {
  const earlier = number(facts, 'earlier');
  return earlier > 0 ? `, und ${count(earlier)}, die es vor dem Zeitraum taten` : '';
}
