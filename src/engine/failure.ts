import {Problem} from '../lib/problem';

const memory = /out of memory|allocation failed|could not allocate|maximum memory size/i;
// After one of these the wasm instance is not to be trusted any more (duckdb #13456).
const fatal =
  /fatal|internal error|memory access out of bounds|unreachable|function signature mismatch|table index/i;

/** The Problem behind an error of the engine. */
export function failureOf(error: unknown, sql: string): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (memory.test(message)) return new Problem('engine-memory', {message}, error);
  if (error instanceof WebAssembly.RuntimeError || fatal.test(message)) {
    return new Problem('engine-lost', {message}, error);
  }
  return new Problem('engine-query', {message, sql}, error);
}
