import type {Audience} from '../model/audience';
import type {Cell, Notebook} from './document';
import {setAudience, type Edit} from './edits';
import {readableAudiences, readableResults} from './readable';
import {renamedTable} from './sql_tables';

/** Another name for an SQL cell; texts and SQL that name it follow. */
export function renameSql(cell: string, name: string): Edit {
  return {
    title: {en: 'Name of an SQL cell', de: 'Name einer SQL-Zelle'},
    apply(notebook) {
      const known = notebook.cells.find(({id}) => id === cell);
      if (known?.kind !== 'sql') return notebook;
      const inText = (text: string) =>
        text.replace(/\{\{\s*([^{}\s.]+)(\.\w+)?\s*\}\}/g, (all, source: string, column = '') =>
          source === known.name ? `{{${name}${column}}}` : all,
        );
      const renamed = {
        ...notebook,
        cells: notebook.cells.map((other): Cell => {
          if (other === known) return {...known, name};
          return other.kind === 'text' ? {...other, text: inText(other.text)} : other;
        }),
      };
      return following(renamed, known.name, name, cell);
    },
  };
}

/** Another name for an analysis cell in SQL; statements that read its tables follow. */
export function renameResult(cell: string, name: string): Edit {
  return {
    title: {en: 'Name of a cell in SQL', de: 'Name einer Zelle in SQL'},
    cell,
    apply(notebook) {
      const known = notebook.cells.find(({id}) => id === cell);
      if (known?.kind !== 'analysis') return notebook;
      const cells = notebook.cells.map((other) => (other === known ? {...known, name} : other));
      return readableResults(notebook)
        .filter((result) => result.cell.id === cell)
        .reduce<Notebook>((made, result) => following(made, result.name, `${name}_${result.table}`), {
          ...notebook,
          cells,
        });
    },
  };
}

/** An audience as it was changed; where it has another name, SQL that reads it follows. */
export function changeAudience(audience: Audience): Edit {
  const edit = setAudience(audience);
  return {
    ...edit,
    apply(notebook) {
      const before = readableAudiences(notebook).find(({id}) => id === audience.id);
      const after = edit.apply(notebook);
      // What SQL cannot name, or what it means otherwise, no statement reads.
      const readable = readableAudiences(after).some(({id}) => id === audience.id);
      return before && readable ? following(after, before.name, audience.name) : after;
    },
  };
}

function following(notebook: Notebook, from: string, to: string, except?: string): Notebook {
  if (from === to) return notebook;
  return {
    ...notebook,
    cells: notebook.cells.map((cell) =>
      cell.kind === 'sql' && cell.id !== except ? {...cell, sql: renamedTable(cell.sql, from, to)} : cell,
    ),
  };
}
