import type {FieldSpec} from './fields';
import {headerKey} from './parse/headers';
import {isSecret} from './secrets';

/** The headers of a file, found again however they are capitalised or punctuated. */
export interface HeaderSet {
  readonly all: readonly string[];
  has(...names: readonly string[]): boolean;
  /** The file's own spelling of a header; never that of a column of secrets. */
  find(name: string): string | undefined;
}

export function headerSet(headers: readonly string[]): HeaderSet {
  const byKey = new Map<string, string>();
  // Of two headers that compare as equal the first has the name.
  for (const header of [...headers].reverse()) byKey.set(headerKey(header), header);
  // `Betrag in EUR`, `Summe (CHF)` are amounts like others.
  for (const header of headers) {
    const bare = headerKey(header.replace(/[\s([]+(?:in )?(?:EUR|Euro|CHF|USD|GBP)[)\]]?$/i, ''));
    if (!byKey.has(bare)) byKey.set(bare, header);
  }
  return {
    all: headers,
    has: (...names) => names.every((name) => byKey.has(headerKey(name))),
    find: (name) => {
      const header = byKey.get(headerKey(name));
      return header === undefined || isSecret(header) ? undefined : header;
    },
  };
}

/** A signature: all of these headers and none of those. */
export function having(
  all: readonly string[],
  none: readonly string[] = [],
): (headers: HeaderSet) => boolean {
  return (headers) => headers.has(...all) && !none.some((name) => headers.has(name));
}

/** How many of these headers a file has: a signature that outlives dropped columns. */
export function countIn(headers: HeaderSet, names: readonly string[]): number {
  return names.filter((name) => headers.has(name)).length;
}

/** Columns given by name or by several names, the earlier the better; those the file has. */
export function named(
  headers: HeaderSet,
  names: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const [field, name] of Object.entries(names)) {
    const header = [name]
      .flat()
      .map((option) => headers.find(option))
      .find((found) => found !== undefined);
    if (header !== undefined) columns[field] = header;
  }
  return columns;
}

/** `named`, waiting for the headers. */
export function columnsNamed(
  names: Readonly<Record<string, string | readonly string[]>>,
): (headers: HeaderSet) => Record<string, string> {
  return (headers) => named(headers, names);
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

/** Columns but for that of one field. */
export function without(field: string, columns: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => name !== field));
}
