import {SvelteMap} from 'svelte/reactivity';
import {isAnalysisId, type AnalysisId} from '../../analyses';
import type {Result, RunRequest} from '../../analyses/request';
import {canonicalJson, type Json} from '../../lib/json';
import {Problem, problemOf} from '../../lib/problem';
import type {Dataset, DatasetId} from '../../model/dataset';
import type {AnalysisCell, Notebook} from '../../notebook/document';
import {firstRow} from '../../model/query';
import {queryOf, requestOf} from '../../notebook/plan';
import {lookUp, paramsOf, sourcesFirst, type FactsOf} from '../../notebook/references';
import {scopeOf} from '../../notebook/scope_of';
import type {Early} from '../../worker/api';
import type {Client} from '../../worker/client';
import type {Faces} from './faces.svelte';
import type {Shown} from './last_shown';
import {Queries} from './queries.svelte';

/** What a cell shows: the newest result or problem that is there, and what is on the way. */
export interface CellRun {
  readonly request: RunRequest;
  readonly result: Result | null;
  /** The result belongs to older parameters; the new one is being made. */
  readonly running: boolean;
  /** Share of a long run that is done while its first result is shown; null: all of it. */
  readonly done: number | null;
  readonly problem: Problem | null;
  /** It waits for the value of another cell. */
  readonly waiting?: true;
}

const MOST_KEPT = 60;

/** Results of the cells. A newer request of a cell takes the place of the older; equal requests are answered at once. */
export class Runs {
  cells = new SvelteMap<string, CellRun>();
  readonly queries: Queries;

  #client: Client;
  #faces: Faces;
  #results = new Map<string, Result>();
  /** Of an earlier visit, so that the worker has nothing behind them yet. */
  #recalled = new Set<string>();
  #controllers = new Map<string, AbortController>();

  constructor(client: Client, faces: Faces) {
    this.#client = client;
    this.#faces = faces;
    this.queries = new Queries(client);
  }

  /** Whether something is on its way to a cell. */
  get busy(): boolean {
    return (
      this.queries.busy ||
      [...this.cells.values()].some(({running, waiting, done}) => (running && !waiting) || done !== null)
    );
  }

  /** Brings every cell up to what the notebook asks for. */
  update(notebook: Notebook, dataset: Dataset | null): void {
    const {comparedTo} = notebook;
    const earlier = comparedTo === null ? null : {...notebook, asOf: comparedTo};
    const present = new Set(notebook.cells.flatMap(({id}) => (earlier ? [id, then(id)] : [id])));
    for (const id of [...this.cells.keys()]) if (!present.has(id)) this.#drop(id);
    for (const id of [...this.queries.cells.keys()]) if (!present.has(id) || !dataset) this.queries.drop(id);
    for (const cell of sourcesFirst(notebook)) {
      if (cell.kind === 'sql' && dataset) {
        const shapeOf = (id: AnalysisId) => this.#faces.of(id)?.shape;
        const request = queryOf(notebook, cell, dataset, shapeOf, this.factsOf);
        if (request) this.queries.bring(cell.id, request);
        else this.queries.wait(cell.id);
      }
      if (cell.kind !== 'analysis') continue;
      const {analysis} = cell;
      if (!dataset) for (const id of [cell.id, then(cell.id)]) this.#drop(id);
      else if (isAnalysisId(analysis)) {
        const face = this.#faces.of(analysis);
        // Where the face or a value of another cell is not there yet, this is called again once it is.
        const request = face && requestOf(notebook, {...cell, analysis}, face.shape, dataset, this.factsOf);
        if (request) this.#bring(cell.id, request);
        else if (face) this.#wait(cell.id);
        if (request && earlier) {
          const scope = scopeOf(earlier, dataset);
          this.#bring(then(cell.id), {...request, scope});
        }
      }
    }
  }

  /** Runs everything again: the worker was restarted. */
  restart(): void {
    this.queries.restart();
    this.#results.clear();
    this.#recalled.clear();
    for (const [id, run] of [...this.cells]) {
      this.cells.set(id, {...run, running: false});
      this.#start(id, run.request);
    }
  }

