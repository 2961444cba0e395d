import {readdirSync, readFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {root} from './sites.mjs';

const files = sqlFiles(join(root, 'src')).map((path) => ({
  name: relative(join(root, 'src'), path),
  text: bare(readFileSync(path, 'utf8')),
}));

function sqlFiles(folder) {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sqlFiles(path);
    return entry.name.endsWith('.sql') ? [path] : [];
  });
}

/** A statement on one line; the site ships some without their comments. */
function bare(sql) {
  return sql
    .replace(/--.*(\n|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A short name for a statement: the file it stands in, else how it begins. Numbers of schemas fall away. */
export function nameOf(sql) {
  const head = bare(sql)
    .replace(/^prepare \w+ as /, '')
    .replace(/\b(kept|scope|dataset)_\d+/g, '$1_…');
  const file = files.filter(({text}) => head.includes(text)).sort((a, b) => b.text.length - a.text.length)[0];
  const target = /^(?:insert into|update|create or replace table|create table|create view) "?(\w+)/.exec(
    head,
  )?.[1];
  if (file) return target ? `${file.name} → ${target}` : file.name;
  if (head.includes('read_csv')) return `${target} from read_csv`;
  return head.length > 72 ? `${head.slice(0, 71)}…` : head;
}

/**
 * One entry per statement from the messages of the engine: a slice of the file counts from its registration on, a
 * statement with parameters with its preparation. The engine does one thing at a time: what was asked while it did
 * another counts from the end of that.
 */
export function statementsOf(trace) {
  const statements = [];
  let files = null;
  let prepared = false;
  let free = -Infinity;
  for (const {type, sql, start: asked, end} of trace) {
    if (end === null) continue;
    const start = Math.max(asked, free);
    free = Math.max(end, free);
    const last = statements.at(-1);
    const goesOn = /^(DROP_FILE|POLL_PENDING_QUERY|FETCH_QUERY_RESULTS)$/.test(type);
    const begins = /^(RUN_QUERY|START_PENDING_QUERY)$/.test(type);
    if (type === 'REGISTER_FILE_BUFFER') files = start;
    else if (last && (goesOn || (begins && (prepared || sql.startsWith('deallocate'))))) {
      last.took += free - start;
      last.end = free;
      if (begins) prepared = false;
    } else if (begins) {
      const from = files ?? start;
      statements.push({sql, start: from, end: free, took: free - from});
      files = null;
      prepared = sql.startsWith('prepare');
    }
  }
  return statements;
}

/** The steps of a dataset's way from bytes to cells; a statement that begins none belongs to the one before it. */
const beginnings = [
  ['staging', /^create or replace table staged/],
  ['typing', /from staged\b(?!.*read_csv)/s],
  ['joining', /reason = 'duplicate'/],
  ['shared tables', /^create schema scope_/],
];

/** What is done beside the cells, when they leave the engine free: checks of the data, and the tables written to disk. */
const isBeside = (sql) =>
  nameOf(sql).startsWith('imports/checks/') ||
  // A check looks at the data alone, a cell also at its scope.
  /^set search_path = 'dataset_\d+'$/.test(sql) ||
  /^select .* from dataset_\d+\."\w+"( where rowid|$)/s.test(sql);

const isOfAnalysis = (sql) => nameOf(sql).startsWith('analyses/');

export const phases = [...beginnings.map(([name]) => name), 'cells'];

/** Names the phase of every statement from the beginning of an import on, `since` or later; those before it are left out. */
export function phased(statements, since = 0) {
  let phase = null;
  const found = [];
  for (const statement of statements.filter(({start}) => start >= since)) {
    const {sql} = statement;
    const counting = /^select count\(\*\) as n from staged$/.test(sql);
    const begun = counting ? undefined : beginnings.find(([, pattern]) => pattern.test(sql))?.[0];
    phase = isOfAnalysis(sql) ? 'cells' : (begun ?? phase);
    if (phase !== null && !isBeside(sql)) found.push({...statement, phase});
  }
  return found;
}

/** The statements without what analyses ask for beside their results: what is foreseen for a next change. */
export function ofResults(statements, scripts) {
  const left = new Map();
  for (const name of scripts.map(nameOf)) left.set(name, (left.get(name) ?? 0) + 1);
  return statements.filter(({sql}) => {
    if (!isOfAnalysis(sql)) return true;
    const times = left.get(nameOf(sql)) ?? 0;
    left.set(nameOf(sql), times - 1);
    return times > 0;
  });
}

/** Where the time between a change and its new picture goes: the way to the engine, the statements, the way back. */
export function wayOf({origin, took}, statements) {
  const own = statements.filter(({start, end}) => start >= origin && end <= origin + took);
  const first = own.at(0)?.start ?? origin;
  const last = own.at(-1)?.end ?? first;
  const sql = own.reduce((sum, statement) => sum + statement.took, 0);
  return {
    before: first - origin,
    sql,
    between: last - first - sql,
    after: origin + took - last,
    statements: own,
  };
}

/** Milliseconds by phase: `sql` inside statements, `wall` from the phase's first statement to its last. */
export function byPhase(statements) {
  return Object.fromEntries(
    phases.map((name) => {
      const own = statements.filter(({phase}) => phase === name);
      const sql = own.reduce((sum, {took}) => sum + took, 0);
      const wall = own.length === 0 ? 0 : own.at(-1).end - own[0].start;
      return [name, {sql, wall}];
    }),
  );
}

/** Milliseconds by phase and name; equal names (the slices of the staging) are added up. */
export function byName(statements) {
  const sums = new Map();
  for (const {phase, sql, took} of statements) {
    const key = `${phase}: ${nameOf(sql)}`;
    sums.set(key, (sums.get(key) ?? 0) + took);
  }
  return sums;
}
