import {barList} from '../../charts/bar_list';
import {element} from '../../charts/element';
import {lines, type Line, type LinePoint} from '../../charts/lines';
import {hues} from '../../charts/palette';
import {rowsOf, type Cell} from '../../lib/table';
import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import {forecastNames} from '../value/words';
import type {projectionShape} from './shape';

type Params = ParamsOf<typeof projectionShape>;
type Row = Record<string, Cell>;

const words = {
  all: {en: 'In all', de: 'Zusammen'},
  existing: {en: 'Customers of today', de: 'Kunden von heute'},
  whatIf: {en: 'What if', de: 'Was wäre, wenn'},
  past: {en: 'So far', de: 'Bisher'},
  band: {
    en: '90% interval of single months, customers of today (all months together: see the sentence)',
    de: '90-%-Intervall einzelner Monate, Kunden von heute (alle Monate zusammen: siehe Satz)',
  },
  month: {en: 'Month that ends on', de: 'Monat, der endet am'},
  revenue: {en: 'Revenue', de: 'Umsatz'},
  margin: {en: 'Margin', de: 'Deckungsbeitrag'},
  label: {en: 'Revenue by month, past and to come', de: 'Umsatz je Monat, vergangen und kommend'},
  newOnes: {en: 'new customers', de: 'neue Kunden'},
  today: {en: 'today; before it, actual', de: 'heute; davor tatsächlich'},
  origin: {en: 'Forecast made on', de: 'Prognose vom'},
  actual: {en: 'Actual', de: 'Tatsächlich'},
  tests: {
    en: 'Revenue of the customers known then: predicted from past days, and in fact',
    de: 'Umsatz der damals bekannten Kunden: von vergangenen Tagen aus vorhergesagt und tatsächlich',
  },
  errors: {en: 'Mean error by forecast', de: 'Mittlerer Fehler je Prognose'},
  chosen: {en: 'chosen', de: 'gewählt'},
  none: {en: 'There is no past day to test on yet.', de: 'Es gibt noch keinen vergangenen Tag zum Prüfen.'},
  waiting: {en: 'The test is being computed …', de: 'Die Prüfung wird gerechnet …'},
  silence: {
    en: (months: string) =>
      `Expected revenue of ${months} months by days of silence: today, and then, right after the last purchase`,
    de: (months: string) =>
      `Erwarteter Umsatz von ${months} Monaten nach Tagen der Stille: heute, und damals gleich nach dem letzten Kauf`,
  },
  expectedNow: {en: 'today', de: 'heute'},
  expectedThen: {en: 'then', de: 'damals'},
  meanError: {en: 'mean error', de: 'mittlerer Fehler'},
  tested: {en: 'tests', de: 'Prüfungen'},
  noModel: {en: 'Nothing can be expected yet.', de: 'Noch lässt sich nichts erwarten.'},
  noMargin: {
    en: 'Without costs in the data a margin has to be given under More.',
    de: 'Ohne Kosten in den Daten ist unter Mehr eine Marge anzugeben.',
  },
} as const;

export function chart(result: Result, params: Params, frame: Frame): Node {
  switch (params.view) {
    case 'months':
      return months(result, params, frame);
    case 'test':
      return test(result, frame);
    case 'silence':
      return silence(result, frame);
  }
}

