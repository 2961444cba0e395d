import type {Format} from '../../text/format';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {spanOf} from './span';
import {statuses, type Status} from './statuses';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word: (column, value) => (column === 'status' ? statuses[value as Status] : undefined),
  tables: {
    curve: {en: 'Share of the revenue', de: 'Anteil am Umsatz'},
    tiers: {en: 'Buyer status', de: 'Käuferstatus'},
  },
  facts: {
    gini: {en: 'Gini', de: 'Gini'},
    top_fifth_share: {en: 'Revenue of the best fifth', de: 'Umsatz des besten Fünftels'},
    top_hundredth_share: {en: 'Revenue of the best hundredth', de: 'Umsatz des besten Hundertstels'},
    half_of_revenue: {
      en: 'Customers who make half of the revenue',
      de: 'Kunden, die den halben Umsatz bringen',
    },
    high_rollers: {en: 'High rollers', de: 'Großeinkäufer'},
    high_roller_revenue: {en: 'Revenue of the high rollers', de: 'Umsatz der Großeinkäufer'},
  },
  picture: {
    en: 'A curve: which share of the revenue the customers with the largest revenue bring. Below it a bar for each buyer status.',
    de: 'Eine Kurve: welchen Anteil am Umsatz die Kunden mit dem größten Umsatz bringen. Darunter ein Balken je Käuferstatus.',
  },
};

const FEW = 50;
const number = (facts: Facts, name: string) => facts[name] ?? 0;

function english(facts: Facts, format: Format): string[] {
  const {count, share, roundMoney, decimal} = format;
  const customers = number(facts, 'customers');
  if (facts['top_fifth_share'] === null) return ['After refunds no revenue is left to be shared out.'];
  const rollers = number(facts, 'high_rollers');
  return [
    `The **20%** of customers with the largest revenue bring **${share(number(facts, 'top_fifth_share'))}** of it; half comes from **${count(number(facts, 'half_of_revenue'))}** of ${count(customers)} customers (Gini ${decimal(number(facts, 'gini'), 2)}).`,
    customers < FEW
      ? `With ${count(customers)} customers single orders decide this; look again when there are more.`
      : rollers > 0
        ? `**${count(rollers)} high rollers** have spent much in one or two purchases: ${roundMoney(number(facts, 'high_roller_revenue'))} in ${spanOf(number(facts, 'span_days'), format).en}, ${roundMoney(number(facts, 'high_roller_revenue') / rollers)} each.`
        : 'Nobody with much revenue has bought only once or twice.',
  ];
}

function german(facts: Facts, format: Format): string[] {
  const {count, share, roundMoney, decimal} = format;
  const customers = number(facts, 'customers');
  if (facts['top_fifth_share'] === null)
    return ['Nach Erstattungen bleibt kein Umsatz, der sich verteilen ließe.'];
  const rollers = number(facts, 'high_rollers');
  return [
    `Die **20 %** der Kunden mit dem größten Umsatz bringen **${share(number(facts, 'top_fifth_share'))}** davon; die Hälfte kommt von **${count(number(facts, 'half_of_revenue'))}** der ${count(customers)} Kunden (Gini ${decimal(number(facts, 'gini'), 2)}).`,
    customers < FEW
      ? `Bei ${count(customers)} Kunden entscheiden darüber einzelne Bestellungen; sehen Sie wieder nach, wenn es mehr sind.`
      : rollers > 0
        ? `**${count(rollers)} Großkäufer** haben in ein oder zwei Käufen viel ausgegeben: ${roundMoney(number(facts, 'high_roller_revenue'))} in ${spanOf(number(facts, 'span_days'), format).de}, je ${roundMoney(number(facts, 'high_roller_revenue') / rollers)}.`
        : 'Niemand mit viel Umsatz hat nur ein- oder zweimal gekauft.',
  ];
}
