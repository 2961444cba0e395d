import scores from './scores.sql?raw';
import spread from './spread.sql?raw';

/** The spread of the values of a base of customers, from which limits are found. */
export function spreadOf(base: string): string {
  return readingFrom('base', base, spread);
}

/** The customers of a base with their scores and segments; the limits are its parameters r1 … m4. */
export function scoresOf(base: string): string {
  return readingFrom('base', base, scores);
}

/** A statement with one more table before its own: `name` is what `sql` gives. */
export function readingFrom(name: string, sql: string, statement: string): string {
  const table = `${name} as not materialized (\n${sql})`;
  return /^with /m.test(statement)
    ? statement.replace(/^with /m, () => `with ${table},\n`)
    : statement.replace(/^select\b/m, () => `with ${table}\nselect`);
}
