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

type Records = readonly (readonly string[])[];

const DEEPEST = 60;

/**
 * The header of a sample: the first record that is about as wide as the table and whose cells are names; the records
 * above it are a title. A table that begins with values has none.
 */
export function findHeader(records: Records, width: number): FoundHeader {
  for (const [index, record] of records.slice(0, DEEPEST).entries()) {
    const filled = record.filter((cell) => cell.trim() !== '');
    if (filled.length * 2 < width || !filled.some((cell) => /[\p{L}\p{N}]/u.test(cell))) continue;
    if (isHeader(filled)) {
      const below = records[index + 1];
      if (below && isGroups(record, below, records[index + 2]))
        return {
          skip: index + 2,
          headers: unique(fitted(joined(record, below), width, records.slice(index + 2))),
        };
      const skip = index + repetitions(records, index);
      return {skip, headers: unique(fitted(record, width, records.slice(skip)))};
    }
    if (record.length === width) return {skip: index, headers: unnamed(width)};
  }
  return {skip: 0, headers: unnamed(width)};
}

function isHeader(filled: readonly string[]): boolean {
  return !filled.some((cell) => /^[\s\d.,:;/€$£%+-]+$/.test(cell) || cell.includes('@'));
}

/** Whether a header names groups of columns, with gaps between, and the columns have their names in the record below. */
function isGroups(
  header: readonly string[],
  below: readonly string[],
  data: readonly string[] = [],
): boolean {
  const gaps = header.flatMap((cell, column) => (column > 0 && cell.trim() === '' ? [column] : []));
  const names = below.filter((cell) => cell.trim() !== '');
  return (
    gaps.length > 0 &&
    gaps.every((column) => (below[column] ?? '').trim() !== '') &&
    names.length * 2 > header.length &&
    isHeader(names) &&
    // A first row of texts has texts below it; names have values.
    data.some(
      (cell, column) => (below[column] ?? '').trim() !== '' && cell.trim() !== '' && !isHeader([cell]),
    )
  );
}

/** The names of columns, with that of their group before those that say too little alone, like `Nr.` or `(€)`. */
function joined(groups: readonly string[], names: readonly string[]): string[] {
  let group = '';
  return Array.from({length: Math.max(groups.length, names.length)}, (_, column) => {
    group = (groups[column] ?? '').trim() || group;
    const name = (names[column] ?? '').trim();
    return /^\p{L}\P{L}?\p{L}{2}/u.test(name) ? name : `${group} ${name}`.trim();
  });
}

/** How often a record stands one below the other. */
function repetitions(records: Records, index: number): number {
  const key = JSON.stringify(records[index]);
  let times = 1;
  while (index + times < records.length && JSON.stringify(records[index + times]) === key) times++;
  return times;
}

/** A header as wide as its table. */
function fitted(header: readonly string[], width: number, rows: Records): readonly string[] {
  if (header.length > width) {
    // One separator too many between two names.
    const names = header.filter((cell) => cell.trim() !== '');
    return names.length === width ? names : header;
  }
  const beyond = rows.some((row) => row.slice(header.length).some((cell) => cell.trim() !== ''));
  // Cells without a name are most likely a decimal comma that was taken for a separator, and never to be believed.
  return beyond ? header : [...header, ...Array<string>(width - header.length).fill('')];
}

function unnamed(width: number): string[] {
  return unique(Array<string>(width).fill(''));
}

function unique(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const name = cell.trim() === '' ? `Column ${index + 1}` : cell.trim();
    let own = name;
    for (let count = 2; taken.has(own.toLowerCase()); count++) own = `${name} (${count})`;
    taken.add(own.toLowerCase());
    return own;
  });
}
