import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import type {Facts} from '../request';
import {known, levelOf, number} from './level';
import {missing} from './missing';

/** " (43–52)", " (≥ 43)" where it has no upper end within what can be seen; nothing while it is being computed. */
function range(facts: Facts, name: string, {count}: Format): string {
  const [low, high] = [known(facts, `${name}_low`), known(facts, `${name}_high`)];
  if (low === null) return '';
  return high === null ? ` (≥ ${count(low)})` : ` (${count(low)}–${count(high)})`;
}

const who = {
  en: [
    'a first-time buyer',
    'a customer with two purchases',
    'a customer with three purchases',
    'a customer with four or more purchases',
  ],
  de: [
    'ein Erstkäufer',
    'ein Kunde mit zwei Käufen',
    'ein Kunde mit drei Käufen',
    'ein Kunde mit vier oder mehr Käufen',
  ],
};
const next = {
  en: ['a second order', 'a third order', 'a fourth order', 'another order'],
  de: [
    'eine zweite Bestellung',
    'eine dritte Bestellung',
    'eine vierte Bestellung',
    'eine weitere Bestellung',
  ],
};

/** Whether the first and the last quarter differ: there is a trend over all of them, or their intervals lie apart. */
function moves(facts: Facts): boolean {
  if (known(facts, 'drift_from') === known(facts, 'drift_to')) return false;
  const end = (name: string) => facts[name] ?? NaN;
  const apart = end('drift_from_high') < end('drift_to_low') || end('drift_to_high') < end('drift_from_low');
  return apart || (facts['drift_p'] ?? 1) < 0.05;
}

/** How many the threshold rests on, and how many of those who return it comes too early for. */
function watched(threshold: number, facts: Facts, {count, share}: Format): Text {
  const many = number(facts, 'at_risk');
  const later = known(facts, 'later_returners');
  const horizon = known(facts, 'returners_horizon');
  const late = later === null || horizon === null ? null : {share: share(later), days: count(horizon)};
  return {
    en: `The threshold rests on ${count(many)} customers watched up to day ${count(threshold)} without ${next.en[number(facts, 'stage') - 1]!}${
      late ? `; ${late.share} of those who return within ${late.days} days do so only later` : ''
    }.`,
    de: `Die Schwelle stützt sich auf ${count(many)} Kunden, die bis Tag ${count(threshold)} ohne ${next.de[number(facts, 'stage') - 1]!} beobachtet sind${
      late ? `; ${late.share} derer, die binnen ${late.days} Tagen wiederkommen, tun es erst danach` : ''
    }.`,
  };
}

/** What the numbers say, in English. */
export function english(facts: Facts, format: Format): string[] {
  const {count, share, roundMoney} = format;
  const stage = number(facts, 'stage') - 1;
  const threshold = known(facts, 'threshold');
  if (threshold === null) return [missing(facts, format, 'en'), ...returnersEnglish(facts, format)];
  const sentences = [
    `After **${count(threshold)} days**${range(facts, 'threshold', format)} without ${next.en[stage]!}, the chance that ${who.en[stage]!} returns within the next ${count(number(facts, 'window'))} days falls below **${share(number(facts, 'level'))}**${levelOf(facts, format).clause.en}.`,
    ...returnersEnglish(facts, format),
    watched(threshold, facts, format).en,
  ];
  const assumption = number(facts, 'assumption');
  const between = number(facts, 'between');
  const send = `Send by day **${count(number(facts, 'send_day'))}**.`;
  const [then, later] = [known(facts, 'chance_at_threshold'), known(facts, 'chance_at_assumption')];
  if (threshold < assumption) {
    const fell =
      then === null || later === null
        ? ''
        : ` From day ${count(threshold)} to day ${count(assumption)} the chance falls from ${share(then)} to ${share(later)}${
            between === 0 ? '' : `: about ${roundMoney(number(facts, 'stake'))} of orders at stake`
          }.`;
    sentences.push(
      `You assume ${count(assumption)} days: **${count(assumption - threshold)} days** later. ${
        between === 0
          ? 'Today **nobody** stands in between.'
          : `**${count(between)}** ${between === 1 ? 'customer is' : 'customers are'} past the threshold unnoticed.`
      }${fell} ${send}`,
    );
  } else if (threshold > assumption) {
    const mean = known(facts, 'between_chance');
    sentences.push(
      `Your ${count(assumption)} days give up ${count(threshold - assumption)} days early: ${
        between === 0
          ? 'today **nobody** stands in between'
          : `**${count(between)}** ${between === 1 ? 'customer stands' : 'customers stand'} in between${
              mean === null
                ? ''
                : between === 1
                  ? ` and still returns with a chance of ${share(mean)}`
                  : ` and still return with a chance of ${share(mean)} on average`
            }`
      }. ${send}`,
    );
  } else sentences.push(`Your assumption is right on it. ${send}`);
  if (moves(facts)) {
    sentences.push(
      `The threshold moves: **${count(number(facts, 'drift_from'))}**${range(facts, 'drift_from', format)} days for those who first bought in ${format.period(number(facts, 'drift_from_on'), 'quarter')}, **${count(number(facts, 'drift_to'))}**${range(facts, 'drift_to', format)} in ${format.period(number(facts, 'drift_to_on'), 'quarter')}.`,
    );
  }
  if (number(facts, 'yearly') === 1) {
    sentences.push(
      `Some buy once a year: ${share(number(facts, 'yearly_share'))} of those who return come back around day 365. Keep them out of early win-back mailings.`,
    );
  }
  return sentences;
}

