import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {intervals, reasons} from '../value/reasons';
import {forecastNames, refusals} from '../value/words';
import {assumptions, type Assumption} from './assumptions';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: sentences(facts, format, 'en'), de: sentences(facts, format, 'de')};
  },
  definition: () => import('./definition'),
  word: (column, value) => (column === 'model' ? forecastNames[String(value)] : undefined),
  picture: {
    en: 'Revenue by month, past and to come: in all, and of the customers of today alone with its interval.',
    de: 'Umsatz je Monat, vergangen und kommend: zusammen und, mit Intervall, nur von den Kunden von heute.',
  },
};

const baselines = ['last-period', 'last-year', 'past-rate'];
const models = ['mbg-nbd', 'bg-nbd', 'pareto-nbd'];

const assumed: Readonly<Record<Assumption, (count: string) => Text>> = {
  last_year: (count) => ({
    en: `With ${count} new customers, as in the same months last year,`,
    de: `Mit ${count} neuen Kunden wie in den gleichen Monaten des Vorjahrs`,
  }),
  average: (count) => ({
    en: `With ${count} new customers, the average of the last months,`,
    de: `Mit ${count} neuen Kunden, dem Mittel der letzten Monate,`,
  }),
  trend: (count) => ({
    en: `With ${count} new customers, by the trend of the last twelve months,`,
    de: `Mit ${count} neuen Kunden nach dem Trend der letzten zwölf Monate`,
  }),
  own: (count) => ({
    en: `With the ${count} new customers that you assume`,
    de: `Mit den ${count} neuen Kunden, die Sie annehmen,`,
  }),
  none: () => ({en: '', de: ''}),
};

const fact = (facts: Facts, name: string): number | null => facts[name] ?? null;
const number = (facts: Facts, name: string): number => facts[name] ?? 0;

function sentences(facts: Facts, format: Format, language: Language): string[] {
  if (facts['reason'] !== null && facts['reason'] !== undefined) return unfitted(facts, format, language);
  if (number(facts, 'hidden') === 1) return hidden(facts, format, language);
  return [
    ...ahead(facts, format, language),
    ...record(facts, format, language),
    ...changed(facts, format, language),
    ...lost(facts, format, language),
  ];
}

function unfitted(facts: Facts, {count, roundMoney}: Format, language: Language): string[] {
  const past = fact(facts, 'past_revenue');
  const months = count(number(facts, 'horizon'));
  const [customers, repeaters] = [count(number(facts, 'customers')), count(number(facts, 'repeaters'))];
  return [
    refusals[reasons[number(facts, 'reason')]!]![language],
    {
      en: `There are ${customers} customers, ${repeaters} of them have bought again.`,
      de: `Es gibt ${customers} Kunden, ${repeaters} davon haben wieder gekauft.`,
    }[language],
    ...(past === null
      ? []
      : [
          {
            en: `The last ${months} months brought **${roundMoney(past)}**.`,
            de: `Die letzten ${months} Monate brachten **${roundMoney(past)}**.`,
          }[language],
        ]),
  ];
}

function hidden(facts: Facts, {count, share, roundMoney}: Format, language: Language): string[] {
  const origins = count(number(facts, 'tested_origins'));
  const error = share(number(facts, 'mean_error'));
  const rival = fact(facts, 'baseline_error');
  const rule = forecastNames[baselines[number(facts, 'best_baseline')]!]![language];
  const months = count(number(facts, 'horizon'));
  const past = fact(facts, 'past_revenue');
  return [
    {
      en: `No forecast is shown: from **${origins}** past days the models would have been off by **${error}** on average${rival === null ? '' : `, the rule “${rule}” by ${share(rival)}`}.`,
      de: `Hier steht keine Prognose: Von **${origins}** vergangenen Tagen aus hätten die Modelle im Schnitt um **${error}** danebengelegen${rival === null ? '' : `, die Regel „${rule}“ um ${share(rival)}`}.`,
    }[language],
    past === null
      ? {en: 'It can be shown anyway below.', de: 'Sie lässt sich unten trotzdem zeigen.'}[language]
      : {
          en: `The last ${months} months brought **${roundMoney(past)}**. The forecast can be shown anyway below.`,
          de: `Die letzten ${months} Monate brachten **${roundMoney(past)}**. Die Prognose lässt sich unten trotzdem zeigen.`,
        }[language],
  ];
}

