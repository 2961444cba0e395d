import {lines, type Line, type LinePoint} from '../../charts/lines';
import {hues} from '../../charts/palette';
import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import type {Frame} from '../define';
import {
  figureOf,
  isSummedUp,
  openingPeriod,
  type Drawn,
  type Metric,
  type Params,
  type Picture,
} from './drawn';
import {LATEST} from './limits';
import {cohortsShape} from './shape';
import {intervalOf} from './matrix';
import {ageTitle, periodName} from './words';

/** The latest cohorts, or the largest, have a colour and a name; the others are there to be compared with. */
const NAMED_LINES = 3;
/** Periods that a line needs to show where it goes. */
const LEAST_POINTS = 3;
const FAINT = 'color-mix(in srgb, var(--context) 45%, transparent)';

const words = {
  average: {en: 'Average', de: 'Schnitt'},
  all: {en: 'All', de: 'Alle'},
  band: {en: '95% interval of the average', de: '95-%-Intervall des Schnitts'},
  incomplete: {en: 'not complete yet', de: 'noch nicht vollständig'},
  customers: {en: 'customers', de: 'Kunden'},
  label: {en: 'Cohorts by age', de: 'Kohorten nach Alter'},
} as const satisfies Readonly<Record<string, Text>>;

/** One line per cohort over its age, with the average (H11). */
export function curves(picture: Picture, params: Params, {format, language, width}: Frame): Node {
  const {metric, grain, by} = params;
  const opening = isSummedUp(metric) ? null : openingPeriod(params);
  const visible = ({period}: Drawn) => period !== opening && period < LATEST;
  const known = (cell: Drawn) => visible(cell) && figureOf(metric, cell) !== null;
  const large = picture.cohorts.filter(({small}) => !small);
  // Without one large cohort the small ones are all there is.
  const cohorts = (large.length > 0 ? large : picture.cohorts).filter(({cells}) => cells.some(known));
  const length = ({cells}: (typeof cohorts)[number]) =>
    cells.filter((cell) => cell.complete && known(cell)).length;
  const enough = Math.min(LEAST_POINTS, Math.max(...cohorts.map(length), 1));
  const named = cohorts.filter((cohort) => length(cohort) >= enough).slice(0, NAMED_LINES);
  const averages = picture.averages.filter(known);
  const averageName = (by === 'time' ? words.average : words.all)[language];

  const pointOf = (cell: Drawn): LinePoint => ({x: cell.period, y: figureOf(metric, cell)});
  const line = (cohort: (typeof cohorts)[number]): Line => {
    const at = named.indexOf(cohort);
    const cells = cohort.cells.filter(known);
    return {
      label: at < 0 ? '' : cohort.shortName,
      points: cells.map(pointOf),
      emphasis: at < 0 ? 'context' : 'accent',
      color: at < 0 ? FAINT : hues[at + 1]!,
      incompleteFrom: cells.find(({complete}) => !complete)?.period ?? null,
    };
  };
  const average: Line = {
    label: averageName,
    points: averages.map((cell) => ({
      ...pointOf(cell),
      ...(metric === 'share' ? {low: cell.low, high: cell.high} : {}),
    })),
    emphasis: 'accent',
  };
  const write = writer(metric, format);
  const periods = [...new Set(cohorts.flatMap(({cells}) => cells.filter(known).map(({period}) => period)))];
  return lines(
    {
      lines: [...[...cohorts].reverse().map(line), ...(averages.length > 0 ? [average] : [])],
      stops: periods
        .sort((a, b) => a - b)
        .map((period) => ({
          x: period,
          lines: () => [
            periodName(period, grain, language),
            ...averages
              .filter((cell) => cell.period === period)
              .map((cell) => `${averageName}: ${told(cell, metric, format)}`),
            ...named.flatMap(({name, cells}) =>
              cells
                .filter((cell) => cell.period === period && known(cell))
                .map(
                  (cell) =>
                    `${name}: ${told(cell, metric, format)}${cell.complete ? '' : ` (${words.incomplete[language]})`}`,
                ),
            ),
          ],
        })),
      x: {kind: 'number', label: ageTitle(grain, language), format: (x) => format.count(x)},
      y: {
        label: cohortsShape.fields.metric.options[metric][language],
        format: write,
        ...(metric === 'share' ? {most: 1} : {}),
      },
      ...(metric === 'share' ? {bandLabel: words.band[language]} : {}),
      incompleteLabel: words.incomplete[language],
      label: words.label[language],
    },
    width,
  );
}

function told(cell: Drawn, metric: Metric, format: Format): string {
  const figure = figureOf(metric, cell) ?? 0;
  const size = `${format.count(cell.customers)} ${words.customers[format.language]}`;
  if (metric === 'share') return `${intervalOf(cell, format)}, ${size}`;
  if (metric === 'customers' || metric === 'orders') return format.count(figure);
  return metric === 'revenue' ? format.roundMoney(figure) : `${format.roundMoney(figure)}, ${size}`;
}

function writer(metric: Metric, format: Format): (value: number) => string {
  if (metric === 'share') return format.share;
  return metric === 'customers' || metric === 'orders' ? format.shortCount : format.shortMoney;
}
