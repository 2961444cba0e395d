/** A file of the release, as the published list has it. */
export interface Published {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Of its content unpacked: some hosts unpack on the way. */
  readonly inflated?: string;
}

/** The list that the host publishes; fails without a network. */
export async function publishedFiles(): Promise<{version: string; files: readonly Published[]}> {
  const response = await fetch('files.json', {cache: 'no-store'});
  if (!response.ok) throw new Error(`files.json: ${response.status}`);
  return (await response.json()) as {version: string; files: readonly Published[]};
}

/** Whether the file, as this page gets it, is the one of the list. */
export async function isAsPublished({name, sha256, inflated}: Published): Promise<boolean> {
  try {
    const response = await fetch(name === 'index.html' ? './' : name);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()));
    const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return found === sha256 || found === inflated;
  } catch {
    return false;
  }
}
