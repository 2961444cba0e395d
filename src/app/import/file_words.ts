import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import {reasonLeftOut} from '../../text/left_out';
import type {FileReceipt, LeftOut, Preview, Recipe} from '../../worker/api';

/** What a file can hold. */
export const targetTexts: Readonly<Record<Recipe['target'], Text>> = {
  orders: {en: 'Orders', de: 'Bestellungen'},
  customers: {en: 'Contacts or customers', de: 'Kontakte oder Kunden'},
  events: {en: 'Newsletter or site events', de: 'Newsletter- oder Website-Ereignisse'},
  spend: {en: 'Marketing spend', de: 'Werbeausgaben'},
};

export const encodingTexts: Readonly<Record<Recipe['dialect']['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  macintosh: 'MacRoman',
};

/** More names than these are only counted. */
const MOST_NAMED = 12;

/** What is not read, each with its reason. */
export function leftOutText(parts: readonly LeftOut[], {count, list}: Format): Text {
  const more = parts.length - MOST_NAMED;
  // What stands for several is never one of those that are only counted.
  const several = ({code}: LeftOut) => Number(code === 'file-beyond-most');
  const named = [...parts]
    .sort((a, b) => several(b) - several(a))
    .slice(0, more > 0 ? MOST_NAMED : undefined);
  const together = (language: keyof Text, others: string) =>
    list([
      ...named.map(({name, code, facts}) => `${name} (${reasonLeftOut(code, facts)[language]})`),
      ...(more > 0 ? [others] : []),
    ]);
  return {en: together('en', `${count(more)} more`), de: together('de', `${count(more)} weitere`)};
}

/** What was put right in reading a file, and what came with it and is not read. */
export function readingText(note: Preview['reading'][number], format: Format): Text {
  const {count, list} = format;
  if (note.kind === 'left-out' || note.kind === 'left-beside') {
    const left = leftOutText(note.parts, format);
    return note.kind === 'left-out'
      ? {en: `Not read of “${note.of}”: ${left.en}.`, de: `Nicht gelesen aus „${note.of}“: ${left.de}.`}
      : {en: `Came along and is not read: ${left.en}.`, de: `Kam mit und wird nicht gelesen: ${left.de}.`};
  }
  if (note.kind === 'macintosh')
    return {
      en: 'Read as a Macintosh writes (MacRoman); choose other characters if umlauts look wrong.',
      de: 'Gelesen, wie ein Macintosh schreibt (MacRoman); wählen Sie andere Zeichen, wenn Umlaute falsch aussehen.',
    };
  if (note.kind === 'hidden-sheets')
    return {
      en: `Hidden sheets of the workbook are not read: ${list(note.names)}. Show them in Excel if they belong to it.`,
      de: `Ausgeblendete Blätter der Mappe werden nicht gelesen: ${list(note.names)}. Blenden Sie sie in Excel ein, wenn sie dazugehören.`,
    };
  const [first] = note.samples;
  const [raw = '', read = ''] = first ?? [];
  const example = {en: `such as “${raw}” → “${read}”`, de: `etwa „${raw}“ → „${read}“`};
  if (note.kind === 'mixed-encoding')
    return {
      en: `${count(note.lines)} ${note.lines === 1 ? 'line is' : 'lines are'} in another encoding (Windows-1252) and read as such.`,
      de: `${count(note.lines)} ${note.lines === 1 ? 'Zeile steht' : 'Zeilen stehen'} in einer anderen Kodierung (Windows-1252) und ${note.lines === 1 ? 'wird' : 'werden'} so gelesen.`,
    };
  return {
    en: `Umlauts were encoded twice in ${count(note.lines)} ${note.lines === 1 ? 'line' : 'lines'} and are put right, ${example.en}.`,
    de: `Umlaute waren in ${count(note.lines)} ${note.lines === 1 ? 'Zeile' : 'Zeilen'} doppelt kodiert und werden berichtigt, ${example.de}.`,
  };
}

/** Whether times are in UTC and nobody has said where the shop is. */
export function areUtc({zoned}: FileReceipt['verdicts'][number]): boolean {
  return zoned?.asTheyStand === true && zoned.utc === zoned.cells;
}

export const utcText: Text = {
  en: 'The times are in UTC; in Germany that is one or two hours behind, and late orders fall on the day before.',
  de: 'Die Zeiten sind in UTC, in Deutschland ein oder zwei Stunden zurück; späte Bestellungen fallen auf den Vortag.',
};

/** Whether a layout is that of no system: its columns are found by their names alone. */
export function isPlain(profile: string): boolean {
  return ['generic', 'line-items', 'contacts', 'events', 'spend'].includes(profile);
}
