import type {AnalysisCell, Notebook} from './document';

/** A change of the document: a pure function. */
export type Edit = (notebook: Notebook) => Notebook;

export type Settings = Omit<Notebook, 'version' | 'cells'>;

export function change(settings: Partial<Settings>): Edit {
  return (notebook) => ({...notebook, ...settings});
}

/** Sets one parameter of a cell; undefined takes it back to its initial value. */
export function setParam(cell: string, name: string, value: unknown): Edit {
  return onCell(cell, (old) => {
    const {[name]: _, ...others} = old.params;
    return {...old, params: value === undefined ? others : {...others, [name]: value}};
  });
}

export function setNote(cell: string, note: string): Edit {
  return onCell(cell, (old) => ({...old, note}));
}

export function addCell(cell: AnalysisCell): Edit {
  return (notebook) => ({...notebook, cells: [...notebook.cells, cell]});
}

export function removeCell(cell: string): Edit {
  return (notebook) => ({...notebook, cells: notebook.cells.filter(({id}) => id !== cell)});
}

/** Moves a cell by one place up (−1) or down (1); at the ends nothing changes. */
export function moveCell(cell: string, by: -1 | 1): Edit {
  return (notebook) => {
    const from = notebook.cells.findIndex(({id}) => id === cell);
    const to = from + by;
    if (from < 0 || to < 0 || to >= notebook.cells.length) return notebook;
    const cells = [...notebook.cells];
    [cells[from], cells[to]] = [cells[to]!, cells[from]!];
    return {...notebook, cells};
  };
}

function onCell(id: string, edit: (cell: AnalysisCell) => AnalysisCell): Edit {
  return (notebook) => ({
    ...notebook,
    cells: notebook.cells.map((cell) => (cell.id === id ? edit(cell) : cell)),
  });
}
