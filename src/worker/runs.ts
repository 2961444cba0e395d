import {analyses, isAnalysisId, type AnalysisId} from '../analyses';
import type {Analysis} from '../analyses/define';
import type {RunRequest} from '../analyses/request';
import type {Database} from '../engine/database';
import {scriptOf} from '../engine/script';
import {canonicalJson, type Json} from '../lib/json';
import {Problem} from '../lib/problem';
import {identifier} from '../lib/sql';
import type {DatasetId} from '../model/dataset';
import {keptIn, selectMembers, type KeptMembers, type Members} from '../model/members';
import {unfiltered} from '../model/scope';
import type {QueryAnswer, QueryRequest, ResultTable} from '../model/query';
import {dropSchema, type Datasets} from './datasets';
import {execute, type Executed} from './execute';
import {createLeastUsed} from './least_used';
import type {IdleTurns, Turns} from './schedule';
import {createScopes, type Chosen, type Place, type Scopes} from './scopes';
import {scriptOfMembers, scriptOfRun, scriptOfScope, type KeptScript} from './scripts';

export interface Done extends Executed {
  readonly dataset: DatasetId;
  /** Schema of the tables that the run made and keeps; null as long as there is none of them. */
  schema: string | null;
  /** The rest of the run, while somebody does it. */
  finishing?: Promise<void> | undefined;
}

/** A run whose tables stand in a schema. */
export interface Kept extends Done {
  schema: string;
}

/** Results and the tables behind them, by everything they depend on. The least used are given up. */
export interface Runs {
  run(database: Database, request: RunRequest, signal: AbortSignal): Promise<Done>;
  /** The same, with one of the tables of customers made that belong to it. */
  rows(database: Database, request: RunRequest, table: string, signal: AbortSignal): Promise<Kept>;
  /**
   * The customers of a set among all orders up to the day of the scope, as a `select`; the search path is left at the tables
   * that it reads.
   */
  members(database: Database, place: Place, who: Members, signal: AbortSignal): Promise<Chosen>;
  /**
   * Does the rest of a run, with a turn at the engine for each of its statements, and a pause now and then between them. Where
   * somebody does it already, it is not done twice.
   */
  finish(
    done: Done,
    request: RunRequest,
    turns: Turns,
    pause: () => Promise<void>,
    signal: AbortSignal,
    report: (share: number) => void,
  ): Promise<void>;
  /** Asks what a change of the parameters of a run may ask, so that it is answered then. */
  foresee(done: Done, place: Place, turns: IdleTurns): Promise<void>;
  /**
   * The answer to a statement of the reader over the results that it asks for, in their order, which are whole; as many rows
   * as are shown, where nothing else is said.
   */
  answer(
    database: Database,
    request: QueryRequest,
    results: readonly Done[],
    signal: AbortSignal,
    most?: number,
  ): Promise<QueryAnswer>;
  standing: Scopes['standing'];
  forget(database: Database, dataset: DatasetId): Promise<void>;
  /** Forgets all without touching the engine: it was replaced. */
  clear(): void;
}

const MOST = 40;

