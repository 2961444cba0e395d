import type {Parameters} from '../lib/sql';
import type {Columns} from '../model/columns';
import {createTable} from '../model/ddl';
import type {Database} from './database';
import {scriptOf} from './script';

export interface Filling {
  /** What makes the table, as a text that DuckDB runs as it stands. */
  readonly script: string;
  make(database: Database, signal: AbortSignal): Promise<void>;
}

/** A table of declared columns with the rows of a `select`, for the first schema of the search path. */
export function fillingOf(table: string, columns: Columns, sql: string, parameters?: Parameters): Filling {
  const definition = createTable(table, columns);
  const fill = `insert into ${table} by name\n${sql}`;
  return {
    script: `${definition};\n${scriptOf(`fill_${table}`, fill, parameters)}`,
    async make(database, signal) {
      await database.run(definition);
      await database.query(fill, parameters, signal);
    },
  };
}
