import {identifier} from '../lib/sql';
import {isPlainName} from './sql_name';

/** Comments, texts, quoted names, parameters, words, numbers, signs; what stands open goes to the end. */
const tokens =
  /(?<skip>\s+|--[^\n]*|\/\*[^]*?(?:\*\/|$)|[eE]'(?:\\.|''|[^'\\])*(?:'|$)|'(?:''|[^'])*(?:'|$)|\$(\w*)\$[^]*?(?:\$\2\$|$)|\$\w+)|"(?:""|[^"])*(?:"|$)|[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|[^]/gsu;

/** After these a table stands. */
const openers = words('from join summarize describe pivot unpivot pivot_wider pivot_longer table');
/** After these none stands, until the next opener. */
const closers = words(
  'where group order select on using having limit qualify window union intersect except offset set values with as',
);
const keywords = new Set([
  ...openers,
  ...closers,
  ...words('recursive lateral inner left right full outer cross natural semi anti asof positional not'),
  ...words('materialized and or in exists any all distinct by tablesample case when then else end'),
]);

interface Token {
  readonly text: string;
  readonly at: number;
}

/** Between two brackets: whether tables are listed there, and whether the next name is one. */
interface Level {
  tables: boolean;
  expected: boolean;
  /** Behind the name of a function, whose arguments may say `from` as well. */
  call: boolean;
}

/**
 * A statement with another name for a table that it reads: in its lists of tables and before the point of a column, not
 * in texts and comments, nor where the statement calls something else by that name.
 */
export function renamedTable(sql: string, from: string, to: string): string {
  const found = [...sql.matchAll(tokens)]
    .filter(({groups}) => groups?.['skip'] === undefined)
    .map(({0: text, index: at}): Token => ({text, at}));
  const named = ({text}: Token) => nameOf(text) === from.toLowerCase();
  if (!found.some(named) || found.some((token, at) => named(token) && isDeclared(found, at))) return sql;

  const reads: Token[] = [];
  const owners: Token[] = [];
  let aliased = false;
  const levels: Level[] = [{tables: false, expected: false, call: false}];
  found.forEach((token, at) => {
    const level = levels.at(-1)!;
    const word = wordAt(found, at);
    const [before, after] = [wordAt(found, at - 1), wordAt(found, at + 1)];
    if (word === '(') {
      const query = after === 'select' || after === 'from' || after === 'with';
      const call = !query && !level.expected && isName(found[at - 1]);
      levels.push({tables: level.expected, expected: level.expected, call});
      level.expected = false;
    } else if (word === ')') {
      if (levels.length > 1) levels.pop();
    } else if (word === ',') {
      level.expected = level.tables;
    } else if (openers.has(word) && before !== '.') {
      if (!level.call) level.tables = level.expected = true;
    } else if (closers.has(word) && before !== '.') {
      level.expected = false;
      if (word !== 'as') level.tables = false;
    } else if (isName(token)) {
      if (named(token) && before !== '.') {
        if (level.expected && after !== '(' && after !== '.') reads.push(token);
        else if (after === '.') owners.push(token);
        else if (level.tables && (before === 'as' || before === ')' || isName(found[at - 1]))) aliased = true;
      }
      level.expected = false;
    }
  });
  const renamed = reads.length === 0 ? [] : [...reads, ...(aliased ? [] : owners)];
  return renamed
    .sort((a, b) => b.at - a.at)
    .reduce((text, {text: old, at}) => {
      const written = isPlainName(to) && !keywords.has(to) && !old.startsWith('"') ? to : identifier(to);
      return text.slice(0, at) + written + text.slice(at + old.length);
    }, sql);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** A name as it is compared: small, without quotation marks. */
function nameOf(text: string): string {
  return (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text).toLowerCase();
}

/** What stands at a place, as keywords are written; quoted, it is none. */
function wordAt(found: readonly Token[], at: number): string {
  return found[at]?.text.toLowerCase() ?? '';
}

function isName(token: Token | undefined): boolean {
  return token !== undefined && /^["\p{L}_]/u.test(token.text) && !keywords.has(token.text.toLowerCase());
}

/** Whether a name is that of a query which the statement itself begins with: `name as (` or `name(column) as (`. */
function isDeclared(found: readonly Token[], at: number): boolean {
  let next = at + 1;
  if (wordAt(found, next) === '(') {
    while (next < found.length && wordAt(found, next) !== ')') next++;
    next++;
  }
  if (wordAt(found, next) !== 'as') return false;
  next++;
  while (['not', 'materialized'].includes(wordAt(found, next))) next++;
  return wordAt(found, next) === '(';
}
