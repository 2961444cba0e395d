import type {Dialect} from '../recipe';

export interface DetectedEncoding {
  readonly encoding: Dialect['encoding'];
  /** Bytes of the byte order mark, which are not data. */
  readonly mark: number;
}

/**
 * The encoding of a file by its first bytes: a byte order mark, NULs in every other place (UTF-16), UTF-8 if it reads as
 * such or if some lines do, MacRoman on clear evidence, else Windows-1252, which is what Excel writes on a German machine.
 */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  const marked = byteOrderMark(head);
  if (marked) return marked;
  const utf16 = withoutMark(head);
  if (utf16) return {encoding: utf16, mark: 0};
  if (isUtf8(head) || linesInUtf8(head) > 0) return {encoding: 'utf-8', mark: 0};
  return {encoding: isMacRoman(head) ? 'macintosh' : 'windows-1252', mark: 0};
}

/** What the byte order mark at the beginning says, if there is one. */
export function byteOrderMark([a, b, c]: Uint8Array): DetectedEncoding | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return {encoding: 'utf-8', mark: 3};
  if (a === 0xff && b === 0xfe) return {encoding: 'utf-16le', mark: 2};
  if (a === 0xfe && b === 0xff) return {encoding: 'utf-16be', mark: 2};
  return null;
}

function withoutMark(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(head.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > half * 0.3 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.3 && odd < half * 0.05) return 'utf-16be';
  return null;
}

const LF = 10;
const CR = 13;

/** Lines that are UTF-8 and say something beyond ASCII: in no other encoding does text look like that by chance. */
function linesInUtf8(head: Uint8Array): number {
  let lines = 0;
  for (const line of linesOf(head)) {
    if (line.some((byte) => byte > 127) && isUtf8(line)) lines++;
  }
  return lines;
}

/** Stretches of bytes up to and including each line end of any kind. */
export function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  let from = 0;
  let feed = bytes.indexOf(LF);
  let carriage = bytes.indexOf(CR);
  while (from < bytes.length) {
    if (feed >= 0 && feed < from) feed = bytes.indexOf(LF, from);
    if (carriage >= 0 && carriage < from) carriage = bytes.indexOf(CR, from);
    const ends = [feed, carriage].filter((end) => end >= 0);
    const to = ends.length === 0 ? bytes.length : Math.min(...ends) + 1;
    yield bytes.subarray(from, to);
    from = to;
  }
}

/**
 * Whether a text of one byte per character is a Macintosh's: lines end with a lone CR, and bytes that are marks of
 * punctuation in Windows-1252 stand inside words, where its own umlauts do not occur.
 */
function isMacRoman(head: Uint8Array): boolean {
  if (!head.includes(CR) || head.includes(LF)) return false;
  const isLetter = (byte = 0) => (byte | 32) >= 97 && (byte | 32) <= 122;
  let macintosh = 0;
  let windows = 0;
  for (let at = 1; at < head.length; at++) {
    const byte = head[at]!;
    if (byte < 128 || !isLetter(head[at - 1]) || !isLetter(head[at + 1])) continue;
    if (byte <= 0x9f) macintosh++;
    else if (byte >= 0xc0) windows++;
  }
  return macintosh > 0 && windows === 0;
}

/** Whether bytes are valid UTF-8; a character cut off at the end does not count against them. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', {fatal: true}).decode(bytes, {stream: true});
    return true;
  } catch {
    return false;
  }
}
