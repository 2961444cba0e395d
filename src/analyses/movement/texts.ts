import type {Format} from '../../text/format';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {segments, type Segment} from '../rfm/segments';

const none = {en: 'none', de: 'keines'};

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word: (column, value) =>
    column.startsWith('segment') ? (value === 'none' ? none : segments[value as Segment]) : undefined,
  tables: {moves: {en: 'From segment to segment', de: 'Von Segment zu Segment'}},
  facts: {
    compared_on: {en: 'Compared with', de: 'Verglichen mit'},
    regulars_before: {en: 'Regulars then', de: 'Stammkunden damals'},
    regulars_still: {en: 'Of these still regulars', de: 'Davon noch Stammkunden'},
    regulars_slipped: {en: 'Of these slipped', de: 'Davon abgerutscht'},
    regulars_slipped_revenue: {en: 'Revenue of the slipped', de: 'Umsatz der Abgerutschten'},
    regulars_risen: {en: 'New regulars', de: 'Neue Stammkunden'},
    newcomers: {en: 'New customers since', de: 'Neue Kunden seither'},
  },
  picture: {
    en: 'A matrix: in which group of segments customers stood before, and in which they stand today.',
    de: 'Eine Matrix: in welcher Gruppe von Segmenten die Kunden vorher standen und in welcher sie heute stehen.',
  },
};

const number = (facts: Facts, name: string) => facts[name] ?? 0;

/** Of fewer customers a percentage says more than is known. */
const FEW = 30;

/** " (63.6%, 58.3–68.6%)", of few nothing. */
function shareOf(facts: Facts, {share}: Format): string {
  const [before, still] = [number(facts, 'regulars_before'), number(facts, 'regulars_still')];
  if (before < FEW) return '';
  const [low, high] = [number(facts, 'regulars_still_low'), number(facts, 'regulars_still_high')];
  return ` (${share(still / before)}; ${share(low)}–${share(high)})`;
}

function english(facts: Facts, format: Format): string[] {
  const {count, roundMoney, day} = format;
  const on = day(number(facts, 'compared_on'));
  const before = number(facts, 'regulars_before');
  const still = number(facts, 'regulars_still');
  const slipped = number(facts, 'regulars_slipped');
  const risen = number(facts, 'regulars_risen');
  if (number(facts, 'known_before') === 0)
    return [
      `It is too early to compare: the data do not reach back to ${on}. A shorter step or a later day may do.`,
    ];
  if (before === 0)
    return [
      `On ${on} there were no regulars by today’s limits; **${count(risen)}** have become regulars since.`,
      `${count(number(facts, 'newcomers'))} customers are new since then.`,
    ];
  return [
    `Of **${count(before)} regulars** on ${on}, **${count(still)}**${shareOf(facts, format)} still are; ${
      slipped > 0
        ? `**${count(slipped)}** have gone quiet, worth ${roundMoney(number(facts, 'regulars_slipped_revenue'))} so far.`
        : 'none has gone quiet.'
    }`,
    `${count(risen)} others have become regulars, and ${count(number(facts, 'newcomers'))} customers are new.`,
  ];
}

function german(facts: Facts, format: Format): string[] {
  const {count, roundMoney, day} = format;
  const on = day(number(facts, 'compared_on'));
  const before = number(facts, 'regulars_before');
  const still = number(facts, 'regulars_still');
  const slipped = number(facts, 'regulars_slipped');
  const risen = number(facts, 'regulars_risen');
  if (number(facts, 'known_before') === 0)
    return [
      `Für den Vergleich ist es zu früh: Die Daten reichen nicht bis zum ${on} zurück. Ein kürzerer Abstand oder ein späterer Tag hilft vielleicht.`,
    ];
  if (before === 0)
    return [
      `Am ${on} gab es nach den heutigen Grenzen noch keine Stammkunden; seither sind **${count(risen)}** es geworden.`,
      `${count(number(facts, 'newcomers'))} Kunden sind seither neu.`,
    ];
  return [
    `Von **${count(before)} Stammkunden** am ${on} sind **${count(still)}**${shareOf(facts, format)} es noch; ${
      slipped > 0
        ? `**${count(slipped)}** sind still geworden, bisher ${roundMoney(number(facts, 'regulars_slipped_revenue'))} wert.`
        : 'still geworden ist keiner.'
    }`,
    `${count(risen)} andere sind Stammkunden geworden, und ${count(number(facts, 'newcomers'))} Kunden sind neu.`,
  ];
}
