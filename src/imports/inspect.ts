import {Problem} from '../lib/problem';
import type {Text} from '../text/language';
import {fieldsOf, type Target} from './fields';
import {headOf} from './formats/bytes';
import {headerSet} from './headers';
import {profiles} from './index';
import {detectDialect} from './parse/dialect';
import {detectEncoding} from './parse/encoding';
import {findHeader} from './parse/headers';
import {defaultRules, type Recipe} from './recipe';

/** What the first look at a file says; enough to load it, or to ask what is missing. */
export interface Preview {
  readonly fileName: string;
  readonly fileSize: number;
  readonly recipe: Recipe;
  /** The first rows of data as they stand in the file. */
  readonly rows: readonly (readonly string[])[];
  /** Name of the layout that was recognised. */
  readonly layout: Text;
  /** The fields that a column can be chosen for, with their names. */
  readonly fields: Readonly<Record<string, Text>>;
  /** What must be mapped before the file can be loaded; each entry is a list of fields of which one is enough. */
  readonly required: readonly (readonly string[])[];
}

const HEAD = 512 << 10;
const SHOWN = 50;

/** Recognises encoding, dialect, header and system of a file from its beginning. */
export async function inspect(file: File): Promise<Preview> {
  if (file.size === 0) throw new Problem('file-empty', {file: file.name});
  const head = await headOf(file, HEAD);
  const kind = foreignKind(head);
  if (kind) throw new Problem('file-not-a-table', {file: file.name, kind});
  const {encoding, mark} = detectEncoding(head);
  const complete = head.length < HEAD;
  const text = new TextDecoder(encoding).decode(head.subarray(mark), {stream: !complete});
  if (text.trim() === '') throw new Problem('file-empty', {file: file.name});
  if (looksBinary(text)) throw new Problem('file-not-a-table', {file: file.name, kind: 'binary'});

  const {separator, quote, records, width, before} = detectDialect(text, complete);
  const {skip, headers} = findHeader(records, width);
  if (records.length <= skip) throw new Problem('file-no-rows', {file: file.name});
  const known = headerSet(headers);
  const profile = profiles.find((candidate) => candidate.recognises(known))!;
  const rows = records
    .slice(skip, skip + SHOWN)
    .map((record) => headers.map((_, index) => record[index] ?? ''));
  const columns = withoutNames(profile.columns(known), headers, rows);
  return {
    fileName: file.name,
    fileSize: file.size,
    recipe: {
      profile: profile.id,
      target: profile.target,
      dialect: {encoding, separator, quote, skip: before + skip},
      headers,
      columns,
      answers: {},
      states: {},
      rules: defaultRules,
    },
    rows,
    layout: profile.name,
    fields: Object.fromEntries(
      Object.entries(fieldsOf(profile.target)).map(([field, {title}]) => [field, title]),
    ),
    required: required[profile.target],
  };
}

const required: Readonly<Record<Target, readonly (readonly string[])[]>> = {
  orders: [
    ['ordered_at'],
    ['customer_id', 'email'],
    ['total', 'net', 'subtotal', 'line_total', 'unit_price'],
  ],
  customers: [['customer_id', 'email']],
  events: [['customer_id', 'email'], ['occurred_on'], ['kind']],
  spend: [['month'], ['amount']],
};

/** A column of names is not one of customer numbers: two people can bear one name, so it is never joined on. */
function withoutNames(
  columns: Readonly<Record<string, string>>,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): Readonly<Record<string, string>> {
  const {customer_id: header, ...others} = columns;
  if (header === undefined) return columns;
  const cells = rows.map((row) => row[headers.indexOf(header)]!).filter((cell) => cell !== '');
  const names = cells.filter((cell) => /^\p{L}[\p{L}.'-]+,? +\p{L}/u.test(cell));
  return names.length * 2 > cells.length ? others : columns;
}

const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['XLSX/ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['XLS', [0xd0, 0xcf, 0x11, 0xe0]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
];

function foreignKind(head: Uint8Array): string | null {
  return signatures.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte))?.[0] ?? null;
}

function looksBinary(text: string): boolean {
  const start = text.slice(0, 4096);
  const odd = Array.from(start).filter((character) => /[\0-\x08\x0e-\x1f\ufffd]/.test(character)).length;
  return odd > start.length * 0.1;
}
