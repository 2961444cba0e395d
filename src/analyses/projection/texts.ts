import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {intervals, reasons} from '../value/reasons';
import {allModels, coverageNote, forecastNames, refusals, stayingNote} from '../value/words';
import {assumptions, type Assumption} from './assumptions';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: sentences(facts, format, 'en'), de: sentences(facts, format, 'de')};
  },
  definition: () => import('./definition'),
  word: (column, value) => (column === 'model' ? forecastNames[String(value)] : undefined),
  tables: {
    months: {en: 'Months to come', de: 'Kommende Monate'},
    past: {en: 'Past months', de: 'Vergangene Monate'},
    models: {en: 'Models compared', de: 'Modelle im Vergleich'},
    silence: {en: 'By days of silence', de: 'Nach Tagen der Stille'},
    backtest: {en: 'Tests on past days', de: 'Prüfungen an vergangenen Tagen'},
    parameters: {en: 'Parameters of the models', de: 'Parameter der Modelle'},
  },
  facts: {
    revenue: {en: 'Revenue to come', de: 'Kommender Umsatz'},
    existing_revenue: {en: 'From existing customers', de: 'Von bestehenden Kunden'},
    revenue_low: {en: 'From existing customers, at least', de: 'Von bestehenden Kunden, mindestens'},
    revenue_high: {en: 'From existing customers, at most', de: 'Von bestehenden Kunden, höchstens'},
    new_customers: {en: 'New customers assumed', de: 'Angenommene neue Kunden'},
    new_revenue: {en: 'From new customers', de: 'Von neuen Kunden'},
    mean_error: {en: 'Mean error of past forecasts', de: 'Mittlerer Fehler früherer Prognosen'},
    at_risk_revenue: {en: 'Revenue at risk', de: 'Gefährdeter Umsatz'},
  },
  picture: {
    en: 'Revenue by month, past and to come: in all, and of the customers of today alone with its interval.',
    de: 'Umsatz je Monat, vergangen und kommend: zusammen und, mit Intervall, nur von den Kunden von heute.',
  },
};

const baselines = ['last-period', 'last-year', 'past-rate'];

type Lead = (count: string, growth: string) => Text;

const assumed: Readonly<Record<Assumption, Lead>> = {
  last_year: (count) => ({
    en: `With ${count} new customers, as in the same months last year,`,
    de: `Mit ${count} neuen Kunden wie in den gleichen Monaten des Vorjahrs`,
  }),
  average: (count) => ({
    en: `With ${count} new customers, the average of the last months,`,
    de: `Mit ${count} neuen Kunden, dem Mittel der letzten Monate,`,
  }),
  average_for_last_year: (count) => ({
    en: `With ${count} new customers, the average of the months so far as a year is not there yet,`,
    de: `Mit ${count} neuen Kunden, dem Mittel der bisherigen Monate, weil noch kein Jahr da ist,`,
  }),
  average_for_trend: (count) => ({
    en: `With ${count} new customers, the average of the last months as growth needs two whole years,`,
    de: `Mit ${count} neuen Kunden, dem Mittel der letzten Monate, weil ein Wachstum zwei volle Jahre braucht,`,
  }),
  trend: (count, growth) => ({
    en: `With ${count} new customers, the same months of last year with its growth of ${growth},`,
    de: `Mit ${count} neuen Kunden, den gleichen Monaten des Vorjahrs mit dessen Wachstum von ${growth},`,
  }),
  own: (count) => ({
    en: `With the ${count} new customers that you assume`,
    de: `Mit den ${count} neuen Kunden, die Sie annehmen,`,
  }),
  none: () => ({en: '', de: ''}),
};

/** Months of history with which the last twelve are free of the first ones of the file. */
const SETTLED = 15;

const fact = (facts: Facts, name: string): number | null => facts[name] ?? null;
const number = (facts: Facts, name: string): number => facts[name] ?? 0;

