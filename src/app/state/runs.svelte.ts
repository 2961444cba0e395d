import {SvelteMap} from 'svelte/reactivity';
import {analyses, isAnalysisId, type AnalysisId} from '../../analyses';
import type {Face} from '../../analyses/define';
import type {Result, RunRequest} from '../../analyses/request';
import {canonicalJson, type Json} from '../../lib/json';
import {Problem, problemOf} from '../../lib/problem';
import type {Dataset} from '../../model/dataset';
import {parseValues} from '../../model/fields';
import type {AnalysisCell, Notebook} from '../../notebook/document';
import {scopeOf} from '../../notebook/scope_of';
import type {Early} from '../../worker/api';
import type {Client} from '../../worker/client';
import type {Faces} from './faces.svelte';

/** What a cell shows: the newest result that is there, and what is on the way. */
export interface CellRun {
  readonly request: RunRequest;
  readonly result: Result | null;
  /** The result belongs to older parameters; the new one is being made. */
  readonly running: boolean;
  /** Share of a long run that is done while its first result is shown; null: all of it. */
  readonly done: number | null;
  readonly problem: Problem | null;
}

const MOST_KEPT = 60;

/** Results of the cells. A newer request of a cell takes the place of the older; equal requests are answered at once. */
export class Runs {
  cells = new SvelteMap<string, CellRun>();

  #client: Client;
  #faces: Faces;
  #results = new Map<string, Result>();
  #controllers = new Map<string, AbortController>();

  constructor(client: Client, faces: Faces) {
    this.#client = client;
    this.#faces = faces;
  }

  /** Brings every cell up to what the notebook asks for. */
  update(notebook: Notebook, dataset: Dataset | null): void {
    const present = new Set(notebook.cells.map(({id}) => id));
    for (const id of [...this.cells.keys()]) if (!present.has(id)) this.#drop(id);
    for (const cell of notebook.cells) {
      if (!dataset) this.#drop(cell.id);
      else if (isAnalysisId(cell.analysis)) {
        const face = this.#faces.of(cell.analysis);
        // Where the face is not there yet, this is called again once it is.
        if (face) this.#bring(cell, requestOf(cell, face, notebook, dataset));
      }
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

  #bring(cell: AnalysisCell, request: RunRequest): void {
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
      this.cells.set(id, {request, result: ready, running: false, done: null, problem: null});
      return;
    }
    const shown = this.cells.get(id);
    const older = shown?.request.dataset === request.dataset ? shown.result : null;
    this.cells.set(id, {request, result: older, running: true, done: null, problem: null});
    const controller = new AbortController();
    this.#controllers.set(id, controller);
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

/** The request of a cell; parameters that only change the picture are no part of it. */
function requestOf(
  {analysis, params: stored}: AnalysisCell,
  {shape: {fields}}: Face,
  notebook: Notebook,
  dataset: Dataset,
): RunRequest {
  const values = parseValues(fields, stored);
  const params = Object.fromEntries(
    Object.entries(values).filter(([name]) => fields[name]!.effect === 'result'),
  );
  const {version} = analyses[analysis as AnalysisId];
  return {dataset: dataset.id, analysis, version, params, scope: scopeOf(notebook, dataset)};
}
