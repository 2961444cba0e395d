import {barList} from '../../../charts/bar_list';
import {element} from '../../../charts/element';
import {rowsOf} from '../../../lib/table';
import type {Text} from '../../../text/language';
import type {Frame, ParamsOf} from '../../define';
import type {Result} from '../../request';
import {largeParts} from '../large_parts';
import type {churnShape} from '../shape';
import {nothing, range, words} from './written';

type By = ParamsOf<typeof churnShape>['by'];

/** What is missing where no first order names a part of this kind. */
const unnamed: Readonly<Record<By, Text>> = {
  category: {
    en: 'The files name no category of a first order. Choose another part of the shop, or drop an export with products and categories.',
    de: 'Die Dateien nennen zu keiner ersten Bestellung eine Kategorie. Wählen Sie einen anderen Teil des Shops, oder legen Sie einen Export mit Produkten und Kategorien ab.',
  },
  product: {
    en: 'The files name no product of a first order. Choose another part of the shop, or drop an export with products.',
    de: 'Die Dateien nennen zu keiner ersten Bestellung ein Produkt. Wählen Sie einen anderen Teil des Shops, oder legen Sie einen Export mit Produkten ab.',
  },
  channel: {
    en: 'The files name no channel of a first order. Choose another part of the shop, or drop an export with the source of the orders.',
    de: 'Die Dateien nennen zu keiner ersten Bestellung einen Kanal. Wählen Sie einen anderen Teil des Shops, oder legen Sie einen Export mit der Herkunft der Bestellungen ab.',
  },
  country: {
    en: 'The files name no country of a first order. Choose another part of the shop, or drop an export with addresses.',
    de: 'Die Dateien nennen zu keiner ersten Bestellung ein Land. Wählen Sie einen anderen Teil des Shops, oder legen Sie einen Export mit Adressen ab.',
  },
  coupon: {
    en: 'No first order names a coupon. Choose another part of the shop.',
    de: 'Keine erste Bestellung nennt einen Gutschein. Wählen Sie einen anderen Teil des Shops.',
  },
};

/** The threshold by part of the shop. */
export function members(result: Result, {by}: ParamsOf<typeof churnShape>, {format, language}: Frame): Node {
  const rows = rowsOf(result.tables['members']!);
  const named = new Set<unknown>(result.tables['member_durations']!.columns['member']).size;
  const least = format.count(largeParts.repeaters);
  if (rows.length === 0) {
    const few: Text = {
      en: `No part alone has ${least} first-time buyers who bought again; a threshold of its own takes as many.`,
      de: `Kein Teil hat für sich ${least} Erstkäufer, die wieder gekauft haben; so viele braucht eine eigene Schwelle.`,
    };
    return nothing(result.done !== null, language, named === 0 ? unnamed[by] : few);
  }
  const largest = Math.max(...rows.map((row) => Number(row['threshold_days'] ?? 0)), 1);
  const bars = barList(
    words.thresholdDays[language],
    rows.map((row) => ({
      name: String(row['member']),
      family: 'best',
      length: Number(row['threshold_days'] ?? 0) / largest,
      values: [
        row['threshold_days'] === null
          ? '–'
          : `${format.count(Number(row['threshold_days']))}${range(row, 'threshold_days', format.count)}`,
        format.count(Number(row['customers'])),
      ],
    })),
    [
      {en: 'Threshold, days', de: 'Schwelle, Tage'}[language],
      {en: 'First-time buyers', de: 'Erstkäufer'}[language],
    ],
  );
  if (rows.length === named) return bars;
  const note = {
    en: `${format.count(rows.length)} of ${format.count(named)} are shown: a threshold of its own takes ${least} first-time buyers who bought again, and there are at most ${format.count(largeParts.most)}.`,
    de: `Gezeigt sind ${format.count(rows.length)} von ${format.count(named)}: Eine eigene Schwelle braucht ${least} Erstkäufer, die wieder gekauft haben, und es stehen höchstens ${format.count(largeParts.most)} da.`,
  }[language];
  return element('div', {}, bars, element('p', {class: 'more'}, note));
}
