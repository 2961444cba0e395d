import {barList} from '../../charts/bar_list';
import {element} from '../../charts/element';
import {heatMatrix} from '../../charts/heat_matrix';
import {lines, type Line, type LinePoint, type Reference} from '../../charts/lines';
import {hues} from '../../charts/palette';
import {rowsOf, type Cell} from '../../lib/table';
import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import type {churnShape} from './shape';
import {positions, stageNames, type Position} from './words';

type Params = ParamsOf<typeof churnShape>;
type Row = Record<string, Cell>;

const words = {
  day: {en: 'Days since the purchase', de: 'Tage seit dem Kauf'},
  band: {en: '95 % interval', de: '95-%-Intervall'},
  without: {en: 'without another purchase', de: 'ohne weiteren Kauf'},
  naive: {en: '80 % of observed gaps', de: '80 % der beobachteten Abstände'},
  threshold: {en: 'Threshold', de: 'Schwelle'},
  quarter: {en: 'Quarter of the first purchase', de: 'Quartal des Erstkaufs'},
  thresholdDays: {en: 'Threshold in days', de: 'Schwelle in Tagen'},
  silent: {en: 'silent', de: 'still'},
  corner: {en: 'after ↓ days silent →', de: 'nach ↓ Tage still →'},
  positions: {en: 'Where these customers stand today', de: 'Wo diese Kunden heute stehen'},
  published: {
    en: 'Published for comparison: 7 % of buyers at the right time and 0.08 % of long-silent ones ordered after a mailing.',
    de: 'Veröffentlicht, zum Vergleich: 7 % der rechtzeitig und 0,08 % der spät Angeschriebenen haben bestellt.',
  },
  none: {
    en: 'Not enough customers for this view yet.',
    de: 'Für diese Ansicht gibt es noch nicht genug Kunden.',
  },
  waiting: {en: 'This view is being computed …', de: 'Diese Ansicht wird gerechnet …'},
} as const satisfies Readonly<Record<string, Text>>;

/** Curves are drawn up to this day; the table has all. */
const LONGEST = 400;

export function chart(result: Result, params: Params, frame: Frame): Node {
  switch (params.view) {
    case 'chance':
      return element(
        'div',
        {class: 'bar-sections'},
        curve(result, params, frame, 'chance'),
        where(result, frame),
      );
    case 'survival':
      return element(
        'div',
        {class: 'bar-sections'},
        curve(result, params, frame, 'without_share'),
        where(result, frame),
      );
    case 'stages':
      return stages(result, params, frame);
    case 'silent':
      return silent(result, frame);
    case 'drift':
      return drift(result, frame);
    case 'members':
      return members(result, frame);
  }
}

function curve(
  result: Result,
  {assumption}: Params,
  {width, format, language}: Frame,
  column: 'chance' | 'without_share',
): Node {
  const rows = rowsOf(result.tables['survival']!).filter(
    (row) => Number(row['day']) <= LONGEST && row[column] !== null,
  );
  if (rows.length < 2) return nothing(words.none, language);
  const {threshold, window} = result.facts;
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
        lines: [
          {en: `Day ${Number(row['day'])}`, de: `Tag ${Number(row['day'])}`}[language],
          `${label}: ${interval(row, column, format)}`,
          atRisk(row, format, language),
        ],
      })),
      x: {kind: 'number', unit: 30, from: 0, label: words.day[language], format: format.count},
      y: {label, format: format.shortShare, most: 1},
      references: [
        assumed(assumption, format, language),
        ...(result.facts['naive'] === null ||
        result.facts['naive'] === undefined ||
        result.facts['naive'] > LONGEST
          ? []
          : [
              {
                axis: 'x' as const,
                at: result.facts['naive'],
                label: words.naive[language],
                emphasis: 'context' as const,
              },
            ]),
      ],
      marks:
        at && threshold !== null && threshold !== undefined
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
      bandLabel: words.band[language],
      label,
    },
    width,
  );
}

