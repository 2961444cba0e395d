const LF = 10;
const CR = 13;

/** The bytes that matter in one dialect. */
export interface Marks {
  readonly separator: number;
  /** −1 where nothing is quoted. */
  readonly quote: number;
  readonly special: Uint8Array;
}

export function marksOf(separator: string, quote: string): Marks {
  const special = new Uint8Array(256);
  const marks = {
    separator: separator.charCodeAt(0),
    quote: quote === '' ? -1 : quote.charCodeAt(0),
    special,
  };
  for (const byte of [marks.separator, LF, CR, 0]) special[byte] = 1;
  if (marks.quote >= 0) special[marks.quote] = 1;
  return marks;
}

/** Reads one record after another from UTF-8 bytes. Fields are offsets; nothing is copied. */
export interface RecordReader {
  /** Where the next record starts. */
  position: number;
  /** Number of fields of the last record. */
  width: number;
  /** Start and end of each field of the last record, quotes included. */
  readonly offsets: number[];
  /** The last record says the same under a plain reading of RFC 4180: no stray quote, no NUL, no lone CR. */
  regular: boolean;
  /** How the last record ended: LF, CR LF, or 0 for the end of the bytes. */
  ending: 0 | 1 | 2;
  /** Advances over one record; false when the bytes end inside it (and more may come). */
  next(bytes: Uint8Array, end: number, final: boolean): boolean;
}

/**
 * A tolerant reader of RFC 4180. A quote inside a quoted field that neither closes it nor is doubled is text; a quoted
 * field that never closes, or that runs over a line end before such a stray quote, is text up to its separator.
 */
export function createRecordReader(marks: Marks): RecordReader {
  const {separator, quote, special} = marks;
  const offsets: number[] = [];

  const reader: RecordReader = {
    position: 0,
    width: 0,
    offsets,
    regular: true,
    ending: 0,
    next(bytes, end, final) {
      let at = reader.position;
      let width = 0;
      let regular = true;
      for (;;) {
        const start = at;
        let quoted = false;
        if (at < end && bytes[at] === quote) {
          const closed = closingQuote(bytes, at, end, separator, quote);
          if (closed === INCOMPLETE && !final) return false;
          quoted = closed !== INCOMPLETE && closed !== UNCLOSED;
          if (quoted) at = Math.abs(closed);
          if (!quoted || closed < 0) regular = false;
        }
        if (!quoted) {
          for (; at < end; at++) {
            const byte = bytes[at]!;
            if (special[byte] === 0) continue;
            if (byte === separator || byte === LF || byte === CR) break;
            regular = false;
          }
        }
        offsets[2 * width] = start;
        offsets[2 * width + 1] = at;
        width++;
        if (at >= end) {
          if (!final) return false;
          reader.ending = 0;
          break;
        }
        const byte = bytes[at]!;
        if (byte === separator) {
          at++;
          continue;
        }
        if (byte === LF) {
          reader.ending = 1;
          at++;
          break;
        }
        if (at + 1 >= end && !final) return false;
        if (bytes[at + 1] === LF && at + 1 < end) {
          reader.ending = 2;
          at += 2;
        } else {
          reader.ending = 1;
          regular = false;
          at++;
        }
        break;
      }
      reader.position = at;
      reader.width = width;
      reader.regular = regular;
      return true;
    },
  };
  return reader;
}

const INCOMPLETE = 0;
const UNCLOSED = Number.MIN_SAFE_INTEGER;

/** Position after the closing quote, negative when stray quotes stood before it; INCOMPLETE at the end of the bytes. */
function closingQuote(
  bytes: Uint8Array,
  open: number,
  end: number,
  separator: number,
  quote: number,
): number {
  let at = open + 1;
  let stray = false;
  for (;;) {
    const next = bytes.indexOf(quote, at);
    if (next < 0 || next >= end) return INCOMPLETE;
    if (next + 1 >= end) return stray ? -(next + 1) : next + 1;
    const after = bytes[next + 1]!;
    if (after === quote) {
      at = next + 2;
      continue;
    }
    if (after === separator || after === LF || after === CR) return stray ? -(next + 1) : next + 1;
    stray = true;
    const lineEnd = bytes.indexOf(LF, open);
    if (lineEnd >= 0 && lineEnd < next) return UNCLOSED;
    at = next + 1;
  }
}

/** The text of a field: outer quotes taken off, doubled quotes halved, NULs dropped. */
export function fieldText(raw: string, quote: string): string {
  let text = raw;
  if (quote !== '' && text.length >= 2 && text.startsWith(quote) && text.endsWith(quote)) {
    text = text.slice(1, -1).replaceAll(quote + quote, quote);
  }
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}
