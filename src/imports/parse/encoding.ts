import type {Dialect} from '../recipe';

export interface DetectedEncoding {
  readonly encoding: Dialect['encoding'];
  /** Bytes of the byte order mark, which are not data. */
  readonly mark: number;
}

/**
 * The encoding of a file by its first bytes: a byte order mark, NULs in every other place (UTF-16), else UTF-8 if it
 * reads as such, else Windows-1252, which is what Excel writes on a German machine.
 */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return {encoding: 'utf-8', mark: 3};
  if (a === 0xff && b === 0xfe) return {encoding: 'utf-16le', mark: 2};
  if (a === 0xfe && b === 0xff) return {encoding: 'utf-16be', mark: 2};
  const utf16 = withoutMark(head);
  if (utf16) return {encoding: utf16, mark: 0};
  return {encoding: isUtf8(head) ? 'utf-8' : 'windows-1252', mark: 0};
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
  if (odd > half * 0.7 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.7 && odd < half * 0.05) return 'utf-16be';
  return null;
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
