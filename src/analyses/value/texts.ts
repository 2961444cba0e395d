import type {Format} from '../../text/format';
import type {Language} from '../../text/language';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {intervals, reasons} from './reasons';
import {SOON} from './shape';
import {allModels, coverageNote, forecastNames, refusals, segmentMembers, stayingNote} from './words';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: sentences(facts, format, 'en'), de: sentences(facts, format, 'de')};
  },
  definition: () => import('./definition'),
  word: (column, value) =>
    column === 'model'
      ? forecastNames[String(value)]
      : column === 'member'
        ? segmentMembers.get(String(value))
        : undefined,
  tables: {
    deciles: {en: 'Tenths of the customers', de: 'Zehntel der Kunden'},
    groups: {en: 'Groups of customers', de: 'Gruppen von Kunden'},
    calibration: {en: 'Tested on the past', de: 'An der Vergangenheit geprüft'},
    parameters: {en: 'Parameters of the model', de: 'Parameter des Modells'},
  },
  facts: {
    expected_revenue: {en: 'Revenue to come', de: 'Kommender Umsatz'},
    revenue_low: {en: 'Revenue to come, at least', de: 'Kommender Umsatz, mindestens'},
    revenue_high: {en: 'Revenue to come, at most', de: 'Kommender Umsatz, höchstens'},
    expected_buyers: {en: 'Customers who will buy', de: 'Kunden, die kaufen werden'},
    top_share: {en: 'Share of the best tenth', de: 'Anteil des besten Zehntels'},
    one_time_chance: {en: 'Chance of one-time buyers', de: 'Chance der Einmalkäufer'},
    repeat_chance: {en: 'Chance of repeat buyers', de: 'Chance der Wiederkäufer'},
    newcomer_value: {en: 'Worth of a new customer', de: 'Wert eines neuen Kunden'},
  },
  picture: {
    en: 'Bars of what is expected of the customers, by tenths, by RFM segment or by their first order, with intervals, beside what they have brought so far.',
    de: 'Balken dessen, was von den Kunden zu erwarten ist, nach Zehnteln, nach RFM-Segment oder nach der ersten Bestellung, mit Intervallen, neben dem, was sie bisher gebracht haben.',
  },
};

const fact = (facts: Facts, name: string): number | null => facts[name] ?? null;
const number = (facts: Facts, name: string): number => facts[name] ?? 0;

function sentences(facts: Facts, format: Format, language: Language): string[] {
  if (fact(facts, 'expected_revenue') === null) return historic(facts, format, language);
  return [
    ...ahead(facts, format, language),
    ...soon(facts, format, language),
    ...newcomer(facts, format, language),
    ...(number(facts, 'stays') === 1
      ? [stayingNote(format.count(number(facts, 'history_months')))[language]]
      : []),
    ...tested(facts, format, language),
    ...projected(facts, format, language),
    ...warned(facts, format, language),
  ];
}

/** Nothing is predicted: what was, and what a plain continuation of it would bring. */
function historic(facts: Facts, {count, roundMoney}: Format, language: Language): string[] {
  const customers = number(facts, 'customers');
  const each = roundMoney(customers > 0 ? number(facts, 'revenue') / customers : 0);
  const rate = number(facts, 'rate_revenue');
  const months = count(number(facts, 'horizon'));
  const reason = refusals[reasons[number(facts, 'reason')]!]![language];
  const [all, again] = [count(customers), count(number(facts, 'repeaters'))];
  return [
    {
      en: `So far a customer has brought **${each}** on average.`,
      de: `Bisher hat ein Kunde im Schnitt **${each}** gebracht.`,
    }[language],
    {
      en: `${reason} There are ${all} customers, ${again} of them have bought again.`,
      de: `${reason} Es gibt ${all} Kunden, ${again} davon haben wieder gekauft.`,
    }[language],
    ...(rate > 0
      ? [
          {
            en: `If those simply went on at their rate so far, the next ${months} months would bring ${roundMoney(rate)}: a continuation in which nobody leaves, no forecast.`,
            de: `Kauften diese einfach in ihrem bisherigen Takt weiter, brächten die nächsten ${months} Monate ${roundMoney(rate)}: eine Fortschreibung, in der niemand geht, keine Prognose.`,
          }[language],
        ]
      : []),
  ];
}

function ahead(facts: Facts, format: Format, language: Language): string[] {
  const {count, roundMoney, share} = format;
  const customers = number(facts, 'customers');
  const each = roundMoney(customers > 0 ? number(facts, 'revenue') / customers : 0);
  const expected = number(facts, 'expected_revenue');
  const months = count(number(facts, 'horizon'));
  const all = `**${roundMoney(expected)}**${range(facts, format, language)}`;
  const left = number(facts, 'margin_shown') === 1 ? fact(facts, 'expected_margin') : null;
  const sentence =
    left === null
      ? {
          en: `Your ${count(customers)} customers have brought **${each}** each so far; in the next ${months} months another **${roundMoney(expected / customers)}** each is to be expected, ${all} in all.`,
          de: `Ihre ${count(customers)} Kunden haben bisher je **${each}** gebracht; in den nächsten ${months} Monaten sind je weitere **${roundMoney(expected / customers)}** zu erwarten, zusammen ${all}.`,
        }[language]
      : {
          en: `Of your ${count(customers)} customers a margin of **${roundMoney(left / customers)}** each is to be expected in the next ${months} months, **${roundMoney(left)}** in all, on ${all} of revenue.`,
          de: `Von Ihren ${count(customers)} Kunden ist in den nächsten ${months} Monaten ein Deckungsbeitrag von je **${roundMoney(left / customers)}** zu erwarten, zusammen **${roundMoney(left)}** aus ${all} Umsatz.`,
        }[language];
  const [once, again] = [fact(facts, 'one_time_chance'), fact(facts, 'repeat_chance')];
  if (once === null || again === null) return [sentence];
  return [
    sentence,
    {
      en: `**${share(once)}** of the one-time buyers and **${share(again)}** of the repeat buyers will buy in that time; the best tenth makes ${share(number(facts, 'top_share'))} of the revenue to come.`,
      de: `In dieser Zeit kaufen **${share(once)}** der Einmalkäufer und **${share(again)}** der Wiederkäufer; das beste Zehntel macht ${share(number(facts, 'top_share'))} des kommenden Umsatzes.`,
    }[language],
  ];
}

