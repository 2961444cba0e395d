import {identifier, literal} from '../lib/sql';

/** Rows of a kept table: each named column equals its value, or one of its values. */
export type Selection = Readonly<Record<string, string | number | readonly (string | number)[]>>;

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** The `where` clause of a selection, or of several of which one is enough; empty for all rows. */
export function whereClause(selection: Selection | readonly Selection[]): string {
  const selections = isSeveral(selection) ? selection : [selection];
  const terms = selections.map((one) => Object.entries(one).map(equals).join(' and '));
  return terms.length === 0 || terms.includes('') ? '' : `where ${terms.join(' or ')}`;
}

function isSeveral(selection: Selection | readonly Selection[]): selection is readonly Selection[] {
  return Array.isArray(selection);
}

function equals([column, value]: [string, Selection[string]]): string {
  return typeof value === 'object'
    ? `${identifier(column)} in (${[null, ...value].map(literal).join(', ')})`
    : `${identifier(column)} = ${literal(value)}`;
}

/** A total `order by`: the tie-break makes pages disjoint. */
export function orderClause(order: Order, tieBreak: string): string {
  const direction = order.descending ? 'desc nulls last' : 'asc nulls last';
  return `order by ${identifier(order.column)} ${direction}, ${identifier(tieBreak)}`;
}
