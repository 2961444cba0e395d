import type {Body, RunContext, RunOutput} from '../analyses/define';
import type {Result, RunRequest, Statement} from '../analyses/request';
import type {Database} from '../engine/database';
import {fillingOf, type Filling} from '../engine/filling';
import {scriptOf} from '../engine/script';
import {pauseFor} from '../lib/pause';
import type {Parameters} from '../lib/sql';
import type {Table} from '../lib/table';
import {parseValues} from '../model/fields';
import {scriptOfRun, type OwnStatement} from './scripts';

export interface Executed {
  result: Result;
  /** The rest of a long run, until it is done. */
  later: RunOutput['later'] | undefined;
  /** Tables of which the page gets the first rows. */
  readonly long: readonly string[];
  /** The statements of the run, and the shared ones that they may read. */
  readonly own: readonly OwnStatement[];
  readonly shared: readonly Statement[];
  /** How the tables of customers are made that nobody has looked at yet. */
  readonly unmade: Map<string, Filling>;
  /** Statements that a change of its parameters may ask. */
  readonly foreseen: readonly Foreseen[];
  /** What a statement has answered before, by its text; else it is asked. */
  answer(script: string, ask: () => Promise<Table>): Promise<Table>;
}

interface Foreseen {
  readonly script: string;
  readonly sql: string;
  readonly parameters: Parameters | undefined;
}

/** The shared tables that a run reads. */
export interface Ground {
  readonly shared: readonly Statement[];
  /** What statements over them alone have answered, by their text: most parameters change few of them. */
  readonly answers: Map<string, Table>;
  /** Makes room for tables of the run's own. */
  open(): Promise<void>;
}

/** Runs an analysis in the schemas of the search path, and writes down what it ran. */
export async function execute(
  database: Database,
  {shape, run}: Body,
  request: RunRequest,
  {shared, answers, open}: Ground,
  handle: string,
  signal: AbortSignal,
): Promise<Executed> {
  const own: OwnStatement[] = [];
  const unmade: Executed['unmade'] = new Map();
  const foreseen: Foreseen[] = [];
  let alone = true;
  const answer: Executed['answer'] = async (script, ask) => {
    const known = answers.get(script);
    if (known) return known;
    const table = await ask();
    // Once the run has made a table of its own, a statement may read that and answer differently next time.
    if (alone) answers.set(script, table);
    return table;
  };
  const context: RunContext = {
    params: parseValues(shape.fields, request.params),
    scope: request.scope,
    async query(table, sql, parameters) {
      const script = scriptOf(table, sql, parameters);
      own.push({table, sql: script});
      return answer(script, () => database.query(sql, parameters, signal));
    },
    foresee: (table, sql, parameters) =>
      void foreseen.push({script: scriptOf(table, sql, parameters), sql, parameters}),
    async make(table: string, sql, parameters) {
      alone = false;
      await open();
      const step = fillingOf(table, shape.steps![table]!, sql, parameters);
      own.push({table, sql: step.script, makes: true});
      await step.make(database, signal);
    },
    keep(table, sql, parameters) {
      const kept = fillingOf(table, shape.keeps[table]!, sql, parameters);
      own.push({table, sql: kept.script});
      unmade.set(table, kept);
    },
    pause: pauseFor(signal),
  };
  const {tables, facts, suggested = {}, later} = await run(context);
  const statements = scriptOfRun(own, shared);
  const result = {tables, facts, suggested, handle, done: later ? 0 : null, statements};
  return {result, later, long: shape.long ?? [], own, shared, unmade, foreseen, answer};
}

/** Rows of a long table that the page may show. */
const BEGINNING = 10_000;

/** A result as the page gets it; the number of rows of a long table stays that of all. */
export function forPage({result, long}: Pick<Executed, 'result' | 'long'>): Result {
  const cut = long.flatMap((name) => {
    const {rows, columns} = result.tables[name]!;
    const first = Object.entries(columns).map(([column, values]) => [column, values.slice(0, BEGINNING)]);
    return rows > BEGINNING ? [[name, {rows, columns: Object.fromEntries(first) as Table['columns']}]] : [];
  });
  return cut.length === 0 ? result : {...result, tables: {...result.tables, ...Object.fromEntries(cut)}};
}