function soon(facts: Facts, {count}: Format, language: Language): string[] {
  const likely = number(facts, 'likely_soon');
  if (likely === 0) return [];
  return [
    {
      en: `**${count(likely)}** ${likely === 1 ? 'customer is' : 'customers are'} at least as likely as not to buy within the next ${SOON} days.`,
      de: `Bei **${count(likely)}** Kunden ist ein Kauf in den nächsten ${SOON} Tagen mindestens so wahrscheinlich wie keiner.`,
    }[language],
  ];
}

/** Fewer customers are no measure of what a new one brings. */
const LEAST_FOLLOWED = 50;
/** Months: who appears first in a file is not new in the shop. */
const RUN_IN = 3;

function newcomer(facts: Facts, {count, roundMoney, share}: Format, language: Language): string[] {
  const value = fact(facts, 'newcomer_value');
  if (value === null) return [];
  const months = count(number(facts, 'horizon'));
  const first = roundMoney(number(facts, 'first_value'));
  const margin = fact(facts, 'newcomer_margin');
  const rate = share(number(facts, 'margin_rate'));
  const cost =
    margin === null
      ? {en: '', de: ''}
      : margin > 0
        ? {
            en: `; with a margin of ${rate} winning one may cost up to **${roundMoney(margin)}**`,
            de: `; bei einer Marge von ${rate} darf seine Gewinnung bis zu **${roundMoney(margin)}** kosten`,
          }
        : {en: '; nothing of it is left after costs', de: '; nach Kosten bleibt davon nichts'};
  const past = number(facts, 'history_months') - number(facts, 'horizon');
  const [followed, observed] = [number(facts, 'followed_newcomers'), fact(facts, 'followed_value')];
  return [
    {
      en: `By the model a new customer brings **${roundMoney(value)}** within ${months} months, ${first} of it at once${cost.en}.`,
      de: `Ein neuer Kunde bringt nach dem Modell binnen ${months} Monaten **${roundMoney(value)}**, davon ${first} sofort${cost.de}.`,
    }[language],
    ...(observed === null || followed < LEAST_FOLLOWED || past < RUN_IN
      ? []
      : [
          {
            en: `The ${count(followed)} customers who came at least ${months} months ago did bring **${roundMoney(observed)}** each in their first ${months} months.`,
            de: `Die ${count(followed)} Kunden, die vor mindestens ${months} Monaten kamen, haben in ihren ersten ${months} Monaten tatsächlich je **${roundMoney(observed)}** gebracht.`,
          }[language],
        ]),
  ];
}

/** The projection may speak of the same customers with another number. */
function projected(facts: Facts, {roundMoney}: Format, language: Language): string[] {
  const [expected, other] = [fact(facts, 'expected_revenue'), fact(facts, 'projected_revenue')];
  if (expected === null || other === null || roundMoney(expected) === roundMoney(other)) return [];
  const own = forecastNames[number(facts, 'stays') === 1 ? 'nbd' : 'mbg-nbd']![language];
  const chosen = forecastNames[allModels[number(facts, 'projected_model')]!]![language];
  const seasonal = number(facts, 'projected_seasonal') === 1;
  return [
    {
      en: `In the projection it is **${roundMoney(other)}**: there the test on the past chose ${chosen}${seasonal ? ' and a correction for the seasons' : ''}; here all is by ${own}, which can be told customer by customer.`,
      de: `In der Projektion sind es **${roundMoney(other)}**: Dort hat die Prüfung an der Vergangenheit ${chosen}${seasonal ? ' und eine Korrektur nach Jahreszeiten' : ''} gewählt; hier rechnet überall ${own}, das sich für jeden Kunden einzeln angeben lässt.`,
    }[language],
  ];
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

function tested(facts: Facts, format: Format, language: Language): string[] {
  const {count, share} = format;
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
  const covered = fact(facts, 'covered');
  return [
    {
      en: `From ${count(origins)} past days it would have been off by **${error}** on average over ${months} months${poor ? ': too much to rely on' : ''}.`,
      de: `Von ${count(origins)} vergangenen Tagen aus hätte es über ${months} Monate im Schnitt um **${error}** danebengelegen${poor ? ': zu viel, um sich darauf zu verlassen' : ''}.`,
    }[language],
    ...(covered === null ? [] : [coverageNote(covered, origins, format)[language]]),
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
