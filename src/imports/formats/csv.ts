import {joined} from '../../lib/bytes';
import {detectEncoding, isUtf8} from '../parse/encoding';
import type {Dialect} from '../recipe';
import {piecesOf} from './bytes';
import {createRecordReader, fieldText, marksOf, type RecordReader} from './records';

/** A stretch of records that DuckDB can read without a doubt: UTF-8, one line end, one width. */
export interface Slice {
  readonly bytes: Uint8Array;
  readonly records: number;
  readonly newline: '\\n' | '\\r\\n';
  /** Bytes of the longest record. */
  readonly longest: number;
  /** Records of the slice, counted from the first record of data in the file, that had more cells than columns. */
  readonly misfits: readonly number[];
  /** Bytes of the file read so far. */
  readonly consumed: number;
}

/**
 * The records of a text file after the header. Every record of the file becomes one record of a slice, so that a row
 * number means the same everywhere; a record with too many cells becomes an empty one and is named a misfit.
 */
export async function* slicesOf(file: Blob, dialect: Dialect, width: number): AsyncGenerator<Slice> {
  const reader = createRecordReader(marksOf(dialect.separator, dialect.quote));
  let rest: Uint8Array = new Uint8Array(0);
  let toSkip = dialect.skip;
  let first = 0;
  const decode = decoder(dialect);

  let held: {bytes: Uint8Array; consumed: number} | null = null;
  const emit = function* (bytes: Uint8Array, consumed: number, final: boolean): Generator<Slice> {
    const whole = rest.length === 0 ? bytes : joined([rest, bytes]);
    const shape = survey(reader, whole, final, width, toSkip);
    toSkip -= shape.skipped;
    rest = whole.subarray(shape.to);
    if (shape.records === 0) return;
    const slice = shape.uniform
      ? {bytes: whole.subarray(shape.from, shape.to), misfits: [], newline: shape.newline}
      : rewritten(reader, whole, shape, final, width, dialect, first);
    yield {...slice, records: shape.records, longest: shape.longest, consumed};
    first += shape.records;
  };

  for await (const piece of piecesOf(file)) {
    if (held) yield* emit(decode(held.bytes, false), held.consumed, false);
    held = piece;
  }
  if (held) yield* emit(decode(held.bytes, true), held.consumed, true);
}

interface Shape {
  readonly from: number;
  readonly to: number;
  readonly skipped: number;
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
  toSkip: number,
): Shape {
  reader.position = 0;
  let skipped = 0;
  while (skipped < toSkip && reader.position < bytes.length && reader.next(bytes, bytes.length, final))
    skipped++;
  const from = reader.position;
  let records = 0;
  let odd = 0;
  let windows = 0;
  let longest = 0;
  let start = from;
  while (skipped === toSkip && start < bytes.length && reader.next(bytes, bytes.length, final)) {
    records++;
    if (!reader.regular || reader.width !== width || reader.ending === 0) odd++;
    else if (width === 1 && reader.offsets[0] === reader.offsets[1]) odd++;
    if (reader.ending === 2) windows++;
    longest = Math.max(longest, reader.position - start);
    start = reader.position;
  }
  return {
    from,
    to: start,
    skipped,
    records,
    longest,
    uniform: odd === 0 && (windows === 0 || windows === records),
    newline: windows > 0 ? '\\r\\n' : '\\n',
  };
}

const LF = 10;

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
  {separator, quote}: Dialect,
  first: number,
): Pick<Slice, 'bytes' | 'misfits' | 'newline'> {
  const misfits: number[] = [];
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let out = new Uint8Array(shape.to - shape.from + 4096);
  let at = 0;
  const append = (part: Uint8Array) => {
    if (at + part.length > out.length) {
      const larger = new Uint8Array((at + part.length) * 2);
      larger.set(out.subarray(0, at));
      out = larger;
    }
    out.set(part, at);
    at += part.length;
  };
  const lineEnd = Uint8Array.of(LF);
  reader.position = shape.from;
  for (let record = 0; record < shape.records; record++) {
    const start = reader.position;
    reader.next(bytes, bytes.length, final);
    const {offsets} = reader;
    const end = offsets[2 * reader.width - 1]!;
    if (reader.regular && reader.width === width && end > start) {
      append(bytes.subarray(start, end));
    } else {
      const misfit = cellsBeyond(bytes, reader, width);
      if (misfit) misfits.push(first + record);
      const cells = Array.from({length: width}, (_, column) => {
        if (misfit || column >= reader.width) return '';
        return fieldText(decoder.decode(bytes.subarray(offsets[2 * column], offsets[2 * column + 1])), quote);
      });
      append(encoder.encode(cells.map((cell) => quoted(cell, quote, width)).join(separator)));
    }
    append(lineEnd);
  }
  return {bytes: out.subarray(0, at), misfits, newline: '\\n'};
}

/** A cell as DuckDB reads it back; it passes over an empty line, so the empty cell of a one-column file is quoted. */
function quoted(cell: string, quote: string, width: number): string {
  if (quote === '' || (cell === '' && width > 1)) return cell;
  return quote + cell.replaceAll(quote, quote + quote) + quote;
}

function cellsBeyond(bytes: Uint8Array, reader: RecordReader, width: number): boolean {
  for (let column = width; column < reader.width; column++) {
    for (let at = reader.offsets[2 * column]!; at < reader.offsets[2 * column + 1]!; at++) {
      if (bytes[at] !== 32 && bytes[at] !== 9) return true;
    }
  }
  return false;
}

/** Bytes of any known encoding as UTF-8. A UTF-8 file with a line in Windows-1252 keeps that line readable. */
function decoder({encoding}: Dialect): (bytes: Uint8Array, final: boolean) => Uint8Array {
  const encoder = new TextEncoder();
  let started = false;
  const unmarked = (bytes: Uint8Array) => {
    if (started) return bytes;
    started = true;
    return bytes.subarray(detectEncoding(bytes).mark);
  };
  if (encoding !== 'utf-8') {
    const text = new TextDecoder(encoding);
    return (bytes, final) => encoder.encode(text.decode(unmarked(bytes), {stream: !final}));
  }
  let cut: Uint8Array = new Uint8Array(0);
  return (bytes, final) => {
    const fresh = unmarked(bytes);
    const whole = cut.length === 0 ? fresh : joined([cut, fresh]);
    const lineEnd = final ? whole.length : whole.lastIndexOf(LF) + 1;
    cut = whole.subarray(lineEnd);
    const lines = whole.subarray(0, lineEnd);
    return isUtf8(lines) ? lines : byLine(lines, encoder);
  };
}

function byLine(bytes: Uint8Array, encoder: TextEncoder): Uint8Array {
  const western = new TextDecoder('windows-1252');
  const parts: Uint8Array[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(LF, from);
    const to = end < 0 ? bytes.length : end + 1;
    const line = bytes.subarray(from, to);
    parts.push(isUtf8(line) ? line : encoder.encode(western.decode(line)));
    from = to;
  }
  return joined(parts);
}

/** The records of the first bytes of a file as texts, for looking at. */
export function sampleRecords(text: string, separator: string, quote: string, limit: number): string[][] {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const reader = createRecordReader(marksOf(separator, quote));
  const records: string[][] = [];
  while (records.length < limit && reader.position < bytes.length && reader.next(bytes, bytes.length, true)) {
    const cells: string[] = [];
    for (let column = 0; column < reader.width; column++) {
      const raw = decoder.decode(bytes.subarray(reader.offsets[2 * column], reader.offsets[2 * column + 1]));
      cells.push(fieldText(raw, quote));
    }
    records.push(cells);
  }
  return records;
}
