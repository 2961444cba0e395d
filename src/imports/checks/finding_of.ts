import type {Database} from '../../engine/database';
import type {Parameters} from '../../lib/sql';
import {rowsOf, type Cell} from '../../lib/table';
import {createFormat} from '../../text/format';
import type {Text} from '../../text/language';
import type {Check, Facts, Finding, Row, Subject} from './define';

/** Examples show what is meant; the list is the shop's own. */
const MOST_EXAMPLES = 5;

/** Puts the question of a check to the dataset on the search path; null where it has nothing to say. */
export async function findingOf(
  database: Database,
  id: string,
  check: Check,
  subject: Subject,
  signal: AbortSignal,
): Promise<Finding | null> {
  const parameters: Parameters = check.parameters?.(subject) ?? {};
  const rows = check.sql === undefined ? [] : rowsOf(await database.query(check.sql, parameters, signal));
  const found = check.judge(factsOf(rows[0] ?? {}), subject);
  if (!found) return null;
  const {severity, count, effect, sentence, why, advice} = found;
  const [first] = Object.keys(check.examples);
  const examples =
    found.examples ?? rows.filter((row) => row[first!] !== null).map((row) => shown(row, check));
  const say = (language: 'en' | 'de') => sentence[language](createFormat(language, subject.dataset.currency));
  return {
    id,
    title: check.title,
    severity,
    count,
    effect,
    sentence: {en: say('en'), de: say('de')},
    why,
    advice,
    columns: check.examples,
    examples: examples.slice(0, MOST_EXAMPLES),
  };
}

function factsOf(row: Readonly<Record<string, Cell>>): Facts {
  return {
    number: (name) => Number(row[name] ?? 0),
    text: (name) => String(row[name] ?? ''),
  };
}

/** The columns of an example, codes in words. */
function shown(row: Readonly<Record<string, Cell>>, {examples, words = {}}: Check): Row {
  return Object.fromEntries(
    Object.keys(examples).map((column): [string, Cell | Text] => {
      const value = row[column] ?? null;
      return [column, (typeof value === 'string' ? words[value] : undefined) ?? value];
    }),
  );
}
