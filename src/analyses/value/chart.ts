import {barList} from '../../charts/bar_list';
import {element} from '../../charts/element';
import type {Lead} from '../../charts/lead';
import {lines} from '../../charts/lines';
import {rowsOf, type Cell} from '../../lib/table';
import type {Language, Text} from '../../text/language';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import type {valueShape} from './shape';
import {segmentMembers} from './words';

type Params = ParamsOf<typeof valueShape>;
type Row = Record<string, Cell>;

const words = {
  deciles: {
    en: 'Tenths of the customers, the most valuable first',
    de: 'Zehntel der Kunden, die wertvollsten zuerst',
  },
  firsts: {en: 'By the first order, per customer', de: 'Nach der ersten Bestellung, je Kunde'},
  segments: {en: 'By RFM segment of today, per customer', de: 'Nach RFM-Segment von heute, je Kunde'},
  buy: {en: 'buy', de: 'kaufen'},
  expectedRange: {en: 'expected (90% interval)', de: 'erwartet (90-%-Intervall)'},
  margin: {en: 'expected margin', de: 'erwarteter Deckungsbeitrag'},
  soFar: {en: 'so far', de: 'bisher'},
  drawnExpected: {en: 'Bars: expected revenue', de: 'Balken: erwarteter Umsatz'},
  drawnMargin: {en: 'Bars: expected margin', de: 'Balken: erwarteter Deckungsbeitrag'},
  drawnPast: {en: 'Bars: revenue so far', de: 'Balken: Umsatz bisher'},
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
  noModel: {
    en: 'Nothing is expected yet, so there is no margin of it; Revenue shows what has come so far.',
    de: 'Noch ist nichts zu erwarten, also auch kein Deckungsbeitrag; Umsatz zeigt, was bisher kam.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Below this width there is room for one number beside a bar. */
const NARROW = 480;

/** What is drawn: expected revenue or margin, or what has come so far where nothing can be expected. */
type Drawn = 'expected_revenue' | 'expected_margin' | 'revenue';

export function chart(result: Result, params: Params, frame: Frame): Node {
  const {language} = frame;
  const margin = params.measure === 'margin';
  if (margin && result.facts['margin_rate'] === null) return nothing(words.noMargin, language);
  const expected = result.facts['expected_revenue'] !== null;
  if (margin && !expected) return nothing(words.noModel, language);
  const drawn: Drawn = margin ? 'expected_margin' : expected ? 'expected_revenue' : 'revenue';
  return element(
    'div',
    {class: 'bar-sections'},
    params.by === 'none' ? deciles(result, drawn, frame) : groups(result, params.by, drawn, frame),
    ...reliability(result, frame),
  );
}

interface Column {
  readonly head: string;
  write(row: Row): string;
}

/** The numbers beside a bar; the first is the one that a narrow picture has room for. */
function columnsOf(
  drawn: Drawn,
  {format, language}: Frame,
  amount: (row: Row, column: string) => string,
): readonly Column[] {
  const past: Column = {head: words.soFar[language], write: (row) => amount(row, 'revenue')};
  if (drawn === 'revenue') return [past];
  const chance: Column = {
    head: words.buy[language],
    write: (row) => format.share(Number(row['chance'])),
  };
  // A margin so far is not known, and revenue beside a margin would be read as one.
  if (drawn === 'expected_margin')
    return [{head: words.margin[language], write: (row) => amount(row, 'expected_margin')}, chance];
  const range = (row: Row) => `${amount(row, 'revenue_low')}–${amount(row, 'revenue_high')}`;
  return [
    {
      head: words.expectedRange[language],
      write: (row) => `${amount(row, 'expected_revenue')} (${range(row)})`,
    },
    chance,
    past,
  ];
}

function deciles(result: Result, drawn: Drawn, frame: Frame): HTMLElement {
  const {format, language, pick} = frame;
  // An estimate is not known to the cent; below a hundred the cents tell one tenth from the next.
  const estimate = (value: number) => format.shortMoney(Math.abs(value) < 100 ? value : Math.round(value));
  const columns = columnsOf(drawn, frame, (row, column) => estimate(Number(row[column])));
  return section(
    words.deciles,
    drawn,
    rowsOf(result.tables['deciles']!),
    columns,
    frame,
    (row) => Number(row[drawn]),
    (row) => {
      const decile = Number(row['decile']);
      const title: Text = {en: `Tenth ${decile}`, de: `${decile}. Zehntel`};
      return {
        name: `${title[language]} · ${format.count(Number(row['customers']))}`,
        pick: pick({table: 'customers', where: {decile}, title}),
      };
    },
  );
}

function groups(result: Result, by: Params['by'], drawn: Drawn, frame: Frame): HTMLElement {
  const {format, language} = frame;
  const table = rowsOf(result.tables['groups']!);
  const rows = by === 'segment' ? bestFirst(table) : table;
  if (rows.length === 0) return nothing(words.unknown, language);
  const each = (row: Row, column: string) => Number(row[column]) / Number(row['customers']);
  const columns = columnsOf(drawn, frame, (row, column) => format.roundMoney(each(row, column)));
  return section(
    by === 'segment' ? words.segments : words.firsts,
    drawn,
    rows,
    columns,
    frame,
    (row) => each(row, drawn),
    (row) => {
      const member = String(row['member']);
      const name = segmentMembers.get(member)?.[language] ?? member;
      return {name: `${name} · ${format.count(Number(row['customers']))}`};
    },
  );
}

function bestFirst(segments: readonly Row[]): readonly Row[] {
  const order = [...segmentMembers.keys()];
  const place = (row: Row) => order.indexOf(String(row['member']));
  return [...segments].sort((a, b) => place(a) - place(b));
}

function section(
  title: Text,
  drawn: Drawn,
  rows: readonly Row[],
  columns: readonly Column[],
  {width, language}: Frame,
  length: (row: Row) => number,
  named: (row: Row) => {name: string; pick?: Lead},
): HTMLElement {
  const what = {
    expected_revenue: words.drawnExpected,
    expected_margin: words.drawnMargin,
    revenue: words.drawnPast,
  }[drawn];
  const caption = `${title[language]}. ${what[language]}`;
  const shown = width < NARROW ? columns.slice(0, 1) : columns;
  const largest = Math.max(...rows.map(length), 1e-9);
  return element(
    'section',
    {},
    element('h3', {class: 'part'}, caption),
    barList(
      caption,
      rows.map((row) => ({
        ...named(row),
        family: 'best',
        length: length(row) / largest,
        values: shown.map(({write}) => write(row)),
      })),
      shown.map(({head}) => head),
    ),
  );
}

function nothing(text: Text, language: Language): HTMLElement {
  return element('p', {class: 'placeholder'}, text[language]);
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
            lines: () => [
              `${words.predicted[language]}: ${format.share(Number(row['predicted_share']))}`,
              `${words.bought[language]}: ${format.share(Number(row['actual_share']))}`,
              `${format.count(Number(row['customers']))} ${{en: 'customers', de: 'Kunden'}[language]}`,
            ],
          })),
          x: {
            kind: 'number',
            unit: 0.1,
            from: 0,
            label: words.predicted[language],
            format: format.shortShare,
          },
          y: {label: words.bought[language], format: format.shortShare, most: 1},
          label: words.calibration[language],
        },
        width,
      ),
    ),
  ];
}
