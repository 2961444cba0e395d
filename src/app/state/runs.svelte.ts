import {SvelteMap} from 'svelte/reactivity';
import {analyses, isAnalysisId} from '../../analyses';
import type {Result, RunRequest} from '../../analyses/request';
import {canonicalJson, type Json} from '../../lib/json';
import {Problem, problemOf} from '../../lib/problem';
import type {Dataset} from '../../model/dataset';
import {parseValues, type Fields} from '../../model/fields';
import type {AnalysisCell, Notebook} from '../../notebook/document';
import {scopeOf} from '../../notebook/scope_of';
import type {Client} from '../../worker/client';

/** What a cell shows: the newest result that is there, and what is on the way. */
export interface CellRun {
  readonly request: RunRequest;
  readonly result: Result | null;
  /** The result belongs to older parameters; the new one is being made. */
  readonly running: boolean;
  readonly problem: Problem | null;
}

const MOST_KEPT = 60;

/** Results of the cells. A newer request of a cell takes the place of the older; equal requests are answered at once. */
export class Runs {
  cells = new SvelteMap<string, CellRun>();

  #client: Client;
  #results = new Map<string, Result>();
  #controllers = new Map<string, AbortController>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Brings every cell up to what the notebook asks for. */
  update(notebook: Notebook, dataset: Dataset | null): void {
    const present = new Set(notebook.cells.map(({id}) => id));
    for (const id of [...this.cells.keys()]) if (!present.has(id)) this.#drop(id);
    for (const cell of notebook.cells) {
      if (dataset) this.#bring(cell, requestOf(cell, notebook, dataset));
      else this.#drop(cell.id);
    }
  }

  /** Runs everything again: the worker was restarted. */
  restart(): void {
    this.#results.clear();
    for (const [id, run] of [...this.cells]) {
      this.cells.set(id, {...run, running: false});
      this.#start(id, run.request);
    }
  }

  #bring(cell: AnalysisCell, request: RunRequest | null): void {
    if (!request) return;
    const known = this.cells.get(cell.id);
    if (
      known &&
      canonicalJson(known.request as unknown as Json) === canonicalJson(request as unknown as Json)
    )
      return;
    this.#start(cell.id, request);
  }

  #start(id: string, request: RunRequest): void {
    const key = canonicalJson(request as unknown as Json);
    this.#controllers.get(id)?.abort();
    const ready = this.#results.get(key);
    if (ready) {
      this.cells.set(id, {request, result: ready, running: false, problem: null});
      return;
    }
    const shown = this.cells.get(id);
    const older = shown?.request.dataset === request.dataset ? shown.result : null;
    this.cells.set(id, {request, result: older, running: true, problem: null});
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    this.#client.run(request, controller.signal).then(
      (result) => {
        if (controller.signal.aborted) return;
        this.#remember(key, result);
        this.cells.set(id, {request, result, running: false, problem: null});
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const problem = problemOf(error);
        if (problem.code === 'cancelled') return;
        this.cells.set(id, {request, result: null, running: false, problem});
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

/** The request of a cell; parameters that only change the picture are no part of it. */
function requestOf(cell: AnalysisCell, notebook: Notebook, dataset: Dataset): RunRequest | null {
  if (!isAnalysisId(cell.analysis)) return null;
  const {id, version, shape} = analyses[cell.analysis];
  const fields: Fields = shape.fields;
  const values = parseValues(fields, cell.params);
  const params = Object.fromEntries(
    Object.entries(values).filter(([name]) => fields[name]!.effect === 'result'),
  );
  return {dataset: dataset.id, analysis: id, version, params, scope: scopeOf(notebook, dataset)};
}
