import type {Database} from '../engine/database';
import {literal} from '../lib/sql';
import {numbers, rowsOf, strings} from '../lib/table';
import {candidateForms, type DateForm, type DateOrder} from './parse/dates';
import {inZone, zoneSql} from './parse/zones';
import type {TextColumn, Typed} from './typing';
import {formsEvidence, orderEvidence, type Verdict, type WrittenAs} from './verdict';

/** How a column of days or times is read: by the forms its cells are written in, anywhere in the column. */
export async function typeTime(
  database: Database,
  column: TextColumn,
  answer: DateOrder | undefined,
  habit: DateOrder | undefined,
  zone: string | undefined,
): Promise<Typed> {
  const {field, text, samples, header} = column;
  const strangers = await cellsBeside(database, text, candidateForms(samples));
  const candidates = candidateForms([...samples, ...strangers]);
  const counts = await orderCounts(database, text, candidates);
  const byCells =
    counts.dayFirst === counts.monthFirst
      ? null
      : counts.dayFirst > counts.monthFirst
        ? 'day-first'
        : 'month-first';
  const order = answer ?? byCells ?? habit ?? null;
  const forms = candidates.filter(
    (form) => form.order === undefined || form.order === (order ?? 'day-first'),
  );
  const written = coalesced(forms, text);
  const utc = /(?:^|[^a-z])(?:UTC|GMT)(?:[^a-z]|$)/i.test(header);
  const zoned = await zonedCells(database, text, utc);
  const sql =
    zone === undefined || zoned === undefined
      ? written
      : inZone(written, text, zone, utc, await spanOf(database, written));

  const ordered = candidates.filter((form) => form.order !== undefined);
  const open = order === null && ordered.length > 0;
  const contradicted = counts.dayFirst > counts.either && counts.monthFirst > counts.either;
  const oneFamily = new Set(candidates.map(({family}) => family)).size === 1 && strangers.length === 0;
  const ways =
    oneFamily && !contradicted
      ? [{form: labelOf(forms[0]!), cells: counts.cells, examples: samples.slice(0, 3)}]
      : await formsIn(database, text, candidates);
  const mixed = ways.filter(({form}) => form !== 'unreadable').length > 1;
  const verdict: Verdict = {
    field,
    kind: open ? 'ambiguous' : mixed ? 'mixed' : 'decided',
    by: open ? null : answer !== undefined ? 'answer' : byCells || ordered.length === 0 ? 'cells' : 'layout',
    cells: counts.cells,
    either: counts.either,
    forms: ways,
    evidence:
      mixed || ordered.length === 0
        ? formsEvidence(counts.cells, ways)
        : orderEvidence(counts.cells, counts.either, (order ?? 'day-first') === 'day-first'),
    ...(zoned ? {zoned: {...zoned, ...(zone === undefined ? {asTheyStand: true} : {})}} : {}),
  };
  if (!open) return {sql, verdict};
  const unclear = [...samples, ...strangers].filter((cell) =>
    ordered.some(({pattern}) => pattern.test(cell.trim())),
  );
  return {
    sql,
    verdict,
    question: {kind: 'date-order', field, samples: unclear.slice(0, 3), rows: counts.dayFirst},
  };
}

const labelOf = ({id, family, order}: DateForm) => (order ? id.replace(/yy+$/, 'yyyy') : family);

/** How many cells of the sample say which zone they are in; undefined where none does. */
async function zonedCells(database: Database, text: string, utc: boolean): Promise<Verdict['zoned']> {
  const [counted] = rowsOf(
    await database.query(
      `select count(*) as cells, count(*) filter (zone <> '') as zoned,
        count(*) filter (zone in ('Z', 'UTC', 'GMT', '+0000', '+00:00', '+00')) as utc
      from (select ${zoneSql(text)} as zone from sampled where ${text} is not null)`,
    ),
  );
  const [cells, zoned, inUtc] = ['cells', 'zoned', 'utc'].map((name) => Number(counted![name]));
  if (utc) return {cells: cells!, utc: cells! - zoned! + inUtc!};
  return zoned === 0 ? undefined : {cells: zoned!, utc: inUtc!};
}

/** From a day before the first time of a column to a day behind the last. */
async function spanOf(database: Database, written: string): Promise<{from: number; to: number}> {
  const [span] = rowsOf(
    await database.query(
      `select epoch_ms(min(time)) as first, epoch_ms(max(time)) as last from (select ${plausible(`(${written})`)} as time from staged)`,
    ),
  );
  const DAY = 86_400_000;
  return {from: Number(span!['first'] ?? 0) - DAY, to: Number(span!['last'] ?? 0) + DAY};
}

