import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DuckDBInstance} from '@duckdb/node-api';
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {written} from '../../src/exports';
import {emptyTable, sqlTypes, type Columns} from '../../src/model/columns';
import type {Dataset} from '../../src/model/dataset';
import {canonicalTables, type CanonicalTable} from '../../src/model/tables';
import {valueOf} from '../../src/lib/outcome';
import {createShop} from '../helpers/service';

/** What another program, DuckDB itself, reads of a Parquet file. */
async function read(blob: Blob, sql: (file: string) => string): Promise<unknown[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'stammkunde-parquet-'));
  onTestFinished(() => rm(folder, {recursive: true}));
  const file = join(folder, 'table.parquet');
  await writeFile(file, new Uint8Array(await blob.arrayBuffer()));
  const connection = await (await DuckDBInstance.create()).connect();
  return (await connection.runAndReadAll(sql(`'${file}'`))).getRowsJson();
}

const shop = createShop();
let dataset: Dataset;
beforeAll(async () => {
  const sources = valueOf(await shop.service.inspect(1, 'sample', () => undefined)).map(
    // One column more, since nothing in the sample is an attribute of itself.
    ({file, preview: {recipe}}) => ({
      file,
      recipe: {...recipe, attributes: {...recipe.attributes, kept: recipe.headers.at(-1)!}},
    }),
  );
  const outcome = valueOf(await shop.service.load(2, 'sample', sources, () => undefined));
  if (outcome.kind === 'loaded') ({dataset} = outcome);
});

describe.each(Object.keys(canonicalTables) as CanonicalTable[])('%s as Parquet', (name) => {
  test('has the columns and types of the product, with no row too', async () => {
    const columns: Columns = canonicalTables[name];
    const expected = Object.entries(columns).map(([column, {kind}]) => [
      column,
      sqlTypes[kind].toUpperCase(),
    ]);
    for (const pieces of [[], [emptyTable(columns)]]) {
      const described = await read(
        await written('parquet', {columns, pieces}),
        (file) => `describe from ${file}`,
      );
      expect(described.map(([column, type]) => [column, type])).toEqual(expected);
    }
  });

  test('gives back what the shop has', async () => {
    const save = async (as: 'csv' | 'parquet') =>
      valueOf(await shop.service.save(1, {kind: 'canonical', dataset: dataset.id, table: name, as}));
    const csv = await (await save('csv')).text();
    const parquet = await save('parquet');
    const types = Object.entries<Columns[string]>(canonicalTables[name])
      .map(([column, {kind}]) => `'${column}': '${sqlTypes[kind]}'`)
      .join(', ');
    const folder = await mkdtemp(join(tmpdir(), 'stammkunde-csv-'));
    onTestFinished(() => rm(folder, {recursive: true}));
    await writeFile(join(folder, 'table.csv'), csv);
    const apart = await read(
      parquet,
      (
        file,
      ) => `with own as (from ${file}), twin as (from read_csv('${folder}/table.csv', header = true, columns = {${types}}))
        select (select count(*) from own) - (select count(*) from twin), count(*) from (from own except all from twin)`,
    );
    expect(apart).toEqual([['0', '0']]);
    expect(csv.split('\r\n').length).toBeGreaterThan(30);
  });
});

test('amounts are exact to the fourth decimal, and negative ones stay so', async () => {
  const columns: Columns = {net: canonicalTables.orders.net};
  const amounts = [0.005, -0.005, -1234.5678, 1.00005, 999_999_999.99, NaN];
  const piece = {rows: amounts.length, columns: {net: Float64Array.from(amounts)}};
  const rows = await read(await written('parquet', {columns, pieces: [piece]}), (file) => `from ${file}`);
  expect(rows.flat()).toEqual(['0.0050', '-0.0050', '-1234.5678', '1.0001', '999999999.9900', null]);
});
