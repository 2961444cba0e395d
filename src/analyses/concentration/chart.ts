import {barList} from '../../charts/bar_list';
import {element} from '../../charts/element';
import {lines} from '../../charts/lines';
import {rowsOf} from '../../lib/table';
import type {Text} from '../../text/language';
import type {Frame} from '../define';
import type {Result} from '../request';
import {spanOf} from './span';
import {statuses, type Status} from './statuses';

const families: Readonly<Record<Status, string>> = {
  platinum: 'best',
  gold: 'best',
  silver: 'rising',
  normal: 'fading',
  low: 'rest',
  none: 'rest',
};

const words = {
  customers: {en: 'Customers, largest revenue first', de: 'Kunden, größter Umsatz zuerst'},
  revenue: {en: 'Share of the revenue', de: 'Anteil am Umsatz'},
  shop: {en: 'This shop', de: 'Dieser Shop'},
  people: {en: 'Customers', de: 'Kunden'},
  earned: {en: 'Revenue', de: 'Umsatz'},
  average: {en: 'each', de: 'je Kunde'},
  even: {en: 'all alike', de: 'alle gleich'},
  label: {
    en: 'Share of the revenue by share of the customers',
    de: 'Anteil am Umsatz nach Anteil der Kunden',
  },
} as const satisfies Readonly<Record<string, Text>>;

export function chart(result: Result, _: unknown, frame: Frame): Node {
  return element('div', {class: 'bar-sections'}, lorenz(result, frame), tiers(result, frame));
}

function lorenz(result: Result, {width, format, language}: Frame): Node {
  const rows = rowsOf(result.tables['curve']!);
  return lines(
    {
      lines: [
        {
          label: words.even[language],
          emphasis: 'context',
          points: [
            {x: 0, y: 0},
            {x: 1, y: 1},
          ],
        },
        {
          label: words.shop[language],
          points: rows.map((row) => ({
            x: Number(row['customers_share']),
            y: row['revenue_share'] === null ? null : Number(row['revenue_share']),
          })),
        },
      ],
      stops: rows
        .filter((row, index) => index > 0 && row['revenue_share'] !== null)
        .map((row) => ({
          x: Number(row['customers_share']),
          lines: () => [
            {
              en: `${format.share(Number(row['customers_share']))} of the customers (${format.count(Number(row['customers']))})`,
              de: `${format.share(Number(row['customers_share']))} der Kunden (${format.count(Number(row['customers']))})`,
            }[language],
            {
              en: `${format.share(Number(row['revenue_share']))} of the revenue, ${format.roundMoney(Number(row['revenue']))}`,
              de: `${format.share(Number(row['revenue_share']))} des Umsatzes, ${format.roundMoney(Number(row['revenue']))}`,
            }[language],
          ],
        })),
      x: {
        kind: 'number',
        unit: 0.2,
        from: 0,
        to: 1,
        label: words.customers[language],
        format: format.shortShare,
      },
      y: {label: words.revenue[language], format: format.shortShare, most: 1},
      references: [{axis: 'x', at: 0.2, label: format.shortShare(0.2)}],
      label: words.label[language],
    },
    width,
  );
}

function tiers(result: Result, {format, language, pick}: Frame): HTMLElement {
  const span = spanOf(result.facts['span_days'] ?? 0, format);
  const title = {
    en: `Buyer status by revenue of ${span.en}`,
    de: `Käuferstatus nach Umsatz in ${span.de}`,
  }[language];
  const rows = rowsOf(result.tables['tiers']!);
  const largest = Math.max(...rows.map((row) => Number(row['customers'])), 1);
  const above = ['normal', 'silver', 'gold', 'platinum'];
  return element(
    'section',
    {},
    element('h3', {class: 'part'}, title),
    barList(
      title,
      rows.map((row) => {
        const status = row['status'] as Status;
        const limit = result.suggested['limits']?.[above.indexOf(status)];
        return {
          name: statuses[status][language] + (limit === undefined ? '' : ` > ${format.shortMoney(limit)}`),
          family: families[status],
          length: Number(row['customers']) / largest,
          values: [
            format.count(Number(row['customers'])),
            ...['revenue', 'average'].map((column) => format.shortMoney(Number(row[column]))),
          ],
          pick: pick({table: 'statuses', where: {status}, title: statuses[status]}),
        };
      }),
      [words.people, words.earned, words.average].map((head) => head[language]),
    ),
  );
}
