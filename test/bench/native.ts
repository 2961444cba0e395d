import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTypeId,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import {analyses, isAnalysisId} from '../../src/analyses';
import {bind} from '../../src/engine/bind';
import type {Database} from '../../src/engine/database';
import {valueOf} from '../../src/lib/outcome';
import type {Column, Table} from '../../src/lib/table';
import type {Dataset} from '../../src/model/dataset';
import {requestOf} from '../../src/notebook/plan';
import {checkUp} from '../../src/notebook/templates';

import {createService} from '../../src/worker/service';

export interface Timed {
  readonly sql: string;
  readonly start: number;
  readonly end: number;
  readonly took: number;
}

/**
 * The worker's service over DuckDB itself on one thread: the same statements in the same order. One differs: the file
 * is read where it lies, in one `read_csv` with the options of a slice, instead of slice by slice. `scripts` is what the
 * results of the cells say they were made of, each once: equal statements are answered once.
 */
export async function nativeRun(
  path: string,
): Promise<{dataset: Dataset; statements: Timed[]; scripts: string[]}> {
  const statements: Timed[] = [];
  const service = createService(() => nativeDatabase(path, statements), null);
  const file = new File([readFileSync(path)], basename(path));
  const inspected = valueOf(await service.inspect(0, file, () => undefined));
  const sources = inspected.map(({file, preview}) => ({file, recipe: preview.recipe}));
  const outcome = valueOf(await service.load(1, 'bench', sources, () => undefined));
  if (outcome.kind !== 'loaded') throw new Error('the import asks a question');
  const {dataset} = outcome;
  const notebook = checkUp(dataset.name, dataset.id);
  const scripts = new Set<string>();
  for (const cell of notebook.cells) {
    if (cell.kind !== 'analysis' || !isAnalysisId(cell.analysis)) continue;
    const {analysis} = cell;
    const {shape} = await analyses[analysis].body();
    const request = requestOf(notebook, {...cell, analysis}, shape, dataset, () => null);
    const result = valueOf(await service.run(2, request!, () => undefined));
    for (const {sql} of result.statements) scripts.add(sql);
  }
  return {dataset, statements, scripts: [...scripts]};
}

async function nativeDatabase(path: string, statements: Timed[]): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', {threads: '1'});
  const connection = await instance.connect();
  // Without checkpoints of its memory in between DuckDB is at its best.
  await connection.run("set checkpoint_threshold = '1TB'");
  let staged = false;

  const timed = async <T>(sql: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    const end = performance.now();
    statements.push({sql, start, end, took: end - start});
    return result;
  };

  const run = async (sql: string) => void (await timed(sql, () => connection.run(sql)));
  let looked = '';

  return {
    run,
    async look(...schemas) {
      if (schemas.join(',') === looked) return;
      looked = schemas.join(',');
      await run(`set search_path = '${looked}'`);
    },
    async query(sql, parameters = {}) {
      const bound = parameters && bind('statement', sql, parameters);
      const reader = await timed(sql, async () => {
        if (!bound) return connection.runAndReadAll(sql);
        await connection.run(bound.prepare);
        const result = await connection.runAndReadAll(bound.execute);
        await connection.run('deallocate statement');
        return result;
      });
      const columns = reader.getColumns();
      const types = reader.columnTypes();
      return {
        rows: reader.currentRowCount,
        columns: Object.fromEntries(
          reader
            .deduplicatedColumnNames()
            .map((name, index) => [name, columnFrom(columns[index] ?? [], types[index]!)]),
        ),
      } satisfies Table;
    },
    tokens: () => Promise.reject(new Error('not needed here')),
    async insertSlice(_, sql) {
      if (staged) return;
      staged = true;
      const whole = sql.replace(`'in/slice.csv'`, `'${path.replaceAll("'", "''")}', skip = 1`);
      if (whole === sql) throw new Error('the statement does not read in/slice.csv any more');
      await timed(whole, () => connection.run(whole));
    },
    arrow: () => Promise.reject(new Error('not needed here')),
    insertArrow: () => Promise.reject(new Error('not needed here')),
    compact: async () => void (await connection.run('checkpoint data')),
    atomic: (work) => work(),
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function columnFrom(values: readonly DuckDBValue[], {typeId}: DuckDBType): Column {
  if (typeId === DuckDBTypeId.VARCHAR) return values as (string | null)[];
  return Float64Array.from(values, (value) => {
    if (value === null) return NaN;
    if (value instanceof DuckDBDecimalValue) return Number(value.value) / 10 ** value.scale;
    if (value instanceof DuckDBDateValue) return value.days;
    return Number(value);
  });
}
