import {heatMatrix, type HeatCell} from '../../charts/heat_matrix';
import {isoFromDay} from '../../lib/dates';
import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import type {Frame} from '../define';
import {
  figureOf,
  isSummedUp,
  openingPeriod,
  type Drawn,
  type DrawnCohort,
  type Metric,
  type Params,
  type Picture,
} from './drawn';
import {APART, LATEST, SMALL} from './limits';
import {grainName, periodName, spanName} from './words';

/** From this share of the figures on, cells are as dark as they get. */
const DARKEST = 0.95;

const words = {
  caption: {en: 'Cohorts by period', de: 'Kohorten nach Abschnitt'},
  average: {en: 'Average', de: 'Schnitt'},
  all: {en: 'All', de: 'Alle'},
  first: {en: '1st', de: '1.'},
  incomplete: {en: 'not complete, not in the average', de: 'unvollständig, nicht im Schnitt'},
  compare: {en: 'Compare', de: 'Vergleichen'},
} as const satisfies Readonly<Record<string, Text>>;

interface Choice {
  readonly chosen: readonly string[];
  change(keys: readonly string[]): void;
}

/** Cohorts as rows, periods as columns, the average above them. */
export function matrix(picture: Picture, params: Params, frame: Frame, choice: Choice | null): HTMLElement {
  const {metric, grain} = params;
  const {format, language} = frame;
  const {cohorts, averages} = picture;
  const opening = isSummedUp(metric) ? null : openingPeriod(params);
  const periods = [...new Set(cohorts.flatMap(({cells}) => cells.map(({period}) => period)))]
    .sort((a, b) => a - b)
    .slice(0, LATEST);
  const figures = cohorts
    .flatMap(({cells}) =>
      cells.flatMap((cell) => (cell.period === opening ? [] : [figureOf(metric, cell) ?? 0])),
    )
    .sort((a, b) => a - b);
  const most = Math.max(figures.at(-1) ?? 0, 0);
  // What is summed up begins at the first purchase, not at nothing; and one cohort shall not outshine all others.
  const from = isSummedUp(metric) ? (figures[0] ?? 0) : 0;
  const to = figures[Math.ceil((figures.length - 1) * DARKEST)] ?? 0;
  const weight = (figure: number) =>
    to > from ? Math.max(0, Math.min(1, (figure - from) / (to - from))) : 0;
  const write = writer(metric, most, format);

  const cellOf = (cohort: DrawnCohort, period: number): HeatCell | null => {
    const cell = cohort.cells.find((candidate) => candidate.period === period);
    const figure = cell ? figureOf(metric, cell) : null;
    if (!cell || figure === null) return null;
    const name = `${cohort.name}, ${periodName(period, grain, language)}`;
    return {
      value: write(figure),
      weight: weight(figure),
      name,
      tip: () => tipOf(cell, cohort, params, frame),
      incomplete: !cell.complete,
      faded: cohort.small || cell.customers < SMALL,
      pick: frame.pick({table: 'buyers', where: whereOf(cohort, cell), title: {en: name, de: name}}),
    };
  };
  const summaryOf = (period: number): HeatCell | null => {
    const average = averages.find((candidate) => candidate.period === period);
    const figure = average ? figureOf(metric, average) : null;
    if (!average || figure === null) return null;
    return {
      value: write(figure),
      weight: weight(figure),
      name: `${summaryName}, ${periodName(period, grain, language)}`,
      tip: averageTip(average, params, format),
    };
  };
  const byTime = params.by === 'time';
  const summaryName = (byTime ? words.average : words.all)[language];

  return heatMatrix({
    caption: words.caption[language],
    corner: [grainName(grain, language), unitOf(metric, format)].filter((part) => part !== '').join(', '),
    compact: true,
    ...(frame.later ? {later: frame.later} : {}),
    incompleteLabel: words.incomplete[language],
    columns: periods.map((period) => ({name: period === APART ? words.first[language] : String(period)})),
    summary: {name: summaryName, cells: periods.map(summaryOf)},
    rows: cohorts.map((cohort) => ({
      key: cohort.key,
      name: cohort.shortName,
      note: format.count(cohort.customers),
      cells: periods.map((period) => cellOf(cohort, period)),
    })),
    ...(choice ? {choose: {label: words.compare[language], ...choice}} : {}),
  });
}