export function createRuns(datasets: Datasets): Runs {
  const scopes: Scopes = createScopes(datasets, (database, place, who, signal) =>
    runs.members(database, place, who, signal),
  );
  const {enter, look, standing} = scopes;
  const results = createLeastUsed<Done>(MOST);
  let made = 0;

  /** A new schema, for the tables of one run. */
  const room = async (database: Database) => {
    const schema = `kept_${++made}`;
    await database.run(`create schema ${schema}`);
    return schema;
  };

  const rest: Runs['finish'] = async (done, request, turns, pause, signal, report) => {
    const own = [...done.own];
    const output = await done.later?.({
      pause,
      progress: report,
      async query(table, sql, parameters) {
        const script = scriptOf(table, sql, parameters);
        own.push({table, sql: script});
        return turns((database) =>
          done.answer(script, async () => {
            await look(database, done.schema, await enter(database, request, signal));
            return database.query(sql, parameters, signal);
          }),
        );
      },
    });
    if (!output) return;
    const {tables, facts} = output;
    done.result = {...done.result, tables, facts, statements: scriptOfRun(own, done.shared), done: null};
    done.later = undefined;
  };

  const runs: Runs = {
    async run(database, request, signal) {
      const key = canonicalJson(request as unknown as Json);
      const known = results.use(key);
      if (known) return known;
      if (!isAnalysisId(request.analysis))
        throw new Problem('bug', {message: `no analysis ${request.analysis}`});
      const analysis: Analysis = analyses[request.analysis];

      const entered = await enter(database, request, signal);
      let schema: string | null = null;
      const open = async () => {
        if (schema !== null) return;
        schema = await room(database);
        await look(database, schema, entered);
      };
      try {
        await look(database, null, entered);
        const ground = {shared: scriptOfScope(entered, 'main'), answers: entered.answers, open};
        const executed = await execute(database, await analysis.body(), request, ground, key, signal);
        const done: Done = {dataset: request.dataset, schema, ...executed};
        await results.add(database, key, done);
        return done;
      } catch (error) {
        if (schema !== null) await dropSchema(database, schema).catch(() => undefined);
        throw error;
      }
    },
    async rows(database, request, table, signal) {
      const done = await runs.run(database, request, signal);
      const schema = (done.schema ??= await room(database));
      const unmade = done.unmade.get(table);
      if (unmade) {
        await look(database, schema, await enter(database, request, signal));
        await database.atomic(() => unmade.make(database, signal));
        done.unmade.delete(table);
      }
      return {...done, schema};
    },
    async members(database, {dataset, scope}, who, signal) {
      const tables = new Map<KeptMembers, KeptScript & {readonly schema: string}>();
      for (const kept of keptIn(who)) {
        const columns = isAnalysisId(kept.analysis)
          ? (await analyses[kept.analysis].body()).shape.keeps[kept.table]
          : undefined;
        if (!columns || Object.keys(kept.where).some((column) => !Object.hasOwn(columns, column)))
          throw new Problem('audience-broken', {audience: '', reason: 'analysis', what: kept.analysis});
        const {analysis, version, params, table} = kept;
        const request = {dataset, analysis, version, params, scope: kept.scope};
        const done = await runs.rows(database, request, table, signal);
        const scope = await enter(database, request, signal);
        tables.set(kept, {table, schema: done.schema, own: done.own, scope, number: ++made});
      }
      // Last, since the tables of other scopes may be given up meanwhile.
      const base = await enter(database, {dataset, scope: unfiltered(scope)}, signal);
      await database.look(base.schema, datasets.find(dataset).schema);
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
    async finish(done, request, turns, pause, signal, report) {
      // Whoever does it may be cancelled: then it is left to the next.
      while (done.finishing) await done.finishing.catch(() => undefined);
      if (!done.later) return;
      done.finishing = rest(done, request, turns, pause, signal, report);
      await done.finishing.finally(() => (done.finishing = undefined));
    },
    async foresee({foreseen}, place, turns) {
      for (const {script, sql, parameters} of foreseen)
        await turns(async (database, signal) => {
          const entered = scopes.find(place);
          if (!entered || entered.answers.has(script)) return;
          await look(database, null, entered);
          entered.answers.set(script, await database.query(sql, parameters, signal));
        });
    },
    async answer(database, request, results, signal, most) {
      const schema = `query_${++made}`;
      await database.run(`create schema ${schema}`);
      try {
        for (const [at, read] of request.results.entries()) {
          const {shape} = await analyses[read.analysis as AnalysisId].body();
          const columns = shape.tables[read.table];
          if (columns) {
            const {makeResultTable} = await import('./result_tables');
            const table = results[at]!.result.tables[read.table]!;
            await makeResultTable(database, schema, read.name, columns, table);
          } else {
            const kept = await runs.rows(database, runOf(request, read), read.table, signal);
            const names = Object.keys(shape.keeps[read.table]!).map(identifier);
            await database.run(
              `create view ${schema}.${identifier(read.name)} as select ${names.join(', ')} from ${kept.schema}.${identifier(read.table)}`,
            );
          }
        }
        for (const {name, who} of request.audiences) {
          const {select} = await runs.members(database, request, who, signal);
          await database.query(`create table ${schema}.${identifier(name)} as\n${select}`, {}, signal);
        }
        await look(database, schema, await enter(database, request, signal));
        const {answerOf} = await import('./queries');
        return await answerOf(database, request, signal, most);
      } finally {
        await dropSchema(database, schema).catch(() => undefined);
      }
    },
    standing,
    async forget(database, dataset) {
      await scopes.forget(database, dataset);
      await results.forget(database, dataset);
    },
    clear() {
      scopes.clear();
      results.clear();
    },
  };
  return runs;
}

/** The run that a statement's table of a result comes from. */
export function runOf({dataset, scope}: Place, {analysis, version, params}: ResultTable): RunRequest {
  return {dataset, analysis, version, params, scope};
}
