import {Unzip, UnzipInflate} from 'fflate';
import {Problem, type ProblemCode, type ProblemFacts} from '../../lib/problem';
import {headOf, piecesOf} from './bytes';
import type {Unpack, Unpacked} from './define';
import {entriesIn} from './entries';

const MOST_FILES = 500;
const HEAD = 64 << 10;

/** What operating systems leave in archives. */
const junk = /(?:^|\/)(?:__MACOSX\/|\.)|(?:^|\/)(?:thumbs\.db|desktop\.ini)$/i;
/** What holds no rows, by the ends of its names; it is not even unpacked. */
const documents = /\.(pdf|png|jpe?g|gif|html?|docx?|pptx?|odt|odp)$/i;

/** ZIP archives: every file in it that is not junk; documents and pictures, and files beyond the most, are refused. */
export const unpack: Unpack = async (file, {pause, report, room}) => {
  if (entriesIn(await headOf(file, HEAD)).some(({encrypted}) => encrypted))
    throw new Problem('file-encrypted', {file: file.name});
  const nameOf = (entry: string) => `${file.name} › ${entry.split('/').at(-1)!}`;
  const found: {name: string; parts: Blob[]; done: boolean}[] = [];
  const refused: Unpacked[] = [];
  const beyond = {first: '', files: 0};
  let failure: Error | null = null;
  const unzip = new Unzip((entry) => {
    if (entry.name.endsWith('/') || junk.test(entry.name)) return;
    const document = documents.exec(entry.name)?.[1];
    if ((document ? refused : found).length === MOST_FILES) {
      if (beyond.files++ === 0) beyond.first = nameOf(entry.name);
      return;
    }
    if (document) {
      const kind = document.toUpperCase();
      refused.push(refusedAs(nameOf(entry.name), 'file-not-a-table', {kind}));
      return;
    }
    const own = {name: entry.name, parts: [] as Blob[], done: false};
    found.push(own);
    entry.ondata = (error, bytes, final) => {
      failure ??= error;
      room.left -= bytes?.length ?? 0;
      if (error || room.left < 0) return entry.terminate();
      own.parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]));
      own.done = final;
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    for await (const {bytes, consumed} of piecesOf(file)) {
      for (let from = 0; from < bytes.length; from += STEP) {
        unzip.push(bytes.subarray(from, from + STEP));
        if (room.left < 0) throw new Problem('file-too-large', {file: file.name});
        await pause();
      }
      report(consumed / file.size);
    }
    unzip.push(new Uint8Array(0), true);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('file-damaged', {file: file.name}, error);
  }
  if (failure !== null || found.some(({done}) => !done))
    throw new Problem('file-damaged', {file: file.name}, failure);
  const files = found.map(({name, parts}): Unpacked => ({file: new File(parts, nameOf(name)), table: false}));
  if (beyond.files > 0)
    refused.push(refusedAs(beyond.first, 'file-beyond-most', {files: beyond.files, most: MOST_FILES}));
  return [...files, ...refused];
};

function refusedAs(name: string, code: ProblemCode, facts: ProblemFacts): Unpacked {
  return {file: new File([], name), table: false, refused: new Problem(code, {file: name, ...facts})};
}

/** So many bytes are inflated between two pauses; even at the highest ratio that is some 60 MiB. */
const STEP = 64 << 10;
