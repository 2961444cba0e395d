import type {Texts} from '../define';
import {english, german} from './sentences';
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
