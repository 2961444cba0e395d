import type {ProblemCode, ProblemFacts} from '../../lib/problem';
import type {Dialect} from '../recipe';
import {isUtf8, linesOf} from './encoding';
import type {Mojibake} from './mojibake';
import {westernText} from './western';

/** What came with a file and is not read: a sheet, an entry of an archive, another file; and why. */
export interface LeftOut {
  readonly name: string;
  readonly code: ProblemCode;
  readonly facts: ProblemFacts;
}

/** Something about a file's text that was put right in reading it, for the user to know and to object to. */
export type Note =
  | {
      /** UTF-8 taken for Windows-1252 and encoded once more; read as it was before. */
      readonly kind: 'encoded-twice';
      /** Lines of the sample in which it occurs. */
      readonly lines: number;
      /** Lines of the sample with other characters beyond ASCII: the file is a mixture, and the reading a guess. */
      readonly otherwise: number;
      readonly samples: readonly (readonly [raw: string, read: string])[];
    }
  | {
      /** Lines in Windows-1252 among lines in UTF-8; each is read as what it is. */
      readonly kind: 'mixed-encoding';
      readonly lines: number;
      readonly samples: readonly (readonly [raw: string, read: string])[];
    }
  /** Sheets of the workbook that are hidden and therefore not read. */
  | {readonly kind: 'hidden-sheets'; readonly names: readonly string[]}
  /** What else is in the archive or workbook `of`, and is no table; said with its first table only. */
  | {readonly kind: 'left-out'; readonly of: string; readonly parts: readonly LeftOut[]}
  /** Files that came together with this one and are no tables; said with the first of them only. */
  | {readonly kind: 'left-beside'; readonly parts: readonly LeftOut[]}
  /** Read as MacRoman, because lines end with CR and its umlauts stand inside words. */
  | {readonly kind: 'macintosh'};

/** What there is to say about the first bytes of a file, and about what was encoded twice in them. */
export function notesOn(
  head: Uint8Array,
  mojibake: Mojibake | null,
  encoding: Dialect['encoding'],
): readonly Note[] {
  const notes: Note[] = [];
  if (encoding === 'macintosh') notes.push({kind: 'macintosh'});
  if (encoding === 'utf-8' && !isUtf8(head)) notes.push(mixedEncoding(head));
  if (mojibake) notes.push({kind: 'encoded-twice', ...mojibake});
  return notes;
}

function mixedEncoding(head: Uint8Array): Note {
  const samples: (readonly [string, string])[] = [];
  let lines = 0;
  for (const line of linesOf(head)) {
    if (isUtf8(line)) continue;
    lines++;
    if (samples.length < 3) samples.push([new TextDecoder().decode(line), westernText(line)]);
  }
  return {kind: 'mixed-encoding', lines, samples};
}
