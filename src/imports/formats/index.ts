import type {Format} from './define';
import {entriesIn, type Entry} from './entries';

const begins = (head: Uint8Array, text: string) => latin(head, text.length) === text;
const latin = (head: Uint8Array, length: number) =>
  new TextDecoder('latin1').decode(head.subarray(0, length));

/** Every format beside plain text, the particular before the general: a workbook is an archive too. */
export const formats: readonly Format[] = [
  {
    id: 'parquet',
    recognises: (head) => begins(head, 'PAR1'),
    reader: () => import('./parquet'),
  },
  {
    id: 'xlsx',
    recognises(head, name) {
      const named = /\.xls[xm]$/i.test(name);
      // With a password it lies in another kind of container, that of the older Excel.
      if (begins(head, '\xd0\xcf\x11\xe0')) return named;
      const contained = ({name: entry}: Entry) => entry === '[Content_Types].xml' || entry.startsWith('xl/');
      return begins(head, 'PK\x03\x04') && (named || entriesIn(head).some(contained));
    },
    reader: () => import('./xlsx'),
  },
  {
    id: 'zip',
    recognises: (head) => begins(head, 'PK\x03\x04') || begins(head, 'PK\x05\x06'),
    reader: () => import('./zip'),
  },
  {
    id: 'json',
    recognises(head, name) {
      const start = new TextDecoder()
        .decode(head.subarray(0, 4096))
        .replace(/^\ufeff/, '')
        .trimStart();
      if (/\.(?:json|ndjson|jsonl)(?:\.gz)?$/i.test(name)) return /^[[{]/.test(start);
      return /^\[\s*\{\s*"/.test(start) || /^\{\s*"(?:[^"\\]|\\.)*"\s*:/.test(start);
    },
    reader: () => import('./json'),
  },
];
