import {identifier, literal} from '../lib/sql';

/** Rows of a kept table: each named column equals its value, or one of its values. */
export type Selection = Readonly<Record<string, string | number | readonly (string | number)[]>>;

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** The `where` clause of a selection; empty for all rows. */
export function whereClause(selection: Selection): string {
  const terms = Object.entries(selection).map(([column, value]) =>
    typeof value === 'object'
      ? `${identifier(column)} in (${[null, ...value].map(literal).join(', ')})`
      : `${identifier(column)} = ${literal(value)}`,
  );
  return terms.length === 0 ? '' : `where ${terms.join(' and ')}`;
}

/** A total `order by`: the tie-break makes pages disjoint. */
export function orderClause(order: Order, tieBreak: string): string {
  const direction = order.descending ? 'desc nulls last' : 'asc nulls last';
  return `order by ${identifier(order.column)} ${direction}, ${identifier(tieBreak)}`;
}
