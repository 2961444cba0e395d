import type {Mapping, Target} from '../model/mapping';
import {isSecret} from './secrets';

/** How the bytes of a text file become records of cells. */
export interface Dialect {
  readonly encoding: 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be' | 'macintosh';
  readonly separator: string;
  /** '' where the file quotes nothing. */
  readonly quote: string;
  /** Records before the first record of data: title lines and the header. */
  readonly skip: number;
  /** What stands before a quote that is text, where such quotes are not doubled. */
  readonly escape?: '\\';
  /** Every line is one cell in quotes: Excel saved it again under another list separator. */
  readonly wrapped?: true;
  /** UTF-8 that was taken for Windows-1252 and encoded once more is read as it was before. */
  readonly doubled?: true;
}

/** Everything needed to read one file again in the same way: the unit that is remembered and replayed. */
export interface Recipe extends Mapping {
  readonly profile: string;
  readonly dialect: Dialect;
  /** Fields that are the same in the whole file. */
  readonly constants?: Readonly<Record<string, string | boolean>>;
}

/** The fields that are read from a column; one of secrets is not, whoever mapped it. */
export function readFrom({columns, headers}: Recipe): string[] {
  return Object.keys(columns).filter(
    (field) => headers.includes(columns[field]!) && !isSecret(columns[field]!),
  );
}

/** Whether rows of a target say something of customers that can be kept. */
export function keepsAttributes(target: Target): boolean {
  return target === 'orders' || target === 'customers';
}

/** The attributes that are read, each with its column. */
export function keptFrom({target, attributes, headers}: Recipe): [name: string, header: string][] {
  if (!keepsAttributes(target)) return [];
  return Object.entries(attributes).filter(([, header]) => headers.includes(header) && !isSecret(header));
}

/** The fields that the rows of a file have. */
export function filledBy(recipe: Recipe): string[] {
  return [...new Set([...readFrom(recipe), ...Object.keys(recipe.constants ?? {})])];
}

export interface Source {
  readonly file: File;
  readonly recipe: Recipe;
}
