const LF = 10;
const CR = 13;
const TAB = 9;
const BLANK = 32;
const BACKSLASH = 92;

/** The bytes that matter in one dialect. */
export interface Marks {
  readonly separator: number;
  /** −1 where nothing is quoted. */
  readonly quote: number;
  /** A quote behind a backslash is text. */
  readonly escapes: boolean;
  readonly special: Uint8Array;
}

export function marksOf(separator: string, quote: string, escape = ''): Marks {
  const special = new Uint8Array(256);
  const marks = {
    separator: separator.charCodeAt(0),
    quote: quote === '' ? -1 : quote.charCodeAt(0),
    escapes: escape === '\\',
    special,
  };
  for (const byte of [marks.separator, LF, CR, 0]) special[byte] = 1;
  if (marks.quote >= 0) special[marks.quote] = 1;
  if (marks.escapes) special[BACKSLASH] = 1;
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
 * field that never closes, or before whose end another field seems to open, is text up to its separator. Where the width
 * of the table is known, quotes that join several whole rows into one of another width do not count as quotes.
 */
export function createRecordReader(marks: Marks, columns = 0): RecordReader {
  const {separator, quote, special} = marks;
  const offsets: number[] = [];

  /** Reads a record; a quoted field ends before `quotesTo`. */
  const read = (bytes: Uint8Array, from: number, end: number, final: boolean, quotesTo: number): boolean => {
    let at = from;
    let width = 0;
    let regular = true;
    for (;;) {
      const start = at;
      let quoted = false;
      let open = at;
      if (bytes[open] === BLANK && open < end) {
        while (open < end && bytes[open] === BLANK) open++;
        if (open >= end && !final) return false;
      }
      if (open < end && bytes[open] === quote) {
        const closed = closingQuote(bytes, open, quotesTo, marks);
        if (closed === INCOMPLETE && !final && quotesTo === end) return false;
        // Behind a blank a quote counts only if it is one without doubt.
        quoted = closed !== INCOMPLETE && closed !== UNCLOSED && (open === at || closed > 0);
        if (quoted) at = Math.abs(closed);
        if (!quoted || closed < 0 || open > start) regular = false;
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
  };

  /** Reads a record whose quotes all close on its own line. */
  const readLine = (bytes: Uint8Array, from: number, end: number, final: boolean): boolean => {
    const lineEnd = bytes.indexOf(LF, from);
    const whole = read(bytes, from, end, final, lineEnd < 0 || lineEnd > end ? end : lineEnd);
    if (whole) reader.regular = false;
    return whole;
  };

  /** Whether the lines up to a position are rows of the table each. */
  const areRows = (bytes: Uint8Array, from: number, to: number, end: number, final: boolean): boolean => {
    let at = from;
    while (at < to) {
      if (!readLine(bytes, at, end, final) || reader.width !== columns) return false;
      at = reader.position;
    }
    return true;
  };

  const reader: RecordReader = {
    position: 0,
    width: 0,
    offsets,
    regular: true,
    ending: 0,
    next(bytes, end, final) {
      const from = reader.position;
      if (!read(bytes, from, end, final, end)) return false;
      if (columns < 3 || reader.width === columns) return true;
      if (!bytes.subarray(from, offsets[2 * reader.width - 1]).includes(LF)) return true;
      return areRows(bytes, from, reader.position, end, final)
        ? readLine(bytes, from, end, final)
        : read(bytes, from, end, final, end);
    },
  };
  return reader;
}

const INCOMPLETE = 0;
const UNCLOSED = Number.MIN_SAFE_INTEGER;
// Beyond these a quote was never meant to enclose what follows, and looking on would cost the square of the file.
const MOST_STRAYS = 20;
const LONGEST = 16 << 20;

/**
 * Position after the closing quote and the blanks behind it, negative where a plain reading would not find it there;
 * INCOMPLETE at the end of the bytes.
 */
function closingQuote(
  bytes: Uint8Array,
  open: number,
  end: number,
  {separator, quote, escapes}: Marks,
): number {
  let at = open + 1;
  let strays = 0;
  let searched = open;
  let odd = false;
  for (;;) {
    const next = bytes.indexOf(quote, at);
    if (next < 0 || next >= end) return end - open > LONGEST ? UNCLOSED : INCOMPLETE;
    if (escapes && isEscaped(bytes, open, next)) {
      odd = true;
      at = next + 1;
      continue;
    }
    if (escapes && !odd) odd = bytes.subarray(open, next).includes(BACKSLASH);
    if (next + 1 >= end) return odd ? -(next + 1) : next + 1;
    const after = bytes[next + 1]!;
    if (after === quote) {
      at = next + 2;
      continue;
    }
    if (after === separator || after === LF || after === CR) return odd ? -(next + 1) : next + 1;
    if (after === BLANK || after === TAB) {
      let behind = next + 2;
      while (behind < end && (bytes[behind] === BLANK || bytes[behind] === TAB)) behind++;
      if (behind >= end || bytes[behind] === separator || bytes[behind] === LF || bytes[behind] === CR)
        return -behind;
    }
    odd = true;
    if (++strays > MOST_STRAYS) return UNCLOSED;
    // `"2,MG-8769,"Boots, tall"`: here another field opens, so the first quote is only a character.
    if (bytes[next - 1] === separator && next - 1 > open) return UNCLOSED;
    // Only ever the stretch since the last stray: a file without LF would be searched to its end each time.
    if (bytes.subarray(searched, next).includes(LF)) return UNCLOSED;
    searched = next;
    at = next + 1;
  }
}

/** Whether an odd number of backslashes stands before a quote. */
function isEscaped(bytes: Uint8Array, open: number, quote: number): boolean {
  let at = quote - 1;
  while (at > open && bytes[at] === BACKSLASH) at--;
  return (quote - at) % 2 === 0;
}

/** The text of a field: outer quotes taken off, doubled quotes halved, escaped ones bared, NULs dropped. */
export function fieldText(raw: string, quote: string, escape = ''): string {
  let text = raw;
  if (quote !== '') {
    const bare = raw.trim();
    if (bare.length >= 2 && bare.startsWith(quote) && bare.endsWith(quote)) {
      const inner = bare.slice(1, -1);
      const sure = raw.startsWith(quote) || !inner.replaceAll(quote + quote, '').includes(quote);
      if (sure) text = inner.replaceAll(quote + quote, quote);
    }
    if (escape !== '') text = text.replaceAll(escape + quote, quote).replaceAll(escape + escape, escape);
  }
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}
