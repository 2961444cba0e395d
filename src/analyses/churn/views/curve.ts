import {lines} from '../../../charts/lines';
import {rowsOf} from '../../../lib/table';
import type {Text} from '../../../text/language';
import type {Frame, ParamsOf} from '../../define';
import type {Result} from '../../request';
import type {churnShape} from '../shape';
import {assumed, atRisk, interval, nothing, pointOf, words as written} from './written';

/** Curves are drawn up to this day; the table has all. */
const LONGEST = 400;

const words = {
  day: {en: 'Days since the purchase', de: 'Tage seit dem Kauf'},
} as const satisfies Readonly<Record<string, Text>>;

/** The chance to return, or the share without another purchase, by days since the purchase. */
export function curve(
  result: Result,
  {assumption}: ParamsOf<typeof churnShape>,
  {width, format, language}: Frame,
  column: 'chance' | 'without_share',
): Node {
  const rows = rowsOf(result.tables['survival']!).filter(
    (row) => Number(row['day']) <= LONGEST && row[column] !== null,
  );
  if (rows.length < 2) return nothing(false, language);
  const {threshold, window, naive} = result.facts;
  const at = rows.find((row) => row['day'] === threshold);
  const label =
    column === 'chance'
      ? {
          en: `Chance to return within ${format.count(window ?? 0)} days`,
          de: `Chance auf Rückkehr binnen ${format.count(window ?? 0)} Tagen`,
        }[language]
      : {en: 'Share without another purchase', de: 'Anteil ohne weiteren Kauf'}[language];
  return lines(
    {
      lines: [
        {label: '', points: rows.map((row) => pointOf(row, 'day', column)), step: column === 'without_share'},
      ],
      stops: rows.map((row) => ({
        x: Number(row['day']),
        lines: () => [
          {en: `Day ${Number(row['day'])}`, de: `Tag ${Number(row['day'])}`}[language],
          `${label}: ${interval(row, column, format)}`,
          atRisk(row, format, language),
        ],
      })),
      x: {kind: 'number', unit: 30, from: 0, label: words.day[language], format: format.count},
      y: {label, format: format.shortShare, most: 1},
      references: [
        assumed(assumption, format, language),
        ...(typeof naive === 'number' && naive <= LONGEST
          ? [
              {
                axis: 'x' as const,
                at: naive,
                label: {
                  en: `${format.shortShare(0.8)} of observed gaps: day\u00a0${format.count(naive)}`,
                  de: `${format.shortShare(0.8)} der beobachteten Abstände: Tag\u00a0${format.count(naive)}`,
                }[language],
                emphasis: 'context' as const,
              },
            ]
          : []),
      ],
      marks:
        at && typeof threshold === 'number'
          ? [
              {
                x: threshold,
                y: Number(at[column]),
                low: result.facts['threshold_low'] ?? null,
                high: result.facts['threshold_high'] ?? null,
                label: {
                  en: `day ${format.count(threshold)}`,
                  de: `Tag ${format.count(threshold)}`,
                }[language],
              },
            ]
          : [],
      bandLabel: written.band[language],
      label,
    },
    width,
  );
}
