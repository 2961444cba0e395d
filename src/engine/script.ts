import type {Parameters} from '../lib/sql';
import {bind} from './bind';

/** A statement with its parameters as a text that DuckDB runs as it stands. */
export function scriptOf(name: string, sql: string, parameters: Parameters = {}): string {
  const bound = bind(name, sql.trimEnd(), parameters);
  return bound ? `${bound.prepare};\n${bound.execute};\ndeallocate ${name};` : `${sql.trimEnd()};`;
}
