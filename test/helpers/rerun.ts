import {openNode} from '../../src/engine/open.node';
import type {Result} from '../../src/analyses/request';
import {tableFromArrow} from '../../src/lib/arrow';
import {valueOf} from '../../src/lib/outcome';
import type {Table} from '../../src/lib/table';
import {canonicalIn, readCanonical} from '../../src/model/ddl';
import type {DatasetId} from '../../src/model/dataset';
import type {WorkerApi} from '../../src/worker/api';

/**
 * Does what a reader can do with the SQL of a cell: saves the tables it reads, opens a DuckDB of her own and runs the text as it
 * was copied. Returns what each table's query gave.
 */
export async function rerun(
  service: WorkerApi,
  dataset: DatasetId,
  result: Result,
): Promise<Record<string, Table>> {
  const connection = await openNode();
  const query = async (sql: string): Promise<Table> => {
    let header = await connection.start(sql);
    while (header === null) header = await connection.poll();
    const pieces = [header];
    for (let piece = await connection.fetch(); piece?.length; piece = await connection.fetch())
      pieces.push(piece);
    return tableFromArrow(pieces);
  };
  for (const table of canonicalIn(result.statements.map(({sql}) => sql).join('\n'))) {
    const saved = valueOf(await service.save(1, {kind: 'canonical', dataset, table, as: 'csv'}));
    await connection.addFile(`${table}.csv`, new Uint8Array(await saved.arrayBuffer()));
    await query(readCanonical(table).replace(/;$/, ''));
  }

  const tables: Record<string, Table> = {};
  for (const {table, sql} of result.statements) {
    for (const statement of sql.split(/;\n|;$/).filter((text) => text.trim() !== '')) {
      const rows = await query(statement);
      if (table in result.tables && !/^(prepare|deallocate)/.test(statement)) tables[table] = rows;
    }
  }
  return tables;
}
