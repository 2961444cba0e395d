import {strFromU8, strToU8, unzipSync, zipSync, type Zippable} from 'fflate';

/** Texts and files in one archive, in their order; a file is compressed in itself and only packed. */
export async function zipped(entries: Readonly<Record<string, string | Blob>>): Promise<Blob> {
  const packed: Zippable = {};
  for (const [name, content] of Object.entries(entries))
    packed[name] =
      typeof content === 'string'
        ? strToU8(content)
        : [new Uint8Array(await content.arrayBuffer()), {level: 0}];
  return new Blob([zipSync(packed) as Uint8Array<ArrayBuffer>], {type: 'application/zip'});
}

/** What is in an archive; throws where it is damaged or larger than it may be when unpacked. */
export async function unzipped(
  archive: Blob,
  most: number,
): Promise<{text(name: string): string | null; file(name: string): File | null}> {
  let size = 0;
  const entries = unzipSync(new Uint8Array(await archive.arrayBuffer()), {
    filter: ({originalSize}) => (size += originalSize) <= most,
  });
  return {
    text: (name) => (entries[name] ? strFromU8(entries[name]) : null),
    file: (name) => (entries[name] ? new File([entries[name] as Uint8Array<ArrayBuffer>], name) : null),
  };
}
