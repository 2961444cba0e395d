import type {Database} from '../engine/database';
import {AT_ONCE} from '../engine/parts';
import {progressOf} from './progress';
import type {FileReceipt} from './receipt';
import type {Source} from './recipe';
import {stage} from './stage';
import {typeRows} from './type_rows';
import {sampleRows, type Question} from './typing';

export interface OpenQuestion extends Question {
  /** Position of the file among the sources. */
  readonly source: number;
}

/** What a receipt says of a file as soon as that is read. */
export type ReadFile = Pick<FileReceipt, 'rows' | 'doubled' | 'unreadable' | 'verdicts'>;

/** How the time for a file divides; measured on a million rows. */
const reading = {bytes: 50, columns: 15, rows: 35};

/** Reads every file as text and then into the rows of its target. `report` is told the share of all bytes, 0–1. */
export async function readFiles(
  database: Database,
  sources: readonly Source[],
  signal: AbortSignal,
  report: (share: number) => void,
): Promise<{files: readonly ReadFile[]; questions: readonly OpenQuestion[]}> {
  const bytes = sources.reduce((sum, {file}) => sum + file.size, 0);
  let before = 0;
  let loose = 0;
  const questions: OpenQuestion[] = [];
  const files: ReadFile[] = [];
  for (const [source, entry] of sources.entries()) {
    const {size} = entry.file;
    const read = progressOf(reading, (share) => report((before + share * size) / Math.max(1, bytes)));
    const staged = await stage(database, entry, signal, (taken) =>
      read('bytes', Math.min(1, taken / Math.max(1, size))),
    );
    await sampleRows(database, staged.rows);
    const typed = await typeRows(database, source, entry, staged, read);
    before += size;
    questions.push(...typed.questions.map((question) => ({...question, source})));
    const {unreadable, verdicts} = typed;
    files.push({rows: staged.rows, doubled: staged.doubled, unreadable, verdicts});
    // What is not needed any more makes room for what follows.
    for (const name of ['staged', 'sampled', 'misfits']) await database.query(`drop table ${name}`);
    loose += staged.rows;
    if (loose > AT_ONCE) {
      await database.compact();
      loose = 0;
    }
  }
  return {files, questions};
}
