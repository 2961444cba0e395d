/** An entry of a ZIP archive. */
export interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  /** Its content as it lies there, packed or not. */
  readonly content: Uint8Array;
}

const SIGNATURE = [0x50, 0x4b, 0x03, 0x04];
const HEADER = 30;

/** The entries of a ZIP archive that begin in its first bytes; none where it is no archive. */
export function entriesIn(head: Uint8Array): readonly Entry[] {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const entries: Entry[] = [];
  for (let at = 0; at + HEADER <= head.length && beginsAt(head, at);) {
    const named = at + HEADER;
    const filled = named + view.getUint16(at + 26, true);
    const from = filled + view.getUint16(at + 28, true);
    const flags = view.getUint16(at + 6, true);
    const size = view.getUint32(at + 18, true);
    const next = size > 0 || (flags & SIZE_FOLLOWS) === 0 ? from + size : nextIn(head, from);
    entries.push({
      name: new TextDecoder().decode(head.subarray(named, filled)),
      encrypted: (flags & ENCRYPTED) !== 0,
      content: head.subarray(from, next),
    });
    at = next;
  }
  return entries;
}

const ENCRYPTED = 1;
/** The size stands behind the content. */
const SIZE_FOLLOWS = 8;

const beginsAt = (bytes: Uint8Array, at: number) =>
  SIGNATURE.every((byte, index) => bytes[at + index] === byte);

function nextIn(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) if (beginsAt(bytes, at)) return at;
  return bytes.length;
}
