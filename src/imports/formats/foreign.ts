import type {Entry} from './entries';

/** How files begin that hold no text; those of formats that are read come here only from too deep in an archive. */
const signatures: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['XLSX/ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['XLS', [0xd0, 0xcf, 0x11, 0xe0]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
];

/** What a file is that is no text, by its first bytes. */
export function foreignKind(head: Uint8Array): string | null {
  return signatures.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte))?.[0] ?? null;
}

/** Documents that are archives, by the name of an entry or by what their `mimetype` says. */
const archived: readonly (readonly [kind: string, entry: RegExp])[] = [
  ['DOCX', /^word\//],
  ['PPTX', /^ppt\//],
  ['ODT', /^mimetype:application\/vnd\.oasis\.opendocument\.text/],
  ['ODS', /^mimetype:application\/vnd\.oasis\.opendocument\.spreadsheet/],
  ['ODP', /^mimetype:application\/vnd\.oasis\.opendocument\.presentation/],
  ['iWork', /^Index\/\w+\.iwa:|^Index\.zip:/],
];

/** The kind of document that an archive is; null where it holds files, or is a workbook of Excel. */
export function documentKind(entries: readonly Entry[]): string | null {
  const described = entries.map(
    ({name, content}) => `${name}:${new TextDecoder('latin1').decode(content.subarray(0, 80))}`,
  );
  return archived.find(([, form]) => described.some((entry) => form.test(entry)))?.[0] ?? null;
}

/** The kind of markup that a text is, which some systems write under the name of a workbook. */
export function markupKind(text: string): string | null {
  if (/^\s*<(?:!doctype html|html|head|meta|table)\b/i.test(text)) return 'HTML';
  return /^\s*<\?xml\b/.test(text) ? 'XML' : null;
}
