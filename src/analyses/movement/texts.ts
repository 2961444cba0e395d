import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
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

/** "12 customers are new", of none and one in words. */
function newcomers(facts: Facts, {count}: Format): Text {
  const many = number(facts, 'newcomers');
  if (many === 0) return {en: 'no customer is new', de: 'kein Kunde ist neu'};
  if (many === 1) return {en: 'one customer is new', de: 'ein Kunde ist neu'};
  return {en: `${count(many)} customers are new`, de: `${count(many)} Kunden sind neu`};
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
      `On ${on} there were no regulars by today’s limits; ${risen === 0 ? 'nobody has' : `**${count(risen)}** ${risen === 1 ? 'has' : 'have'}`} become one since, and ${newcomers(facts, format).en}.`,
    ];
  return [
    before === 1
      ? `The one regular on ${on} ${still === 1 ? 'still is one' : slipped === 1 ? 'has gone quiet' : 'no longer is one'}.`
      : `Of **${count(before)} regulars** on ${on}, **${count(still)}**${shareOf(facts, format)} still ${still === 1 ? 'is' : 'are'}; ${
          slipped > 0
            ? `**${count(slipped)}** ${slipped === 1 ? 'has' : 'have'} gone quiet, worth ${roundMoney(number(facts, 'regulars_slipped_revenue'))} so far.`
            : 'none has gone quiet.'
        }`,
    `${
      risen === 0
        ? 'Nobody else has become a regular'
        : risen === 1
          ? 'One other has become a regular'
          : `${count(risen)} others have become regulars`
    }, and ${newcomers(facts, format).en}.`,
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
      `Am ${on} gab es nach den heutigen Grenzen noch keine Stammkunden; seither ${risen === 0 ? 'ist es niemand' : `${risen === 1 ? 'ist' : 'sind'} es **${count(risen)}**`} geworden, und ${newcomers(facts, format).de}.`,
    ];
  return [
    before === 1
      ? `Der eine Stammkunde vom ${on} ist ${still === 1 ? 'es noch' : slipped === 1 ? 'still geworden' : 'es nicht mehr'}.`
      : `Von **${count(before)} Stammkunden** am ${on} ${still === 1 ? 'ist' : 'sind'} **${count(still)}**${shareOf(facts, format)} es noch; ${
          slipped > 0
            ? `**${count(slipped)}** ${slipped === 1 ? 'ist' : 'sind'} still geworden, bisher ${roundMoney(number(facts, 'regulars_slipped_revenue'))} wert.`
            : 'still geworden ist keiner.'
        }`,
    `${
      risen === 0
        ? 'Niemand sonst ist Stammkunde geworden'
        : risen === 1
          ? 'Ein anderer ist Stammkunde geworden'
          : `${count(risen)} andere sind Stammkunden geworden`
    }; ${newcomers(facts, format).de}.`,
  ];
}