function sentences(facts: Facts, format: Format, language: Language): string[] {
  if (facts['reason'] !== null && facts['reason'] !== undefined) return unfitted(facts, format, language);
  if (number(facts, 'hidden') === 1) return hidden(facts, format, language);
  return [
    ...ahead(facts, format, language),
    ...staying(facts, format, language),
    ...record(facts, format, language),
    ...changed(facts, format, language),
    ...fallen(facts, format, language),
  ];
}

function unfitted(facts: Facts, {count, roundMoney}: Format, language: Language): string[] {
  const [past, repeat] = [fact(facts, 'past_revenue'), fact(facts, 'past_repeat_revenue')];
  const rate = number(facts, 'rate_revenue');
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
            en: `The last ${months} months brought **${roundMoney(past)}** from known customers, ${roundMoney(repeat ?? 0)} of it by repeat purchases.`,
            de: `Die letzten ${months} Monate brachten **${roundMoney(past)}** von bekannten Kunden, davon ${roundMoney(repeat ?? 0)} durch Folgekäufe.`,
          }[language],
        ]),
    ...(rate > 0
      ? [
          {
            en: `If all who have bought again simply went on at their rate so far, the next ${months} months would bring **${roundMoney(rate)}**: a continuation in which nobody leaves, no forecast, and without an interval.`,
            de: `Kauften alle, die wieder gekauft haben, einfach in ihrem bisherigen Takt weiter, brächten die nächsten ${months} Monate **${roundMoney(rate)}**: eine Fortschreibung, in der niemand geht, keine Prognose, und ohne Intervall.`,
          }[language],
        ]
      : []),
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
          en: `The last ${months} months brought **${roundMoney(past)}** from known customers. The forecast can be shown anyway below.`,
          de: `Die letzten ${months} Monate brachten **${roundMoney(past)}** von bekannten Kunden. Die Prognose lässt sich unten trotzdem zeigen.`,
        }[language],
  ];
}

function ahead(facts: Facts, format: Format, language: Language): string[] {
  const {count, roundMoney, share} = format;
  const months = count(number(facts, 'horizon'));
  const margin = number(facts, 'margin_shown') === 1 && fact(facts, 'margin_rate') !== null;
  const revenue = `**${roundMoney(number(facts, 'existing_revenue'))}**${range(facts, format, language)}`;
  const left = `**${roundMoney(number(facts, 'existing_margin'))}**`;
  const past = margin ? null : fact(facts, 'past_revenue');
  const before =
    past === null
      ? ''
      : {
          en: `; the last ${months} months brought ${roundMoney(past)} from known customers`,
          de: `; die letzten ${months} Monate brachten ${roundMoney(past)} von bekannten Kunden`,
        }[language];
  const alone = margin
    ? {
        en: `If no new customer came from today on, the next ${months} months would leave a margin of ${left} on ${revenue} of revenue`,
        de: `Käme ab heute kein neuer Kunde, brächten die nächsten ${months} Monate einen Deckungsbeitrag von ${left} aus ${revenue} Umsatz`,
      }[language]
    : {
        en: `If no new customer came from today on, the next ${months} months would bring ${revenue}`,
        de: `Käme ab heute kein neuer Kunde, brächten die nächsten ${months} Monate ${revenue}`,
      }[language];
  const assumption = assumptions[number(facts, 'assumption')]!;
  if (assumption === 'none') return [`${alone}${before}.`];
  const coming = number(facts, 'new_customers');
  if (coming < 0.5) {
    return [
      `${alone}${before}.`,
      {
        en: 'The assumption about new customers brings none: nobody came in the months that it goes by.',
        de: 'Die Annahme über neue Kunden bringt keine: In den Monaten, nach denen sie geht, kam niemand.',
      }[language],
    ];
  }
  const total = roundMoney(number(facts, margin ? 'margin' : 'revenue'));
  const growth = number(facts, 'arrivals_growth');
  const lead = assumed[assumption](count(coming), `${growth < 0 ? '−' : '+'}${share(Math.abs(growth))}`)[
    language
  ];
  return [
    `${alone}.`,
    {
      en: `${lead} it is **${total}**${before}.`,
      de: `${lead} sind es **${total}**${before}.`,
    }[language],
    {
      en: 'The interval is that of the customers of today; the new ones are an assumption and have none.',
      de: 'Das Intervall ist das der Kunden von heute; die neuen sind eine Annahme und haben keines.',
    }[language],
    ...(assumption !== 'own' && number(facts, 'history_months') < SETTLED
      ? [
          {
            en: 'Who appears first in the first months of a file need not be new in the shop, so their number is rather too large here; set your own.',
            de: 'Wer in den ersten Monaten einer Datei zuerst auftaucht, muss im Shop nicht neu sein; ihre Zahl ist hier eher zu groß. Setzen Sie eine eigene.',
          }[language],
        ]
      : []),
  ];
}

