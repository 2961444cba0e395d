import type {Format} from '../../text/format';
import type {Language} from '../../text/language';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {intervals, reasons} from './reasons';
import {forecastNames, refusals} from './words';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word: (column, value) => (column === 'model' ? forecastNames[String(value)] : undefined),
  picture: {
    en: 'Bars of what is expected of the customers, by tenths or by their first order, with intervals, beside what they have brought so far.',
    de: 'Balken dessen, was von den Kunden zu erwarten ist, nach Zehnteln oder nach der ersten Bestellung, mit Intervallen, neben dem, was sie bisher gebracht haben.',
  },
};

const fact = (facts: Facts, name: string): number | null => facts[name] ?? null;
const number = (facts: Facts, name: string): number => facts[name] ?? 0;

function english(facts: Facts, format: Format): string[] {
  const {count, roundMoney, share} = format;
  const customers = number(facts, 'customers');
  const each = customers > 0 ? number(facts, 'revenue') / customers : 0;
  const expected = fact(facts, 'expected_revenue');
  if (expected === null) {
    return [
      `So far a customer has brought **${roundMoney(each)}** on average.`,
      `${refusals[reasons[number(facts, 'reason')]!]!.en} There are ${count(customers)} customers, ${count(number(facts, 'repeaters'))} of them have bought again.`,
    ];
  }
  const months = count(number(facts, 'horizon'));
  const sentences = [
    `Your ${count(customers)} customers have brought **${roundMoney(each)}** each so far; in the next ${months} months another **${roundMoney(expected / customers)}** each is to be expected, **${roundMoney(expected)}** in all${range(facts, format, 'en')}.`,
  ];
  const [once, again] = [fact(facts, 'one_time_chance'), fact(facts, 'repeat_chance')];
  if (once !== null && again !== null) {
    sentences.push(
      `**${share(once)}** of the one-time buyers and **${share(again)}** of the repeat buyers will buy in that time; the best tenth makes ${share(number(facts, 'top_share'))} of the revenue to come.`,
    );
  }
  const newcomer = fact(facts, 'newcomer_value');
  if (newcomer !== null) {
    const margin = fact(facts, 'newcomer_margin');
    sentences.push(
      `A new customer brings **${roundMoney(newcomer)}** within ${months} months, ${roundMoney(number(facts, 'first_value'))} of it at once${
        margin === null
          ? ''
          : margin > 0
            ? `; with a margin of ${share(number(facts, 'margin_rate'))} winning one may cost up to **${roundMoney(margin)}**`
            : '; nothing of it is left after costs'
      }.`,
    );
  }
  return [...sentences, ...tested(facts, format, 'en'), ...warned(facts, format, 'en')];
}

function german(facts: Facts, format: Format): string[] {
  const {count, roundMoney, share} = format;
  const customers = number(facts, 'customers');
  const each = customers > 0 ? number(facts, 'revenue') / customers : 0;
  const expected = fact(facts, 'expected_revenue');
  if (expected === null) {
    return [
      `Bisher hat ein Kunde im Schnitt **${roundMoney(each)}** gebracht.`,
      `${refusals[reasons[number(facts, 'reason')]!]!.de} Es gibt ${count(customers)} Kunden, ${count(number(facts, 'repeaters'))} davon haben wieder gekauft.`,
    ];
  }
  const months = count(number(facts, 'horizon'));
  const sentences = [
    `Ihre ${count(customers)} Kunden haben bisher je **${roundMoney(each)}** gebracht; in den nächsten ${months} Monaten sind je weitere **${roundMoney(expected / customers)}** zu erwarten, zusammen **${roundMoney(expected)}**${range(facts, format, 'de')}.`,
  ];
  const [once, again] = [fact(facts, 'one_time_chance'), fact(facts, 'repeat_chance')];
  if (once !== null && again !== null) {
    sentences.push(
      `In dieser Zeit kaufen **${share(once)}** der Einmalkäufer und **${share(again)}** der Wiederkäufer; das beste Zehntel macht ${share(number(facts, 'top_share'))} des kommenden Umsatzes.`,
    );
  }
  const newcomer = fact(facts, 'newcomer_value');
  if (newcomer !== null) {
    const margin = fact(facts, 'newcomer_margin');
    sentences.push(
      `Ein neuer Kunde bringt binnen ${months} Monaten **${roundMoney(newcomer)}**, davon ${roundMoney(number(facts, 'first_value'))} sofort${
        margin === null
          ? ''
          : margin > 0
            ? `; bei einer Marge von ${share(number(facts, 'margin_rate'))} darf seine Gewinnung bis zu **${roundMoney(margin)}** kosten`
            : '; nach Kosten bleibt davon nichts'
      }.`,
    );
  }
  return [...sentences, ...tested(facts, format, 'de'), ...warned(facts, format, 'de')];
}

