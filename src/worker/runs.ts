import {analyses, isAnalysisId} from '../analyses';
import type {Analysis, Body, RunContext, RunOutput} from '../analyses/define';
import type {Result, RunRequest, Statement} from '../analyses/request';
import type {Database} from '../engine/database';
import {makeSharedTables, type SharedStatement} from '../engine/scope';
import {scriptOf} from '../engine/script';
import {canonicalJson, type Json} from '../lib/json';
import {pauseFor} from '../lib/pause';
import {Problem} from '../lib/problem';
import {createTable} from '../model/ddl';
import {identifier, type Parameters} from '../lib/sql';
import type {Table} from '../lib/table';
import type {Columns} from '../model/columns';
import type {DatasetId} from '../model/dataset';
import {parseValues} from '../model/fields';
import {keptIn, selectMembers, type KeptMembers, type Members} from '../model/members';
import {unfiltered} from '../model/scope';
import type {QueryAnswer, QueryRequest} from '../model/query';
import {dropSchema, type Datasets} from './datasets';

/** What the shared tables are made for. */
export type Place = Pick<RunRequest, 'dataset' | 'scope'>;

/** A set of customers as a `select`, for as long as the search path is as it was left. */
interface Chosen {
  readonly select: string;
  /** What makes the table of these customers in a schema, from the canonical tables in `main`. */
  script(target: string): string;
}

interface Entered {
  readonly dataset: DatasetId;
  readonly schema: string;
  readonly chosen: Chosen | null;
  readonly statements: readonly SharedStatement[];
  /** What statements over the shared tables alone have answered, by their text: most parameters change few of them. */
  readonly answers: Map<string, Table>;
}

export interface Done {
  readonly dataset: DatasetId;
  /** Schema of the tables that the run made and keeps. */
  readonly schema: string;
  result: Result;
  /** The rest of a long run, until it is done. */
  later: RunOutput['later'] | undefined;
  /** The statements of the run, and the shared ones that they may read. */
  readonly own: readonly OwnStatement[];
  readonly shared: readonly Statement[];
  /** How the tables of customers are made that nobody has looked at yet. */
  readonly unmade: Map<string, (signal: AbortSignal) => Promise<void>>;
}

interface OwnStatement extends Statement {
  /** Makes a working table. */
  readonly makes?: true;
}

/** Runs a task when the engine is free. */
export type Turns = <T>(task: (database: Database) => Promise<T>) => Promise<T>;

/** Results and the tables behind them, by everything they depend on. The least used are given up. */
export interface Runs {
  run(database: Database, request: RunRequest, signal: AbortSignal): Promise<Done>;
  /** The same, with one of the tables of customers made that belong to it. */
  rows(database: Database, request: RunRequest, table: string, signal: AbortSignal): Promise<Done>;
  /**
   * The customers of a set among all orders up to the day of the scope, as a `select`; the search path is left at the tables
   * that it reads.
   */
  members(database: Database, place: Place, who: Members, signal: AbortSignal): Promise<Chosen>;
  /** Does the rest of a run, with a turn at the engine for each of its statements. */
  finish(
    done: Done,
    request: RunRequest,
    turns: Turns,
    signal: AbortSignal,
    report: (share: number) => void,
  ): Promise<void>;
  /** The answer to a statement of the reader; as many rows as are shown, where nothing else is said. */
  answer(database: Database, request: QueryRequest, signal: AbortSignal, most?: number): Promise<QueryAnswer>;
  forget(database: Database, dataset: DatasetId): Promise<void>;
  /** Forgets all without touching the engine: it was replaced. */
  clear(): void;
}

const MOST_SCOPES = 4;
const MOST_RESULTS = 40;

