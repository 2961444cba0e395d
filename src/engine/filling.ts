import type {Parameters} from '../lib/sql';
import type {Columns} from '../model/columns';
import {createTable} from '../model/ddl';
import type {Database} from './database';
import {piecewise} from './parts';
import {scriptOf} from './script';

export interface Filling {
  /** What makes the table, as a text that DuckDB runs as it stands. */
  readonly script: string;
  make(database: Database, signal: AbortSignal): Promise<void>;
}

const WHOLE = {part: 0, parts: 1};

/**
 * A table of declared columns with the rows of a `select`, for the first schema of the search path. Where so many `rows` are
 * a lot, a statement that names $part and $parts fills it part by part, each pressed together before the next.
 */
export function fillingOf(
  table: string,
  columns: Columns,
  sql: string,
  parameters?: Parameters,
  rows = 0,
): Filling {
  const definition = createTable(table, columns);
  const fill = `insert into ${table} by name\n${sql}`;
  return {
    script: `${definition};\n${scriptOf(`fill_${table}`, fill, {...parameters, ...WHOLE})}`,
    async make(database, signal) {
      await database.run(definition);
      await piecewise(rows, async ({part, parts}) => {
        await database.query(fill, {...parameters, part, parts}, signal);
        if (parts > 1) await database.compact();
      });
    },
  };
}
