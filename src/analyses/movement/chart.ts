import {element} from '../../charts/element';
import {heatMatrix, type HeatCell} from '../../charts/heat_matrix';
import {rowsOf} from '../../lib/table';
import type {Text} from '../../text/language';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import {families, familyHeads, familyOf, type Family} from '../rfm/families';
import type {Segment} from '../rfm/segments';
import type {movementShape} from './shape';

type Params = ParamsOf<typeof movementShape>;
type Group = Family | 'none';

const groups = [...(Object.keys(families) as Family[]), 'none'] as const;

const words = {
  caption: {en: 'Customers by group before and today', de: 'Kunden nach Gruppe vorher und heute'},
  corner: {en: 'before\u00a0↓ today\u00a0→', de: 'vorher\u00a0↓ heute\u00a0→'},
  newcomer: {en: 'Not yet', de: 'Noch nicht'},
  early: {
    en: 'Nobody had bought by the earlier day, so there is no movement to show.',
    de: 'Am früheren Tag hatte noch niemand gekauft; es gibt keine Bewegung zu zeigen.',
  },
  gone: {en: 'No purchase in the period', de: 'Kein Kauf im Zeitraum'},
} as const satisfies Readonly<Record<string, Text>>;

export function chart(result: Result, {measure}: Params, {format, language, pick}: Frame): Node {
  if (result.facts['known_before'] === 0) return element('p', {class: 'placeholder'}, words.early[language]);
  const rows = rowsOf(result.tables['moves']!).map((row) => ({
    before: groupOf(String(row['segment_before'])),
    today: groupOf(String(row['segment'])),
    segments: {segment_before: String(row['segment_before']), segment: String(row['segment'])},
    customers: Number(row['customers']),
    revenue: Number(row['revenue']),
  }));
  const name = (group: Group, none: Text) => (group === 'none' ? none : families[group])[language];
  const head = (group: Group, none: Text) => (group === 'none' ? none : familyHeads[group])[language];
  const shown = {
    from: groups.filter((group) => rows.some(({before}) => before === group)),
    to: groups.filter((group) => rows.some(({today}) => today === group)),
  };
  const sum = (before: Group, today: Group | null, value: 'customers' | 'revenue') =>
    rows
      .filter((row) => row.before === before && (today === null || row.today === today))
      .reduce((total, row) => total + row[value], 0);
  const weight = (before: Group, today: Group) => {
    if (measure === 'share') return sum(before, today, 'customers') / sum(before, null, 'customers');
    const largest = Math.max(...shown.from.flatMap((a) => shown.to.map((b) => sum(a, b, measure))), 1);
    return Math.max(0, sum(before, today, measure)) / largest;
  };

  const cellOf = (before: Group, today: Group): HeatCell | null => {
    const customers = sum(before, today, 'customers');
    if (customers === 0) return null;
    const share = format.share(customers / sum(before, null, 'customers'));
    const revenue = format.shortMoney(sum(before, today, 'revenue'));
    const path = `${name(before, words.newcomer)} → ${name(today, words.gone)}`;
    const own = rows.filter((row) => row.before === before && row.today === today);
    return {
      value: {customers: format.count(customers), share, revenue}[measure],
      note: measure === 'share' ? format.count(customers) : share,
      weight: weight(before, today),
      name: path,
      tip: {
        en: `${format.count(customers)} customers, ${share} of the row, revenue ${revenue}`,
        de: `${format.count(customers)} Kunden, ${share} der Zeile, Umsatz ${revenue}`,
      }[language],
      pick: pick({
        table: 'moved',
        where: {
          segment_before: [...new Set(own.map(({segments}) => segments.segment_before))],
          segment: [...new Set(own.map(({segments}) => segments.segment))],
        },
        title: {en: path, de: path},
      }),
    };
  };

  return heatMatrix({
    caption: words.caption[language],
    corner: words.corner[language],
    columns: shown.to.map((group) => ({name: head(group, words.gone), note: ''})),
    rows: shown.from.map((before) => ({
      name: head(before, words.newcomer),
      note: format.count(sum(before, null, 'customers')),
      cells: shown.to.map((today) => cellOf(before, today)),
    })),
  });
}

function groupOf(segment: string): Group {
  return segment === 'none' ? 'none' : familyOf[segment as Segment];
}
