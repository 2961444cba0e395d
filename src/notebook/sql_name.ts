import {identifier} from '../lib/sql';

/** Whether SQL takes a name without quotation marks. */
export function isPlainName(name: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(name);
}

/** A name as a statement says it. */
export function nameInSql(name: string): string {
  return isPlainName(name) ? name : identifier(name);
}
