import type {Format} from '../../text/format';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {segments, type Segment} from './segments';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word: (column, value) => (column === 'segment' ? segments[value as Segment] : undefined),
  tables: {
    segments: {en: 'Segments', de: 'Segmente'},
    cells: {en: 'Recency by frequency', de: 'Recency nach Frequency'},
    limits: {en: 'Limits of the scores', de: 'Grenzen der Punkte'},
  },
  facts: {
    customers: {en: 'Customers', de: 'Kunden'},
    one_time_share: {en: 'Bought once', de: 'Kauften einmal'},
    regulars: {en: 'Regulars', de: 'Stammkunden'},
    regulars_revenue: {en: 'Revenue of the regulars', de: 'Umsatz der Stammkunden'},
    slipping: {en: 'Good customers slipping away', de: 'Gute Kunden, die verloren gehen'},
    slipping_revenue: {en: 'Their revenue so far', de: 'Deren Umsatz bisher'},
    slipping_days: {en: 'Half of them silent for', de: 'Die Hälfte davon still seit'},
  },
  picture: {
    en: 'A matrix of five recency scores by five frequency scores, and a bar for each named segment.',
    de: 'Eine Matrix aus fünf Stufen Recency und fünf Stufen Frequency, dazu ein Balken je Segment.',
  },
};

/** Half of them silent for longer than this: they are not just now leaving. */
const LONG = 180;

const number = (facts: Facts, name: string) => facts[name] ?? 0;

function english(facts: Facts, {count, share, roundMoney}: Format): string[] {
  const customers = number(facts, 'customers');
  const regulars = number(facts, 'regulars');
  const slipping = number(facts, 'slipping');
  const long = number(facts, 'slipping_days') > LONG;
  const silent = count(number(facts, 'slipping_days'));
  const revenue = roundMoney(number(facts, 'slipping_revenue'));
  return [
    regulars > 0 && number(facts, 'revenue') > 0
      ? `**${count(regulars)} ${regulars === 1 ? 'regular' : 'regulars'}** (Champions and Loyal), ${share(regulars / customers)} of ${count(customers)} customers, ${regulars === 1 ? 'brings' : 'bring'} **${share(number(facts, 'regulars_revenue') / number(facts, 'revenue'))}** of the revenue.`
      : `None of the ${count(customers)} customers buys often enough to be called a regular yet.`,
    slipping === 1
      ? `**One ${long ? 'once good customer has stayed away' : 'good customer is slipping away'}** (At risk or Can’t lose): silent for ${silent} days, worth ${revenue} so far.`
      : slipping > 0
        ? `**${count(slipping)} ${long ? 'once good customers have stayed away' : 'good customers are slipping away'}** (At risk and Can’t lose): half of them silent for more than ${silent} days, worth ${revenue} so far.`
        : 'No frequent buyer is among those who have been silent longest.',
    ...(number(facts, 'steps') === 3
      ? [
          `With ${count(customers)} customers the scores have only three steps: a fifth would be ${count(customers / 5)} of them, too few to compare.`,
        ]
      : []),
  ];
}

function german(facts: Facts, {count, share, roundMoney}: Format): string[] {
  const customers = number(facts, 'customers');
  const regulars = number(facts, 'regulars');
  const slipping = number(facts, 'slipping');
  const long = number(facts, 'slipping_days') > LONG;
  const silent = count(number(facts, 'slipping_days'));
  const revenue = roundMoney(number(facts, 'slipping_revenue'));
  return [
    regulars > 0 && number(facts, 'revenue') > 0
      ? `**${count(regulars)} ${regulars === 1 ? 'Stammkunde' : 'Stammkunden'}** (Champions und Treue), ${share(regulars / customers)} von ${count(customers)} Kunden, ${regulars === 1 ? 'bringt' : 'bringen'} **${share(number(facts, 'regulars_revenue') / number(facts, 'revenue'))}** des Umsatzes.`
      : `Noch kauft keiner der ${count(customers)} Kunden so oft, dass er Stammkunde heißen könnte.`,
    slipping === 1
      ? `**Ein ${long ? 'früher guter Kunde ist weggeblieben' : 'guter Kunde geht gerade verloren'}** (gefährdet oder unverzichtbar): seit ${silent} Tagen still, bisher ${revenue} wert.`
      : slipping > 0
        ? `**${count(slipping)} ${long ? 'früher gute Kunden sind weggeblieben' : 'gute Kunden gehen gerade verloren'}** (Gefährdete und Unverzichtbare): die Hälfte seit mehr als ${silent} Tagen still, bisher ${revenue} wert.`
        : 'Unter denen, die am längsten schweigen, ist kein häufiger Käufer.',
    ...(number(facts, 'steps') === 3
      ? [
          `Bei ${count(customers)} Kunden haben die Punkte nur drei Stufen: Ein Fünftel wären ${count(customers / 5)}, zu wenige zum Vergleichen.`,
        ]
      : []),
  ];
}
