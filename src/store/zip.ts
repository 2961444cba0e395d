import {crc32} from '../lib/crc32';
import {Problem} from '../lib/problem';

/** A file on its way into an archive. */
export interface Entry {
  readonly path: string;
  readonly content: Blob;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;
const END_SIZE = 22;
/** Sizes and positions are numbers of 32 bits. */
const LARGEST = 0xffffffff;
const PIECE = 4 << 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;

/**
 * An archive of files as they are: what a backup holds is packed already. Its content is only referred to, so that it need
 * not fit into memory; that is why no library makes it, which would copy every byte.
 */
export async function zipOf(entries: readonly Entry[]): Promise<Blob> {
  const parts: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let offset = 0;
  let listed = 0;
  for (const {path, content} of entries) {
    const name = new TextEncoder().encode(path);
    const about = [0, 0, 0x21, await checksumOf(content), content.size, content.size, name.length] as const;
    const [method, time, date, sum, packed, size, length] = about;
    const common = (view: DataView, at: number) => {
      view.setUint16(at, 20, true);
      view.setUint16(at + 2, FLAGS, true);
      view.setUint16(at + 4, method, true);
      view.setUint16(at + 6, time, true);
      view.setUint16(at + 8, date, true);
      view.setUint32(at + 10, sum, true);
      view.setUint32(at + 14, packed, true);
      view.setUint32(at + 18, size, true);
      view.setUint16(at + 22, length, true);
    };
    const local = new DataView(new ArrayBuffer(LOCAL_SIZE));
    local.setUint32(0, LOCAL, true);
    common(local, 4);
    const central = new DataView(new ArrayBuffer(CENTRAL_SIZE));
    central.setUint32(0, CENTRAL, true);
    central.setUint16(4, 20, true);
    common(central, 6);
    central.setUint32(42, offset, true);
    parts.push(local.buffer, name, content);
    directory.push(central.buffer, name);
    offset += LOCAL_SIZE + name.length + content.size;
    listed += CENTRAL_SIZE + name.length;
    if (offset + listed > LARGEST) throw new Problem('backup-too-large');
  }
  const end = new DataView(new ArrayBuffer(END_SIZE));
  end.setUint32(0, END, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, listed, true);
  end.setUint32(16, offset, true);
  return new Blob([...parts, ...directory, end.buffer], {type: 'application/zip'});
}

/** The files of an archive that `zipOf` made, not read yet; null where it is none, or not whole. */
export async function entriesOf(archive: Blob): Promise<ReadonlyMap<string, Blob> | null> {
  if (archive.size < END_SIZE) return null;
  const end = await viewOf(archive.slice(-END_SIZE));
  if (end.getUint32(0, true) !== END) return null;
  const [count, length, start] = [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)];
  if (start + length + END_SIZE !== archive.size) return null;
  const directory = await viewOf(archive.slice(start, start + length));
  const entries = new Map<string, Blob>();
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL_SIZE > length || directory.getUint32(at, true) !== CENTRAL) return null;
    const size = directory.getUint32(at + 24, true);
    const named = directory.getUint16(at + 28, true);
    const name = new Uint8Array(directory.buffer, at + CENTRAL_SIZE, named);
    const from = directory.getUint32(at + 42, true) + LOCAL_SIZE + named;
    entries.set(new TextDecoder().decode(name), archive.slice(from, from + size));
    at += CENTRAL_SIZE + named;
  }
  return entries;
}

const viewOf = async (blob: Blob) => new DataView(await blob.arrayBuffer());

async function checksumOf(blob: Blob): Promise<number> {
  let sum = 0;
  for (let from = 0; from < blob.size; from += PIECE)
    sum = crc32(new Uint8Array(await blob.slice(from, from + PIECE).arrayBuffer()), sum);
  return sum;
}
