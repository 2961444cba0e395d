import type {Text} from '../text/language';
import type {Profile, RowShape} from './define';

/** The shape of a file's rows in words. */
const shapeTexts: Readonly<Record<RowShape, Text>> = {
  order: {en: 'One row per order.', de: 'Eine Zeile je Bestellung.'},
  'first-row': {
    en: 'One row per product; what concerns the whole order stands in its first row only.',
    de: 'Eine Zeile je Produkt; was die ganze Bestellung betrifft, steht nur in ihrer ersten Zeile.',
  },
  'every-row': {
    en: 'One row per product; what concerns the whole order is repeated in each and counted once.',
    de: 'Eine Zeile je Produkt; was die ganze Bestellung betrifft, wiederholt sich in jeder und zählt einmal.',
  },
  lines: {
    en: 'One row per product with its own amount; an order is worth the sum of its rows.',
    de: 'Eine Zeile je Produkt mit eigenem Betrag; eine Bestellung ist so viel wert wie ihre Zeilen zusammen.',
  },
  cell: {
    en: 'One row per order with all its products in one cell.',
    de: 'Eine Zeile je Bestellung mit allen Produkten in einer Zelle.',
  },
};

/** What a user should know of a recognised layout before reading the file. */
export function notesOf({shape, lacks = []}: Profile): readonly Text[] {
  return [...(shape === undefined ? [] : [shapeTexts[shape]]), ...lacks];
}
