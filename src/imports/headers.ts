import type {FieldSpec} from './fields';
import {headerKey} from './parse/headers';

/** The headers of a file, found again however they are capitalised or punctuated. */
export interface HeaderSet {
  readonly all: readonly string[];
  has(...names: readonly string[]): boolean;
  /** The file's own spelling of a header. */
  find(name: string): string | undefined;
}

export function headerSet(headers: readonly string[]): HeaderSet {
  const byKey = new Map(headers.map((header) => [headerKey(header), header]));
  const find = (name: string) => byKey.get(headerKey(name));
  return {all: headers, find, has: (...names) => names.every((name) => find(name) !== undefined)};
}

/** Columns given by name, those the file has. */
export function named(headers: HeaderSet, names: Readonly<Record<string, string>>): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const [field, name] of Object.entries(names)) {
    const header = headers.find(name);
    if (header !== undefined) columns[field] = header;
  }
  return columns;
}

/** The best column for each field by synonyms; a column serves one field, better synonyms choose first. */
export function bySynonyms(
  headers: HeaderSet,
  fields: Readonly<Record<string, FieldSpec>>,
): Record<string, string> {
  const offers: {field: string; header: string; rank: number}[] = [];
  for (const [field, {synonyms}] of Object.entries(fields)) {
    synonyms.forEach((synonym, rank) => {
      const header = headers.find(synonym);
      if (header !== undefined) offers.push({field, header, rank});
    });
  }
  offers.sort((a, b) => a.rank - b.rank);
  const columns: Record<string, string> = {};
  const taken = new Set<string>();
  for (const {field, header} of offers) {
    if (columns[field] !== undefined || taken.has(header)) continue;
    columns[field] = header;
    taken.add(header);
  }
  return columns;
}
