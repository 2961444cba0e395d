import type {Format} from '../../text/format';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {APART, COMPARABLE_DAYS, OTHER, SMALL, UNNAMED} from './limits';
import {firstPurchase, places} from './words';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word(column, value) {
    if (column === 'period' && value === APART) return firstPurchase;
    return column.endsWith('place') && (value === OTHER || value === UNNAMED) ? places[value] : undefined;
  },
  tables: {
    cells: {en: 'Cohorts by period', de: 'Kohorten nach Zeitraum'},
    averages: {en: 'All cohorts by period', de: 'Alle Kohorten nach Zeitraum'},
    cohorts: {en: 'Cohorts', de: 'Kohorten'},
    pairs: {en: 'Two cohorts compared', de: 'Zwei Kohorten im Vergleich'},
    costs: {en: 'Cost of goods', de: 'Wareneinsatz'},
  },
  facts: {
    return_share: {en: 'Come back', de: 'Kommen wieder'},
    return_low: {en: 'Come back, at least', de: 'Kommen wieder, mindestens'},
    return_high: {en: 'Come back, at most', de: 'Kommen wieder, höchstens'},
    return_days: {en: 'Within how many days', de: 'Binnen wie vieler Tage'},
    first_value: {en: 'First purchase per customer', de: 'Erstkauf je Kunde'},
    year_value: {en: 'First year per customer', de: 'Erstes Jahr je Kunde'},
  },
  picture: {
    en: 'Customers by their first purchase, and what they bought in each period since.',
    de: 'Kunden nach ihrem Erstkauf und was sie in jedem Abschnitt seither gekauft haben.',
  },
};

/** From which share of customers of an export's first days on a mean is not one of new customers. */
const EARLY = 0.5;

const number = (facts: Facts, name: string) => facts[name] ?? 0;

/** Per hundred, without the sign: "23.4". */
const perHundred = (value: number, {decimal}: Format) => decimal(value * 100, 1).replace('-', '−');
const signed = (value: number, format: Format) =>
  `${value > 0.0005 ? '+' : ''}${perHundred(Math.abs(value) < 0.0005 ? 0 : value, format)}`;

function english(facts: Facts, format: Format): string[] {
  const {count, day, roundMoney} = format;
  const each = (name: string) => perHundred(number(facts, name), format);
  const days = facts['return_days'];
  if (days === null || days === undefined)
    return [
      `**${count(number(facts, 'customers'))}** first-time buyers so far, none of them 30 days ago; whether they come back cannot be said yet.`,
    ];
  const interval = `${each('return_low')}–${each('return_high')}`;
  if (number(facts, 'followed') < SMALL)
    return [
      `Only ${count(number(facts, 'followed'))} first-time buyers can be followed for ${count(days)} days: **${count(number(facts, 'returned'))}** of them bought again, which fits anything from ${each('return_low')} to ${each('return_high')} of 100.`,
      `From ${count(SMALL)} on the share is worth planning with.`,
    ];
  const sentences = [
    `Of 100 first-time buyers, **${each('return_share')}** (${interval}) have bought again within ${count(days)} days.`,
  ];
  const {change, change_low: low, change_high: high} = facts;
  if (typeof change === 'number' && typeof low === 'number' && typeof high === 'number') {
    const range = `${signed(low, format)} to ${signed(high, format)}`;
    const until = day(number(facts, 'recent_until'));
    sentences.push(
      low > 0 || high < 0
        ? `Those of the twelve months up to ${until} come back **${change > 0 ? 'more' : 'less'} often** than those of the year before at the same age: ${each('recent_share')} instead of ${each('earlier_share')} of 100 (${range}).`
        : `Those of the twelve months up to ${until} show **no clear difference** from the year before at the same age: ${each('recent_share')} after ${each('earlier_share')} of 100 (${range}).`,
    );
  } else {
    sentences.push(
      number(facts, 'history_days') < COMPARABLE_DAYS
        ? 'For a comparison with the year before, the orders must reach back two and a half years.'
        : 'For a comparison with the year before, there are too few first-time buyers.',
    );
  }
  if (typeof facts['year_value'] === 'number')
    sentences.push(
      `The **${count(number(facts, 'year_customers'))} customers** who first bought from ${day(number(facts, 'year_from_on'))} to ${day(number(facts, 'year_until_on'))} could be observed for a full year: **${roundMoney(number(facts, 'first_value'))}** each with the first purchase, **${roundMoney(number(facts, 'year_value'))}** within the year.${
        number(facts, 'year_early_share') > EARLY
          ? ` The orders begin on ${day(number(facts, 'opened_on'))}: many of these may have bought before and only look new, so this need not hold for new customers.`
          : ''
      }`,
    );
  return sentences;
}