function returnersEnglish(facts: Facts, format: Format): string[] {
  const day = known(facts, 'returners_day');
  if (day === null) return [];
  const horizon = number(facts, 'returners_horizon');
  const within = horizon >= 365 ? 'within a year' : `within ${format.count(horizon)} days`;
  const naive = known(facts, 'naive');
  return [
    `${number(facts, 'provisional') === 1 ? 'So far, ' : ''}${format.shortShare(0.8)} of those who return ${within} are back by day **${format.count(day)}**${range(facts, 'returners', format)}${
      naive === null || naive === day
        ? ''
        : `; the observed gaps alone would say ${format.count(naive)}${range(facts, 'naive', format)}`
    }.`,
  ];
}

/** The same in German. */
export function german(facts: Facts, format: Format): string[] {
  const {count, share, roundMoney} = format;
  const stage = number(facts, 'stage') - 1;
  const threshold = known(facts, 'threshold');
  if (threshold === null) return [missing(facts, format, 'de'), ...returnersGerman(facts, format)];
  const sentences = [
    `Nach **${count(threshold)} Tagen**${range(facts, 'threshold', format)} ohne ${next.de[stage]!} fällt die Chance, dass ${who.de[stage]!} in den nächsten ${count(number(facts, 'window'))} Tagen zurückkommt, unter **${share(number(facts, 'level'))}**${levelOf(facts, format).clause.de}.`,
    ...returnersGerman(facts, format),
    watched(threshold, facts, format).de,
  ];
  const assumption = number(facts, 'assumption');
  const between = number(facts, 'between');
  const send = `Schreiben Sie bis Tag **${count(number(facts, 'send_day'))}**.`;
  const [then, later] = [known(facts, 'chance_at_threshold'), known(facts, 'chance_at_assumption')];
  if (threshold < assumption) {
    const fell =
      then === null || later === null
        ? ''
        : ` Von Tag ${count(threshold)} bis Tag ${count(assumption)} fällt die Chance von ${share(then)} auf ${share(later)}${
            between === 0 ? '' : `: Es geht um etwa ${roundMoney(number(facts, 'stake'))} an Bestellungen`
          }.`;
    sentences.push(
      `Sie nehmen ${count(assumption)} Tage an, **${count(assumption - threshold)} Tage** später. ${
        between === 0
          ? 'Heute steht **niemand** dazwischen.'
          : `**${count(between)}** ${between === 1 ? 'Kunde ist' : 'Kunden sind'} unbemerkt über die Schwelle.`
      }${fell} ${send}`,
    );
  } else if (threshold > assumption) {
    const mean = known(facts, 'between_chance');
    sentences.push(
      `Mit ${count(assumption)} Tagen geben Sie ${count(threshold - assumption)} Tage zu früh auf: ${
        between === 0
          ? 'Heute steht **niemand** dazwischen'
          : `**${count(between)}** ${between === 1 ? 'Kunde steht' : 'Kunden stehen'} dazwischen${
              mean === null
                ? ''
                : between === 1
                  ? ` und kommt noch mit einer Chance von ${share(mean)} zurück`
                  : ` und kommen im Mittel noch mit einer Chance von ${share(mean)} zurück`
            }`
      }. ${send}`,
    );
  } else sentences.push(`Ihre Annahme trifft genau. ${send}`);
  if (moves(facts)) {
    sentences.push(
      `Die Schwelle verschiebt sich: **${count(number(facts, 'drift_from'))}**${range(facts, 'drift_from', format)} Tage bei Erstkäufern aus ${format.period(number(facts, 'drift_from_on'), 'quarter')}, **${count(number(facts, 'drift_to'))}**${range(facts, 'drift_to', format)} bei denen aus ${format.period(number(facts, 'drift_to_on'), 'quarter')}.`,
    );
  }
  if (number(facts, 'yearly') === 1) {
    sentences.push(
      `Manche kaufen einmal im Jahr: ${share(number(facts, 'yearly_share'))} derer, die wiederkommen, tun es um den Tag 365. Lassen Sie diese bei frühen Rückgewinnungen aus.`,
    );
  }
  return sentences;
}

function returnersGerman(facts: Facts, format: Format): string[] {
  const day = known(facts, 'returners_day');
  if (day === null) return [];
  const horizon = number(facts, 'returners_horizon');
  const within = horizon >= 365 ? 'binnen einem Jahr' : `binnen ${format.count(horizon)} Tagen`;
  const naive = known(facts, 'naive');
  return [
    `${number(facts, 'provisional') === 1 ? 'Bisher sind ' : ''}${format.shortShare(0.8)} derer, die ${within} wiederkommen, ${number(facts, 'provisional') === 1 ? '' : 'sind '}bis Tag **${format.count(day)}**${range(facts, 'returners', format)} zurück${
      naive === null || naive === day
        ? ''
        : `; die beobachteten Abstände allein sagten ${format.count(naive)}${range(facts, 'naive', format)}`
    }.`,
  ];
}
