import type {Audience} from '../model/audience';
import type {DatasetId} from '../model/dataset';
import type {Text} from '../text/language';
import {noFilter, type Filter} from '../model/scope';
import type {AnalysisCell, Cell, InputCell, Notebook, Reference, SqlCell, TextCell} from './document';

/** A change of the document: a pure function with a name for the history. */
export interface Edit {
  readonly title: Text;
  /** Id of the cell that it is about. */
  readonly cell?: string;
  apply(notebook: Notebook): Notebook;
}

export type Settings = Omit<Notebook, 'version' | 'cells' | 'audiences' | 'filter' | 'mappings'>;

const titles: Readonly<Record<keyof Settings, Text>> = {
  title: {en: 'Name of the notebook', de: 'Name des Notizbuchs'},
  dataset: {en: 'Data', de: 'Daten'},
  asOf: {en: 'As-of date', de: 'Stichtag'},
  comparedTo: {en: 'Comparison', de: 'Vergleich'},
  period: {en: 'Period', de: 'Zeitraum'},
  basis: {en: 'What revenue is', de: 'Was Umsatz ist'},
  occasion: {en: 'What a purchase is', de: 'Was ein Kauf ist'},
  guided: {en: 'Explanations', de: 'Erklärungen'},
};

export function change(settings: Partial<Settings>): Edit {
  const [first] = Object.keys(settings) as (keyof Settings)[];
  return {title: titles[first ?? 'title'], apply: (notebook) => ({...notebook, ...settings})};
}

/** Other data under the same questions: what was chosen of the old data is let go. */
export function newData(title: string, dataset: DatasetId): Edit {
  return {
    title: titles.dataset,
    apply: (notebook) => ({...notebook, title, dataset, asOf: null, comparedTo: null, filter: noFilter}),
  };
}

/** The notebook as it was earlier, over the data that it has now. */
export function bringBack(version: Notebook): Edit {
  return {
    title: {en: 'Earlier version', de: 'Frühere Fassung'},
    apply: ({dataset}) => ({...version, dataset}),
  };
}

export function changeFilter(filter: Partial<Filter>): Edit {
  return {
    title: {en: 'Filter', de: 'Filter'},
    apply: (notebook) => ({...notebook, filter: {...notebook.filter, ...filter}}),
  };
}

/** Sets one parameter of a cell; undefined takes it back to its initial value. It no longer comes from another cell. */
export function setParam(cell: string, name: string, value: unknown): Edit {
  return onAnalysis(cell, {en: 'Parameter', de: 'Parameter'}, (old) => {
    const {[name]: _, ...others} = old.params;
    const {[name]: __, ...uses} = old.uses;
    return {...old, params: value === undefined ? others : {...others, [name]: value}, uses};
  });
}

/** Lets a parameter of a cell take its value from another cell. */
export function useFrom(cell: string, name: string, reference: Reference): Edit {
  return onAnalysis(cell, {en: 'Parameter taken from a cell', de: 'Parameter aus einer Zelle'}, (old) => ({
    ...old,
    uses: {...old.uses, [name]: reference},
  }));
}

export function setNote(cell: string, note: string): Edit {
  return onCell(cell, {en: 'Note', de: 'Notiz'}, (old) => ({...old, note}));
}

export function renameCell(cell: string, title: string): Edit {
  return onCell(cell, {en: 'Title of a cell', de: 'Titel einer Zelle'}, (old) => ({...old, title}));
}

export function foldCell(cell: string, folded: boolean): Edit {
  return onCell(
    cell,
    folded ? {en: 'Cell folded', de: 'Zelle zugeklappt'} : {en: 'Cell unfolded', de: 'Zelle aufgeklappt'},
    (old) => ({...old, folded}),
  );
}

export function setText(cell: string, text: string): Edit {
  return onCell(cell, {en: 'Text', de: 'Text'}, (old) => (old.kind === 'text' ? {...old, text} : old));
}

export function changeInput(
  cell: string,
  part: Partial<Pick<InputCell, 'input' | 'value' | 'options'>>,
): Edit {
  return onCell(cell, {en: 'Input', de: 'Eingabe'}, (old) =>
    old.kind === 'input' ? {...old, ...part} : old,
  );
}

/** Another name for an input cell; texts and SQL that name it follow. */
export function renameInput(cell: string, name: string): Edit {
  return {
    title: {en: 'Name of an input', de: 'Name einer Eingabe'},
    cell,
    apply(notebook) {
      const input = notebook.cells.find(({id}) => id === cell);
      if (input?.kind !== 'input') return notebook;
      const inText = (text: string) =>
        text.replace(/\{\{\s*([^{}\s.]+)\s*\}\}/g, (all, known) =>
          known === input.name ? `{{${name}}}` : all,
        );
      const inSql = (sql: string) =>
        sql.replace(/\$(\w+)/g, (all, known) => (known === input.name ? `$${name}` : all));
      const follow = (other: Cell): Cell => {
        if (other === input) return {...input, name};
        if (other.kind === 'text') return {...other, text: inText(other.text)};
        return other.kind === 'sql' ? {...other, sql: inSql(other.sql)} : other;
      };
      return {...notebook, cells: notebook.cells.map(follow)};
    },
  };
}

