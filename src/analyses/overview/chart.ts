import {stackedBars, type Bar} from '../../charts/stacked_bars';
import {theme} from '../../charts/theme';
import {rowsOf} from '../../lib/table';
import type {Text} from '../../text/language';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import type {overviewShape} from './shape';

type Params = ParamsOf<typeof overviewShape>;

interface Layer {
  readonly column: string;
  readonly label: Text;
  readonly color: string;
}

const layers: Readonly<Record<Params['measure'], readonly Layer[]>> = {
  revenue: [
    {column: 'returning_revenue', label: {en: 'Later purchases', de: 'Folgekäufe'}, color: theme.accent},
    {column: 'new_revenue', label: {en: 'First purchases', de: 'Erstkäufe'}, color: theme.accentSoft},
    {
      column: 'anonymous_revenue',
      label: {en: 'Without a customer', de: 'Ohne Kunden'},
      color: 'var(--faint)',
    },
  ],
  orders: [{column: 'orders', label: {en: 'Orders', de: 'Bestellungen'}, color: theme.accent}],
  customers: [
    {column: 'returning_customers', label: {en: 'Returning', de: 'Wiederkehrende'}, color: theme.accent},
    {column: 'new_customers', label: {en: 'First-time buyers', de: 'Erstkäufer'}, color: theme.accentSoft},
  ],
};

const words = {
  lastYear: {en: 'A year before', de: 'Im Vorjahr'},
  total: {en: 'Total', de: 'Gesamt'},
  open: {en: 'not complete', de: 'unvollständig'},
  label: {en: 'Values by period', de: 'Werte je Abschnitt'},
} as const satisfies Readonly<Record<string, Text>>;

export function chart(result: Result, {measure, grain}: Params, {width, format, language}: Frame): Node {
  const shown = layers[measure];
  const write = measure === 'revenue' ? format.roundMoney : format.count;
  const total = measure === 'customers' ? 'customers' : measure;
  const bars = rowsOf(result.tables['periods']!).map((row): Bar => {
    const start = Number(row['starts_on']);
    const before = row[`last_year_${total}`];
    const complete = row['complete'] === 1;
    const name = format.period(start, grain);
    return {
      key: String(start),
      // The bars of weeks stand close; their month says enough.
      tick: format.shortPeriod(start, grain === 'week' ? 'month' : grain),
      values: shown.map(({column}) => Number(row[column] ?? 0)),
      compare: before === null || before === undefined ? null : Number(before),
      complete,
      lines: () => [
        complete ? name : `${name} (${words.open[language]})`,
        ...(shown.length > 1 ? [`${words.total[language]}: ${write(Number(row[total] ?? 0))}`] : []),
        ...shown.map(({column, label}) => `${label[language]}: ${write(Number(row[column] ?? 0))}`),
        ...(before === null || before === undefined
          ? []
          : [`${words.lastYear[language]}: ${write(Number(before))}`]),
      ],
    };
  });
  return stackedBars(
    {
      bars,
      layers: shown.map(({label, color}) => ({label: label[language], color})),
      compareLabel: words.lastYear[language],
      label: words.label[language],
      axisFormat: measure === 'revenue' ? format.shortMoney : format.shortCount,
    },
    width,
  );
}
