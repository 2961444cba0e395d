import {element} from '../../../charts/element';
import {heatMatrix} from '../../../charts/heat_matrix';
import {rowsOf} from '../../../lib/table';
import type {Text} from '../../../text/language';
import type {Frame} from '../../define';
import type {Result} from '../../request';
import {stageNames} from '../words';
import {atRisk, interval, nothing} from './written';

const words = {
  silent: {en: 'days silent', de: 'Tage still'},
  corner: {en: 'after ↓ days silent →', de: 'nach ↓ Tage still →'},
  published: {
    en: 'Published for comparison: 7% of buyers at the right time and 0.08% of long-silent ones ordered after a mailing.',
    de: 'Veröffentlicht, zum Vergleich: 7 % der rechtzeitig und 0,08 % der spät Angeschriebenen haben bestellt.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** The same chances as a table of stages and silent days. */
export function silent(result: Result, {format, language}: Frame): Node {
  const rows = rowsOf(result.tables['chances']!);
  if (rows.length === 0) return nothing(false, language);
  const days = [...new Set(rows.map((row) => Number(row['silent_days'])))].sort((a, b) => a - b);
  const largest = Math.max(...rows.map((row) => Number(row['chance'])));
  return element(
    'div',
    {},
    heatMatrix({
      caption: {
        en: 'Chance to return by stage and days silent',
        de: 'Chance auf Rückkehr nach Stufe und stillen Tagen',
      }[language],
      corner: words.corner[language],
      compact: true,
      columns: days.map((day) => ({name: format.count(day)})),
      rows: [1, 2, 3, 4].map((stage) => ({
        name: stageNames[stage - 1]![language],
        cells: days.map((day) => {
          const row = rows.find((entry) => entry['stage'] === stage && entry['silent_days'] === day);
          if (!row) return null;
          return {
            value: format.share(Number(row['chance'])),
            weight: largest > 0 ? Number(row['chance']) / largest : 0,
            name: `${stageNames[stage - 1]![language]}, ${day} ${words.silent[language]}`,
            tip: [interval(row, 'chance', format), atRisk(row, format, language)],
            faded: Number(row['at_risk']) < 200,
          };
        }),
      })),
    }),
    element('p', {class: 'more'}, words.published[language]),
  );
}