export function changeSql(cell: string, part: Partial<Pick<SqlCell, 'sql' | 'chart'>>): Edit {
  return onCell(cell, {en: 'SQL', de: 'SQL'}, (old) => (old.kind === 'sql' ? {...old, ...part} : old));
}

/** Puts the cells of a template in the place of all; data, filters and audiences stay. */
export function applyTemplate({en, de}: Text, cells: readonly Cell[], guided: boolean): Edit {
  return {
    title: {en: `Template “${en}”`, de: `Vorlage „${de}“`},
    apply: (notebook) => ({...notebook, cells, guided}),
  };
}

/** Puts a cell at a place; without one at the end. A name that another cell has gets a number, since names are unique. */
export function addCell(cell: Cell, at = Infinity): Edit {
  return {
    title: {en: 'Cell added', de: 'Zelle eingefügt'},
    cell: cell.id,
    apply(notebook) {
      const added = 'name' in cell ? {...cell, name: freeName(notebook, cell.name)} : cell;
      return {...notebook, cells: [...notebook.cells.slice(0, at), added, ...notebook.cells.slice(at)]};
    },
  };
}

/** Puts a copy of a cell below it. */
export function duplicateCell(cell: string, id: string): Edit {
  return {
    title: {en: 'Cell duplicated', de: 'Zelle dupliziert'},
    cell,
    apply(notebook) {
      const at = notebook.cells.findIndex((known) => known.id === cell);
      const original = notebook.cells[at];
      return original ? addCell({...original, id}, at + 1).apply(notebook) : notebook;
    },
  };
}

export function removeCell(cell: string): Edit {
  return {
    title: {en: 'Cell removed', de: 'Zelle entfernt'},
    cell,
    apply: (notebook) =>
      notebook.cells.some(({id}) => id === cell)
        ? {...notebook, cells: notebook.cells.filter(({id}) => id !== cell)}
        : notebook,
  };
}

/** Moves a cell to a place among the others; beyond the ends it stays at the end. */
export function moveCell(cell: string, to: number): Edit {
  return {
    title: {en: 'Cell moved', de: 'Zelle verschoben'},
    cell,
    apply(notebook) {
      const from = notebook.cells.findIndex(({id}) => id === cell);
      const place = Math.max(0, Math.min(notebook.cells.length - 1, to));
      if (from < 0 || from === place) return notebook;
      const others = notebook.cells.filter(({id}) => id !== cell);
      return {
        ...notebook,
        cells: [...others.slice(0, place), notebook.cells[from]!, ...others.slice(place)],
      };
    },
  };
}

/** Puts an audience in the place of the one with its id, or adds it. */
export function setAudience(audience: Audience): Edit {
  return {
    title: {en: 'Audience', de: 'Zielgruppe'},
    apply(notebook) {
      const known = notebook.audiences.some(({id}) => id === audience.id);
      return {
        ...notebook,
        audiences: known
          ? notebook.audiences.map((other) => (other.id === audience.id ? audience : other))
          : [...notebook.audiences, audience],
      };
    },
  };
}

/** Takes an audience away; a filter by it ends with it. */
export function removeAudience(audience: string): Edit {
  return {
    title: {en: 'Audience removed', de: 'Zielgruppe entfernt'},
    apply: ({audiences, filter, ...notebook}) => ({
      ...notebook,
      audiences: audiences.filter(({id}) => id !== audience),
      filter: filter.audience === audience ? {...filter, audience: null} : filter,
    }),
  };
}

/** A name that no cell of the notebook has: the wish itself, or with the next number. */
export function freeName({cells}: Pick<Notebook, 'cells'>, wish: string): string {
  const taken = new Set(cells.flatMap((cell) => ('name' in cell ? [cell.name] : [])));
  if (!taken.has(wish)) return wish;
  const stem = wish.replace(/_\d+$/, '');
  for (let number = 2; ; number++) if (!taken.has(`${stem}_${number}`)) return `${stem}_${number}`;
}

type Shown<C extends Cell> = Omit<C, 'title' | 'folded' | 'note'>;

/** A cell as it is before anybody has written on it. */
export function freshCell<C extends TextCell | InputCell | AnalysisCell | SqlCell>(cell: Shown<C>): C {
  return {...cell, title: '', folded: false, note: ''} as C;
}

function onCell(id: string, title: Text, edit: (cell: Cell) => Cell): Edit {
  return {
    title,
    cell: id,
    apply: (notebook) => ({
      ...notebook,
      cells: notebook.cells.map((cell) => (cell.id === id ? edit(cell) : cell)),
    }),
  };
}

function onAnalysis(id: string, title: Text, edit: (cell: AnalysisCell) => AnalysisCell): Edit {
  return onCell(id, title, (cell) => (cell.kind === 'analysis' ? edit(cell) : cell));
}
