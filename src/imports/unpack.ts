import {isOfFile, Problem, problemOf} from '../lib/problem';
import {headOf} from './formats/bytes';
import type {Unpacked, Unpacking} from './formats/define';
import {entriesIn} from './formats/entries';
import {documentKind} from './formats/foreign';
import {formats} from './formats/index';

const HEAD = 64 << 10;
/** An archive in an archive is as deep as exports go. */
const DEEPEST = 3;
/** What a file may hold in all, and how many times its own size: more is a bomb, not an export. */
const LARGEST = 4 * 2 ** 30;
const MOST_TIMES = 500;
const ALWAYS_ALLOWED = 64 << 20;

const roomOf = ({size}: File) => ({left: Math.min(LARGEST, Math.max(ALWAYS_ALLOWED, size * MOST_TIMES))});

/**
 * The tables of a dropped file: itself where it is text, else what is in it, however it is packed, and as old as it. What is in
 * an archive and cannot be read is refused, and the rest of it goes on.
 */
export async function unpacked(
  file: File,
  unpacking: Omit<Unpacking, 'room'>,
  depth = 0,
  room = roomOf(file),
): Promise<readonly Omit<Unpacked, 'table'>[]> {
  const head = await headOf(file, HEAD);
  const kind = documentKind(entriesIn(head));
  if (kind) throw new Problem('file-not-a-table', {file: file.name, kind});
  const format = formats.find((candidate) => candidate.recognises(head, file.name));
  if (!format || depth === DEEPEST) return [{file}];
  const {unpack} = await format.reader();
  const parts = await unpack(file, {...unpacking, room});
  const nested = parts.map(async (part) => {
    if (part.table || part.refused) return [part];
    try {
      return await unpacked(part.file, {...unpacking, report: () => undefined}, depth + 1, room);
    } catch (error) {
      const refused = problemOf(error);
      if (!isOfFile(refused.code)) throw error;
      return [{file: part.file, refused}];
    }
  });
  const found = (await Promise.all(nested)).flat();
  const {lastModified} = file;
  return found.map((part) => ({...part, file: new File([part.file], part.file.name, {lastModified})}));
}
