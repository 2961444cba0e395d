import type {Database} from '../engine/database';
import {Problem} from '../lib/problem';
import {attempt, type Answer, type Attempt} from '../proof/attempt';
import {anywhere, statements} from '../proof/ways';

/** Tries every way out of this worker, and every statement that would lead the engine out. */
export async function attempts(database: Database, address: string): Promise<Attempt[]> {
  const done: Attempt[] = [];
  const next = () => `${address}-${done.length}`;
  for (const way of anywhere) done.push(await attempt(way, next()));
  for (const statement of statements) {
    const sql = statement(next().replaceAll("'", "''"));
    done.push({title: {en: sql, de: sql}, answer: await answerOf(database, sql)});
  }
  return done;
}

/** The first line of what the engine says; where it does not refuse, the statement has done what it says. */
async function answerOf(database: Database, sql: string): Promise<Answer> {
  try {
    await database.query(sql);
    return {kind: 'left'};
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return {kind: 'failed', message: String(error.facts['message'] ?? error.code).split('\n')[0]!};
  }
}
