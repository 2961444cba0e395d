import {isAnalysisId} from '../analyses';
import type {Facts} from '../analyses/request';
import type {AnalysisCell, Cell, InputCell, Notebook, Reference} from './document';
import {readsOf} from './reads';

/** What the cell of a reference says: its value; `pending` while its result is on the way; `gone` where there is none. */
export type Looked = {readonly value: InputCell['value']} | 'pending' | 'gone';

/**
 * The facts of a cell's newest result, of SQL the first row of its answer; undefined while it is on the way, null where
 * there will be none.
 */
export type FactsOf = (cell: string) => Facts | undefined | null;

export function lookUp({cells}: Notebook, {cell, fact}: Reference, factsOf: FactsOf): Looked {
  const source = cells.find(({id}) => id === cell);
  if (source?.kind === 'input') return {value: source.value};
  const known = source?.kind === 'sql' || (source?.kind === 'analysis' && isAnalysisId(source.analysis));
  if (!known) return 'gone';
  const facts = factsOf(cell);
  if (facts === undefined) return 'pending';
  const value = facts?.[fact];
  return value === undefined || value === null ? 'gone' : {value};
}

/** The cells that a cell takes values from or reads in SQL, and those that these take theirs from, and so on. */
export function sourcesOf(notebook: Notebook, cell: Cell): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (taker: Cell) => {
    for (const id of nextSources(notebook, taker)) {
      if (found.has(id)) continue;
      found.add(id);
      const source = notebook.cells.find((other) => other.id === id);
      if (source) visit(source);
    }
  };
  visit(cell);
  return found;
}

function nextSources(notebook: Notebook, cell: Cell): readonly string[] {
  if (cell.kind === 'analysis') return Object.values(cell.uses).map((reference) => reference.cell);
  if (cell.kind !== 'sql') return [];
  const {queries, results} = readsOf(notebook, cell);
  return [...queries, ...results.map((result) => result.cell)].map(({id}) => id);
}

/**
 * The stored parameters of a cell with the values of other cells in their places; null while one of these is on the way.
 * Where a reference leads nowhere, or round in a circle, the parameter's own value holds.
 */
export function paramsOf(
  notebook: Notebook,
  cell: AnalysisCell,
  factsOf: FactsOf,
): Readonly<Record<string, unknown>> | null {
  const circular = sourcesOf(notebook, cell).has(cell.id);
  const params: Record<string, unknown> = {...cell.params};
  if (circular) return params;
  for (const [name, reference] of Object.entries(cell.uses)) {
    const looked = lookUp(notebook, reference, factsOf);
    if (looked === 'pending') return null;
    if (looked !== 'gone') params[name] = looked.value;
  }
  return params;
}

/** The cells with each after those that it takes values from, so that it knows of a change as soon as they do. */
export function sourcesFirst(notebook: Notebook): readonly Cell[] {
  // Who takes from another has all the sources of that one, and that one itself.
  const depth = new Map(notebook.cells.map((cell) => [cell, sourcesOf(notebook, cell).size]));
  return [...notebook.cells].sort((a, b) => depth.get(a)! - depth.get(b)!);
}
