import {analyses, isAnalysisId, type AnalysisId} from '../analyses';
import type {Audience} from '../model/audience';
import {canonicalNames, sharedNames} from '../model/table_names';
import type {AnalysisCell, Notebook} from './document';

/** What SQL reads of the data. */
export const tableNames: readonly string[] = [...canonicalNames, ...sharedNames];

type Named = Pick<Notebook, 'audiences' | 'cells'>;

/** A table of an analysis cell's result, with its name in SQL. */
export interface ReadableResult {
  readonly name: string;
  readonly table: string;
  readonly cell: AnalysisCell & {readonly analysis: AnalysisId};
}

/** What the tables of an analysis cell would be called in SQL, if the cell had a name. */
export function resultNames({analysis}: Pick<AnalysisCell, 'analysis'>, name: string): readonly string[] {
  return isAnalysisId(analysis) ? analyses[analysis].tables.map((table) => `${name}_${table}`) : [];
}

/**
 * The tables of results that SQL can name in the cells below them: a name that a table of the data or an SQL cell has means
 * these, and of two results of one name the upper is meant.
 */
export function readableResults({cells}: Pick<Notebook, 'cells'>): readonly ReadableResult[] {
  const taken = takenNames(cells);
  return cells.flatMap((cell) => {
    if (cell.kind !== 'analysis' || !isAnalysisId(cell.analysis)) return [];
    const known = {...cell, analysis: cell.analysis};
    return analyses[cell.analysis].tables.flatMap((table) => {
      const name = `${cell.name}_${table}`;
      if (taken.has(name)) return [];
      taken.add(name);
      return [{name, table, cell: known}];
    });
  });
}

/**
 * The audiences that SQL can name: a name that a table of the data or a cell has means these, and of two audiences of one
 * name the first is meant. Small and capital letters are the same in SQL.
 */
export function readableAudiences({cells, audiences}: Named): readonly Audience[] {
  const taken = takenNames(cells);
  for (const {name} of readableResults({cells})) taken.add(name);
  return audiences.filter(({name}) => {
    const plain = name.toLowerCase();
    const free = plain !== '' && !taken.has(plain);
    taken.add(plain);
    return free;
  });
}

/** The names of the data's tables and of the SQL cells. */
function takenNames(cells: Notebook['cells']): Set<string> {
  const taken = new Set<string>(tableNames);
  for (const cell of cells) if (cell.kind === 'sql') taken.add(cell.name);
  return taken;
}
