import type {Database} from '../engine/database';
import {AT_ONCE, PART} from '../engine/parts';
import {Problem} from '../lib/problem';
import {identifier, literal} from '../lib/sql';
import {readSlice, slicesOf} from './formats/csv';
import {together, type Mojibake} from './parse/mojibake';
import {keptFrom, readFrom, type Source} from './recipe';

export interface Staged {
  /** Records of data in the file. */
  readonly rows: number;
  /** Records that do not fit the columns. */
  readonly misfits: number;
  /** Characters encoded twice that were put right, over the whole file. */
  readonly doubled: Mojibake | null;
  /** Name of the staged text column of each mapped field. */
  readonly columns: Readonly<Record<string, string>>;
  /** Those of the attributes, in the order of the recipe. */
  readonly attributes: readonly string[];
}

/** The cell of a column; where it is the first of several that are numbered (`item_1`, `item_2`), those of all, line by line. */
function numbered(first: string, headers: readonly string[]): string {
  const stem = /^(.*\D)1$/.exec(first)?.[1];
  const cells = headers.flatMap((header, index) =>
    header === first || (stem && header.startsWith(stem) && /^\d+$/.test(header.slice(stem.length)))
      ? [`k${index}`]
      : [],
  );
  return cells.length === 1 ? cells[0]! : `nullif(concat_ws(chr(10), ${cells.join(', ')}), '')`;
}

/**
 * Puts the mapped columns of a file into the table `staged`, all as text, one row per record: `rowid` is the number of
 * the record. Records that do not fit the table are named in `misfits`.
 */
export async function stage(
  database: Database,
  {file, recipe}: Source,
  signal: AbortSignal,
  report: (bytes: number) => void,
): Promise<Staged> {
  const {dialect, headers} = recipe;
  const fields = readFrom(recipe);
  if (fields.length === 0) throw new Problem('mapping-incomplete', {file: file.name});
  const columns = Object.fromEntries(fields.map((field) => [field, `f_${field}`]));
  const kept = keptFrom(recipe);
  const attributes = kept.map((_, place) => `a_${place}`);
  const defined = [...Object.values(columns), ...attributes].map((name) => `${identifier(name)} varchar`);
  await database.query(`create or replace table staged (${defined.join(', ')})`);
  await database.query('create or replace table misfits (row bigint)');

  const read = [...fields.map((field) => recipe.columns[field]!), ...kept.map(([, header]) => header)];
  const chosen = read.map((header) =>
    header === recipe.columns['basket'] ? numbered(header, headers) : `k${headers.indexOf(header)}`,
  );
  let doubled: Mojibake | null = null;
  const noticed = (found: Mojibake) => (doubled = together(doubled, found));
  let rows = 0;
  let unfit = 0;
  const slices = slicesOf(file, dialect, headers.length, {noticed});
  /** Stages slices until they make a part; whether more may follow. */
  const stagePart = async (): Promise<boolean> => {
    const end = rows + (rows === 0 ? AT_ONCE : PART);
    let inserting: Promise<void> = Promise.resolve();
    while (rows < end) {
      const {done, value: slice} = await slices.next();
      await inserting;
      if (signal.aborted) throw new Problem('cancelled');
      if (done) return false;
      rows += slice.records;
      const {misfits, consumed} = slice;
      unfit += misfits.length;
      inserting = database
        .insertSlice(
          slice.bytes,
          `insert into staged select ${chosen.join(', ')} from ${readSlice(dialect, slice, headers.length)}`,
        )
        .then(() => report(consumed));
      inserting.catch(() => undefined);
      if (misfits.length > 0) {
        await inserting;
        await database.query(`insert into misfits select unnest(${literal(misfits)})`);
      }
    }
    await inserting;
    return true;
  };
  // Slices are smaller than DuckDB's groups of rows: each in a transaction of its own costs three times as much.
  try {
    while (await database.atomic(stagePart)) await database.compact();
  } finally {
    await slices.return(undefined);
  }
  const {columns: counted} = await database.query('select count(*) as n from staged');
  const staged = Number(counted['n']![0]);
  // Rows must never vanish inside the reader: better no import than a silent loss.
  if (staged !== rows) throw new Problem('file-unreadable', {file: file.name, read: rows, staged});
  return {rows, misfits: unfit, doubled, columns, attributes};
}
