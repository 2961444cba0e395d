/** A header as it is compared: lower case, no accents, no punctuation, so that `E-Mail`, `e mail` and `EMail` agree. */
export function headerKey(header: string): string {
  return header
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}#%&+]/gu, '');
}

export interface FoundHeader {
  /** Records before the data: everything up to and including the header. */
  readonly skip: number;
  /** Names by column, made unique; "Column 1" where there is none. */
  readonly headers: string[];
}

/** The header of a sample: the first record of full width whose cells are names; the records above it are a title. */
export function findHeader(records: readonly (readonly string[])[], width: number): FoundHeader {
  const limit = Math.min(records.length, 30);
  for (let index = 0; index < limit; index++) {
    const record = records[index]!;
    if (record.length !== width) continue;
    if (isHeader(record)) return {skip: index + 1, headers: unique(record)};
    const firstOfTable = index;
    return {skip: firstOfTable, headers: unique(record.map(() => ''))};
  }
  return {skip: 0, headers: unique(Array.from({length: width}, () => ''))};
}

function isHeader(record: readonly string[]): boolean {
  const named = record.filter((cell) => cell.trim() !== '');
  if (named.length < record.length / 2) return false;
  const values = named.filter((cell) => /^[\s\d.,:;/€$%+-]+$/.test(cell) || cell.includes('@'));
  return values.length === 0;
}

function unique(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.trim() === '' ? `Column ${index + 1}` : cell.trim();
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
