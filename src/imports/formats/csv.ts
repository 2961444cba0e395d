import {joined} from '../../lib/bytes';
import {literal} from '../../lib/sql';
import type {Mojibake} from '../parse/mojibake';
import {createShapes, type Shapes} from '../parse/shapes';
import type {Dialect} from '../recipe';
import {piecesOf} from './bytes';
import {decoderOf} from './decode';
import {createRecordReader, fieldText, marksOf, type RecordReader} from './records';
import {SEPARATOR} from './table_file';

const LF = 10;
const CR = 13;

/** A stretch of records that DuckDB can read without a doubt: UTF-8, one line end, one width. */
export interface Slice {
  readonly bytes: Uint8Array;
  readonly records: number;
  readonly newline: '\\n' | '\\r\\n';
  /** Bytes of the longest record. */
  readonly longest: number;
  /** Records of the slice, counted from the first record of data in the file, that do not fit the table. */
  readonly misfits: readonly number[];
  /** The cells of these records, as they stand in the file. */
  readonly misfitCells: readonly (readonly string[])[];
  /** Bytes of the file read so far. */
  readonly consumed: number;
  /** The line of the text, from 1, on which each record begins; empty unless they are asked for. */
  readonly lines: readonly number[];
}

/** What somebody wants to know of the reading beside the records. */
interface Watch {
  /** The line on which each record begins. */
  readonly numbered?: boolean;
  readonly noticed?: (found: Mojibake) => void;
}

/** The expression by which the engine reads a slice, every column as text, `k0` the first. */
export function readSlice({separator, quote}: Dialect, {newline, longest}: Slice, width: number): string {
  const columns = Array.from({length: width}, (_, index) => `'k${index}': 'varchar'`).join(', ');
  return `read_csv('in/slice.csv', auto_detect = false, header = false, delim = ${literal(separator)},
    quote = ${literal(quote)}, escape = ${literal(quote)}, new_line = '${newline}', columns = {${columns}},
    max_line_size = ${Math.max(2_097_152, longest + 16)})`;
}

/**
 * The records of a text file after the header. Every record of the file becomes one record of a slice, so that a row
 * number means the same everywhere; a record that does not fit the table becomes an empty one and is named a misfit: it
 * has too many cells, it is the header once more, or its cells have visibly slipped into other columns.
 */
export async function* slicesOf(
  file: File,
  dialect: Dialect,
  width: number,
  {numbered = false, noticed}: Watch = {},
): AsyncGenerator<Slice> {
  const reader = createRecordReader(marksOf(dialect.separator, dialect.quote, dialect.escape), width);
  const decode = decoderOf(dialect, noticed);
  let rest: Uint8Array = new Uint8Array(0);
  let header: Uint8Array = new Uint8Array(0);
  let toSkip = dialect.skip;
  let first = 0;
  let line = 1;

  let held: {bytes: Uint8Array; consumed: number} | null = null;
  const emit = function* (bytes: Uint8Array, consumed: number, final: boolean): Generator<Slice> {
    const whole = rest.length === 0 ? bytes : joined([rest, bytes]);
    reader.position = 0;
    for (; toSkip > 0; toSkip--) {
      const from = reader.position;
      if (from >= whole.length || !reader.next(whole, whole.length, final)) break;
      header = whole.slice(from, endOf(reader));
      if (numbered) line += lineEnds(whole, from, reader.position);
    }
    if (toSkip > 0) {
      rest = whole.subarray(reader.position);
      return;
    }
    const lines: number[] = [];
    const shape = survey(reader, whole, final, width, header, (start, end) => {
      if (!numbered) return;
      lines.push(line);
      line += lineEnds(whole, start, end);
    });
    rest = whole.subarray(shape.to);
    if (shape.records === 0) return;
    const slice = shape.uniform
      ? {bytes: whole.subarray(shape.from, shape.to), misfits: [], misfitCells: [], newline: shape.newline}
      : rewritten(reader, whole, shape, final, width, dialect, first, header);
    yield {...slice, records: shape.records, longest: shape.longest, consumed, lines};
    first += shape.records;
  };

  for await (const piece of piecesOf(file)) {
    if (held) yield* emit(decode(held.bytes, false), held.consumed, false);
    held = piece;
  }
  if (held) yield* emit(decode(held.bytes, true), held.consumed, true);
}

/** Ends of lines, of any kind, in a stretch of bytes that does not begin inside one. */
function lineEnds(bytes: Uint8Array, from: number, to: number): number {
  let ends = 0;
  for (let at = from; at < to; at++) {
    if (bytes[at] === LF ? bytes[at - 1] !== CR || at === from : bytes[at] === CR) ends++;
  }
  return ends;
}

/** Where the last field of a record ends. */
function endOf({offsets, width}: RecordReader): number {
  return offsets[2 * width - 1]!;
}

interface Shape {
  readonly from: number;
  readonly to: number;
  readonly records: number;
  readonly longest: number;
  readonly uniform: boolean;
  readonly newline: Slice['newline'];
}

