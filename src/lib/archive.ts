/** Where the name of the first entry stands in a ZIP archive. */
const NAME_AT = 30;

/** Whether the first entry of an archive has a name that begins so, told from the first bytes. */
export async function beginsWith(archive: Blob, name: string): Promise<boolean> {
  return (await archive.slice(NAME_AT, NAME_AT + name.length).text()) === name;
}

/** Whether bytes begin as gzipped ones do. */
export async function isGzip(bytes: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await bytes.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}