function german(facts: Facts, format: Format): string[] {
  const {count, day, roundMoney} = format;
  const each = (name: string) => perHundred(number(facts, name), format);
  const days = facts['return_days'];
  if (days === null || days === undefined)
    return [
      `Bisher **${count(number(facts, 'customers'))}** Erstkäufer, keiner davon vor 30 Tagen oder mehr; ob sie wiederkommen, lässt sich noch nicht sagen.`,
    ];
  const interval = `${each('return_low')}–${each('return_high')}`;
  if (number(facts, 'followed') < SMALL)
    return [
      `Nur ${count(number(facts, 'followed'))} Erstkäufer lassen sich über ${count(days)} Tage verfolgen: **${count(number(facts, 'returned'))}** davon haben wieder gekauft. Dazu passt alles von ${each('return_low')} bis ${each('return_high')} von 100.`,
      `Ab ${count(SMALL)} lässt sich mit dem Anteil planen.`,
    ];
  const sentences = [
    `Von 100 Erstkäufern haben **${each('return_share')}** (${interval}) binnen ${count(days)} Tagen wieder gekauft.`,
  ];
  const {change, change_low: low, change_high: high} = facts;
  if (typeof change === 'number' && typeof low === 'number' && typeof high === 'number') {
    const range = `${signed(low, format)} bis ${signed(high, format)}`;
    const until = day(number(facts, 'recent_until'));
    sentences.push(
      low > 0 || high < 0
        ? `Die der zwölf Monate bis ${until} kommen **${change > 0 ? 'öfter' : 'seltener'}** wieder als die des Jahres davor im gleichen Alter: ${each('recent_share')} statt ${each('earlier_share')} von 100 (${range}).`
        : `Die der zwölf Monate bis ${until} zeigen **keinen klaren Unterschied** zum Jahr davor im gleichen Alter: ${each('recent_share')} nach ${each('earlier_share')} von 100 (${range}).`,
    );
  } else {
    sentences.push(
      number(facts, 'history_days') < COMPARABLE_DAYS
        ? 'Für einen Vergleich mit dem Vorjahr müssen die Bestellungen zweieinhalb Jahre zurückreichen.'
        : 'Für einen Vergleich mit dem Vorjahr gibt es zu wenige Erstkäufer.',
    );
  }
  if (typeof facts['year_value'] === 'number')
    sentences.push(
      `Die **${count(number(facts, 'year_customers'))} Kunden** mit Erstkauf vom ${day(number(facts, 'year_from_on'))} bis ${day(number(facts, 'year_until_on'))} sind ein volles Jahr beobachtet: Sie brachten mit dem Erstkauf je **${roundMoney(number(facts, 'first_value'))}**, binnen des Jahres je **${roundMoney(number(facts, 'year_value'))}**.${
        number(facts, 'year_early_share') > EARLY
          ? ` Die Bestellungen beginnen am ${day(number(facts, 'opened_on'))}: Viele davon haben vielleicht schon vorher gekauft und sehen nur neu aus; für neue Kunden muss das nicht gelten.`
          : ''
      }`,
    );
  return sentences;
}
