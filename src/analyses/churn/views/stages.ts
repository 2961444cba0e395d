import {lines, type Line} from '../../../charts/lines';
import {hues} from '../../../charts/palette';
import {rowsOf} from '../../../lib/table';
import type {Frame, ParamsOf} from '../../define';
import type {Result} from '../../request';
import type {churnShape} from '../shape';
import {stageNames} from '../words';
import {assumed, interval, nothing, pointOf, words} from './written';

/** The chance to return by silent days, a line per stage. */
export function stages(
  result: Result,
  {assumption}: ParamsOf<typeof churnShape>,
  {width, format, language}: Frame,
): Node {
  const rows = rowsOf(result.tables['chances']!);
  if (rows.length === 0) return nothing(false, language);
  const drawn = [1, 2, 3, 4].flatMap((stage): Line[] => {
    const own = rows.filter((row) => row['stage'] === stage);
    return own.length < 2
      ? []
      : [
          {
            label: stageNames[stage - 1]![language],
            color: hues[stage - 1]!,
            points: own.map((row) => pointOf(row, 'silent_days', 'chance')),
          },
        ];
  });
  const days = [...new Set(rows.map((row) => Number(row['silent_days'])))].sort((a, b) => a - b);
  return lines(
    {
      lines: drawn,
      stops: days.map((day) => ({
        x: day,
        lines: () => [
          {en: `${day} days silent`, de: `${day} Tage still`}[language],
          ...rows
            .filter((row) => row['silent_days'] === day)
            .map(
              (row) =>
                `${stageNames[Number(row['stage']) - 1]![language]}: ${interval(row, 'chance', format)}`,
            ),
        ],
      })),
      x: {
        kind: 'number',
        unit: 30,
        from: 0,
        label: {en: 'Days silent', de: 'Tage still'}[language],
        format: format.count,
      },
      y: {
        label: {en: 'Chance to return', de: 'Chance auf Rückkehr'}[language],
        format: format.shortShare,
        most: 1,
      },
      references: [assumed(assumption, format, language)],
      bandLabel: words.band[language],
      label: {
        en: 'Chance to return by days silent and stage',
        de: 'Chance auf Rückkehr nach stillen Tagen und Stufe',
      }[language],
    },
    width,
  );
}
