import {Problem} from '../../lib/problem';
import {piecesOf} from './bytes';
import type {Unpack, Unpacking} from './define';
import {tableFile} from './table_file';
import {numberText} from './values';

type Row = Readonly<Record<string, unknown>>;

/** Longer texts than this a browser refuses to make. */
const LARGEST = 480 << 20;
/** More names than this are not columns: the objects are keyed by what should be values. */
const MOST_COLUMNS = 2000;

/** JSON and NDJSON: a list of objects wherever it lies, nested ones as `parent child`, lists of objects as rows. */
export const unpack: Unpack = async (file, unpacking) => {
  const documents = await documentsOf(file, unpacking);
  const own = new Set(documents.flatMap((row) => Object.keys(row)));
  const rows: Map<string, string>[] = [];
  const columns = new Set<string>();
  for (const document of documents) {
    for (const row of flattened(document, own)) {
      rows.push(row);
      for (const column of row.keys()) columns.add(column);
    }
    await unpacking.pause();
  }
  if (columns.size > MOST_COLUMNS) throw new Problem('file-not-a-table', {file: file.name, kind: 'JSON'});
  const table = tableFile(file.name);
  table.add([...columns]);
  for (const row of rows) {
    table.add(Array.from(columns, (column) => row.get(column) ?? ''));
    await unpacking.pause();
  }
  return [table.done()];
};

/** Lists whose entries are rows of their own: what was ordered. */
const lines =
  /^(?:order_?|line_?)?(?:items|lines)$|^positions$|^positionen$|^products$|^produkte$|^artikel$/i;

/**
 * The rows of a document: one, or one for each entry of its list of order lines, with its own fields repeated. A field of a
 * line that the documents have a field of the same name for is called `item …`, and so is its name: it is not the customer's.
 */
function flattened(document: Row, own: ReadonlySet<string>): Map<string, string>[] {
  const found = Object.entries(document).find(([name, value]) => lines.test(name) && isList(value));
  const shared = new Map(fieldsOf(document, '', found?.[0]));
  if (!found) return [shared];
  return (found[1] as readonly Row[]).map((line) => {
    const row = new Map(shared);
    for (const [name, text] of fieldsOf(line, ''))
      row.set(own.has(name) || name === 'name' ? `item ${name}` : name, text);
    return row;
  });
}

/** Names and texts of the fields of an object; those of nested objects as `parent child`. */
function fieldsOf(row: Row, parent: string, except?: string): [name: string, text: string][] {
  return Object.entries(row).flatMap(([key, value]): [string, string][] => {
    if (key === except) return [];
    const name = parent === '' ? key : `${parent} ${key}`;
    return isRow(value) ? fieldsOf(value, name) : [[name, textOf(value)]];
  });
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object') return String(value);
  const plain = Array.isArray(value) && value.every((part) => typeof part !== 'object');
  return plain ? value.join(', ') : JSON.stringify(value);
}

/** The objects of the file, one per row to be. */
async function documentsOf(file: File, {pause, report}: Unpacking): Promise<readonly Row[]> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  for await (const {bytes, consumed} of piecesOf(file)) {
    text += decoder.decode(bytes, {stream: true});
    if (text.length > LARGEST) throw new Problem('file-too-large', {file: file.name});
    await pause();
    report(consumed / file.size);
  }
  text += decoder.decode();
  const whole = parsed(text);
  if (whole !== undefined) {
    const rows = longestList(whole);
    if (rows) return rows;
    if (isRow(whole)) return [whole];
    throw new Problem('file-not-a-table', {file: file.name, kind: 'JSON'});
  }
  const rows: Row[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const row = parsed(line);
    if (!isRow(row)) throw new Problem('file-damaged', {file: file.name});
    rows.push(row);
    await pause();
  }
  return rows;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly Row[] {
  return Array.isArray(value) && value.length > 0 && value.every(isRow);
}

/** The longest list of objects: `{"page": 1, "orders": [ … ]}` has its rows one level down. */
function longestList(value: unknown): readonly Row[] | null {
  if (isList(value)) return value;
  if (!isRow(value)) return null;
  // An object with an order number is a row itself, its lists are those of its lines.
  if (Object.entries(value).some(([name, part]) => lines.test(name) && isList(part))) {
    const others = Object.values(value).filter((part) => !isList(part));
    if (others.length > 1) return null;
  }
  return Object.values(value)
    .map(longestList)
    .reduce((best, list) => ((list?.length ?? 0) > (best?.length ?? 0) ? list : best), null);
}
