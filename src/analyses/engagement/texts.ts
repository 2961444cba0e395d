import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {segments, type Segment} from '../rfm/segments';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word: (column, value) => (column === 'segment' ? segments[value as Segment] : undefined),
  tables: {cells: {en: 'Engagement by segment', de: 'Engagement nach Segment'}},
  facts: {
    contacted: {en: 'Contacted customers', de: 'Angeschriebene Kunden'},
    unsubscribed: {en: 'Unsubscribed', de: 'Abgemeldet'},
    quiet_readers: {en: 'Read, but no longer buy', de: 'Lesen, kaufen aber nicht mehr'},
    quiet_readers_revenue: {en: 'Their revenue so far', de: 'Deren Umsatz bisher'},
    silent_regulars: {en: 'Regulars who do not read', de: 'Stammkunden, die nicht lesen'},
    silent_regulars_revenue: {en: 'Revenue of these regulars', de: 'Umsatz dieser Stammkunden'},
  },
  picture: {
    en: 'A matrix of five engagement scores by five groups of RFM segments.',
    de: 'Eine Matrix aus fünf Stufen Engagement und fünf Gruppen von RFM-Segmenten.',
  },
};

const number = (facts: Facts, name: string) => facts[name] ?? 0;

/** Why there is nothing to read; the picture says it too. */
export function missing(facts: Facts, {count, day}: Format): Text {
  const [events, later] = [number(facts, 'events'), number(facts, 'later_events')];
  if (events === 0)
    return {
      en: 'There are no events of customers yet; this cell needs openings and clicks. Drop the export of your newsletter tool as well.',
      de: 'Es gibt noch keine Ereignisse von Kunden; diese Zelle braucht Öffnungen und Klicks. Legen Sie auch den Export Ihres Newsletter-Werkzeugs ab.',
    };
  if (later === events) {
    const first = day(number(facts, 'first_event_on'));
    return {
      en: `All ${count(events)} events of your newsletter tool lie after the as-of date, the first on ${first}. With a later as-of date they count.`,
      de: `Alle ${count(events)} Ereignisse Ihres Newsletter-Werkzeugs liegen nach dem Stichtag, das erste am ${first}. Mit einem späteren Stichtag zählen sie.`,
    };
  }
  return {
    en: `None of the ${count(events - later)} events up to the as-of date belongs to a customer with an order: the addresses in the two files do not meet.`,
    de: `Keines der ${count(events - later)} Ereignisse bis zum Stichtag gehört zu einem Kunden mit Bestellung: Die Adressen der Dateien treffen sich nicht.`,
  };
}

function english(facts: Facts, format: Format): string[] {
  const {count, roundMoney} = format;
  if (number(facts, 'contacted') === 0) return [missing(facts, format).en];
  const readers = number(facts, 'quiet_readers');
  const regulars = number(facts, 'silent_regulars');
  return [
    readers > 0
      ? `**${count(readers)} customers** no longer buy but still read your mails; they have spent ${roundMoney(number(facts, 'quiet_readers_revenue'))} so far. A mailing reaches them.`
      : 'None of those who no longer buy still reads your mails; a mailing will not bring them back.',
    regulars > 0
      ? `**${count(regulars)} regulars** (${roundMoney(number(facts, 'silent_regulars_revenue'))}) do not read your mails at all: either they buy without a newsletter, or they need another channel.`
      : 'All regulars read your mails.',
  ];
}

function german(facts: Facts, format: Format): string[] {
  const {count, roundMoney} = format;
  if (number(facts, 'contacted') === 0) return [missing(facts, format).de];
  const readers = number(facts, 'quiet_readers');
  const regulars = number(facts, 'silent_regulars');
  return [
    readers > 0
      ? `**${count(readers)} Kunden** kaufen nicht mehr, lesen aber noch Ihre Mails; bisher haben sie ${roundMoney(number(facts, 'quiet_readers_revenue'))} ausgegeben. Eine Aussendung erreicht sie.`
      : 'Wer nicht mehr kauft, liest auch Ihre Mails nicht mehr; eine Aussendung bringt niemanden zurück.',
    regulars > 0
      ? `**${count(regulars)} Stammkunden** (${roundMoney(number(facts, 'silent_regulars_revenue'))}) lesen Ihre Mails gar nicht: Entweder kaufen sie auch ohne Newsletter, oder sie brauchen einen anderen Weg.`
      : 'Alle Stammkunden lesen Ihre Mails.',
  ];
}
