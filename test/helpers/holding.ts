import type {Cell, Notebook} from '../../src/notebook/document';
import {addCell} from '../../src/notebook/edits';
import {emptyNotebook} from '../../src/notebook/templates';

/** A notebook of these cells. */
export function holding(...cells: readonly Cell[]): Notebook {
  return cells.reduce((notebook, cell) => addCell(cell).apply(notebook), emptyNotebook('', null));
}