function months(result: Result, {measure, points}: Params, {width, format, language}: Frame): Node {
  const margin = measure === 'margin';
  if (margin && (result.facts['margin_rate'] ?? null) === null) return nothing(words.noMargin, language);
  const ahead = rowsOf(result.tables['months']!);
  const past = margin ? [] : rowsOf(result.tables['past']!).slice(-Math.max(12, ahead.length));
  const shown = ahead.some((row) => row['existing_revenue'] !== null);
  if (!shown && past.length < 2) return nothing(words.noModel, language);
  const [total, alone] = margin ? ['margin', 'existing_margin'] : ['revenue', 'existing_revenue'];
  const last = past.at(-1);
  // The lines ahead begin where the past ends: until today all revenue was that of the customers of today.
  const joint: LinePoint[] = last && shown ? [{x: Number(last['ends_on']), y: Number(last['revenue'])}] : [];
  const point = (row: Row, column: string): LinePoint => ({
    x: Number(row['ends_on']),
    y: row[column] === null ? null : Number(row[column]),
    ...(column === 'existing_revenue'
      ? {low: known(row['existing_low']), high: known(row['existing_high'])}
      : {}),
  });
  const line = (label: Text, color: string, column: string): Line => ({
    label: label[language],
    color,
    points: [
      ...joint.map((at) => (column === 'existing_revenue' ? {...at, low: at.y, high: at.y} : at)),
      ...ahead.map((row) => point(row, column)),
    ],
  });
  const drawn: Line[] = [
    ...(last
      ? [
          {
            label: '',
            emphasis: 'context' as const,
            points: past.map((row) => point(row, 'revenue')),
          },
        ]
      : []),
    ...(shown
      ? [
          ...(points > 0 && !margin
            ? [
                {
                  ...line(words.whatIf, hues[2]!, 'what_if_revenue'),
                  emphasis: 'context' as const,
                  incompleteFrom: -Infinity,
                },
              ]
            : []),
          line(words.existing, hues[1]!, alone!),
          line(words.all, hues[0]!, total!),
        ]
      : []),
  ];
  return lines(
    {
      lines: drawn,
      stops: [
        ...past.map((row) => ({
          x: Number(row['ends_on']),
          lines: () => [
            format.day(Number(row['ends_on'])),
            `${words.past[language]}: ${money(row['revenue'], format)}`,
            `${format.count(Number(row['new_customers']))} ${words.newOnes[language]}`,
          ],
        })),
        ...(shown ? ahead : []).map((row) => ({
          x: Number(row['ends_on']),
          lines: () => [
            format.day(Number(row['ends_on'])),
            `${words.all[language]}: ${money(row[total!], format)}`,
            `${words.existing[language]}: ${money(row[alone!], format)}${
              margin ? '' : ` (${money(row['existing_low'], format)}–${money(row['existing_high'], format)})`
            }`,
            `${format.count(Number(row['new_customers']))} ${words.newOnes[language]}`,
          ],
        })),
      ],
      x: {kind: 'day', label: words.month[language], format: (day) => format.day(day)},
      y: {label: (margin ? words.margin : words.revenue)[language], format: format.shortMoney},
      references:
        shown && ahead[0]
          ? [{axis: 'x', at: Number(ahead[0]['starts_on']) - 1, label: words.today[language]}]
          : [],
      ...(margin ? {} : {bandLabel: words.band[language]}),
      label: words.label[language],
    },
    width,
  );
}

function test(result: Result, {width, format, language}: Frame): Node {
  const rows = rowsOf(result.tables['backtest']!);
  if (rows.length === 0) return nothing(result.done === null ? words.none : words.waiting, language);
  const models = rowsOf(result.tables['models']!);
  const chosen = models.find((row) => row['chosen'] === 1)?.['model'];
  const own = rows
    .filter((row) => row['model'] === chosen)
    .sort((a, b) => Number(a['origin_on']) - Number(b['origin_on']));
  const largest = Math.max(...models.map((row) => Number(row['mean_error_share'] ?? 0)), 1e-9);
  const errors = element(
    'section',
    {},
    element('h3', {class: 'part'}, words.errors[language]),
    barList(
      words.errors[language],
      models
        .filter((row) => row['mean_error_share'] !== null)
        .map((row) => ({
          name: `${forecastNames[String(row['model'])]![language]}${row['chosen'] === 1 ? ` (${words.chosen[language]})` : ''}`,
          family: row['chosen'] === 1 ? 'best' : 'rest',
          length: Number(row['mean_error_share']) / largest,
          values: [format.share(Number(row['mean_error_share'])), format.count(Number(row['origins']))],
        })),
      [words.meanError[language], words.tested[language]],
    ),
    ...choice(models).map((text) => element('p', {class: 'more'}, text[language])),
  );
  if (own.length < 2) return element('div', {class: 'bar-sections'}, errors);
  const name = forecastNames[String(chosen)]![language];
  const pointsOf = (column: string) =>
    own.map((row) => ({x: Number(row['origin_on']), y: Number(row[column])}));
  return element(
    'div',
    {class: 'bar-sections'},
    errors,
    element(
      'section',
      {},
      element('h3', {class: 'part'}, words.tests[language]),
      lines(
        {
          lines: [
            {label: words.actual[language], emphasis: 'context', points: pointsOf('actual')},
            {label: name, points: pointsOf('predicted')},
          ],
          stops: own.map((row) => ({
            x: Number(row['origin_on']),
            lines: () => [
              `${format.day(Number(row['origin_on']))} – ${format.day(Number(row['until_on']))}`,
              `${name}: ${money(row['predicted'], format)}`,
              `${words.actual[language]}: ${money(row['actual'], format)}`,
              format.share(Number(row['error_share'])),
            ],
          })),
          x: {kind: 'day', label: words.origin[language], format: (day) => format.day(day)},
          y: {label: words.revenue[language], format: format.shortMoney},
          label: words.tests[language],
        },
        width,
      ),
    ),
  );
}

