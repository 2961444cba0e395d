import type {Table} from '../lib/table';
import type {Text} from '../text/language';

/** What a column holds; decides its SQL type, how it is written and how it is sorted. */
export type ColumnKind =
  | 'key'
  | 'text'
  | 'day'
  | 'time'
  | 'days'
  | 'count'
  | 'quantity'
  | 'money'
  | 'share'
  | 'score'
  | 'flag'
  | 'list';

export interface ColumnSpec {
  readonly kind: ColumnKind;
  /** What one value means, as a column title with its explanation. */
  readonly title: Text;
}

export type Columns = Readonly<Record<string, ColumnSpec>>;

/** SQL type of each kind. Money has four decimals: unit prices below a cent exist, totals stay exact. */
export const sqlTypes: Readonly<Record<ColumnKind, string>> = {
  key: 'integer',
  text: 'varchar',
  day: 'date',
  time: 'timestamp',
  days: 'integer',
  count: 'bigint',
  quantity: 'decimal(18,4)',
  money: 'decimal(18,4)',
  share: 'double',
  score: 'tinyint',
  flag: 'boolean',
  list: 'varchar[]',
};

/** A table of these columns without a row. */
export function emptyTable(columns: Columns): Table {
  const empty = Object.entries(columns).map(([name, {kind}]) => [
    name,
    kind === 'text' ? [] : new Float64Array(0),
  ]);
  return {rows: 0, columns: Object.fromEntries(empty)};
}

export function isNumeric(kind: ColumnKind): boolean {
  return !['text', 'day', 'time', 'flag', 'list'].includes(kind);
}

const column =
  (kind: ColumnKind) =>
  (en: string, de: string): ColumnSpec => ({kind, title: {en, de}});

export const key = column('key');
export const text = column('text');
export const day = column('day');
export const time = column('time');
export const days = column('days');
export const count = column('count');
export const quantity = column('quantity');
export const money = column('money');
export const share = column('share');
export const score = column('score');
export const flag = column('flag');
export const list = column('list');
