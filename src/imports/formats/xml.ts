/** The document is no XML, or is cut off. */
export class BrokenXml extends Error {}

/** What is made of a document. Names are without their prefix; attributes and texts come as they stand there. */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  /** A text, or a part of one, which may end inside an entity. */
  text(part: string): void;
  close(name: string): void;
}

/** A tag or a comment longer than this is none. */
const LONGEST = 16 << 20;

/** Reads a document that comes in pieces, which may end anywhere. */
export function xmlReader(handler: XmlHandler): {push(piece: string, last: boolean): void} {
  let rest = '';
  return {
    push(piece, last) {
      const read = rest + piece;
      const done = readTags(read, handler);
      rest = read.slice(done);
      if (rest.length > LONGEST || (last && rest.trim() !== '')) throw new BrokenXml();
    },
  };
}

/** Reads up to a tag or comment that is cut off; how far that was. */
function readTags(read: string, handler: XmlHandler): number {
  let at = 0;
  for (;;) {
    const begins = read.indexOf('<', at);
    const text = begins < 0 ? read.length : begins;
    if (text > at) handler.text(read.slice(at, text));
    if (begins < 0) return read.length;
    at = begins;
    const kind = read.charCodeAt(at + 1);
    if (kind === EXCLAMATION || kind === QUESTION) {
      const end = endOfAside(read, at, handler);
      if (end < 0) return at;
      at = end;
      continue;
    }
    const end = endOfTag(read, at + 1);
    if (end < 0) return at;
    if (kind === SLASH) handler.close(local(read.slice(at + 2, end).trimEnd()));
    else {
      const empty = read.charCodeAt(end - 1) === SLASH;
      const name = endOfName(read, at + 1, empty ? end - 1 : end);
      const called = local(read.slice(at + 1, name));
      handler.open(called, read.slice(name, empty ? end - 1 : end));
      if (empty) handler.close(called);
    }
    at = end + 1;
  }
}

const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
const GREATER = 62;
const EXCLAMATION = 33;
const QUESTION = 63;

/** Where a comment, a declaration or a stretch of plain text ends; −1 where it is cut off. */
function endOfAside(read: string, at: number, handler: XmlHandler): number {
  for (const [opens, closes] of asides) {
    if (!read.startsWith(opens, at)) {
      if (opens.startsWith(read.slice(at, at + opens.length))) return -1;
      continue;
    }
    const end = read.indexOf(closes, at + opens.length);
    if (end < 0) return -1;
    if (opens === PLAIN) handler.text(read.slice(at + PLAIN.length, end).replaceAll('&', '&amp;'));
    return end + closes.length;
  }
  return -1;
}

const PLAIN = '<![CDATA[';
const asides = [
  ['<!--', '-->'],
  [PLAIN, ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

/** The `>` of a tag; one between quotes is none. */
function endOfTag(read: string, from: number): number {
  let quote = 0;
  for (let at = from; at < read.length; at++) {
    const code = read.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
}

function endOfName(read: string, from: number, to: number): number {
  let at = from;
  while (at < to && read.charCodeAt(at) > SPACE) at++;
  return at;
}

const SPACE = 32;

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The attributes of a tag by their names without prefix. */
export function attributesOf(raw: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, , quoted] of raw.matchAll(/([^\s=]+)\s*=\s*(["'])(.*?)\2/gs))
    found[local(name!)] = plainText(quoted!);
  return found;
}

const entities: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};

/** A text with its entities replaced; what is none stays. */
export function plainText(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replaceAll(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name) return entities[name] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
