import type {Texts} from '../../analyses/define';
import type {Cell} from '../../lib/table';
import type {ColumnKind} from '../../model/columns';
import type {Format} from '../../text/format';

/** One cell as its kind is written; a dash where there is nothing. */
export function cellText(value: Cell, kind: ColumnKind, format: Format): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'money':
      return format.money(value);
    case 'share':
      return format.share(value);
    case 'day':
      return format.day(value);
    case 'flag':
      return value === 1 ? '✓' : '–';
    case 'quantity':
      return format.decimal(value, 2);
    default:
      return format.count(value);
  }
}

/** One cell of a result: the reader's word for its value where there is one, else as its kind is written. */
export function wordedText(
  {word}: Pick<Texts, 'word'>,
  column: string,
  value: Cell,
  kind: ColumnKind,
  format: Format,
): string {
  return word?.(column, value)?.[format.language] ?? cellText(value, kind, format);
}
