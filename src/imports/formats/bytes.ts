import {joined} from '../../lib/bytes';
import {Problem} from '../../lib/problem';

export interface Piece {
  readonly bytes: Uint8Array;
  /** Bytes of the file on disk that have been read so far. */
  readonly consumed: number;
}

const PIECE = 8 << 20;

/** The content of a file in pieces of about 8 MiB, gunzipped where it is gzip. */
export async function* piecesOf(file: Blob): AsyncGenerator<Piece> {
  if (!(await isGzip(file))) {
    for (let from = 0; from < file.size; from += PIECE) {
      const to = Math.min(from + PIECE, file.size);
      yield {bytes: await bytesOf(file.slice(from, to)), consumed: to};
    }
    return;
  }
  let consumed = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      consumed += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const reader = file.stream().pipeThrough(counted).pipeThrough(new DecompressionStream('gzip')).getReader();
  let gathered: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const {value, done} = await reader.read();
      if (value) {
        gathered.push(value);
        length += value.length;
      }
      if (length >= PIECE || (done && length > 0)) {
        yield {bytes: joined(gathered), consumed};
        gathered = [];
        length = 0;
      }
      if (done) return;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('file-damaged', {}, error);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The first bytes of the content, at most `length`. */
export async function headOf(file: Blob, length: number): Promise<Uint8Array> {
  if (!(await isGzip(file))) return bytesOf(file.slice(0, length));
  for await (const {bytes} of piecesOf(file)) return bytes.subarray(0, length);
  return new Uint8Array(0);
}

async function isGzip(file: Blob): Promise<boolean> {
  const [a, b] = await bytesOf(file.slice(0, 2));
  return a === 0x1f && b === 0x8b;
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw new Problem('file-unreadable', {}, error);
  }
}
