import type {Database} from '../../src/engine/database';
import {fieldsOf} from '../../src/imports/fields';
import {readSlice, slicesOf} from '../../src/imports/formats/csv';
import {inspect, type Preview} from '../../src/imports/inspect';
import {stage} from '../../src/imports/stage';
import {sampleRows, typeColumn, type Typed} from '../../src/imports/typing';
import {identifier} from '../../src/lib/sql';
import {rowsOf, strings, type Cell} from '../../src/lib/table';

export interface TextTable {
  readonly preview: Preview;
  readonly headers: readonly string[];
  /** Rows that are handed on to typing. */
  readonly rows: readonly (readonly string[])[];
  /** Rows that are set aside because they do not fit, as they stand in the file. */
  readonly misfits: readonly (readonly string[])[];
  readonly blank: number;
  /** Records of data in the file. */
  readonly records: number;
}

/** A file as the engine reads it when nobody corrects anything, every cell a text. */
export async function tableOf(database: Database, file: File): Promise<TextTable> {
  const preview = await inspect(file);
  const {dialect, headers} = preview.recipe;
  const width = headers.length;
  const rows: string[][] = [];
  const misfits: (readonly string[])[] = [];
  let records = 0;
  let blank = 0;
  for await (const slice of slicesOf(file, dialect, width)) {
    await database.insertSlice(
      slice.bytes,
      `create or replace table read as select * from ${readSlice(dialect, slice, width)}`,
    );
    const {columns, rows: count, ...rest} = await database.query('select * from read order by rowid');
    const texts = headers.map((_, index) => strings({columns, rows: count, ...rest}, `k${index}`));
    for (let row = 0; row < count; row++) {
      if (slice.misfits.includes(records + row)) continue;
      const cells = texts.map((column) => column[row] ?? '');
      if (cells.every((cell) => cell.trim() === '')) blank++;
      else rows.push(cells);
    }
    misfits.push(...slice.misfitCells);
    records += slice.records;
  }
  return {preview, headers, rows, misfits, blank, records};
}

/** The cells of chosen columns as typing reads them, by field; columns by header where the layout does not know better. */
export async function typedTable(
  database: Database,
  file: File,
  columns: Readonly<Record<string, string>> = {},
): Promise<{
  readonly rows: readonly Record<string, Cell>[];
  readonly typed: Readonly<Record<string, Typed>>;
}> {
  const {recipe} = await inspect(file);
  const mapped = {...recipe, columns: {...recipe.columns, ...columns}};
  const staged = await stage(database, {file, recipe: mapped}, new AbortController().signal, () => undefined);
  await sampleRows(database, staged.rows);
  const typed: Record<string, Typed> = {};
  for (const [field, column] of Object.entries(staged.columns)) {
    const spec = fieldsOf(recipe.target)[field]!;
    typed[field] = await typeColumn(database, field, spec, column, field, recipe.answers);
  }
  const values = Object.entries(typed).map(([field, {sql}]) => {
    const {reading} = fieldsOf(recipe.target)[field]!;
    return `${reading === 'amount' ? `(${sql})::double` : `(${sql})::varchar`} as ${identifier(field)}`;
  });
  const table = await database.query(`select ${values.join(', ')} from staged order by rowid`);
  return {rows: rowsOf(table), typed};
}