function survey(
  reader: RecordReader,
  bytes: Uint8Array,
  final: boolean,
  width: number,
  header: Uint8Array,
  passed: (start: number, end: number) => void,
): Shape {
  const from = reader.position;
  let records = 0;
  let odd = 0;
  let windows = 0;
  let longest = 0;
  let start = from;
  while (start < bytes.length && reader.next(bytes, bytes.length, final)) {
    records++;
    if (!reader.regular || reader.width !== width || reader.ending === 0) odd++;
    else if (width === 1 && reader.offsets[0] === reader.offsets[1]) odd++;
    else if (repeats(bytes, start, endOf(reader), header)) odd++;
    if (reader.ending === 2) windows++;
    longest = Math.max(longest, reader.position - start);
    passed(start, reader.position);
    start = reader.position;
  }
  return {
    from,
    to: start,
    records,
    longest,
    uniform: odd === 0 && (windows === 0 || windows === records),
    newline: windows > 0 ? '\\r\\n' : '\\n',
  };
}

const MARK = 3;

/** Whether a record is the header once more, perhaps behind the byte order mark of a file put below another. */
function repeats(bytes: Uint8Array, from: number, to: number, header: Uint8Array): boolean {
  const start = to - header.length;
  if (header.length === 0 || (start !== from && start !== from + MARK)) return false;
  if (start !== from && bytes[from] !== 0xef) return false;
  for (let at = 0; at < header.length; at++) if (bytes[start + at] !== header[at]) return false;
  return true;
}

/**
 * The records of a shape in the same dialect, with one line end and one width. Regular records are copied as they
 * stand; of the others every cell is read and quoted anew. Used only where a slice is not uniform.
 */
function rewritten(
  reader: RecordReader,
  bytes: Uint8Array,
  shape: Shape,
  final: boolean,
  width: number,
  {separator, quote, escape}: Dialect,
  first: number,
  header: Uint8Array,
): Pick<Slice, 'bytes' | 'misfits' | 'misfitCells' | 'newline'> {
  const misfits: number[] = [];
  const misfitCells: (readonly string[])[] = [];
  const encoder = new TextEncoder();
  const {append, written} = growing(shape.to - shape.from + 4096);
  const lineEnd = Uint8Array.of(LF);
  // A table that was written here has its cells in their columns: a row that ends early lacks but its empty ones.
  const made = separator === SEPARATOR && width > 1;
  const empty = encoder.encode(separator.repeat(width));
  const cells = cellsOf(quote, escape);
  const shapes = shapesOf(reader, bytes, shape, final, width, cells);
  reader.position = shape.from;
  for (let record = 0; record < shape.records; record++) {
    const start = reader.position;
    reader.next(bytes, bytes.length, final);
    const end = endOf(reader);
    const again = repeats(bytes, start, end, header);
    const asItStands = reader.regular && end > start && !again;
    if (asItStands && (reader.width === width || (made && reader.width < width))) {
      append(bytes.subarray(start, end));
      append(empty.subarray(0, width - reader.width));
    } else {
      let row = cells(bytes, reader);
      const slipped =
        row.length !== width && (row.slice(width).some((cell) => cell.trim() !== '') || !shapes.fits(row));
      if (again || slipped) {
        misfits.push(first + record);
        misfitCells.push(row);
        row = [];
      }
      const fitted = Array.from({length: width}, (_, column) => quoted(row[column] ?? '', quote, width));
      append(encoder.encode(fitted.join(separator)));
    }
    append(lineEnd);
  }
  return {bytes: written(), misfits, misfitCells, newline: '\\n'};
}

/** Bytes one behind another, in a place that grows. */
function growing(size: number) {
  let out = new Uint8Array(size);
  let at = 0;
  return {
    append(part: Uint8Array) {
      if (at + part.length > out.length) {
        const larger = new Uint8Array((at + part.length) * 2);
        larger.set(out.subarray(0, at));
        out = larger;
      }
      out.set(part, at);
      at += part.length;
    },
    written: () => out.subarray(0, at),
  };
}

type ReadCells = (bytes: Uint8Array, reader: RecordReader) => string[];

/** Reads the cells of the record that a reader has just passed. */
function cellsOf(quote: string, escape: string | undefined): ReadCells {
  const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
  return (bytes, {offsets, width}) =>
    Array.from({length: width}, (_, column) =>
      fieldText(decoder.decode(bytes.subarray(offsets[2 * column], offsets[2 * column + 1])), quote, escape),
    );
}

const LEARNT = 300;

/** The kinds of cells in the columns, by the first records that fit the table. */
function shapesOf(
  reader: RecordReader,
  bytes: Uint8Array,
  {from, records}: Shape,
  final: boolean,
  width: number,
  cells: ReadCells,
): Shapes {
  const shapes = createShapes(width);
  reader.position = from;
  for (let record = 0, learnt = 0; record < records && learnt < LEARNT; record++) {
    reader.next(bytes, bytes.length, final);
    if (reader.width !== width) continue;
    shapes.learn(cells(bytes, reader));
    learnt++;
  }
  return shapes;
}

/** A cell as DuckDB reads it back; it passes over an empty line, so the empty cell of a one-column file is quoted. */
function quoted(cell: string, quote: string, width: number): string {
  if (quote === '' || (cell === '' && width > 1)) return cell;
  return quote + cell.replaceAll(quote, quote + quote) + quote;
}

/** The records of a UTF-8 text as cells, for looking at. */
export function sampleRecords(
  text: string,
  separator: string,
  quote: string,
  limit: number,
  {escape, width}: {readonly escape?: string; readonly width?: number} = {},
): string[][] {
  const bytes = new TextEncoder().encode(text);
  const reader = createRecordReader(marksOf(separator, quote, escape), width);
  const cells = cellsOf(quote, escape);
  const records: string[][] = [];
  while (records.length < limit && reader.position < bytes.length && reader.next(bytes, bytes.length, true))
    records.push(cells(bytes, reader));
  return records;
}
