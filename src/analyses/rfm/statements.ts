import {composed} from '../composed';
import scores from './scores.sql?raw';
import spread from './spread.sql?raw';

/** The spread of the values of a base of customers, from which limits are found. */
export function spreadOf(base: string): string {
  return composed([{name: 'base', sql: base}], spread);
}

/** The customers of a base with their scores and segments; the limits are its parameters r1 … m4. */
export function scoresOf(base: string): string {
  return composed([{name: 'base', sql: base}], scores);
}