function staying(facts: Facts, {count}: Format, language: Language): string[] {
  if (number(facts, 'stays') === 0) return [];
  return [stayingNote(count(number(facts, 'history_months')))[language]];
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

function record(facts: Facts, format: Format, language: Language): string[] {
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
  const rival = fact(facts, 'baseline_error');
  const rule = forecastNames[baselines[number(facts, 'best_baseline')] ?? '']?.[language];
  const model = forecastNames[allModels[number(facts, 'model')]!]![language];
  const error = share(number(facts, 'mean_error'));
  const months = count(number(facts, 'tested_months'));
  const poor = number(facts, 'poor') === 1;
  const covered = fact(facts, 'covered');
  return [
    {
      en: `From ${count(origins)} past days the chosen model (${model}) would have been off by **${error}** on average over ${months} months${rival === null || !rule ? '' : `, the best simple rule (${rule.toLowerCase()}) by ${share(rival)}`}${poor ? ': too much to rely on' : ''}.`,
      de: `Von ${count(origins)} vergangenen Tagen aus hätte das gewählte Modell (${model}) über ${months} Monate im Schnitt um **${error}** danebengelegen${rival === null || !rule ? '' : `, die beste einfache Regel („${rule}“) um ${share(rival)}`}${poor ? ': zu viel, um sich darauf zu verlassen' : ''}.`,
    }[language],
    ...(covered === null ? [] : [coverageNote(covered, origins, format)[language]]),
  ];
}

function changed(facts: Facts, {decimal, share, roundMoney}: Format, language: Language): string[] {
  const [gain, second] = [fact(facts, 'what_if_revenue'), fact(facts, 'second_share')];
  const points = number(facts, 'what_if_points');
  if (gain === null || second === null || points === 0 || gain <= 0) return [];
  const more = decimal(points * 100, points * 100 === Math.round(points * 100) ? 0 : 1);
  return [
    {
      en: `If ${more} more of 100 new and recent first-time buyers bought again (now ${share(second)} of new ones do), it would bring **${roundMoney(gain)}** more revenue.`,
      de: `Kauften von 100 neuen und jüngsten Erstkäufern ${more} mehr ein zweites Mal (jetzt ${share(second)} der neuen), brächte das **${roundMoney(gain)}** mehr Umsatz.`,
    }[language],
  ];
}

function fallen(facts: Facts, {count, roundMoney}: Format, language: Language): string[] {
  const [before, now] = [fact(facts, 'fallen_before'), fact(facts, 'fallen_now')];
  if (before === null || now === null || number(facts, 'fallen_customers') === 0 || before <= now) return [];
  const customers = count(number(facts, 'fallen_customers'));
  const days = count(number(facts, 'passive_days'));
  const months = count(number(facts, 'horizon'));
  return [
    {
      en: `**${customers} customers** passed ${days} days without a purchase in the last ${months} months and are silent still: right after their last purchase ${roundMoney(before)} of revenue was to be expected of them in ${months} months, today it is **${roundMoney(now)}**.`,
      de: `**${customers} Kunden** haben in den letzten ${months} Monaten ${days} Tage ohne Kauf überschritten und schweigen noch: Gleich nach ihrem letzten Kauf waren von ihnen in ${months} Monaten ${roundMoney(before)} Umsatz zu erwarten, heute sind es noch **${roundMoney(now)}**.`,
    }[language],
  ];
}
