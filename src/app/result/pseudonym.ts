import type {Text} from '../../text/language';

const DIGITS = 6;

/**
 * The same short code for the same customer number, or e-mail address where there is none: in whatever order the files were
 * read, and with whatever comes later. Who does not know the number cannot read it from the code.
 */
export function pseudonym(identity: string): Text {
  // FNV-1a, whose digits are mixed once more so that numbers in a row do not look like each other.
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(identity)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  const code = ((hash ^ (hash >>> 16)) >>> 0).toString(16).toUpperCase().padStart(8, '0').slice(-DIGITS);
  return {en: `Customer ${code}`, de: `Kunde ${code}`};
}
