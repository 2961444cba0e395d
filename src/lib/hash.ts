const PIECE = 4 << 20;

/** SHA-256 of bytes, in hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytes));
}

/**
 * The fingerprint of a blob of any size, read in pieces of 4 MiB: the SHA-256 of the pieces' own SHA-256. The browser can
 * only hash what is in memory as a whole. Between two pieces the pause is taken.
 */
export async function fingerprintOf(blob: Blob, pause?: () => Promise<void>): Promise<string> {
  const digests: ArrayBuffer[] = [];
  for (let from = 0; from < blob.size; from += PIECE) {
    if (from > 0) await pause?.();
    digests.push(await crypto.subtle.digest('SHA-256', await blob.slice(from, from + PIECE).arrayBuffer()));
  }
  return hex(await crypto.subtle.digest('SHA-256', await new Blob(digests).arrayBuffer()));
}

function hex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
