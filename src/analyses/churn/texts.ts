import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {reasons} from './reasons';
import {positions, type Position} from './words';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word: (column, value) => (column === 'position' ? positions[value as Position] : undefined),
  tables: {
    thresholds: {en: 'Thresholds', de: 'Schwellen'},
    survival: {en: 'Without a second order, by day', de: 'Ohne zweite Bestellung, nach Tag'},
    chances: {en: 'Chance of an order after silence', de: 'Chance auf eine Bestellung nach Stille'},
    drift: {en: 'By quarter', de: 'Nach Quartal'},
    members: {en: 'By part of the shop', de: 'Nach Teil des Shops'},
    positions: {en: 'Where the customers stand today', de: 'Wo die Kunden heute stehen'},
  },
  facts: {
    threshold: {en: 'Threshold: from then on lost', de: 'Schwelle: ab dann verloren'},
    threshold_low: {en: 'Threshold, earliest', de: 'Schwelle, frühestens'},
    threshold_high: {en: 'Threshold, latest', de: 'Schwelle, spätestens'},
    returners_day: {
      en: 'Day by which most of those who return are back',
      de: 'Tag, bis zu dem die meisten Rückkehrer da sind',
    },
    send_day: {en: 'Day to send', de: 'Tag der Aussendung'},
    chance_at_threshold: {
      en: 'Chance of an order at the threshold',
      de: 'Chance auf eine Bestellung an der Schwelle',
    },
    between: {en: 'Customers past the threshold unnoticed', de: 'Kunden unbemerkt jenseits der Schwelle'},
    stake: {en: 'Money at stake', de: 'Geld, das auf dem Spiel steht'},
  },
  picture: {
    en: 'A curve of the chance to return by days since the purchase, with its interval, the threshold, and your own assumption.',
    de: 'Eine Kurve der Chance auf Rückkehr nach Tagen seit dem Kauf, mit Intervall, Schwelle und Ihrer Annahme.',
  },
};

const number = (facts: Facts, name: string) => facts[name] ?? 0;
const known = (facts: Facts, name: string): number | null => facts[name] ?? null;

/** " (43–52)", " (≥ 43)" where it has no upper end within what can be seen; nothing while it is being computed. */
function range(facts: Facts, name: string, {count}: Format, base = name): string {
  const [low, high] = [known(facts, `${base}_low`), known(facts, `${base}_high`)];
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

/** What the chance is held against, with its share: a clause to stand after the share, and a name to compare with. */
function levelOf(facts: Facts, {share}: Format): {readonly clause: Text; readonly name: Text} {
  const level = known(facts, 'level');
  const own = level === null ? '' : share(level);
  if (number(facts, 'by_own') === 1)
    return {
      clause: {en: ', as you set it', de: ', wie von Ihnen vorgegeben'},
      name: {en: `your ${own}`, de: `Ihre ${own}`},
    };
  if (number(facts, 'by_money') === 1)
    return {
      clause: {
        en: `; below that a contact no longer pays (at a margin of ${share(number(facts, 'margin_rate'))})`,
        de: `; darunter lohnt sich ein Kontakt nicht mehr (bei einer Marge von ${share(number(facts, 'margin_rate'))})`,
      },
      name: {
        en: `the ${own} from which a contact pays (at a margin of ${share(number(facts, 'margin_rate'))})`,
        de: `die ${own}, ab denen sich ein Kontakt lohnt (bei einer Marge von ${share(number(facts, 'margin_rate'))})`,
      },
    };
  return {
    clause: {en: ', half of the chance at the start', de: ', die Hälfte der Chance am Anfang'},
    name: {
      en: `half of the chance at the start${own === '' ? '' : ` (${own})`}`,
      de: `die Hälfte der Chance am Anfang${own === '' ? '' : ` (${own})`}`,
    },
  };
}

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

function english(facts: Facts, format: Format): string[] {
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

function german(facts: Facts, format: Format): string[] {
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

/** Why there is no threshold, and what would help. */
function missing(facts: Facts, format: Format, language: Language): string {
  const {count, share} = format;
  const level = levelOf(facts, format).name;
  const have = number(facts, 'reason_have');
  const needed = number(facts, 'reason_needed');
  const reason = reasons[number(facts, 'reason')]!;
  switch (reason) {
    case 'too-few-customers':
      return {
        en: `There are ${count(have)} customers to look at; a threshold needs at least **${count(needed)}**.`,
        de: `Es gibt ${count(have)} Kunden zu betrachten; eine Schwelle braucht mindestens **${count(needed)}**.`,
      }[language];
    case 'no-repeaters':
      return {
        en: 'Nobody has bought again yet, so nothing can be said about when they would.',
        de: 'Noch hat niemand wieder gekauft; wann jemand es täte, lässt sich nicht sagen.',
      }[language];
    case 'too-few-repeaters':
      return {
        en: `Only ${count(have)} customers have bought again; a threshold needs at least **${count(needed)}**.`,
        de: `Erst ${count(have)} Kunden haben wieder gekauft; eine Schwelle braucht mindestens **${count(needed)}**.`,
      }[language];
    case 'same-day-repeats':
      return {
        en: 'Counting each order as a purchase, some customers return on the same day. Count one purchase a day instead.',
        de: 'Wenn jede Bestellung als Kauf zählt, kommen manche am selben Tag zurück. Zählen Sie einen Kauf je Tag.',
      }[language];
    case 'one-cohort-day':
      return {
        en: 'All customers began on the same day, so age and season cannot be told apart. Drop a longer export.',
        de: 'Alle Kunden haben am selben Tag begonnen; Alter und Saison lassen sich nicht trennen. Legen Sie einen längeren Export ab.',
      }[language];
    case 'not-enough-history':
      return {
        en: `Not enough history yet: enough customers can be watched for ${count(Math.max(0, have))} days, and it takes **${count(needed)}**. Drop an older export as well.`,
        de: `Noch nicht genug Vergangenheit: Genug Kunden lassen sich ${count(Math.max(0, have))} Tage lang beobachten, nötig sind **${count(needed)}**. Legen Sie auch einen älteren Export ab.`,
      }[language];
    case 'none-within-window':
      return {
        en: `Nobody returns within ${count(needed)} days; the first did so after ${count(have)}. Choose a longer time for a return under More.`,
        de: `Binnen ${count(needed)} Tagen kommt niemand zurück; der erste kam nach ${count(have)}. Wählen Sie unter Mehr eine längere Zeit für die Rückkehr.`,
      }[language];
    case 'already-below':
      return {
        en: `From the first day on the chance to return (${share(have)}) is below ${level.en}.`,
        de: `Schon am ersten Tag ist die Chance auf Rückkehr mit ${share(have)} kleiner als die Grenze (${level.de}).`,
      }[language];
    case 'never-falls-below':
      return {
        en: `The chance to return never falls below ${level.en}; at its lowest it is ${share(have)}: nobody is given up for lost here.`,
        de: `Die Chance auf Rückkehr fällt nie unter ${level.de}; am tiefsten liegt sie bei ${share(have)}: Hier ist niemand verloren zu geben.`,
      }[language];
    case 'not-stable':
      return {
        en: `The chance to return falls below ${level.en} and rises again, never below for ${count(needed)} days in a row; no single day can be named.`,
        de: `Die Chance auf Rückkehr fällt unter ${level.de} und steigt wieder, nie bleibt sie ${count(needed)} Tage am Stück darunter; ein einzelner Tag lässt sich nicht nennen.`,
      }[language];
  }
}
