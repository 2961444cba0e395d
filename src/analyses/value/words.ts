import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import {segments} from '../rfm/segments';

/** Names of the forecasts as a reader meets them. */
export const forecastNames: Readonly<Record<string, Text>> = {
  'mbg-nbd': {en: 'MBG/NBD', de: 'MBG/NBD'},
  'bg-nbd': {en: 'BG/NBD', de: 'BG/NBD'},
  'pareto-nbd': {en: 'Pareto/NBD', de: 'Pareto/NBD'},
  nbd: {en: 'NBD', de: 'NBD'},
  'gamma-gamma': {en: 'Gamma-Gamma', de: 'Gamma-Gamma'},
  'last-period': {en: 'Last period repeated', de: 'Wie im letzten Zeitraum'},
  'last-year': {en: 'Same period last year', de: 'Wie im Vorjahr'},
  'past-rate': {en: 'Past rate per customer', de: 'Bisherige Rate je Kunde'},
};

/** The models; facts hold the place. */
export const allModels = ['mbg-nbd', 'bg-nbd', 'pareto-nbd', 'nbd'];

/** Members that are RFM segments, as segment_members.sql has them, best first. */
export const segmentMembers: ReadonlyMap<string, Text> = new Map(
  Object.entries({
    ...segments,
    none: {en: 'No purchase in the period', de: 'Ohne Kauf im Zeitraum'},
  }).map(([segment, word]) => [`segment:${segment}`, word]),
);

/** Said where the model knows no leaving. */
export function stayingNote(months: string): Text {
  return {
    en: `In the ${months} months of these data nobody can be seen to have left, so the model (NBD) takes all customers to go on buying; over a long time that is too much. A longer export would show who leaves.`,
    de: `In den ${months} Monaten dieser Daten ist nicht zu erkennen, dass jemand gegangen ist; das Modell (NBD) nimmt deshalb an, dass alle weiterkaufen. Auf lange Sicht ist das zu viel: Erst ein längerer Export zeigt, wer geht.`,
  };
}

/** In how many of the tests the model's own interval held what came. */
export function coverageNote(covered: number, tests: number, {count}: Format): Text {
  const all = count(tests);
  if (covered === tests) {
    return {
      en: `In **all ${all}** tests what came lay within the 90% interval of the model alone.`,
      de: `In **allen ${all}** Prüfungen lag das, was kam, im 90-%-Intervall des Modells allein.`,
    };
  }
  const some = {
    en: covered === 0 ? 'none' : covered === 1 ? 'one' : count(covered),
    de: covered === 0 ? 'keiner' : covered === 1 ? 'einer' : count(covered),
  };
  return {
    en: `In **${some.en}** of these ${all} tests what came lay within the 90% interval of the model alone; the one shown allows for these errors too.`,
    de: `In **${some.de}** dieser ${all} Prüfungen lag das, was kam, im 90-%-Intervall des Modells allein; das hier gezeigte schließt auch diese Fehler ein.`,
  };
}

/** Why nothing can be predicted, and what would help. */
export const refusals: Readonly<Record<string, Text>> = {
  'too-few-customers': {
    en: 'A prediction needs at least **200 customers**.',
    de: 'Eine Vorhersage braucht mindestens **200 Kunden**.',
  },
  'too-few-repeaters': {
    en: 'A prediction needs at least **50 customers** who have bought again.',
    de: 'Eine Vorhersage braucht mindestens **50 Kunden**, die wieder gekauft haben.',
  },
  'no-variation': {
    en: 'All customers are alike in how often and when they buy, so nothing can be told from it.',
    de: 'Alle Kunden gleichen sich darin, wie oft und wann sie kaufen; daraus lässt sich nichts ablesen.',
  },
  'not-identified': {
    en: 'The purchases do not determine the model; a longer export would.',
    de: 'Die Käufe legen das Modell nicht fest; ein längerer Export täte es.',
  },
  'no-convergence': {
    en: 'The model does not settle on these purchases; a longer export would help.',
    de: 'Das Modell kommt mit diesen Käufen zu keinem Schluss; ein längerer Export hülfe.',
  },
};
