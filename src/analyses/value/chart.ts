import {barList} from '../../charts/bar_list';
import {element} from '../../charts/element';
import {lines} from '../../charts/lines';
import {rowsOf, type Cell} from '../../lib/table';
import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import type {valueShape} from './shape';

type Params = ParamsOf<typeof valueShape>;
type Row = Record<string, Cell>;

const words = {
  deciles: {
    en: 'Tenths of the customers, the most valuable first: expected and so far',
    de: 'Zehntel der Kunden, die wertvollsten zuerst: erwartet und bisher',
  },
  groups: {
    en: 'By the first order: expected per customer, in all',
    de: 'Nach der ersten Bestellung: erwartet je Kunde, insgesamt',
  },
  calibration: {
    en: 'Tested on the past: bought in fact, by predicted chance',
    de: 'An der Vergangenheit geprüft: tatsächlich gekauft, nach vorhergesagter Chance',
  },
  predicted: {en: 'Predicted to buy', de: 'Vorhergesagt: kaufen'},
  bought: {en: 'Bought', de: 'Haben gekauft'},
  right: {en: 'as predicted', de: 'wie vorhergesagt'},
  unknown: {
    en: 'The files do not say this about first orders.',
    de: 'Die Dateien sagen darüber bei ersten Bestellungen nichts.',
  },
  noMargin: {
    en: 'Without costs in the data a margin has to be given under More.',
    de: 'Ohne Kosten in den Daten ist unter Mehr eine Marge anzugeben.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Below this width there is room for one number beside a bar. */
const NARROW = 480;

export function chart(result: Result, params: Params, frame: Frame): Node {
  const {language} = frame;
  if (params.measure === 'margin' && result.facts['margin_rate'] === null)
    return element('p', {class: 'placeholder'}, words.noMargin[language]);
  return element(
    'div',
    {class: 'bar-sections'},
    params.by === 'none' ? deciles(result, params, frame) : groups(result, params, frame),
    ...reliability(result, frame),
  );
}

/** The column that is drawn: what is expected, or what has come so far where nothing is. */
function measured(row: Row, {measure}: Params): number {
  return Number((measure === 'margin' ? row['expected_margin'] : row['expected_revenue']) ?? row['revenue']);
}

function deciles(result: Result, params: Params, {width, format, language, pick}: Frame): HTMLElement {
  const rows = rowsOf(result.tables['deciles']!);
  const largest = Math.max(...rows.map((row) => measured(row, params)), 1e-9);
  return section(
    words.deciles[language],
    rows.map((row) => {
      const decile = Number(row['decile']);
      const title: Text = {en: `Tenth ${decile}`, de: `${decile}. Zehntel`};
      return {
        name: `${title[language]} · ${format.count(Number(row['customers']))}`,
        family: decile <= 2 ? 'best' : decile <= 5 ? 'rising' : decile <= 8 ? 'fading' : 'rest',
        length: measured(row, params) / largest,
        values: [
          row['chance'] === null ? '–' : chanceOf(row, format, language),
          expectedOf(row, params, format),
          format.shortMoney(Number(row['revenue'])),
        ].slice(...(width < NARROW ? [1, 2] : [])),
        pick: () => pick({table: 'customers', where: {decile}, title}),
      };
    }),
  );
}

function groups(result: Result, params: Params, {width, format, language}: Frame): HTMLElement {
  const rows = rowsOf(result.tables['groups']!);
  if (rows.length === 0) return element('p', {class: 'placeholder'}, words.unknown[language]);
  const each = (row: Row) => measured(row, params) / Number(row['customers']);
  const largest = Math.max(...rows.map(each), 1e-9);
  return section(
    words.groups[language],
    rows.map((row) => ({
      name: `${String(row['member'])} · ${format.count(Number(row['customers']))}`,
      family: 'best',
      length: each(row) / largest,
      values: [
        row['chance'] === null ? '–' : chanceOf(row, format, language),
        format.roundMoney(each(row)),
        expectedOf(row, params, format),
      ].slice(...(width < NARROW ? [1, 2] : [])),
    })),
  );
}

function section(title: string, rows: Parameters<typeof barList>[1]): HTMLElement {
  return element('section', {}, element('h3', {class: 'part'}, title), barList(title, rows));
}

function chanceOf(row: Row, {share}: Format, language: Language): string {
  const chance = share(Number(row['chance']));
  return {en: `${chance} buy`, de: `${chance} kaufen`}[language];
}

/** The amount with its interval; a margin has none of its own. */
function expectedOf(row: Row, {measure}: Params, {shortMoney}: Format): string {
  if (measure === 'margin') return shortMoney(Number(row['expected_margin'] ?? 0));
  if (row['expected_revenue'] === null) return '–';
  const [low, high] = [Number(row['revenue_low']), Number(row['revenue_high'])];
  return `${shortMoney(Number(row['expected_revenue']))} (${shortMoney(low)}–${shortMoney(high)})`;
}

function reliability(result: Result, {width, format, language}: Frame): Node[] {
  const rows = rowsOf(result.tables['calibration']!).sort(
    (a, b) => Number(a['predicted_share']) - Number(b['predicted_share']),
  );
  if (rows.length < 3) return [];
  const edge = Math.max(
    ...rows.flatMap((row) => [Number(row['predicted_share']), Number(row['actual_share'])]),
  );
  return [
    element(
      'section',
      {},
      element('h3', {class: 'part'}, words.calibration[language]),
      lines(
        {
          lines: [
            {
              label: words.right[language],
              emphasis: 'context',
              points: [
                {x: 0, y: 0},
                {x: edge, y: edge},
              ],
            },
            {
              label: words.bought[language],
              points: rows.map((row) => ({
                x: Number(row['predicted_share']),
                y: Number(row['actual_share']),
              })),
            },
          ],
          stops: rows.map((row) => ({
            x: Number(row['predicted_share']),
            lines: [
              `${words.predicted[language]}: ${format.share(Number(row['predicted_share']))}`,
              `${words.bought[language]}: ${format.share(Number(row['actual_share']))}`,
              `${format.count(Number(row['customers']))} ${{en: 'customers', de: 'Kunden'}[language]}`,
            ],
          })),
          x: {kind: 'number', unit: 0.1, from: 0, label: words.predicted[language], format: format.share},
          y: {label: words.bought[language], format: format.share, most: 1},
          label: words.calibration[language],
        },
        width,
      ),
    ),
  ];
}
