import {crc32} from '../../lib/crc32';
import {inflated} from './bytes';

/** A file in a ZIP archive, as the directory at the end of the archive has it. Sizes and places are bytes. */
export interface Archived {
  readonly name: string;
  readonly stored: boolean;
  readonly packed: number;
  readonly size: number;
  /** CRC-32 of its content. */
  readonly sum: number;
  /** Where its own header begins. */
  readonly at: number;
}

/** The archive is damaged, or is none. */
export class BrokenArchive extends Error {}

const END = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const WIDE_LOCATOR = 0x07064b50;
const WIDE_LOCATOR_SIZE = 20;
const WIDE_END = 0x06064b50;
const WIDE_END_SIZE = 56;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const HEADER = 0x04034b50;
const HEADER_SIZE = 30;
/** In its place stands a number of 64 bits elsewhere. */
const WIDE = 0xffffffff;
const MOST_ENTRIES = 100_000;

/**
 * The files of a ZIP archive by name, in the order of its directory. Unlike the headers in front of them, which a library
 * would read, it has their sizes, and the archive need not be in memory.
 */
export async function directoryOf(archive: Blob): Promise<ReadonlyMap<string, Archived>> {
  const {from, to, entries} = await placeOf(archive);
  const view = await viewOf(archive, from, to);
  const found = new Map<string, Archived>();
  for (let at = 0, entry = 0; entry < entries; entry++) {
    if (at + ENTRY_SIZE > view.byteLength || view.getUint32(at, true) !== ENTRY) throw new BrokenArchive();
    const named = at + ENTRY_SIZE;
    const extra = named + view.getUint16(at + 28, true);
    const next = extra + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw new BrokenArchive();
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, named, extra - named));
    const wide = wideNumbers(view, extra, view.getUint16(at + 30, true));
    const number = (place: number) => {
      const narrow = view.getUint32(at + place, true);
      return narrow === WIDE ? wide() : narrow;
    };
    const [size, packed, header] = [number(24), number(20), number(42)];
    const method = view.getUint16(at + 10, true);
    if (method === 0 || method === 8)
      found.set(name, {
        name,
        stored: method === 0,
        size,
        packed,
        sum: view.getUint32(at + 16, true),
        at: header,
      });
    at = next;
  }
  return found;
}

/** The content of a file of an archive, unpacked and checked. */
export async function* contentOf(archive: Blob, entry: Archived): AsyncGenerator<Uint8Array> {
  const header = await viewOf(archive, entry.at, entry.at + HEADER_SIZE);
  if (header.getUint32(0, true) !== HEADER) throw new BrokenArchive();
  const from = entry.at + HEADER_SIZE + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = archive.slice(from, from + entry.packed);
  let size = 0;
  let sum = 0;
  for await (const {bytes} of inflated(packed, entry.stored ? null : 'deflate-raw')) {
    size += bytes.length;
    if (size > entry.size) throw new BrokenArchive();
    sum = crc32(bytes, sum);
    yield bytes;
  }
  if (size < entry.size || sum !== entry.sum) throw new BrokenArchive();
}

/** Where the directory of an archive lies. */
async function placeOf(archive: Blob): Promise<{from: number; to: number; entries: number}> {
  const start = Math.max(0, archive.size - END_SIZE - LONGEST_COMMENT);
  const tail = await viewOf(archive, start, archive.size);
  let at = tail.byteLength - END_SIZE;
  while (at >= 0 && tail.getUint32(at, true) !== END) at--;
  if (at < 0) throw new BrokenArchive();
  const end = {
    entries: tail.getUint16(at + 10, true),
    length: tail.getUint32(at + 12, true),
    from: tail.getUint32(at + 16, true),
  };
  const located = at - WIDE_LOCATOR_SIZE;
  const isWide = end.entries === 0xffff || end.length === WIDE || end.from === WIDE;
  if (isWide && located >= 0 && tail.getUint32(located, true) === WIDE_LOCATOR) {
    const wideAt = Number(tail.getBigUint64(located + 8, true));
    const wide = await viewOf(archive, wideAt, wideAt + WIDE_END_SIZE);
    if (wide.getUint32(0, true) !== WIDE_END) throw new BrokenArchive();
    end.entries = Number(wide.getBigUint64(32, true));
    end.length = Number(wide.getBigUint64(40, true));
    end.from = Number(wide.getBigUint64(48, true));
  }
  if (end.entries > MOST_ENTRIES || end.from + end.length > archive.size) throw new BrokenArchive();
  return {from: end.from, to: end.from + end.length, entries: end.entries};
}

/** The numbers of 64 bits of an entry, one after another. */
function wideNumbers(view: DataView, from: number, length: number): () => number {
  let at = from;
  const end = from + length;
  while (at + 4 <= end && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  return () => {
    if (at + 8 > end) throw new BrokenArchive();
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  };
}

async function viewOf(archive: Blob, from: number, to: number): Promise<DataView> {
  const view = new DataView(await archive.slice(from, to).arrayBuffer());
  if (view.byteLength < to - from) throw new BrokenArchive();
  return view;
}
