import {joined, piecesIn} from '../../lib/bytes';
import {Problem} from '../../lib/problem';

export interface Piece {
  readonly bytes: Uint8Array;
  /** Bytes of the file on disk that have been read so far. */
  readonly consumed: number;
}

const PIECE = 8 << 20;
/** Of a smaller file so many at least, so that it can be told how far it is, but none smaller than this. */
const PIECES = 8;
const SMALLEST = 2 << 20;

/** The content of a file in pieces of about 8 MiB, gunzipped where it is gzip. */
export async function* piecesOf(file: File): AsyncGenerator<Piece> {
  if (!(await isGzip(file))) {
    const length = Math.min(PIECE, Math.max(SMALLEST, Math.ceil(file.size / PIECES)));
    for (let from = 0; from < file.size; from += length) {
      const to = Math.min(from + length, file.size);
      yield {bytes: await bytesOf(file, from, to), consumed: to};
    }
    return;
  }
  let gathered: Uint8Array[] = [];
  let length = 0;
  let consumed = 0;
  try {
    for await (const piece of inflated(file, 'gzip')) {
      gathered.push(piece.bytes);
      length += piece.bytes.length;
      consumed = piece.consumed;
      if (length < PIECE) continue;
      yield {bytes: joined(gathered), consumed};
      gathered = [];
      length = 0;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('file-damaged', {file: file.name}, error);
  }
  if (length > 0) yield {bytes: joined(gathered), consumed};
}

/** What is packed in a blob, in pieces as the browser unpacks them; as it is where it is not packed. */
export async function* inflated(packed: Blob, format: CompressionFormat | null): AsyncGenerator<Piece> {
  let consumed = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      consumed += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const read = packed.stream().pipeThrough(counted);
  const content = format ? read.pipeThrough(new DecompressionStream(format)) : read;
  for await (const bytes of piecesIn(content)) yield {bytes, consumed};
}

/** A file as it was before gzip, for formats that are read from their end; a problem where it is larger than `most` bytes. */
export async function gunzipped(file: File, most: number): Promise<File> {
  if (!(await isGzip(file))) return file;
  const parts: Blob[] = [];
  let size = 0;
  for await (const {bytes} of piecesOf(file)) {
    size += bytes.length;
    if (size > most) throw new Problem('file-too-large', {file: file.name});
    parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  }
  return new File(parts, file.name);
}

/** The first bytes of the content, at most `length`. */
export async function headOf(file: File, length: number): Promise<Uint8Array> {
  if (!(await isGzip(file))) return bytesOf(file, 0, length);
  for await (const {bytes} of piecesOf(file)) return bytes.subarray(0, length);
  return new Uint8Array(0);
}

async function isGzip(file: File): Promise<boolean> {
  const [a, b] = await bytesOf(file, 0, 2);
  return a === 0x1f && b === 0x8b;
}

async function bytesOf(file: File, from: number, to: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (error) {
    throw new Problem('file-unreadable', {file: file.name}, error);
  }
}
