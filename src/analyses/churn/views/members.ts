import {barList} from '../../../charts/bar_list';
import {rowsOf} from '../../../lib/table';
import type {Frame} from '../../define';
import type {Result} from '../../request';
import {nothing, range, words} from './written';

/** The threshold by part of the shop. */
export function members(result: Result, {format, language}: Frame): Node {
  const rows = rowsOf(result.tables['members']!);
  if (rows.length === 0) return nothing(result.done !== null, language);
  const largest = Math.max(...rows.map((row) => Number(row['threshold_days'] ?? 0)), 1);
  return barList(
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
}
