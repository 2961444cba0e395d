import {lines} from '../../../charts/lines';
import {rowsOf} from '../../../lib/table';
import type {Text} from '../../../text/language';
import type {Frame} from '../../define';
import type {Result} from '../../request';
import {interval, nothing, pointOf, range, words as written} from './written';

const words = {
  ...written,
  quarter: {en: 'Quarter of the first purchase', de: 'Quartal des Erstkaufs'},
  fewQuarters: {
    en: 'Fewer than two quarters have enough first-time buyers who can be watched long enough to be compared.',
    de: 'Weniger als zwei Quartale haben genug Erstkäufer, die sich lange genug beobachten lassen, um verglichen zu werden.',
  },
  noQuarter: {
    en: 'At the same follow-up for all, no quarter alone gives a threshold. How many of each had returned by then is in the table.',
    de: 'Bei gleicher Beobachtungszeit für alle gibt kein Quartal für sich eine Schwelle her. Wie viele aus jedem bis dahin wiederkamen, steht in der Tabelle.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** The threshold by quarter of the first purchase. */
export function drift(result: Result, {width, format, language}: Frame): Node {
  const rows = rowsOf(result.tables['drift']!);
  if (rows.length < 2) return nothing(result.done !== null, language, words.fewQuarters);
  if (rows.every((row) => row['threshold_days'] === null)) return nothing(false, language, words.noQuarter);
  return lines(
    {
      lines: [
        {
          label: words.threshold[language],
          points: rows.map((row) => {
            const point = pointOf(row, 'starts_on', 'threshold_days');
            // An interval without an upper end reaches as far as anything can be seen.
            const open = typeof point.low === 'number' && typeof point.high !== 'number';
            return open ? {...point, high: result.facts['drift_seen'] ?? null} : point;
          }),
        },
      ],
      stops: rows.map((row) => ({
        x: Number(row['starts_on']),
        lines: [
          format.period(Number(row['starts_on']), 'quarter'),
          row['threshold_days'] === null
            ? {en: 'no threshold', de: 'keine Schwelle'}[language]
            : `${words.threshold[language]}: ${format.count(Number(row['threshold_days']))}${range(row, 'threshold_days', format.count)}`,
          {
            en: `${format.count(Number(row['customers']))} first-time buyers`,
            de: `${format.count(Number(row['customers']))} Erstkäufer`,
          }[language],
          `${{en: 'back by equal follow-up', de: 'zurück bis zur gleichen Frist'}[language]}: ${interval(row, 'returned_share', format)}`,
        ],
      })),
      x: {kind: 'day', label: words.quarter[language], format: (day) => format.period(day, 'quarter')},
      y: {label: words.thresholdDays[language], format: format.count},
      bandLabel: words.band[language],
      label: {en: 'Threshold by quarter of the first purchase', de: 'Schwelle nach Quartal des Erstkaufs'}[
        language
      ],
    },
    width,
  );
}
