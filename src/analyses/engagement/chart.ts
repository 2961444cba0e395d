import {element} from '../../charts/element';
import {heatMatrix, type HeatCell} from '../../charts/heat_matrix';
import {rowsOf} from '../../lib/table';
import type {Text} from '../../text/language';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import {families, familyHeads, familyOf, type Family} from '../rfm/families';
import type {Segment} from '../rfm/segments';
import type {engagementShape} from './shape';
import {missing} from './texts';

const words = {
  caption: {
    en: 'Customers by engagement and group of segments',
    de: 'Kunden nach Engagement und Gruppe von Segmenten',
  },
  corner: {en: 'reads\u00a0↓ buys\u00a0→', de: 'liest\u00a0↓ kauft\u00a0→'},
} as const satisfies Readonly<Record<string, Text>>;

export function chart(
  result: Result,
  {measure}: ParamsOf<typeof engagementShape>,
  {format, language, pick}: Frame,
): Node {
  if (result.facts['contacted'] === 0)
    return element('p', {class: 'placeholder'}, missing(result.facts, format)[language]);
  const rows = rowsOf(result.tables['cells']!).map((row) => ({
    e: Number(row['e']),
    segment: String(row['segment']),
    family: familyOf[row['segment'] as Segment],
    customers: Number(row['customers']),
    revenue: Number(row['revenue']),
  }));
  const groups = Object.keys(families) as Family[];
  const of = (e: number, family: Family) => rows.filter((row) => row.e === e && row.family === family);
  const sum = (e: number, family: Family, value: 'customers' | 'revenue') =>
    of(e, family).reduce((total, row) => total + row[value], 0);
  const scores = [5, 4, 3, 2, 1];
  const largest = Math.max(...scores.flatMap((e) => groups.map((family) => sum(e, family, measure))), 1);
  const limits = result.suggested['limits'] ?? [];
  const note = (e: number) => {
    if (e === 1)
      return {
        en: `> ${limits[3]} days, never or unsubscribed`,
        de: `> ${limits[3]} Tage, nie oder abgemeldet`,
      }[language];
    return {en: `≤ ${limits[5 - e]} days`, de: `≤ ${limits[5 - e]} Tage`}[language];
  };
  const cellOf = (e: number, family: Family): HeatCell | null => {
    const customers = sum(e, family, 'customers');
    if (customers === 0) return null;
    const revenue = format.shortMoney(sum(e, family, 'revenue'));
    const name = `E${e}, ${families[family][language]}`;
    return {
      value: measure === 'customers' ? format.count(customers) : revenue,
      note: measure === 'customers' ? revenue : format.count(customers),
      weight: Math.max(0, sum(e, family, measure)) / largest,
      name,
      tip: {
        en: `${format.count(customers)} customers, ${revenue}`,
        de: `${format.count(customers)} Kunden, ${revenue}`,
      }[language],
      pick: pick({
        table: 'reached',
        where: {e, segment: of(e, family).map(({segment}) => segment)},
        title: {en: name, de: name},
      }),
    };
  };
  return heatMatrix({
    caption: words.caption[language],
    corner: words.corner[language],
    columns: groups.map((family) => ({name: familyHeads[family][language]})),
    rows: scores.map((e) => ({
      name: `E${e}`,
      note: note(e),
      cells: groups.map((family) => cellOf(e, family)),
    })),
  });
}
