import {Problem} from '../lib/problem';

export const NEWEST = 3 as const;

type Plain = Readonly<Record<string, unknown>>;

/** The step from each version to the next. A step knows only the two shapes it stands between. */
const steps: Readonly<Record<number, (document: Plain) => Plain>> = {
  // Countries and channels became parts of the filter.
  1: ({countries = [], channels = [], ...rest}) => ({...rest, version: 2, filter: {countries, channels}}),
  // Cells of analyses got names, by which SQL reads their tables.
  2: ({cells, ...rest}) => ({...rest, version: 3, cells: Array.isArray(cells) ? named(cells) : cells}),
};

function named(cells: readonly Plain[]): readonly Plain[] {
  const taken = new Set(cells.map((cell) => cell?.['name']));
  return cells.map((cell) => {
    if (cell?.['kind'] !== 'analysis') return cell;
    const stem = String(cell['analysis']).replace(/\W/g, '_');
    let name = stem;
    for (let number = 2; taken.has(name); number++) name = `${stem}_${number}`;
    taken.add(name);
    return {...cell, name};
  });
}

/**
 * Plain data of any older version as that of the newest. Throws `document-newer` for what a later version of the program
 * wrote, `document-damaged` for what has no version.
 */
export function migrated(document: unknown): unknown {
  let current = document as Plain | null;
  for (;;) {
    const version = typeof current === 'object' && current !== null ? current['version'] : undefined;
    if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
      throw new Problem('document-damaged', {place: 'version'});
    if (version > NEWEST) throw new Problem('document-newer', {version});
    if (version === NEWEST) return current;
    current = steps[version]!(current!);
  }
}
