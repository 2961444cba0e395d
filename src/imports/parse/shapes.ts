/** What a cell looks like, as coarse as can be: enough to see that a row has slipped by one column. */
type Kind = 'number' | 'day' | 'time' | 'email' | 'address' | 'text';

const kinds: readonly (readonly [Kind, RegExp])[] = [
  ['number', /^[-+(]?[€$£]?\s?[-+]?\d[\d.,'’\s]*(?:[)%€$£-]|EUR|CHF|USD)?$/],
  ['day', /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/],
  ['time', /^\d{1,2}:\d{2}(?::\d{2})?$/],
  ['email', /^\S+@\S+$/],
  ['address', /^\w+:\/\/\S+$/],
];

/** The kinds of cells that the columns of a table have, learnt from rows that fit it. */
export interface Shapes {
  learn(cells: readonly string[]): void;
  /** Whether a row that is too short or too long has its cells in the right columns, as far as can be seen. */
  fits(cells: readonly string[]): boolean;
}

/** Rows of which a column must show one kind only before another kind counts against a row. */
const ENOUGH = 20;

export function createShapes(width: number): Shapes {
  const seen = Array.from({length: width}, () => new Set<Kind>());
  let rows = 0;
  return {
    learn(cells) {
      rows++;
      for (const [column, kindsSeen] of seen.entries()) {
        const kind = kindOf(cells[column] ?? '');
        if (kind) kindsSeen.add(kind);
      }
    },
    fits(cells) {
      if (rows < ENOUGH) return true;
      return seen.every((kindsSeen, column) => {
        const kind = kindOf(cells[column] ?? '');
        return kind === null || kindsSeen.has(kind) || kindsSeen.has('text');
      });
    },
  };
}

function kindOf(cell: string): Kind | null {
  const text = cell.trim();
  if (text === '') return null;
  return kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? 'text';
}
