import type {ColumnKind} from '../model/columns';
import type {Field} from '../model/fields';
import type {InputKind} from './document';

/** What a value of a cell is: of a fact or a column, or of an input. */
export type ValueKind = ColumnKind | InputKind;

/** Whether any value could be taken for a field. */
export function isLinkable(field: Field): boolean {
  return fitting(field).length > 0;
}

/** Kinds of columns of an answer that a field can take. */
export function unitless({kind}: Field): readonly ValueKind[] {
  if (kind === 'number') return ['count', 'quantity'];
  return kind === 'day' ? ['day'] : [];
}

/** Kinds of values that mean the same as those of a field. */
export function fitting(field: Field): readonly ValueKind[] {
  switch (field.kind) {
    case 'number':
      switch (field.unit) {
        case 'days':
          return ['days'];
        case 'share':
          return ['share'];
        case 'money':
          return ['money'];
        case 'count':
          return ['count', 'number'];
        case 'months':
        case 'number':
          return ['number'];
      }
    // eslint-disable-next-line no-fallthrough -- every unit is above
    case 'toggle':
      return ['toggle', 'flag'];
    case 'day':
      return ['date', 'day'];
    // What stands to choose has other words in every analysis.
    case 'choice':
    case 'cuts':
      return [];
  }
}
