import {problemOf, type Problem} from '../../lib/problem';
import type {Dataset} from '../../model/dataset';
import type {Inspected, LoadProgress, OpenQuestion, Preview, Receipt, Source} from '../../worker/api';
import type {Client} from '../../worker/client';

export interface Loaded {
  readonly dataset: Dataset;
  readonly receipt: Receipt;
  readonly files: readonly Inspected[];
}

/** How far an import is; what is packed is unpacked first. */
export interface ImportProgress {
  readonly phase: 'unpacking' | LoadProgress['phase'];
  readonly share: number;
}

/** The requirements of a file that its mapping does not meet yet; of each list one field is enough. */
export function missingFields({required, recipe}: Preview): (readonly string[])[] {
  return required.filter((options) => !options.some((field) => recipe.columns[field] !== undefined));
}

/** Files on their way into the notebook: recognised, perhaps asked about, loaded. One at a time. */
export class Imports {
  /** What is in the engine now. */
  loaded = $state.raw<Loaded | null>(null);
  progress = $state.raw<ImportProgress | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** Files whose mapping is open, because something must be asked or the user wants to correct it. */
  checking = $state.raw<readonly Inspected[] | null>(null);
  questions = $state.raw<readonly OpenQuestion[]>([]);

  #client: Client;
  #opened: (loaded: Loaded, first: boolean) => void;
  #controller: AbortController | null = null;
  #made = 0;

  constructor(client: Client, opened: (loaded: Loaded, first: boolean) => void) {
    this.#client = client;
    this.#opened = opened;
  }

  get busy(): boolean {
    return this.progress !== null;
  }

  /** Takes dropped files: loads them at once where nothing is open, else shows what is. */
  async take(files: readonly File[] | 'sample'): Promise<void> {
    await this.#attempt(async () => {
      const sources: readonly (File | 'sample')[] = files === 'sample' ? [files] : files;
      const inspected: Inspected[] = [];
      for (const source of sources) {
        const report = (share: number) => {
          if (this.#controller) this.progress = {phase: 'unpacking', share};
        };
        inspected.push(...(await this.#client.inspect(source, this.#controller!.signal, report)));
      }
      if (inspected.some(({preview}) => missingFields(preview).length > 0)) this.checking = inspected;
      else await this.#load(inspected);
    });
  }

  /** Opens the mapping of what is loaded. */
  correct(): void {
    this.questions = [];
    this.checking = this.loaded?.files ?? null;
  }

  /** Loads with the mapping as corrected. */
  async apply(files: readonly Inspected[]): Promise<void> {
    await this.#attempt(() => this.#load(files));
  }

  cancel(): void {
    this.#controller?.abort();
  }

  dismiss(): void {
    this.checking = null;
    this.questions = [];
    this.problem = null;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.problem = null;
    this.#controller = new AbortController();
    this.progress = {phase: 'reading', share: 0};
    try {
      await work();
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code !== 'cancelled') this.problem = problem;
    } finally {
      this.progress = null;
      this.#controller = null;
    }
  }

  async #load(files: readonly Inspected[]): Promise<void> {
    const before = this.loaded;
    const id = `dataset-${++this.#made}`;
    const sources = files.map(({file, preview}): Source => ({file, recipe: preview.recipe}));
    const outcome = await this.#client.load(id, sources, this.#controller!.signal, (progress) => {
      if (this.#controller) this.progress = progress;
    });
    if (outcome.kind === 'asks') {
      this.questions = outcome.questions;
      this.checking = files;
      return;
    }
    this.checking = null;
    this.questions = [];
    this.loaded = {dataset: outcome.dataset, receipt: outcome.receipt, files};
    this.#opened(this.loaded, before === null || before.files[0]?.file !== files[0]?.file);
    if (before) await this.#client.forget(before.dataset.id);
  }
}