/** Why a model with a smaller mean error was not chosen, where there is one. */
function choice(models: readonly Row[]): readonly Text[] {
  const chosen = models.find((row) => row['chosen'] === 1);
  if (!chosen || chosen['mean_error_share'] === null) return [];
  const better = models.filter(
    (row) =>
      row['baseline'] === 0 &&
      row['mean_error_share'] !== null &&
      Number(row['mean_error_share']) < Number(chosen['mean_error_share']),
  );
  return better.map((row): Text => {
    const name = forecastNames[String(row['model'])]!;
    const [own, all] = [Number(row['origins']), Number(chosen['origins'])];
    return own < all
      ? {
          en: `${name.en} has the smaller error, but could be fitted at ${own} of ${all} past days only; it may fail again.`,
          de: `${name.de} hat den kleineren Fehler, ließ sich aber nur an ${own} von ${all} vergangenen Tagen anpassen; das kann wieder geschehen.`,
        }
      : {
          en: `${name.en} is nearer by no more than half a point, which counts as a tie: the model that makes the purchases most likely was chosen.`,
          de: `${name.de} liegt um höchstens einen halben Punkt näher, das gilt als gleich gut: Gewählt ist das Modell, nach dem die Käufe am wahrscheinlichsten sind.`,
        };
  });
}

function silence(result: Result, {format, language, pick}: Frame): Node {
  const rows = rowsOf(result.tables['silence']!);
  if (rows.every((row) => row['expected_revenue'] === null)) return nothing(words.noModel, language);
  const largest = Math.max(...rows.map((row) => Number(row['before_revenue'])), 1e-9);
  const unit = {en: 'days', de: 'Tage'}[language];
  const title = words.silence[language](format.count(result.facts['horizon'] ?? 0));
  return element(
    'section',
    {},
    element('h3', {class: 'part'}, title),
    barList(
      title,
      rows.map((row) => {
        const from = Number(row['from_days']);
        const span =
          row['until_days'] === null
            ? `≥ ${format.count(from)}`
            : `${format.count(from)}–${format.count(Number(row['until_days']))}`;
        const passive = from >= (result.facts['passive_days'] ?? 0);
        return {
          name: `${span} ${unit} · ${format.count(Number(row['customers']))}`,
          family: passive ? 'fading' : 'best',
          length: Number(row['expected_revenue']) / largest,
          values: [
            format.shortMoney(Number(row['expected_revenue'])),
            format.shortMoney(Number(row['before_revenue'])),
          ],
          pick: pick({
            table: 'silent',
            where: {from_days: from},
            title: {en: `Silent for ${span} days`, de: `Still seit ${span} Tagen`},
          }),
        };
      }),
      [words.expectedNow[language], words.expectedThen[language]],
    ),
  );
}

function known(value: Cell | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function money(value: Cell | undefined, format: Format): string {
  return value === null || value === undefined ? '–' : format.roundMoney(Number(value));
}

function nothing(text: Text, language: Language): HTMLElement {
  return element('p', {class: 'placeholder'}, text[language]);
}