/** The customers of a cell: those of the cohort who bought in the period, as far as they are counted. */
function whereOf({on, place}: DrawnCohort, {period, startsOn}: Drawn): Record<string, string | number> {
  return {
    ...(on === null ? {place: place ?? 0} : {cohort_on: isoFromDay(on)}),
    period,
    ...(startsOn === null ? {whole_period: 'true'} : {}),
  };
}

function unitOf(metric: Metric, {currency}: Format): string {
  if (metric === 'share') return '%';
  return metric === 'customers' || metric === 'orders' ? '' : currency;
}

/** Numbers for small cells; the unit stands in the corner. */
function writer(
  metric: Metric,
  most: number,
  {count, decimal, shortCount}: Format,
): (value: number) => string {
  if (metric === 'share') return (value) => decimal(value * 100, 1);
  if (isSummedUp(metric)) return (value) => (most >= 200 ? count(value) : decimal(value, most >= 20 ? 1 : 2));
  return (value) => (most >= 10_000 ? shortCount(value) : count(value));
}

function tipOf(cell: Drawn, cohort: DrawnCohort, {grain}: Params, {format, language}: Frame): string[] {
  const {count, roundMoney} = format;
  const of = {
    en: `${count(cell.buyers)} of ${count(cell.customers)} customers bought`,
    de: `${count(cell.buyers)} von ${count(cell.customers)} Kunden haben gekauft`,
  }[language];
  const orders = {en: 'orders', de: 'Bestellungen'}[language];
  return [
    ...(cell.startsOn === null ? [] : [spanName(cell.startsOn, grain, format)]),
    `${of}: ${intervalOf(cell, format)}`,
    `${count(cell.orders)} ${orders}, ${roundMoney(cell.revenue)}`,
    ...perCustomer(cell, format),
    ...(cell.customers < cohort.customers
      ? [
          {
            en: `the ${count(cell.customers)} of ${count(cohort.customers)} who have had all of it`,
            de: `die ${count(cell.customers)} von ${count(cohort.customers)}, die ihn ganz hinter sich haben`,
          }[language],
        ]
      : []),
    ...(cell.customers < SMALL
      ? [{en: `fewer than ${SMALL} customers`, de: `weniger als ${SMALL} Kunden`}[language]]
      : []),
  ];
}

function averageTip(average: Drawn, {by}: Params, format: Format): string[] {
  const {count, language} = format;
  const of = {
    en: `${count(average.customers)} customers in ${count(average.cohorts)} complete cohorts`,
    de: `${count(average.customers)} Kunden in ${count(average.cohorts)} vollständigen Kohorten`,
  };
  const all = {en: `${count(average.customers)} customers`, de: `${count(average.customers)} Kunden`};
  return [(by === 'time' ? of : all)[language], intervalOf(average, format), ...perCustomer(average, format)];
}

/** "23.4 % (21.0–25.9, 95 %)" */
export function intervalOf(
  {share, low, high}: Pick<Drawn, 'share' | 'low' | 'high'>,
  format: Format,
): string {
  if (share === null || low === null || high === null) return '–';
  const bare = (value: number) => format.decimal(value * 100, 1);
  return `${format.share(share)} (${bare(low)}–${bare(high)})`;
}

function perCustomer({value, margin}: Drawn, {roundMoney, language}: Format): string[] {
  const each = {en: 'per customer so far', de: 'je Kunde bis dahin'}[language];
  const left = {en: 'margin', de: 'Deckungsbeitrag'}[language];
  return [
    ...(value === null ? [] : [`${roundMoney(value)} ${each}`]),
    ...(margin === null ? [] : [`${roundMoney(margin)} ${left} ${each}`]),
  ];
}
