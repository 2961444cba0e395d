import {upperHalf} from './western';

const byteOf = new Map(upperHalf.map((character, index) => [character, 128 + index]));
const middle = `\\u0080-\\u00bf${upperHalf.join('')}`;

/**
 * A character of UTF-8, each byte taken for a character of Windows-1252: letters of Latin scripts, signs of punctuation and
 * currency, pictures. Other scripts are left, for what is written in earnest looks like them: `„Spaß“`.
 */
const encodedTwice = new RegExp(
  `[ÂÃÅ][${middle}]|Ä(?![“”’…–—])[${middle}]|[âï][${middle}]{2}|ð[${middle}]{3}`,
  'gu',
);

/** Text in which UTF-8 was taken for Windows-1252 and encoded once more (`MÃ¼ller`), as it was before. */
export function undoubled(text: string): string {
  return text.replace(encodedTwice, (characters) => {
    const bytes = Uint8Array.from(
      characters,
      (character) => byteOf.get(character) ?? character.codePointAt(0)!,
    );
    try {
      return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
    } catch {
      return characters;
    }
  });
}

export interface Mojibake {
  /** Lines that hold such characters. */
  readonly lines: number;
  /** Words as they stand and as they read. */
  readonly samples: readonly (readonly [raw: string, read: string])[];
  /** Lines in which other characters beyond ASCII stand as they should: the file is a mixture. */
  readonly otherwise: number;
}

/** Where a text seems to be encoded twice; null where it does not. */
export function findMojibake(text: string): Mojibake | null {
  let lines = 0;
  let otherwise = 0;
  const samples = new Map<string, string>();
  for (const line of text.split(/[\r\n]+/)) {
    if (!/[^\x00-\x7f]/.test(line)) continue;
    const read = undoubled(line);
    if (/[^\x00-\x7f]/.test(line.replace(encodedTwice, ''))) otherwise++;
    if (read === line) continue;
    lines++;
    for (const raw of line.split(/[\s;,|"]+/)) {
      const word = undoubled(raw);
      if (word !== raw && samples.size < 3) samples.set(raw, word);
    }
  }
  return lines === 0 ? null : {lines, otherwise, samples: [...samples]};
}

/** Second bytes of Â, Ã, Ä, Å, â, ï and ð in UTF-8, and first bytes of what may follow them. */
const LEADS = new Set([0x82, 0x83, 0x84, 0x85, 0xa2, 0xaf, 0xb0]);
const BEYOND = new Set([0xc2, 0xc5, 0xc6, 0xcb, 0xe2]);

/** Whether bytes of UTF-8 may hold characters that were encoded twice; quick, for bytes of which hardly any do. */
export function mayBeDoubled(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0xc3); at >= 0; at = bytes.indexOf(0xc3, at + 1)) {
    if (LEADS.has(bytes[at + 1]!) && BEYOND.has(bytes[at + 2]!)) return true;
  }
  return false;
}

/** Two findings in parts of one file. */
export function together(a: Mojibake | null, b: Mojibake): Mojibake {
  return a === null
    ? b
    : {
        lines: a.lines + b.lines,
        otherwise: a.otherwise + b.otherwise,
        samples: [...a.samples, ...b.samples].slice(0, 3),
      };
}