export function createRuns(datasets: Datasets): Runs {
  const scopes = new Map<string, Entered>();
  const results = new Map<string, Done>();
  let made = 0;

  async function enter(database: Database, place: Place, signal: AbortSignal): Promise<Entered> {
    const {dataset, scope} = place;
    const key = canonicalJson({dataset, scope} as unknown as Json);
    const known = scopes.get(key);
    if (known) return touched(scopes, key, known);
    const chosen = scope.who && (await runs.members(database, place, scope.who, signal));
    const schema = `scope_${++made}`;
    await database.query(`create schema ${schema}`);
    try {
      if (chosen) {
        await database.query(`create table ${schema}.chosen_customers as\n${chosen.select}`, {}, signal);
      }
      await database.query(`set search_path = '${schema},${datasets.find(dataset).schema}'`);
      const statements = await makeSharedTables(database, scope, signal);
      const entered: Entered = {dataset, schema, chosen, statements, answers: new Map()};
      scopes.set(key, entered);
      await giveUp(database, scopes, MOST_SCOPES);
      return entered;
    } catch (error) {
      await dropSchema(database, schema).catch(() => undefined);
      throw error;
    }
  }

  /** From here on names mean the tables of one run, its scope and its dataset. */
  const look = (database: Database, schema: string, {schema: scope, dataset}: Entered) =>
    database.query(`set search_path = '${[schema, scope, datasets.find(dataset).schema].join(',')}'`);

  const runs: Runs = {
    async run(database, request, signal) {
      const key = canonicalJson(request as unknown as Json);
      const known = results.get(key);
      if (known) return touched(results, key, known);
      if (!isAnalysisId(request.analysis))
        throw new Problem('bug', {message: `no analysis ${request.analysis}`});
      const analysis: Analysis = analyses[request.analysis];

      const entered = await enter(database, request, signal);
      const schema = `kept_${++made}`;
      await database.query(`create schema ${schema}`);
      try {
        await look(database, schema, entered);
        const made = await execute(database, await analysis.body(), request, entered, key, signal);
        const done = {dataset: request.dataset, schema, ...made};
        results.set(key, done);
        await giveUp(database, results, MOST_RESULTS);
        return done;
      } catch (error) {
        await dropSchema(database, schema).catch(() => undefined);
        throw error;
      }
    },
    async rows(database, request, table, signal) {
      const done = await runs.run(database, request, signal);
      const make = done.unmade.get(table);
      if (!make) return done;
      await look(database, done.schema, await enter(database, request, signal));
      await database.atomic(() => make(signal));
      done.unmade.delete(table);
      return done;
    },
    async members(database, {dataset, scope}, who, signal) {
      const tables = new Map<KeptMembers, KeptTable>();
      for (const kept of keptIn(who)) {
        const columns = isAnalysisId(kept.analysis)
          ? (await analyses[kept.analysis].body()).shape.keeps[kept.table]
          : undefined;
        if (!columns || Object.keys(kept.where).some((column) => !Object.hasOwn(columns, column)))
          throw new Problem('audience-broken', {audience: '', reason: 'analysis', what: kept.analysis});
        const {analysis, version, params, table} = kept;
        const request = {dataset, analysis, version, params, scope: kept.scope};
        const done = await runs.rows(database, request, table, signal);
        const entered = await enter(database, request, signal);
        tables.set(kept, {table, ...done, entered, number: ++made});
      }
      // Last, since the tables of other scopes may be given up meanwhile.
      const base = await enter(database, {dataset, scope: unfiltered(scope)}, signal);
      await database.query(`set search_path = '${base.schema},${datasets.find(dataset).schema}'`);
      const name = (schema: string, table: string) => `${schema}.${identifier(table)}`;
      const number = ++made;
      return {
        select: selectMembers(who, (kept) => name(tables.get(kept)!.schema, kept.table)),
        script: (target) =>
          scriptOfMembers(
            target,
            `everybody_${number}`,
            base,
            [...tables.values()],
            selectMembers(who, (kept) => name(`kept_${tables.get(kept)!.number}`, kept.table)),
          ),
      };
    },
    async finish(done, request, turns, signal, report) {
      const own = [...done.own];
      const output = await done.later?.({
        pause: pauseFor(signal),
        progress: report,
        async query(table, sql, parameters) {
          own.push({table, sql: scriptOf(table, sql, parameters)});
          return turns(async (database) => {
            await look(database, done.schema, await enter(database, request, signal));
            return database.query(sql, parameters, signal);
          });
        },
      });
      if (!output) return;
      const {tables, facts} = output;
      done.result = {...done.result, tables, facts, statements: scriptFor(own, done.shared), done: null};
      done.later = undefined;
    },
    async answer(database, request, signal, most) {
      const entered = await enter(database, request, signal);
      const schema = `query_${++made}`;
      await database.query(`create schema ${schema}`);
      try {
        await look(database, schema, entered);
        const {answerOf} = await import('./queries');
        return await answerOf(database, request, signal, most);
      } finally {
        await dropSchema(database, schema).catch(() => undefined);
      }
    },
    async forget(database, dataset) {
      for (const map of [scopes, results]) {
        for (const [key, entry] of map) {
          if (entry.dataset !== dataset) continue;
          map.delete(key);
          await dropSchema(database, entry.schema);
        }
      }
    },
    clear() {
      scopes.clear();
      results.clear();
    },
  };
  return runs;
}

