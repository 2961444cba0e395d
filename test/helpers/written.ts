import {gzipSync} from 'node:zlib';

/** How a table is written to bytes: everything that shops, spreadsheets and countries differ in. */
export interface Writing {
  readonly separator: string;
  readonly quote: string;
  /** Which cells are quoted. */
  readonly quoting: 'all' | 'needed';
  readonly newline: '\n' | '\r\n' | '\r';
  readonly encoding: keyof typeof encoders;
}

const macLetters = 'äöüÄÖÜßé„“–';
const macBytes = [0x8a, 0x9a, 0x9f, 0x80, 0x85, 0x86, 0xa7, 0x8e, 0xe3, 0xd2, 0xd0];
const westernLetters = '€„–“';
const westernBytes = [0x80, 0x84, 0x96, 0x93];

function oneByteEach(text: string, letters: string, bytes: readonly number[]): Buffer {
  return Buffer.from(Array.from(text, (letter) => bytes[letters.indexOf(letter)] ?? letter.charCodeAt(0)));
}

const encoders = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with mark': (text: string) => Buffer.from(`\ufeff${text}`),
  'UTF-8 gzipped': (text: string) => gzipSync(text),
  'Windows-1252': (text: string) => oneByteEach(text, westernLetters, westernBytes),
  MacRoman: (text: string) => oneByteEach(text, macLetters, macBytes),
  'UTF-16 LE': (text: string) => Buffer.from(text, 'utf16le'),
  'UTF-16 LE with mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 BE': (text: string) => Buffer.from(text, 'utf16le').swap16(),
  'UTF-16 BE with mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
} as const;

export const encodings = Object.keys(encoders) as (keyof typeof encoders)[];

/** The text of a table in a dialect, quotes doubled. */
export function written(rows: readonly (readonly string[])[], writing: Omit<Writing, 'encoding'>): string {
  const {separator, quote, quoting, newline} = writing;
  const cellOf = (cell: string) => {
    const needed = [separator, quote, '\n', '\r'].some((mark) => cell.includes(mark)) || /^\s|\s$/.test(cell);
    return quoting === 'all' || needed ? quote + cell.replaceAll(quote, quote + quote) + quote : cell;
  };
  return rows.map((row) => row.map(cellOf).join(separator) + newline).join('');
}

/** A file of a table in a dialect. */
export function writtenFile(
  rows: readonly (readonly string[])[],
  writing: Writing,
  name = 'orders.csv',
): File {
  return new File([Uint8Array.from(encoders[writing.encoding](written(rows, writing)))], name);
}
