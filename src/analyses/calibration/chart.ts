import {barList} from '../../charts/bar_list';
import {element} from '../../charts/element';
import {rowsOf} from '../../lib/table';
import type {Text} from '../../text/language';
import type {Frame} from '../define';
import type {Result} from '../request';
import {familyOf} from '../rfm/families';
import {segments, type Segment} from '../rfm/segments';

const words = {
  segments: {
    en: 'By segment then: share that bought afterwards',
    de: 'Nach Segment damals: Anteil, der danach kaufte',
  },
  r: {
    en: 'By recency score (5: bought most recently)',
    de: 'Nach Punkten für Recency (5: zuletzt gekauft)',
  },
  f: {
    en: 'By frequency score (5: bought most often)',
    de: 'Nach Punkten für Frequency (5: am häufigsten gekauft)',
  },
  m: {
    en: 'By monetary score (5: most revenue)',
    de: 'Nach Punkten für Monetary (5: am meisten Umsatz)',
  },
} as const satisfies Readonly<Record<string, Text>>;

export function chart(result: Result, _: unknown, {format, language, pick}: Frame): Node {
  const bySegment = rowsOf(result.tables['segments']!);
  const byScore = rowsOf(result.tables['scores']!);
  const largest = Math.max(...[...bySegment, ...byScore].map((row) => Number(row['bought_share'])), 0.001);
  const bar = (
    row: Record<string, unknown>,
    name: string,
    family: string,
    where: Record<string, string | number>,
  ) => ({
    name,
    family,
    length: Number(row['bought_share']) / largest,
    values: [
      `${format.share(Number(row['bought_share']))} (${format.share(Number(row['bought_share_low']))}–${format.share(Number(row['bought_share_high']))})`,
      {
        en: `of ${format.count(Number(row['customers']))}`,
        de: `von ${format.count(Number(row['customers']))}`,
      }[language],
      {
        en: `${format.money(Number(row['revenue_per_customer']))} each`,
        de: `je ${format.money(Number(row['revenue_per_customer']))}`,
      }[language],
    ],
    pick: pick({table: 'followed', where, title: {en: name, de: name}}),
  });
  const section = (title: Text, list: HTMLElement) =>
    element('section', {}, element('h3', {class: 'part'}, title[language]), list);

  return element(
    'div',
    {class: 'bar-sections'},
    section(
      words.segments,
      barList(
        words.segments[language],
        bySegment.map((row) => {
          const segment = row['segment'] as Segment;
          return bar(row, segments[segment][language], familyOf[segment], {segment});
        }),
      ),
    ),
    ...(['r', 'f', 'm'] as const).map((dimension) =>
      section(
        words[dimension],
        barList(
          words[dimension][language],
          byScore
            .filter((row) => row['dimension'] === dimension)
            .map((row) =>
              bar(row, `${dimension.toUpperCase()}${String(row['score'])}`, 'best', {
                [dimension]: Number(row['score']),
              }),
            ),
        ),
      ),
    ),
  );
}