/** Cells anywhere in the column that are written like none of the forms. */
async function cellsBeside(database: Database, text: string, forms: readonly DateForm[]): Promise<string[]> {
  const conditions = forms.flatMap(({like}) => (like ? [`${text} not like ${literal(like)}`] : []));
  for (const pattern of new Set(forms.map(({pattern: {source}}) => source)))
    conditions.push(`not regexp_matches(${text}, ${literal(pattern)}, 'i')`);
  const table = await database.query(
    `select distinct ${text} as cell from staged where ${[`${text} is not null`, ...conditions].join(' and ')} limit 200`,
  );
  return strings(table, 'cell').filter((cell) => cell !== null);
}

interface OrderCounts {
  /** Filled cells. */
  readonly cells: number;
  readonly dayFirst: number;
  readonly monthFirst: number;
  /** Cells that both orders read. */
  readonly either: number;
}

async function orderCounts(
  database: Database,
  text: string,
  candidates: readonly DateForm[],
): Promise<OrderCounts> {
  const reads = (order: DateOrder) => `(${readingsOf(candidates, text, order)}) is not null`;
  const counts = candidates.some(({order}) => order !== undefined)
    ? {
        dayFirst: `count(*) filter (${reads('day-first')})`,
        monthFirst: `count(*) filter (${reads('month-first')})`,
        either: `count(*) filter (${reads('day-first')} and ${reads('month-first')})`,
      }
    : {dayFirst: '0', monthFirst: '0', either: '0'};
  const found = await database.query(
    `select count(${text}) as cells, ${Object.entries(counts)
      .map(([name, sql]) => `${sql} as "${name}"`)
      .join(', ')} from staged`,
  );
  const count = (name: string) => Number(found.columns[name]![0]);
  return {
    cells: count('cells'),
    dayFirst: count('dayFirst'),
    monthFirst: count('monthFirst'),
    either: count('either'),
  };
}

function readingsOf(forms: readonly DateForm[], text: string, order: DateOrder): string {
  return coalesced(
    forms.filter((form) => form.order === order),
    text,
  );
}

/** How many cells are written in which form, over the whole column. */
async function formsIn(
  database: Database,
  text: string,
  candidates: readonly DateForm[],
): Promise<WrittenAs[]> {
  const families = new Map<string, DateForm[]>();
  for (const form of candidates) {
    if (form.order === undefined) families.set(form.family, [...(families.get(form.family) ?? []), form]);
  }
  const cases = [...families].map(
    ([family, forms]) => `when (${coalesced(forms, text)}) is not null then ${literal(family)}`,
  );
  if (candidates.some(({order}) => order !== undefined)) {
    const dayFirst = `(${readingsOf(candidates, text, 'day-first')}) is not null`;
    const monthFirst = `(${readingsOf(candidates, text, 'month-first')}) is not null`;
    cases.push(`when ${dayFirst} and ${monthFirst} then 'dd/mm or mm/dd'`);
    cases.push(`when ${dayFirst} then 'dd/mm/yyyy'`, `when ${monthFirst} then 'mm/dd/yyyy'`);
  }
  const form = cases.length > 0 ? `case ${cases.join(' ')} else 'unreadable' end` : `'unreadable'`;
  const table = await database.query(
    `select ${form} as form, count(*) as n, min(${text}) as first, max(${text}) as last
    from staged where ${text} is not null group by 1 order by 2 desc, 1`,
  );
  const counts = table.rows === 0 ? [] : [...numbers(table, 'n')];
  return rowsOf(table).map((row, index) => ({
    form: String(row['form']),
    cells: counts[index]!,
    examples: [...new Set([String(row['first']), String(row['last'])])],
  }));
}

function coalesced(forms: readonly DateForm[], text: string): string {
  const readings = forms.map((form) => form.sql(text));
  if (readings.length === 0) return 'null::timestamp';
  if (readings.length === 1) return readings[0]!;
  const sure = forms.every(({iso}) => iso);
  return `coalesce(${(sure ? readings : readings.map(plausible)).join(', ')})`;
}

/** `%Y` takes the year of 09.01.24 for 24, and a slip of the pen can lie in 2204; neither is a day of this shop. */
export function plausible(time: string): string {
  return `case when ${time} between timestamp '1980-01-01' and timestamp '2099-12-31' then ${time} end`;
}