function where(result: Result, {format, language, pick}: Frame): Node {
  const rows = rowsOf(result.tables['positions']!);
  const largest = Math.max(...rows.map((row) => Number(row['customers'])), 1);
  const families: Readonly<Record<Position, string>> = {before: 'best', between: 'fading', after: 'rest'};
  const {threshold, assumption} = result.facts;
  const days = [threshold ?? assumption ?? 0, assumption ?? 0].sort((a, b) => a - b);
  const range = {
    before: `< ${format.count(days[0]!)}`,
    between: `${format.count(days[0]!)}–${format.count(days[1]! - 1)}`,
    after: `≥ ${format.count(days[1]!)}`,
  };
  return element(
    'section',
    {},
    element('h3', {class: 'part'}, words.positions[language]),
    barList(
      words.positions[language],
      rows
        .filter((row) => row['position'] !== 'between' || days[0] !== days[1])
        .map((row) => {
          const position = row['position'] as Position;
          const unit = {en: 'days', de: 'Tage'}[language];
          return {
            name: `${positions[position][language]} (${range[position]} ${unit})`,
            family: families[position],
            length: Number(row['customers']) / largest,
            values: [format.count(Number(row['customers'])), format.shortMoney(Number(row['revenue']))],
            pick: () => pick({table: 'waiting', where: {position}, title: positions[position]}),
          };
        }),
    ),
  );
}

function stages(result: Result, {assumption}: Params, {width, format, language}: Frame): Node {
  const rows = rowsOf(result.tables['chances']!);
  if (rows.length === 0) return nothing(words.none, language);
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
        lines: [
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

function silent(result: Result, {format, language}: Frame): Node {
  const rows = rowsOf(result.tables['chances']!);
  if (rows.length === 0) return nothing(words.none, language);
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

function drift(result: Result, {width, format, language}: Frame): Node {
  const rows = rowsOf(result.tables['drift']!);
  if (rows.length < 2) return nothing(result.done === null ? words.none : words.waiting, language);
  const name = (day: number) =>
    `Q${Math.floor(new Date(day * 86_400_000).getUTCMonth() / 3) + 1} ${format.year(day)}`;
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
          name(Number(row['starts_on'])),
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
      x: {kind: 'day', label: words.quarter[language], format: name},
      y: {label: words.thresholdDays[language], format: format.count},
      bandLabel: words.band[language],
      label: {en: 'Threshold by quarter of the first purchase', de: 'Schwelle nach Quartal des Erstkaufs'}[
        language
      ],
    },
    width,
  );
}

function members(result: Result, {format, language}: Frame): Node {
  const rows = rowsOf(result.tables['members']!);
  if (rows.length === 0) return nothing(result.done === null ? words.none : words.waiting, language);
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
        {
          en: `of ${format.count(Number(row['customers']))}`,
          de: `von ${format.count(Number(row['customers']))}`,
        }[language],
      ],
    })),
  );
}

function pointOf(row: Row, x: string, y: string): LinePoint {
  const value = (name: string) => (row[name] === null ? null : Number(row[name]));
  return {x: Number(row[x]), y: value(y), low: value(`${y}_low`), high: value(`${y}_high`)};
}

function interval(row: Row, column: string, format: Format): string {
  return row[column] === null
    ? '–'
    : `${format.share(Number(row[column]))}${range(row, column, format.share)}`;
}

/** " (43–52)" where the interval is known on both sides. */
function range(row: Row, column: string, write: (value: number) => string): string {
  const [low, high] = [row[`${column}_low`], row[`${column}_high`]];
  return low === null || high === null || low === undefined || high === undefined
    ? ''
    : ` (${write(Number(low))}–${write(Number(high))})`;
}

function atRisk(row: Row, format: Format, language: Language): string {
  return {
    en: `${format.count(Number(row['at_risk']))} customers got that far`,
    de: `${format.count(Number(row['at_risk']))} Kunden kamen so weit`,
  }[language];
}

function assumed(day: number, format: Format, language: Language): Reference {
  return {
    axis: 'x',
    at: day,
    label: {
      en: `your assumption: ${format.count(day)} days`,
      de: `Ihre Annahme: ${format.count(day)} Tage`,
    }[language],
    emphasis: 'accent',
  };
}

function nothing(text: Text, language: Language): HTMLElement {
  return element('p', {class: 'placeholder'}, text[language]);
}
