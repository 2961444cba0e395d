import {element} from '../../../charts/element';
import {lines} from '../../../charts/lines';
import {rowsOf} from '../../../lib/table';
import type {Format} from '../../../text/format';
import type {Language, Text} from '../../../text/language';
import {pValue} from '../../../text/p_value';
import type {Frame} from '../../define';
import type {Facts, Result} from '../../request';
import {interval, nothing, pointOf, range, words as written} from './written';

/** A trend is said to be clear where quarters that are alike would rarely show as strong a one. */
const LEVEL = 0.05;

const words = {
  ...written,
  quarter: {en: 'Quarter of the first purchase', de: 'Quartal des Erstkaufs'},
  fewQuarters: {
    en: 'Fewer than two quarters have enough first-time buyers who can be watched long enough to be compared.',
    de: 'Weniger als zwei Quartale haben genug Erstkäufer, die sich lange genug beobachten lassen, um verglichen zu werden.',
  },
  noQuarter: {
    en: 'At the same follow-up for all, no quarter alone gives a threshold; this is how many of each had returned by then.',
    de: 'Bei gleicher Beobachtungszeit für alle gibt kein Quartal für sich eine Schwelle her; gezeigt ist, wie viele aus jedem bis dahin wiederkamen.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** The threshold by quarter of the first purchase; where no quarter has one, the share that came back. */
export function drift(result: Result, {width, format, language}: Frame): Node {
  const rows = rowsOf(result.tables['drift']!);
  if (rows.length < 2) return nothing(result.done !== null, language, words.fewQuarters);
  const {facts} = result;
  const thresholds = rows.some((row) => row['threshold_days'] !== null);
  const followed = format.count(followUp(facts));
  const back = {
    en: `Bought again within ${followed} days`,
    de: `Binnen ${followed} Tagen wieder gekauft`,
  }[language];
  const seen = facts['drift_seen'] ?? null;
  const picture = lines(
    {
      lines: [
        {
          label: thresholds ? words.threshold[language] : '',
          points: rows.map((row) => {
            const point = pointOf(row, 'starts_on', thresholds ? 'threshold_days' : 'returned_share');
            // An interval without an upper end reaches as far as anything can be seen.
            const open = thresholds && typeof point.low === 'number' && typeof point.high !== 'number';
            return open ? {...point, high: seen} : point;
          }),
        },
      ],
      stops: rows.map((row) => ({
        x: Number(row['starts_on']),
        lines: () => [
          format.period(Number(row['starts_on']), 'quarter'),
          row['threshold_days'] === null
            ? {en: 'no threshold', de: 'keine Schwelle'}[language]
            : `${words.threshold[language]}: ${format.count(Number(row['threshold_days']))}${range(row, 'threshold_days', format.count)}`,
          {
            en: `${format.count(Number(row['customers']))} first-time buyers`,
            de: `${format.count(Number(row['customers']))} Erstkäufer`,
          }[language],
          `${back}: ${interval(row, 'returned_share', format)}`,
        ],
      })),
      x: {kind: 'day', label: words.quarter[language], format: (day) => format.period(day, 'quarter')},
      y: thresholds
        ? {label: words.thresholdDays[language], format: format.count}
        : {label: back, format: format.shortShare, most: 1},
      bandLabel: words.band[language],
      label: {
        en: `${thresholds ? 'Threshold' : back} by quarter of the first purchase`,
        de: `${thresholds ? 'Schwelle' : back} nach Quartal des Erstkaufs`,
      }[language],
    },
    width,
  );
  const notes = [...(thresholds ? [] : [words.noQuarter[language]]), tested(facts, format, language)];
  return element('div', {}, picture, element('p', {class: 'more'}, notes.join(' ')));
}

/** For how many days each quarter is watched. */
function followUp(facts: Facts): number {
  return (facts['drift_seen'] ?? 0) + (facts['window'] ?? 0);
}

function tested(facts: Facts, format: Format, language: Language): string {
  const days = format.count(followUp(facts));
  const watched: Text = {
    en: `Each quarter is watched for ${days} days; younger and smaller ones are left out.`,
    de: `Jedes Quartal ist ${days} Tage lang beobachtet; jüngere und kleinere fehlen.`,
  };
  const p = facts['drift_p'] ?? null;
  if (p === null) return watched[language];
  const clear = p < LEVEL;
  const test: Text = {
    en: `Over this whole time ${clear ? 'there is a clear trend' : 'there is no clear trend'} in how soon they come back (log-rank test, ${pValue(p, format)}).`,
    de: `Über diese ganze Zeit zeigt sich ${clear ? 'ein klarer' : 'kein klarer'} Trend darin, wie bald sie wiederkommen (Log-Rank-Test, ${pValue(p, format)}).`,
  };
  return `${watched[language]} ${test[language]}`;
}
