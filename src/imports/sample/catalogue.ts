import type {Day} from './calendar';
import {day} from './calendar';

export type Category =
  'Espresso' | 'Filterkaffee' | 'Tee' | 'Probierpakete' | 'Geschenke' | 'Süßes' | 'Zubehör' | 'Geräte';

export interface Product {
  sku: string;
  name: string;
  category: Category;
  /** Gross list price in cents at the opening. */
  price: number;
  /** Days one unit lasts in an average household; 0 for what is not used up. */
  lasts: number;
}

export interface Terms {
  vatPercent: 7 | 19;
  /** Cost of goods as a share of the net list price. */
  costShare: number;
  returnRate: number;
}

const terms: Record<Category, Terms> = {
  Espresso: {vatPercent: 7, costShare: 0.49, returnRate: 0.011},
  Filterkaffee: {vatPercent: 7, costShare: 0.47, returnRate: 0.012},
  Tee: {vatPercent: 7, costShare: 0.36, returnRate: 0.012},
  Probierpakete: {vatPercent: 7, costShare: 0.55, returnRate: 0.008},
  Geschenke: {vatPercent: 7, costShare: 0.52, returnRate: 0.035},
  Süßes: {vatPercent: 7, costShare: 0.56, returnRate: 0.006},
  Zubehör: {vatPercent: 19, costShare: 0.5, returnRate: 0.045},
  Geräte: {vatPercent: 19, costShare: 0.68, returnRate: 0.1},
};

export const termsOf = (product: Product): Terms => terms[product.category];

const rows: [string, string, Category, number, number][] = [
  ['ESP-LIN-250', 'Espresso Lindenhof, 250 g', 'Espresso', 790, 11],
  ['ESP-LIN-1000', 'Espresso Lindenhof, 1 kg', 'Espresso', 2690, 40],
  ['ESP-NER-1000', 'Espresso Nero forte, 1 kg', 'Espresso', 2490, 40],
  ['ESP-BAR-1000', 'Crema Barista, 1 kg', 'Espresso', 2390, 40],
  ['ESP-SID-500', 'Bio-Espresso Sidamo, 500 g', 'Espresso', 1590, 21],
  ['ESP-DEC-250', 'Espresso entkoffeiniert, 250 g', 'Espresso', 850, 13],
  ['FIL-HAU-500', 'Hausmischung, gemahlen, 500 g', 'Filterkaffee', 1090, 20],
  ['FIL-HAU-1000', 'Hausmischung, ganze Bohne, 1 kg', 'Filterkaffee', 1990, 38],
  ['FIL-YIR-250', 'Äthiopien Yirgacheffe, 250 g', 'Filterkaffee', 950, 12],
  ['FIL-HUI-250', 'Kolumbien Huila, 250 g', 'Filterkaffee', 890, 12],
  ['FIL-ANT-250', 'Guatemala Antigua, 250 g', 'Filterkaffee', 890, 12],
  ['FIL-DEC-250', 'Filterkaffee entkoffeiniert, 250 g', 'Filterkaffee', 820, 14],
  ['TEE-DAR-100', 'Darjeeling First Flush, 100 g', 'Tee', 1290, 24],
  ['TEE-ASS-100', 'Assam Broken, 100 g', 'Tee', 690, 22],
  ['TEE-EAR-100', 'Earl Grey, 100 g', 'Tee', 650, 24],
  ['TEE-SEN-100', 'Sencha, 100 g', 'Tee', 890, 26],
  ['TEE-CHA-150', 'Chai Masala, 150 g', 'Tee', 790, 26],
  ['TEE-ROO-100', 'Rooibos Vanille, 100 g', 'Tee', 590, 22],
  ['TEE-MIN-080', 'Bio-Pfefferminze, 80 g', 'Tee', 550, 22],
  ['TEE-APF-150', 'Früchtetee »Winterapfel«, 150 g', 'Tee', 620, 28],
  ['PRO-ESP', 'Probierpaket Espresso, 4 × 100 g', 'Probierpakete', 1690, 19],
  ['PRO-FIL', 'Probierpaket Filterkaffee, 4 × 100 g', 'Probierpakete', 1590, 19],
  ['PRO-TEE', 'Probierpaket Tee, 6 × 20 g', 'Probierpakete', 1290, 24],
  ['GES-KAF', 'Geschenkbox "Kaffeereise"', 'Geschenke', 3990, 0],
  ['GES-TEE', 'Geschenkbox "Teestunde"', 'Geschenke', 3490, 0],
  ['GES-KOR', 'Präsentkorb Lindenhof', 'Geschenke', 6490, 0],
  ['GES-WEI', 'Weihnachtstee-Set', 'Geschenke', 2490, 0],
  ['GES-ADV', 'Adventskalender Kaffee', 'Geschenke', 4990, 0],
  ['SUE-CAN', 'Cantuccini, 200 g', 'Süßes', 590, 0],
  ['SUE-ZAR', 'Zartbitter 70 %, 100 g', 'Süßes', 390, 0],
  ['SUE-MAN', 'Espresso-Mandeln, 150 g', 'Süßes', 590, 0],
  ['SUE-HON', 'Lindenblütenhonig, 500 g', 'Süßes', 890, 0],
  ['SUE-KAN', 'Kandis, braun, 500 g', 'Süßes', 450, 0],
  ['ZUB-PAP', 'Filterpapier, 100 Stück', 'Zubehör', 490, 0],
  ['ZUB-FIL', 'Handfilter Porzellan', 'Zubehör', 2490, 0],
  ['ZUB-ENT', 'Entkalker, 500 ml', 'Zubehör', 1190, 0],
  ['ZUB-KAE', 'Milchkännchen, 0,5 l', 'Zubehör', 1990, 0],
  ['ZUB-TAS', 'Espressotassen, 2er-Set', 'Zubehör', 2490, 0],
  ['ZUB-DOS', 'Kaffeedose, 500 g', 'Zubehör', 1790, 0],
  ['ZUB-SIE', 'Teesieb Edelstahl', 'Zubehör', 990, 0],
  ['GER-HAN', 'Handmühle, Stahl', 'Geräte', 7900, 0],
  ['GER-MUE', 'Elektrische Mühle M1', 'Geräte', 14900, 0],
  ['GER-SIE', 'Siebträger »Lina«', 'Geräte', 44900, 0],
  ['GER-FRE', 'French Press, 1 l', 'Geräte', 3490, 0],
  ['GER-WAS', 'Schwanenhals-Wasserkocher', 'Geräte', 8900, 0],
  ['GER-KAN', 'Teekanne Glas, 1,2 l', 'Geräte', 3990, 0],
];

const catalogue = new Map(
  rows.map(([sku, name, category, price, lasts]): [string, Product] => [
    sku,
    {sku, name, category, price, lasts},
  ]),
);

export function product(sku: string): Product {
  const found = catalogue.get(sku);
  if (!found) throw new RangeError(`no product ${sku}`);
  return found;
}

const dearerSince = day('2025-03-01');

/** Green coffee nearly doubled during 2024; the shop passes a part of it on. */
export const priceOn = (of: Day, {price, category}: Product): number =>
  of >= dearerSince && (category === 'Espresso' || category === 'Filterkaffee')
    ? Math.round((price * 1.07) / 10) * 10
    : price;