async function execute(
  database: Database,
  {shape, run}: Body,
  request: RunRequest,
  entered: Entered,
  handle: string,
  signal: AbortSignal,
): Promise<Omit<Done, 'dataset' | 'schema'>> {
  const {answers} = entered;
  const shared = scriptsOf(entered, 'main');
  const statements: OwnStatement[] = [];
  const unmade: Done['unmade'] = new Map();
  let steps = 0;
  const filled = (
    table: string,
    columns: Columns,
    sql: string,
    parameters?: Parameters,
    how?: Pick<OwnStatement, 'makes'>,
  ) => {
    const definition = createTable(table, columns);
    const fill = `insert into ${table} by name\n${sql}`;
    statements.push({table, sql: `${definition};\n${scriptOf(`fill_${table}`, fill, parameters)}`, ...how});
    return async (during: AbortSignal) => {
      await database.query(definition, {}, during);
      await database.query(fill, parameters, during);
    };
  };
  const context: RunContext = {
    params: parseValues(shape.fields, request.params),
    scope: request.scope,
    async query(table, sql, parameters) {
      const script = scriptOf(table, sql, parameters);
      statements.push({table, sql: script});
      const known = answers.get(script);
      if (known) return known;
      const answer = await database.query(sql, parameters, signal);
      // Once the run has made a table of its own, a statement may read that and answer differently next time.
      if (steps === 0) answers.set(script, answer);
      return answer;
    },
    async make(table: string, sql, parameters) {
      steps++;
      await filled(table, shape.steps![table]!, sql, parameters, {makes: true})(signal);
    },
    keep(table, sql, parameters) {
      unmade.set(table, filled(table, shape.keeps[table]!, sql, parameters));
    },
    pause: pauseFor(signal),
  };
  const {tables, facts, suggested = {}, later} = await run(context);
  const result = {
    tables,
    facts,
    suggested,
    handle,
    done: later ? 0 : null,
    statements: scriptFor(statements, shared),
  };
  return {result, later, own: statements, shared, unmade};
}

/** The shared statements of a scope, those that choose its customers first. */
function scriptsOf({chosen, statements}: Entered, target: string): readonly Statement[] {
  return chosen ? [{table: 'chosen_customers', sql: chosen.script(target)}, ...statements] : statements;
}

/** A table that a run has kept, with what it takes to make it again. */
interface KeptTable {
  readonly table: string;
  readonly schema: string;
  readonly own: readonly OwnStatement[];
  readonly entered: Entered;
  /** Tells the schemas of one script apart. */
  readonly number: number;
}

/**
 * What makes the table of chosen customers in a schema: the shared tables of all customers in a schema of their own, the
 * tables of results likewise, then the table itself. Leaves the search path at the target.
 */
function scriptOfMembers(
  target: string,
  everybody: string,
  base: Entered,
  tables: readonly KeptTable[],
  select: string,
): string {
  const path = (...schemas: string[]) =>
    `set search_path = '${[...new Set([...schemas, 'main'])].join(',')}';`;
  const into = (schema: string, entered: Entered) => [
    `create schema ${schema};`,
    path(schema),
    ...scriptsOf(entered, schema).map(({sql}) => sql),
  ];
  return [
    ...into(everybody, base),
    ...tables.flatMap(({table, own, entered, number}) => {
      const shared = entered === base ? everybody : `scope_${number}`;
      return [
        ...(entered === base ? [] : into(shared, entered)),
        `create schema kept_${number};`,
        path(`kept_${number}`, shared),
        // Working tables are made for the kept one; queries for the reader's eyes are not repeated.
        ...own.filter((statement) => statement.makes || statement.table === table).map(({sql}) => sql),
      ];
    }),
    path(everybody),
    `create table ${target}.chosen_customers as\n${select};`,
    path(target),
  ].join('\n');
}

/** Statements with those of the shared ones before them that they read, and that these read in turn. */
function scriptFor(statements: readonly Statement[], shared: readonly Statement[]): Statement[] {
  let text = statements.map(({sql}) => sql).join('\n');
  const needed: Statement[] = [];
  for (const statement of [...shared].reverse()) {
    if (!new RegExp(`\\b${statement.table}\\b`).test(text)) continue;
    needed.unshift(statement);
    text += statement.sql;
  }
  return [...needed, ...statements];
}

function touched<T>(map: Map<string, T>, key: string, value: T): T {
  map.delete(key);
  map.set(key, value);
  return value;
}

async function giveUp(database: Database, map: Map<string, {schema: string}>, most: number): Promise<void> {
  for (const [key, {schema}] of map) {
    if (map.size <= most) return;
    map.delete(key);
    await database.query(`drop schema if exists ${schema} cascade`);
  }
}
