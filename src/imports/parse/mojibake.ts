import {upperHalf} from './western';

const byteOf = new Map(upperHalf.map((character, index) => [character, 128 + index]));
const middle = `\\u0080-\\u00bf${upperHalf.join('')}`;

/** A character of UTF-8 of two to four bytes, each byte taken for a character of Windows-1252. */
const encodedTwice = new RegExp(
  `[\\u00c2-\\u00df][${middle}]|[\\u00e0-\\u00ef][${middle}]{2}|[\\u00f0-\\u00f4][${middle}]{3}`,
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
