import type {Parameters} from '../lib/sql';
import type {Database} from './database';

/**
 * Rows that a table may have as they are written, up to 250 bytes each. A larger one is pressed together, to a tenth of
 * that, while it is made: pressing takes as long as writing. A multiple of the engine's groups of rows, as is the next.
 */
export const AT_ONCE = 24 * 122_880;
/** Rows that a larger table takes up before it is pressed together. */
export const PART = 12 * 122_880;

/** Rows of a table that is not pressed together are worked on in such parts, so that it can be told how far the work is. */
const STRETCH = 6 * 122_880;

/** One part of the rows of a table: those from `first` up to before `beyond`, the `part`th of `parts`, from 0. */
export interface Part extends Parameters {
  readonly first: number;
  readonly beyond: number;
  readonly part: number;
  readonly parts: number;
}

/** Goes through so many rows part by part, and where they are many presses together what each part has left in tables. */
export async function inParts(
  database: Pick<Database, 'compact'>,
  rows: number,
  work: (part: Part) => Promise<unknown>,
  {stretch, atOnce, size} = {stretch: STRETCH, atOnce: AT_ONCE, size: PART},
): Promise<void> {
  const pressed = rows > atOnce;
  for (const part of partsOf(rows, pressed ? size : stretch)) {
    await work(part);
    if (pressed) await database.compact();
  }
}

/** Goes through so many rows at once or, where they are many, part by part: what all of them need has no room. */
export async function piecewise(
  rows: number,
  work: (part: Part) => Promise<unknown>,
  {atOnce, size} = {atOnce: AT_ONCE, size: PART},
): Promise<void> {
  for (const part of partsOf(rows, rows > atOnce ? size : Math.max(1, rows))) await work(part);
}

function partsOf(rows: number, length: number): readonly Part[] {
  const parts = Math.max(1, Math.ceil(rows / length));
  return Array.from({length: parts}, (_, part) => ({
    first: part * length,
    beyond: (part + 1) * length,
    part,
    parts,
  }));
}
