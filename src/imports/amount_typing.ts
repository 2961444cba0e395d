import type {Database} from '../engine/database';
import {rowsOf, strings} from '../lib/table';
import {amountSql, amountVerdict, markOf, type DecimalMark} from './parse/numbers';
import type {TextColumn, Typed} from './typing';
import {formsEvidence, markEvidence, type Verdict, type WrittenAs} from './verdict';

/** How a column of amounts is read: by the decimal mark that its cells show, anywhere in the column. */
export async function typeAmount(
  database: Database,
  {field, text, samples}: TextColumn,
  answer: DecimalMark | undefined,
  habit: DecimalMark | undefined,
): Promise<Typed> {
  const sampled = amountVerdict(samples);
  const bare = sampled.bare && !(await isMarked(database, text));
  const decisive =
    sampled.mark === null || (sampled.bare && !bare) ? await decisiveCells(database, text) : [];
  const whole = decisive.length > 0 ? amountVerdict([...samples, ...decisive]) : sampled;
  const shown = samples.filter((cell) => markOf(cell) === 'either');
  const unclear =
    sampled.bare || shown.length > 0 ? await unclearCells(database, text) : {cells: 0, examples: []};
  const byCells = whole.bare && unclear.cells > 0 ? null : whole.mark;
  const mark = answer ?? byCells ?? habit ?? null;
  const cells = await countOf(database, text);
  const written = whole.mixed
    ? await formsIn(database, text)
    : [{form: formOf(mark, bare), cells, examples: samples.slice(0, 3)}];
  const verdict: Verdict = {
    field,
    kind: mark === null ? 'ambiguous' : whole.mixed ? 'mixed' : 'decided',
    by: mark === null ? null : answer !== undefined ? 'answer' : byCells !== null ? 'cells' : 'layout',
    cells,
    either: unclear.cells,
    forms: written,
    evidence: mark === null ? markEvidence(cells, unclear.cells) : formsEvidence(cells, written),
  };
  if (mark !== null) return {sql: amountSql(text, mark, whole.plain && mark === '.'), verdict};
  return {
    sql: amountSql(text, '.', false),
    verdict,
    question: {
      kind: 'decimal-mark',
      field,
      samples: [...new Set([...shown, ...unclear.examples])].slice(0, 3),
      rows: unclear.cells,
    },
  };
}

function formOf(mark: DecimalMark | null, bare: boolean): string {
  if (mark === null) return '1.234';
  if (bare) return '1234';
  return mark === ',' ? '1.234,5' : '1,234.5';
}

const hasMark = (text: string) => `(contains(${text}, ',') or contains(${text}, '.'))`;
const isUnclear = (text: string) => `regexp_full_match(${text}, '[^0-9]*[1-9][0-9]{0,2}[.,][0-9]{3}[^0-9]*')`;

async function isMarked(database: Database, text: string): Promise<boolean> {
  return (await database.query(`select 1 from staged where ${hasMark(text)} limit 1`)).rows > 0;
}

/** Cells, anywhere in the column, that have a mark and cannot be grouped thousands. */
async function decisiveCells(database: Database, text: string): Promise<string[]> {
  const table = await database.query(
    `select distinct ${text} as cell from staged where ${hasMark(text)} and not ${isUnclear(text)} limit 200`,
  );
  return strings(table, 'cell').filter((cell) => cell !== null);
}

/** Cells that fit both marks. */
async function unclearCells(
  database: Database,
  text: string,
): Promise<{readonly cells: number; readonly examples: readonly string[]}> {
  const [row] = rowsOf(
    await database.query(
      `select count(*) as n, min(${text}) as first, max(${text}) as last
      from staged where ${hasMark(text)} and ${isUnclear(text)}`,
    ),
  );
  const examples = [row!['first'], row!['last']].filter((cell) => cell !== null);
  return {cells: Number(row!['n']), examples: [...new Set(examples.map(String))]};
}

/** How many cells show which mark; the last of two marks in a cell is the decimal one. */
async function formsIn(database: Database, text: string): Promise<WrittenAs[]> {
  const digits = `regexp_replace(${text}, '[^0-9.,]|[.,]+[^0-9]*$', '', 'g')`;
  const table = await database.query(
    `select case
        when ${isUnclear(text)} then '1.234'
        when regexp_matches(${digits}, ',[0-9]*$') then '1.234,5'
        when regexp_matches(${digits}, '[.][0-9]*$') then '1,234.5'
        else '1234' end as form,
      count(*) as n, min(${text}) as first, max(${text}) as last
    from staged where ${text} is not null group by 1 order by 2 desc, 1`,
  );
  return rowsOf(table).map((row) => ({
    form: String(row['form']),
    cells: Number(row['n']),
    examples: [...new Set([String(row['first']), String(row['last'])])],
  }));
}

async function countOf(database: Database, text: string): Promise<number> {
  const {columns} = await database.query(`select count(${text}) as n from staged`);
  return Number(columns['n']![0]);
}
