import {barList} from '../../charts/bar_list';
import {element} from '../../charts/element';
import {heatMatrix, type HeatCell} from '../../charts/heat_matrix';
import {numbers, rowsOf} from '../../lib/table';
import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import {familyOf} from './families';
import {segments, type Segment} from './segments';
import type {rfmShape} from './shape';

type Params = ParamsOf<typeof rfmShape>;

const words = {
  caption: {
    en: 'Customers by recency (days since the last purchase) and frequency (number of purchases)',
    de: 'Kunden nach Recency (Tage seit dem letzten Kauf) und Frequency (Zahl der Käufe)',
  },
  corner: {en: 'last purchase (R) ↓ purchases (F) →', de: 'letzter Kauf (R) ↓ Käufe (F) →'},
  segments: {en: 'Named segments', de: 'Benannte Segmente'},
  customers: {en: 'Customers', de: 'Kunden'},
  share: {en: 'Share', de: 'Anteil'},
  revenue: {en: 'Revenue', de: 'Umsatz'},
} as const satisfies Readonly<Record<string, Text>>;

export function chart(result: Result, {color}: Params, frame: Frame): Node {
  return element('div', {class: 'rfm'}, matrix(result, color, frame), segmentBars(result, frame));
}

function matrix(result: Result, color: Params['color'], {format, language, pick}: Frame): HTMLElement {
  const rows = rowsOf(result.tables['cells']!);
  const largest = Math.max(...rows.map((row) => Number(row[color])), 0);
  const limits = result.tables['limits']!;
  const upTo = (column: string) => numbers(limits, column);
  const scores = [1, 2, 3, 4, 5];

  const cellOf = (r: number, f: number): HeatCell | null => {
    const row = rows.find((candidate) => candidate['r'] === r && candidate['f'] === f);
    if (!row) return null;
    const customers = Number(row['customers']);
    const money = {revenue: Number(row['revenue']), average: Number(row['average'])};
    const title = {en: `R${r} F${f}`, de: `R${r} F${f}`};
    return {
      value: color === 'customers' ? format.count(customers) : format.shortMoney(money[color]),
      note: color === 'customers' ? format.shortMoney(money.revenue) : format.count(customers),
      weight: largest > 0 ? Number(row[color]) / largest : 0,
      name: `R${r} F${f}`,
      tip: `${countOf(customers, format, language)}, ${format.roundMoney(money.revenue)}, ${perCustomer(money.average, format, language)}`,
      pick: pick({table: 'scores', where: {r, f}, title}),
    };
  };

  return heatMatrix({
    caption: words.caption[language],
    corner: words.corner[language],
    columns: scores.map((f) => ({
      name: `F${f}`,
      note: purchasesRange(upTo('purchases'), f, format, language),
    })),
    rows: [...scores].reverse().map((r) => ({
      name: `R${r}`,
      note: daysRange(upTo('recency_days'), r, format, language),
      cells: scores.map((f) => cellOf(r, f)),
    })),
  });
}

function segmentBars(result: Result, {format, language, pick}: Frame): HTMLElement {
  const rows = rowsOf(result.tables['segments']!);
  const total = rows.reduce((sum, row) => sum + Number(row['customers']), 0);
  const largest = Math.max(...rows.map((row) => Number(row['customers'])), 1);
  return barList(
    words.segments[language],
    (Object.keys(segments) as Segment[]).flatMap((segment) => {
      const row = rows.find((candidate) => candidate['segment'] === segment);
      if (!row) return [];
      const customers = Number(row['customers']);
      const revenue = Number(row['revenue']);
      return [
        {
          name: segments[segment][language],
          family: familyOf[segment],
          length: customers / largest,
          values: [format.count(customers), format.share(customers / total), format.shortMoney(revenue)],
          pick: pick({table: 'scores', where: {segment}, title: segments[segment]}),
        },
      ];
    }),
    [words.customers, words.share, words.revenue].map((head) => head[language]),
  );
}

function countOf(customers: number, {count}: Format, language: Language): string {
  const word = {en: customers === 1 ? 'customer' : 'customers', de: customers === 1 ? 'Kunde' : 'Kunden'};
  return `${count(customers)} ${word[language]}`;
}

function perCustomer(average: number, {money}: Format, language: Language): string {
  return {en: `${money(average)} each`, de: `je ${money(average)}`}[language];
}

/** "24–61 days" for a score of recency; limits by score 1–5, the first open. */
function daysRange(limits: Float64Array, score: number, {count}: Format, language: Language): string {
  const unit = {en: 'days', de: 'Tage'}[language];
  const to = limits[score - 1]!;
  const from = score === 5 ? 0 : limits[score]! + 1;
  if (score === 1) return `> ${count(limits[1]!)} ${unit}`;
  if (from > to) return '–';
  return score === 5 ? `≤ ${count(to)} ${unit}` : `${count(from)}–${count(to)} ${unit}`;
}

/** "2", "4–5", "6+" for a score of frequency; limits by score 1–5, the last open. */
function purchasesRange(limits: Float64Array, score: number, {count}: Format, language: Language): string {
  const unit = {en: '×', de: '×'}[language];
  const from = score === 1 ? 1 : Math.floor(limits[score - 2]!) + 1;
  if (score === 5) return `${count(from)}+ ${unit}`;
  const to = Math.floor(limits[score - 1]!);
  if (from > to) return '–';
  return from === to ? `${count(from)} ${unit}` : `${count(from)}–${count(to)} ${unit}`;
}
