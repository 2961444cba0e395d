import type {Cell, Notebook, SqlCell} from './document';
import {readableResults, type ReadableResult} from './readable';

/** What the statement of a cell reads of the cells above it, and what those read in turn. */
export interface Reads {
  /** SQL cells, in their order. */
  readonly queries: readonly SqlCell[];
  readonly results: readonly ReadableResult[];
}

export function readsOf({cells}: Pick<Notebook, 'cells'>, cell: SqlCell): Reads {
  const readable = readableResults({cells});
  const queries: SqlCell[] = [];
  const results = new Set<ReadableResult>();
  const names: string[] = [];
  for (const other of cells.slice(0, cells.indexOf(cell) + 1).reverse()) {
    if (other.kind === 'sql' && (other === cell || names.some((text) => says(text, other.name)))) {
      if (other !== cell) queries.unshift(other);
      names.push(other.sql.toLowerCase());
    } else if (other.kind === 'analysis' && names.some((text) => text.includes(`${other.name}_`))) {
      for (const result of readable)
        if (result.cell.id === other.id && names.some((text) => says(text, result.name))) results.add(result);
    }
  }
  return {queries, results: readable.filter((result) => results.has(result))};
}

/** The cell below a statement that a name would mean if it stood above; undefined where there is none. */
export function bearerBelow({cells}: Pick<Notebook, 'cells'>, cell: SqlCell, name: string): Cell | undefined {
  const plain = name.toLowerCase();
  const made = readableResults({cells}).find((result) => result.name === plain)?.cell.id;
  return cells
    .slice(cells.indexOf(cell) + 1)
    .find((other) => (other.kind === 'sql' && other.name === plain) || other.id === made);
}

/** Whether a name stands in a text of small letters as a word of its own, be it in a comment: that one runs too often does no harm. */
export function says(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const around = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (!around.some((sign) => /\w/.test(sign))) return true;
  }
  return false;
}
