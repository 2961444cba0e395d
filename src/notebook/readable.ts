import type {Audience} from '../model/audience';
import {canonicalNames, sharedNames} from '../model/table_names';
import type {Notebook} from './document';

/** What SQL reads of the data. */
export const tableNames: readonly string[] = [...canonicalNames, ...sharedNames];

/**
 * The audiences that SQL can name: a name that a table of the data or a cell has means these, and of two audiences of one
 * name the first is meant. Small and capital letters are the same in SQL.
 */
export function readableAudiences({
  cells,
  audiences,
}: Pick<Notebook, 'audiences' | 'cells'>): readonly Audience[] {
  const taken = new Set<string>(tableNames);
  for (const cell of cells) if (cell.kind === 'sql') taken.add(cell.name);
  return audiences.filter(({name}) => {
    const plain = name.toLowerCase();
    const free = plain !== '' && !taken.has(plain);
    taken.add(plain);
    return free;
  });
}