/** " (1,200–1,500)", and what it is worth. */
function range(facts: Facts, {roundMoney}: Format, language: Language): string {
  const [low, high] = [fact(facts, 'revenue_low'), fact(facts, 'revenue_high')];
  const kind = intervals[number(facts, 'interval')];
  if (low === null || high === null || kind === 'none') return '';
  const limits = `${roundMoney(low)}–${roundMoney(high)}`;
  if (kind === 'backtest') return ` (${limits})`;
  return {
    en: ` (${limits}, ${kind === 'model' ? 'by the model alone, ' : ''}likely too narrow)`,
    de: ` (${limits}, ${kind === 'model' ? 'nur nach dem Modell, ' : ''}wohl zu eng)`,
  }[language];
}

/** From this mean error on the sentence says that it is too much. */
const POOR = 0.3;

function tested(facts: Facts, {count, share}: Format, language: Language): string[] {
  const origins = fact(facts, 'tested_origins');
  if (origins === null) return [];
  if (origins === 0) {
    return [
      {
        en: 'The past is too short to test this on.',
        de: 'Die Vergangenheit ist zu kurz, um das daran zu prüfen.',
      }[language],
    ];
  }
  const error = share(number(facts, 'mean_error'));
  const months = count(number(facts, 'tested_months'));
  const poor = number(facts, 'mean_error') > POOR;
  return [
    {
      en: `From ${count(origins)} past days it would have been off by **${error}** on average over ${months} months${poor ? ': too much to rely on' : ''}.`,
      de: `Von ${count(origins)} vergangenen Tagen aus hätte es über ${months} Monate im Schnitt um **${error}** danebengelegen${poor ? ': zu viel, um sich darauf zu verlassen' : ''}.`,
    }[language],
  ];
}

/** From here on the value of a purchase is not independent of how often somebody buys (STATISTICS §3.5). */
const RELATED = 0.3;

function warned(facts: Facts, {decimal}: Format, language: Language): string[] {
  const correlation = fact(facts, 'correlation');
  if (number(facts, 'spending') === 0) {
    return [
      {
        en: 'What a purchase is worth could not be told apart by customer; all count with the mean.',
        de: 'Was ein Kauf wert ist, ließ sich nicht nach Kunden trennen; alle zählen mit dem Mittel.',
      }[language],
    ];
  }
  if (correlation === null || Math.abs(correlation) <= RELATED) return [];
  return [
    {
      en: `Who buys often also buys ${correlation > 0 ? 'more' : 'less'} each time (correlation ${decimal(correlation, 2)}), which the model of spending rules out: take single customers with care.`,
      de: `Wer oft kauft, kauft auch je Kauf ${correlation > 0 ? 'mehr' : 'weniger'} (Korrelation ${decimal(correlation, 2)}), was das Modell der Ausgaben ausschließt: Einzelne Kunden mit Vorsicht nehmen.`,
    }[language],
  ];
}
