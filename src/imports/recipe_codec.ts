import {flag, Misfit, object, oneOf, partial, that, whole, type Decoder} from '../lib/decode';
import {byWord, mappingFrom, word} from '../model/mapping';
import {fieldsOf} from './fields';
import type {Dialect, Recipe} from './recipe';

/**
 * A recipe from JSON as it was kept, in a notebook or by an older version; null where it is none. Rules and parts that came
 * later than what was kept are filled in, what is not known is left out.
 */
export function parseRecipe(json: unknown): Recipe | null {
  try {
    return recipe(json);
  } catch (error) {
    if (error instanceof Misfit) return null;
    throw error;
  }
}

/** One character of ASCII that ends no line. */
const mark = that(
  (value): value is string => typeof value === 'string' && /^[\x01-\x09\x0b\x0c\x0e-\x7f]$/.test(value),
);
const yes = that((value): value is true => value === true);

const marks = object({
  encoding: oneOf('utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'macintosh'),
  separator: mark,
  quote: (value, path) => (value === '' ? '' : mark(value, path)),
  skip: whole,
});
const habits = partial({escape: oneOf('\\'), wrapped: yes, doubled: yes});

const dialect: Decoder<Dialect> = (value, path = '') => {
  const found = marks(value, path);
  if (found.separator === found.quote || found.skip < 0) throw new Misfit(path);
  return {...found, ...habits(value, path)};
};

const head = object({profile: word, dialect});
const constant: Decoder<string | boolean> = (value, path) =>
  typeof value === 'boolean' ? flag(value, path) : word(value, path);
const same = partial({constants: byWord(constant)});

const recipe: Decoder<Recipe> = (value, path = '') => {
  const mapping = mappingFrom(value, path);
  const fields = fieldsOf(mapping.target);
  if (!Object.keys(mapping.columns).every((field) => Object.hasOwn(fields, field))) throw new Misfit(path);
  return {...head(value, path), ...mapping, ...same(value, path)};
};
