import {SvelteMap} from 'svelte/reactivity';
import {canonicalJson, type Json} from '../../lib/json';
import {Problem, problemOf} from '../../lib/problem';
import type {DatasetId} from '../../model/dataset';
import type {QueryAnswer, QueryRequest} from '../../model/query';
import type {AnswerOf} from '../../notebook/values';
import type {Client} from '../../worker/client';

/** What an SQL cell shows: the newest answer that is there, and what is on the way. */
export interface QueryRun {
  readonly request: QueryRequest;
  /** While the next runs, and where it has failed, the last answer of the same data. */
  readonly answer: QueryAnswer | null;
  readonly running: boolean;
  readonly problem: Problem | null;
  /** It waits until it is known what an analysis above asks for. */
  readonly waiting?: true;
}

const MOST_KEPT = 20;

/** Answers of the SQL cells. A newer statement of a cell takes the place of the older; equal ones are answered at once. */
export class Queries {
  cells = new SvelteMap<string, QueryRun>();

  #client: Client;
  #answers = new Map<string, QueryAnswer>();
  #controllers = new Map<string, AbortController>();

  constructor(client: Client) {
    this.#client = client;
  }

  get busy(): boolean {
    return [...this.cells.values()].some(({running, waiting}) => running && !waiting);
  }

  /** The newest answer of a cell; undefined while it is on the way, null where there will be none. */
  answerOf: AnswerOf = (id) => {
    const run = this.cells.get(id);
    if (!run || run.running) return undefined;
    return run.problem ? null : run.answer;
  };

  /** What is shown of a dataset, by its requests, once nothing is on its way. */
  finished(dataset: DatasetId): ReadonlyMap<string, QueryAnswer> {
    return new Map(
      [...this.cells.values()].flatMap(({request, answer, problem}) =>
        answer && !problem && request.dataset === dataset ? [[keyOf(request), answer] as const] : [],
      ),
    );
  }

  /** Takes answers that were shown on an earlier visit: whoever asks for them finds them. */
  recall(answers: ReadonlyMap<string, QueryAnswer>): void {
    for (const [key, answer] of answers) this.#remember(key, answer);
  }

  /** Brings a cell up to what it asks for. */
  bring(id: string, request: QueryRequest): void {
    const known = this.cells.get(id);
    if (!known || known.waiting || keyOf(known.request) !== keyOf(request)) this.#start(id, request);
  }

  /** Marks a cell as stale of which it is not known yet what it asks for. */
  wait(id: string): void {
    const known = this.cells.get(id);
    if (!known || known.waiting) return;
    this.#controllers.get(id)?.abort();
    this.cells.set(id, {...known, running: true, waiting: true});
  }

  /** Runs a cell again as it stands. */
  again(id: string): void {
    const run = this.cells.get(id);
    if (!run) return;
    this.#answers.delete(keyOf(run.request));
    this.#start(id, run.request);
  }

  cancel(id: string): void {
    this.#controllers.get(id)?.abort();
    const run = this.cells.get(id);
    if (run?.running) this.cells.set(id, {...run, running: false, problem: new Problem('cancelled')});
  }

  drop(id: string): void {
    this.#controllers.get(id)?.abort();
    this.#controllers.delete(id);
    this.cells.delete(id);
  }

  /** Runs everything again: the worker was restarted. */
  restart(): void {
    this.#answers.clear();
    for (const [id, {request}] of [...this.cells]) this.#start(id, request);
  }

  #start(id: string, request: QueryRequest): void {
    const key = keyOf(request);
    this.#controllers.get(id)?.abort();
    const ready = this.#answers.get(key);
    if (ready) {
      this.cells.set(id, {request, answer: ready, running: false, problem: null});
      return;
    }
    const shown = this.cells.get(id);
    const answer = shown?.request.dataset === request.dataset ? shown.answer : null;
    this.cells.set(id, {request, answer, running: true, problem: null});
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    this.#client.query(request, controller.signal).then(
      (made) => {
        if (controller.signal.aborted) return;
        this.#remember(key, made);
        this.cells.set(id, {request, answer: made, running: false, problem: null});
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        this.cells.set(id, {request, answer, running: false, problem: problemOf(error)});
      },
    );
  }

  #remember(key: string, answer: QueryAnswer): void {
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_KEPT && oldest !== undefined) this.#answers.delete(oldest);
  }
}

function keyOf(request: QueryRequest): string {
  return canonicalJson(request as unknown as Json);
}