function ahead(facts: Facts, format: Format, language: Language): string[] {
  const {count, roundMoney} = format;
  const months = count(number(facts, 'horizon'));
  const existing = roundMoney(number(facts, 'existing_revenue'));
  const limits = range(facts, format, language);
  const past = fact(facts, 'past_revenue');
  const before =
    past === null
      ? ''
      : {
          en: `; the last ${months} months brought ${roundMoney(past)}`,
          de: `; die letzten ${months} Monate brachten ${roundMoney(past)}`,
        }[language];
  const alone = {
    en: `If no new customer came from today on, the next ${months} months would bring **${existing}**${limits}`,
    de: `Käme ab heute kein neuer Kunde, brächten die nächsten ${months} Monate **${existing}**${limits}`,
  }[language];
  const assumption = assumptions[number(facts, 'assumption')]!;
  if (assumption === 'none') return [`${alone}${before}.`];
  const total = roundMoney(number(facts, 'revenue'));
  const lead = assumed[assumption](count(number(facts, 'new_customers')))[language];
  return [
    `${alone}.`,
    {
      en: `${lead} it is **${total}**${before}.`,
      de: `${lead} sind es **${total}**${before}.`,
    }[language],
  ];
}

function range(facts: Facts, {roundMoney}: Format, language: Language): string {
  const [low, high] = [fact(facts, 'revenue_low'), fact(facts, 'revenue_high')];
  if (low === null || high === null) return '';
  const limits = `${roundMoney(low)}–${roundMoney(high)}`;
  switch (intervals[number(facts, 'interval')]) {
    case 'backtest':
      return ` (${limits})`;
    case 'shorter':
      return {en: ` (${limits}, likely too narrow)`, de: ` (${limits}, wohl zu eng)`}[language];
    default:
      return {
        en: ` (${limits}, by the model alone, likely too narrow)`,
        de: ` (${limits}, nur nach dem Modell, wohl zu eng)`,
      }[language];
  }
}

function record(facts: Facts, {count, share}: Format, language: Language): string[] {
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
  const rival = fact(facts, 'baseline_error');
  const rule = forecastNames[baselines[number(facts, 'best_baseline')] ?? '']?.[language];
  const model = forecastNames[models[number(facts, 'model')]!]![language];
  const error = share(number(facts, 'mean_error'));
  const months = count(number(facts, 'tested_months'));
  const poor = number(facts, 'poor') === 1;
  return [
    {
      en: `From ${count(origins)} past days the chosen model (${model}) would have been off by **${error}** on average over ${months} months${rival === null || !rule ? '' : `, the best simple rule (${rule.toLowerCase()}) by ${share(rival)}`}${poor ? ': too much to rely on' : ''}.`,
      de: `Von ${count(origins)} vergangenen Tagen aus hätte das gewählte Modell (${model}) über ${months} Monate im Schnitt um **${error}** danebengelegen${rival === null || !rule ? '' : `, die beste einfache Regel („${rule}“) um ${share(rival)}`}${poor ? ': zu viel, um sich darauf zu verlassen' : ''}.`,
    }[language],
  ];
}

function changed(facts: Facts, {decimal, share, roundMoney}: Format, language: Language): string[] {
  const [gain, second] = [fact(facts, 'what_if_revenue'), fact(facts, 'second_share')];
  const points = number(facts, 'what_if_points');
  if (gain === null || second === null || points === 0 || gain <= 0) return [];
  const more = decimal(points * 100, points * 100 === Math.round(points * 100) ? 0 : 1);
  return [
    {
      en: `If ${more} more of 100 new and recent first-time buyers bought again (now ${share(second)} of new ones do), it would bring **${roundMoney(gain)}** more.`,
      de: `Kauften von 100 neuen und jüngsten Erstkäufern ${more} mehr ein zweites Mal (jetzt ${share(second)} der neuen), brächte das **${roundMoney(gain)}** mehr.`,
    }[language],
  ];
}

function lost(facts: Facts, {count, roundMoney}: Format, language: Language): string[] {
  const [gone, left] = [fact(facts, 'lost_revenue'), fact(facts, 'at_risk_revenue')];
  if (gone === null || left === null || number(facts, 'passive_customers') === 0 || gone <= 0) return [];
  const customers = count(number(facts, 'passive_customers'));
  const days = count(number(facts, 'passive_days'));
  return [
    {
      en: `With the ${customers} customers silent for ${days} days or more **${roundMoney(gone)}** of expected revenue has been lost; **${roundMoney(left)}** is still at stake.`,
      de: `Mit den ${customers} Kunden, die seit ${days} Tagen oder länger still sind, sind **${roundMoney(gone)}** an erwartetem Umsatz verloren; **${roundMoney(left)}** stehen noch auf dem Spiel.`,
    }[language],
  ];
}