  /** What is shown of a dataset, as soon as nothing on the page is on its way any more; null until then. */
  finished(dataset: DatasetId): Shown | null {
    if (this.busy) return null;
    const results = [...this.cells.values()].flatMap(({request, result, running}) =>
      result && !running && request.dataset === dataset ? [[keyOf(request), result] as const] : [],
    );
    return {results: new Map(results), answers: this.queries.finished(dataset)};
  }

  /** Takes results that were shown on an earlier visit: whoever asks for them finds them. */
  recall({results, answers}: Shown): void {
    for (const [key, result] of results) {
      this.#remember(key, result);
      this.#recalled.add(key);
    }
    this.queries.recall(answers);
  }

  /** The same cell as of the day that the notebook is compared with. */
  earlier(id: string): CellRun | undefined {
    return this.cells.get(then(id));
  }

  factsOf: FactsOf = (id) => {
    if (this.queries.cells.has(id)) {
      const answer = this.queries.answerOf(id);
      return answer && firstRow(answer);
    }
    const run = this.cells.get(id);
    if (!run || run.running) return undefined;
    return run.result?.facts ?? null;
  };

  /** The parameters of a cell with what it takes from others; while that is on the way, those of what is shown. */
  paramsOf(notebook: Notebook, cell: AnalysisCell): Readonly<Record<string, unknown>> {
    const params = paramsOf(notebook, cell, this.factsOf);
    return params ?? {...cell.params, ...this.cells.get(cell.id)?.request.params};
  }

  /** The cell whose value a cell waits for; null where it waits for none. */
  waitedFor(notebook: Notebook, cell: AnalysisCell): string | null {
    const awaited = Object.values(cell.uses).find(
      (reference) => lookUp(notebook, reference, this.factsOf) === 'pending',
    );
    return awaited?.cell ?? null;
  }

  #bring(id: string, request: RunRequest): void {
    const known = this.cells.get(id);
    if (!known || known.waiting || keyOf(known.request) !== keyOf(request)) this.#start(id, request);
  }

  /** Marks a cell as stale whose parameters are not known yet. */
  #wait(id: string): void {
    const known = this.cells.get(id);
    if (!known || known.waiting) return;
    this.#controllers.get(id)?.abort();
    this.cells.set(id, {...known, running: true, waiting: true});
  }

  #start(id: string, request: RunRequest): void {
    const key = keyOf(request);
    this.#controllers.get(id)?.abort();
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    const ready = this.#results.get(key);
    if (ready) {
      this.cells.set(id, {request, result: ready, running: false, done: null, problem: null});
      // Who asks for the customers behind it next is not to wait for all of it.
      if (this.#recalled.delete(key)) this.#client.prepare(request, controller.signal).catch(() => undefined);
      return;
    }
    const shown = this.cells.get(id);
    const older = shown?.request.dataset === request.dataset ? shown : null;
    const [result, problem] = [older?.result ?? null, older?.problem ?? null];
    this.cells.set(id, {request, result, running: true, done: null, problem});
    const show = ({result, done}: Early) => {
      if (controller.signal.aborted) return;
      const first = result ?? this.cells.get(id)?.result ?? null;
      this.cells.set(id, {request, result: first, running: false, done, problem: null});
    };
    this.#client.run(request, controller.signal, show).then(
      (result) => {
        if (controller.signal.aborted) return;
        this.#remember(key, result);
        this.cells.set(id, {request, result, running: false, done: null, problem: null});
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const problem = problemOf(error);
        if (problem.code === 'cancelled') return;
        this.cells.set(id, {request, result: null, running: false, done: null, problem});
      },
    );
  }

  #drop(id: string): void {
    this.#controllers.get(id)?.abort();
    this.#controllers.delete(id);
    this.cells.delete(id);
  }

  #remember(key: string, result: Result): void {
    this.#results.set(key, result);
    const [oldest] = this.#results.keys();
    if (this.#results.size > MOST_KEPT && oldest !== undefined) this.#results.delete(oldest);
  }
}

function keyOf(request: RunRequest): string {
  return canonicalJson(request as unknown as Json);
}

/** Under which name the run of a cell as of an earlier day is kept; no cell has it. */
function then(id: string): string {
  return `${id} then`;
}
