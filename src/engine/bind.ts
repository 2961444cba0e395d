import {literal, type Parameters} from '../lib/sql';

export interface Bound {
  readonly prepare: string;
  readonly execute: string;
}

/** Texts, quoted names and comments are passed over: a product may well be called "$name". */
const named = /'[^']*'|"[^"]*"|--[^\n]*|\$([a-z][a-z0-9_]*)/g;

/**
 * A statement with named parameters (`$name`) as the pair DuckDB binds itself; a plain statement is left alone.
 * Only the parameters that the statement names are handed over: DuckDB refuses the others.
 */
export function bind(name: string, sql: string, parameters: Parameters): Bound | null {
  const used = [
    ...new Set(Array.from(sql.matchAll(named), (match) => match[1]).filter((name) => name !== undefined)),
  ];
  if (used.length === 0) return null;
  const values = used.map((parameter) => {
    const value = parameters[parameter];
    if (value === undefined) throw new RangeError(`no value for the parameter $${parameter}`);
    return `${parameter} := ${literal(value)}`;
  });
  return {prepare: `prepare ${name} as ${sql}`, execute: `execute ${name}(${values.join(', ')})`};
}
