import {barList} from '../../../charts/bar_list';
import {element} from '../../../charts/element';
import {rowsOf} from '../../../lib/table';
import type {Text} from '../../../text/language';
import type {Frame} from '../../define';
import type {Result} from '../../request';
import {beyond, positions, type Position} from '../words';

const heads = {
  customers: {en: 'Customers', de: 'Kunden'},
  revenue: {en: 'Revenue so far', de: 'Umsatz bisher'},
} as const satisfies Readonly<Record<string, Text>>;

const title: Text = {en: 'Where these customers stand today', de: 'Wo diese Kunden heute stehen'};

/** Where the customers of the stage stand today. */
export function positionBars(result: Result, {format, language, pick}: Frame): Node {
  const rows = rowsOf(result.tables['positions']!);
  const largest = Math.max(...rows.map((row) => Number(row['customers'])), 1);
  const families: Readonly<Record<Position, string>> = {before: 'best', between: 'fading', after: 'rest'};
  const {threshold, assumption} = result.facts;
  const apart = typeof threshold === 'number' && threshold !== assumption;
  const nameOf = (position: Position) =>
    position === 'after' ? (apart ? beyond.both : beyond.assumption) : positions[position];
  const days = [threshold ?? assumption ?? 0, assumption ?? 0].sort((a, b) => a - b);
  const range = {
    before: `< ${format.count(days[0]!)}`,
    between: `${format.count(days[0]!)}–${format.count(days[1]! - 1)}`,
    after: `≥ ${format.count(days[1]!)}`,
  };
  return element(
    'section',
    {},
    element('h3', {class: 'part'}, title[language]),
    barList(
      title[language],
      rows
        .filter((row) => row['position'] !== 'between' || apart)
        .map((row) => {
          const position = row['position'] as Position;
          const unit = {en: 'days', de: 'Tage'}[language];
          return {
            name: `${nameOf(position)[language]} (${range[position]} ${unit})`,
            family: families[position],
            length: Number(row['customers']) / largest,
            values: [format.count(Number(row['customers'])), format.shortMoney(Number(row['revenue']))],
            pick: pick({table: 'waiting', where: {position}, title: nameOf(position)}),
          };
        }),
      [heads.customers, heads.revenue].map((head) => head[language]),
    ),
  );
}
