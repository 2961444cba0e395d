import {lines} from '../../../charts/lines';
import {rowsOf} from '../../../lib/table';
import type {Text} from '../../../text/language';
import type {Frame} from '../../define';
import type {Result} from '../../request';
import {interval, nothing, pointOf, range, words} from './written';

const QUARTER: Text = {en: 'Quarter of the first purchase', de: 'Quartal des Erstkaufs'};

/** The threshold by quarter of the first purchase. */
export function drift(result: Result, {width, format, language}: Frame): Node {
  const rows = rowsOf(result.tables['drift']!);
  if (rows.length < 2) return nothing(result.done !== null, language);
  return lines(
    {
      lines: [
        {
          label: words.threshold[language],
          points: rows.map((row) => pointOf(row, 'starts_on', 'threshold_days')),
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
      x: {kind: 'day', label: QUARTER[language], format: (day) => format.period(day, 'quarter')},
      y: {label: words.thresholdDays[language], format: format.count},
      bandLabel: words.band[language],
      label: {en: 'Threshold by quarter of the first purchase', de: 'Schwelle nach Quartal des Erstkaufs'}[
        language
      ],
    },
    width,
  );
}
