import {Problem} from '../../lib/problem';
import {decoderOf} from '../formats/decode';
import {markupKind} from '../formats/foreign';
import type {Dialect} from '../recipe';
import {detectDialect} from './dialect';
import {detectEncoding} from './encoding';
import {findHeader} from './headers';
import {together, type Mojibake} from './mojibake';
import {notesOn, type Note} from './notes';

export interface FoundTable {
  readonly dialect: Dialect;
  readonly headers: readonly string[];
  /** The records of data. */
  readonly records: readonly (readonly string[])[];
  readonly notes: readonly Note[];
}

/** The table that the first bytes of a text file are the beginning of, in the encoding that is given or found. */
export function tableIn(
  file: string,
  head: Uint8Array,
  complete: boolean,
  encoding: Dialect['encoding'] = detectEncoding(head).encoding,
): FoundTable {
  let mojibake: Mojibake | null = null;
  const decode = decoderOf(
    {encoding, quote: '', ...(encoding === 'macintosh' ? {} : {doubled: true})},
    (found) => (mojibake = together(mojibake, found)),
  );
  const text = new TextDecoder().decode(decode(head, complete));
  if (text.trim() === '') throw new Problem('file-empty', {file});
  const kind = looksBinary(text) ? 'binary' : markupKind(text);
  if (kind) throw new Problem('file-not-a-table', {file, kind});
  const doubled = mojibake ? ({doubled: true} as const) : {};
  const {separator, quote, escape, wrapped, records, width, before} = detectDialect(text, complete);
  const {skip, headers} = findHeader(records, width);
  if (records.length <= skip) throw new Problem('file-no-rows', {file});
  const dialect = {
    encoding,
    separator,
    quote,
    skip: before + skip,
    ...(escape ? {escape} : {}),
    ...(wrapped ? {wrapped} : {}),
    ...doubled,
  };
  return {dialect, headers, records: records.slice(skip), notes: notesOn(head, mojibake, encoding)};
}

function looksBinary(text: string): boolean {
  const start = text.slice(0, 4096);
  const odd = Array.from(start).filter((character) => /[\0-\x08\x0e-\x1e\ufffd]/.test(character)).length;
  return odd > start.length * 0.1;
}
