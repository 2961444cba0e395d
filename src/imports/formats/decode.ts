import {joined} from '../../lib/bytes';
import {byteOrderMark, isUtf8, linesOf} from '../parse/encoding';
import {findMojibake, mayBeDoubled, undoubled, type Mojibake} from '../parse/mojibake';
import {westernText} from '../parse/western';
import type {Dialect} from '../recipe';
import {createRecordReader, fieldText, marksOf} from './records';

/** Bytes of a file, one piece after another, as UTF-8; those of an unfinished character or line wait for the next. */
export type Decoder = (bytes: Uint8Array, final: boolean) => Uint8Array;

export type Coding = Pick<Dialect, 'encoding' | 'doubled' | 'wrapped' | 'quote'>;

/**
 * Bytes of any known encoding as UTF-8. A UTF-8 file with a line in Windows-1252 keeps that line readable; what was encoded
 * twice is put right wherever it stands in one of UTF-8, and told to `noticed`.
 */
export function decoderOf(
  {encoding, doubled, wrapped, quote}: Coding,
  noticed: (found: Mojibake) => void = () => undefined,
): Decoder {
  const steps: Decoder[] = [withoutMark(), encoding === 'utf-8' ? utf8() : foreign(encoding)];
  if (doubled || encoding === 'utf-8') steps.push(encodedOnce(noticed));
  if (wrapped) steps.push(unwrapped(quote));
  return (bytes, final) => steps.reduce((piece, step) => step(piece, final), bytes);
}

function encodedOnce(noticed: (found: Mojibake) => void): Decoder {
  const encoder = new TextEncoder();
  return byLines((lines) => {
    if (!mayBeDoubled(lines)) return lines;
    const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(lines);
    const found = findMojibake(text);
    if (found === null) return lines;
    noticed(found);
    return encoder.encode(undoubled(text));
  });
}

function withoutMark(): Decoder {
  let started = false;
  return (bytes) => {
    if (started) return bytes;
    started = true;
    return bytes.subarray(byteOrderMark(bytes)?.mark ?? 0);
  };
}

function foreign(encoding: Dialect['encoding']): Decoder {
  const encoder = new TextEncoder();
  if (encoding === 'windows-1252') return (bytes) => encoder.encode(westernText(bytes));
  const decoder = new TextDecoder(encoding);
  return (bytes, final) => encoder.encode(decoder.decode(bytes, {stream: !final}));
}

function utf8(): Decoder {
  const encoder = new TextEncoder();
  const asUtf8 = (line: Uint8Array) => {
    if (!isUtf8(line)) return encoder.encode(westernText(line));
    return endsInside(line) ? encoder.encode(new TextDecoder().decode(line)) : line;
  };
  return byLines((lines, final) =>
    isUtf8(lines) && !(final && endsInside(lines)) ? lines : joined([...linesOf(lines)].map(asUtf8)),
  );
}

/** Whether bytes that are UTF-8 so far break off inside a character. */
function endsInside(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.at(-1)! < 128) return false;
  return new TextDecoder().decode(bytes.subarray(-4)).endsWith('\ufffd');
}

const LF = 10;
const CR = 13;

/** Hands on whole lines. */
function byLines(change: (lines: Uint8Array, final: boolean) => Uint8Array): Decoder {
  let cut: Uint8Array = new Uint8Array(0);
  return (bytes, final) => {
    const whole = cut.length === 0 ? bytes : joined([cut, bytes]);
    let to = whole.length;
    if (!final) {
      const feed = whole.lastIndexOf(LF);
      // Only a file without LF ends its lines with CR; looking for it in others would cost as much again.
      to = (feed >= 0 ? feed : whole.lastIndexOf(CR)) + 1;
    }
    cut = whole.subarray(to);
    return change(whole.subarray(0, to), final);
  };
}

/** Lines that stand in quotes as a whole, without these quotes. */
function unwrapped(quote: string): Decoder {
  const reader = createRecordReader(marksOf('\x1f', quote));
  const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
  const encoder = new TextEncoder();
  let cut: Uint8Array = new Uint8Array(0);
  return (bytes, final) => {
    const whole = cut.length === 0 ? bytes : joined([cut, bytes]);
    const parts: string[] = [];
    reader.position = 0;
    while (reader.position < whole.length && reader.next(whole, whole.length, final)) {
      const raw = decoder.decode(whole.subarray(reader.offsets[0], reader.offsets[1]));
      parts.push(fieldText(raw, quote), '\n');
    }
    cut = whole.subarray(reader.position);
    return encoder.encode(parts.join(''));
  };
}
