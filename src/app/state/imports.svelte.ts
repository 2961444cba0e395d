import {problemOf, type Problem} from '../../lib/problem';
import type {DatasetId} from '../../model/dataset';
import type {Mapping} from '../../model/mapping';
import type {Bundle, Inspected, LeftOut, Source, Trial, Wish} from '../../worker/api';
import type {Client} from '../../worker/client';
import {Attempt, type ImportProgress} from './attempt.svelte';
import {areMapped, asProposed, byHand, type Checking, type Origin} from './checking';
import {contentOf, nameAndDate} from './folder';
import {inspectAll, lookedAtAgain} from './inspection';
import {changeOf, type Loaded} from './loaded';
import {asBefore, remember, type Looked} from './mappings';
import type {Settings} from './settings.svelte';

/** Files on their way into the notebook: recognised, perhaps asked about, loaded. */
export class Imports {
  /** What is in the engine now. */
  loaded = $state.raw<Loaded | null>(null);
  /** Kept data on their way into the engine, as far as they can be told of until then; their files cannot. */
  #coming = $state.raw<Loaded | null>(null);
  checking = $state.raw<Checking | null>(null);
  /** Which of the files that came are no tables, until the reader has seen it. */
  leftOut = $state.raw<readonly LeftOut[]>([]);
  /** Whether the receipt shows what became of every row. */
  receiptOpen = $state(false);

  #client: Client;
  #settings: Settings;
  #opened: (loaded: Loaded, fresh: boolean) => void;
  #takeNotebooks: (files: readonly File[]) => Promise<readonly File[]>;
  #brought: () => readonly Mapping[];
  #attempt = new Attempt();

  constructor(
    client: Client,
    settings: Settings,
    /** `fresh`: they took the place of other data. */
    opened: (loaded: Loaded, fresh: boolean) => void,
    /** Opens the notebooks among files that came, and gives back the others. */
    takeNotebooks: (files: readonly File[]) => Promise<readonly File[]>,
    /** How the open notebook says that files were read. */
    brought: () => readonly Mapping[],
  ) {
    this.#client = client;
    this.#settings = settings;
    this.#opened = opened;
    this.#takeNotebooks = takeNotebooks;
    this.#brought = brought;
  }

  /** What the page shows: the data in the engine, or those that will be there; what is asked of them waits. */
  get shown(): Loaded | null {
    return this.loaded ?? this.#coming;
  }

  /** The folder that the open data came from. */
  get folder(): FileSystemDirectoryHandle | null {
    return this.loaded?.folder ?? null;
  }

  get busy(): boolean {
    return this.#attempt.busy;
  }

  get progress(): ImportProgress | null {
    return this.#attempt.progress;
  }

  get problem(): Problem | null {
    return this.#attempt.problem;
  }

  set problem(problem: Problem | null) {
    this.#attempt.problem = problem;
  }

  /** Takes the files of a folder that the reader picks; the browser asks for leave. */
  async takeFolder(pick: () => Promise<FileSystemDirectoryHandle>): Promise<void> {
    let folder: FileSystemDirectoryHandle;
    try {
      folder = await pick();
    } catch {
      // The reader has closed the browser's own dialog.
      return;
    }
    await this.#attempt.begin(async () => {
      const {files, within} = await contentOf(folder);
      const found = await this.#inspected(files, [], within);
      const origin = {folder, later: false};
      if (this.#addable) this.#check(found, true, origin);
      else await this.#checkOrLoad(found, origin);
    });
  }

  /** Reads the folder again: what is new there is added, what has changed replaced, what is gone left out. */
  async readFolderAgain(): Promise<void> {
    const {folder, loaded} = this;
    if (!folder || !loaded) return;
    await this.#attempt.begin(async () => {
      const {files, within} = await contentOf(folder);
      const known = (file: File) =>
        loaded.files.filter((table) => nameAndDate(table.file) === nameAndDate(file));
      const kept = files.flatMap(known);
      const fresh = files.filter((file) => known(file).length === 0);
      const found = await this.#inspected(fresh, kept, within);
      const same = found.length === kept.length && kept.length === loaded.files.length;
      if (same) this.loaded = {...loaded, files: found, change: changeOf(loaded, loaded)};
      else await this.#checkOrLoad(found, {folder, later: true});
    });
  }

  /**
   * Takes dropped files: loads them at once where nothing is open and nothing must be asked, else shows what they are. They
   * wait for what is on its way, and join its files where their mapping is still open then; with it they are cancelled.
   * `beside` them lay what is not looked at.
   */
  async take(files: readonly File[] | 'sample', beside: readonly LeftOut[] = []): Promise<void> {
    const late = this.busy;
    while (this.busy) if (!(await this.settled())) return;
    await this.#attempt.begin(async () => {
      const tables = files === 'sample' ? [files] : await this.#takeNotebooks(files);
      if (tables.length === 0 && beside.length === 0) return;
      const found = await this.#inspected(tables, [], beside);
      const addable = this.#addable && files !== 'sample';
      const earlier = late ? (this.checking?.files ?? []) : [];
      if (addable || earlier.length > 0) this.#check([...earlier, ...found], addable, byHand);
      else await this.#checkOrLoad(found, byHand);
    });
  }

  /** Opens the mapping of what is loaded. */
  correct(): void {
    const files = this.loaded?.files;
    const origin = {folder: this.folder, later: false};
    this.checking = files
      ? {files, proposed: files, addable: false, instead: false, origin, questions: []}
      : null;
  }

  /** Loads with the mapping as corrected, in place of the open data or added to them. */
  async apply(files: readonly Inspected[], added = false): Promise<void> {
    await this.#attempt.begin(async () => {
      await this.#load(files, added, this.checking?.origin ?? byHand);
      if (!this.checking && this.#settings.keeps) for (const {preview} of files) remember(preview.recipe);
    });
  }

  /** Looks at a file again, where the reader knows better what it is. */
  async again(before: Inspected, wish: Wish): Promise<Inspected | null> {
    this.problem = null;
    try {
      return lookedAtAgain(before, await this.#client.inspectAs(before.file, wish));
    } catch (error) {
      this.problem = problemOf(error);
      return null;
    }
  }

  /** How the beginning of a file would be read. */
  trial({file, preview}: Inspected, signal: AbortSignal): Promise<Trial> {
    return this.#client.trial({file, recipe: preview.recipe}, signal);
  }

  cancel(): void {
    this.#attempt.cancel();
  }

  /** Brings back data that are kept, in place of what is open; `recalled` is what can be told of them meanwhile. */
  async reopen(dataset: DatasetId, recalled: Promise<Loaded | null>): Promise<void> {
    await this.#attempt.begin(async () => {
      this.#attempt.report({phase: 'reopening', share: 0});
      const before = this.loaded;
      let waiting = true;
      const opening = this.#client.reopen(dataset, this.#attempt.signal);
      void recalled.then((coming) => {
        if (waiting) this.#coming = coming;
      });
      try {
        this.loaded = {...(await opening), change: null};
      } finally {
        waiting = false;
        this.#coming = null;
      }
      if (before && before.dataset.id !== dataset) await this.#client.forget(before.dataset.id);
    });
  }

  /** The files that open data were made of can no longer be read. */
  loseFiles(dataset: DatasetId): void {
    if (this.loaded?.dataset.id === dataset) this.loaded = {...this.loaded, files: []};
  }

  /** Makes the data of a notebook that came with them present; `parse` may still refuse its document. */
  async unbundle<T>(file: File, parse: (bundle: Bundle) => T): Promise<{loaded: Loaded; document: T}> {
    const before = this.loaded;
    const id = `dataset-${crypto.randomUUID()}`;
    const found = await this.#client.unbundle(id, file, this.#attempt.signal);
    let document: T;
    try {
      document = parse(found);
    } catch (error) {
      await this.#client.forget(id).catch(() => undefined);
      throw error;
    }
    const {dataset, receipt} = found;
    const loaded: Loaded = {dataset, receipt, files: [], folder: null, change: null};
    this.loaded = loaded;
    if (before) await this.#client.forget(before.dataset.id);
    return {loaded, document};
  }

  /** Settles when what is on its way has come to its end: true where nobody has cancelled it. */
  settled(): Promise<boolean> {
    return this.#attempt.settled();
  }

  /** Puts away what is open, and stops what is on its way. */
  async close(): Promise<void> {
    this.cancel();
    await this.settled();
    const {loaded} = this;
    this.dismiss();
    this.loaded = null;
    this.receiptOpen = false;
    if (loaded) await this.#client.forget(loaded.dataset.id).catch(() => undefined);
  }

  dismiss(): void {
    this.checking = null;
    this.leftOut = [];
    this.problem = null;
  }

  /** What is in files that came, after those that are known already; what is no table is shown to be left out. */
  async #inspected(
    sources: readonly (File | 'sample')[],
    known: readonly Inspected[] = [],
    beside: readonly LeftOut[] = [],
  ): Promise<readonly Looked[]> {
    const report = (share: number) => this.#attempt.report({phase: 'unpacking', share});
    const look = async (source: File | 'sample') => {
      const found = await this.#client.inspect(source, this.#attempt.signal, report);
      return Promise.all(found.map((inspected) => this.#asBefore(inspected)));
    };
    const {files, leftOut} = await inspectAll(sources, known, look, beside);
    this.leftOut = this.checking ? [...this.leftOut, ...leftOut] : leftOut;
    return files;
  }

  #asBefore(inspected: Inspected): Promise<Looked> {
    return asBefore(inspected, this.#brought(), async (target) => {
      const preview = await this.#client.inspectAs(inspected.file, {target});
      return lookedAtAgain(inspected, preview).preview;
    });
  }

  /** Whether the open data are here without the files that they were made of: they came so with their notebook. */
  get #bundled(): boolean {
    return this.loaded?.files.length === 0;
  }

  /** Whether files can be added to what is open. */
  get #addable(): boolean {
    return this.loaded !== null && !this.#bundled;
  }

  #check(
    files: readonly Looked[],
    addable: boolean,
    origin: Origin,
    questions = this.checking?.questions ?? [],
  ): void {
    const proposed = asProposed(files, this.checking);
    this.checking = {files, proposed, addable, instead: this.#bundled, origin, questions};
  }

  /** Loads files in place of what is open; where that would be missed or their mapping lacks something, shows it first. */
  async #checkOrLoad(files: readonly Looked[], origin: Origin): Promise<void> {
    if (!areMapped(files) || this.#bundled) this.#check(files, false, origin);
    else await this.#load(files, false, origin);
  }

  async #load(files: readonly Inspected[], added: boolean, origin: Origin): Promise<void> {
    const before = this.loaded;
    const earlier = added && before ? before.files : [];
    const all = [...earlier, ...files];
    const id = `dataset-${crypto.randomUUID()}`;
    const sources = all.map(({file, preview}): Source => ({file, recipe: preview.recipe}));
    const outcome = await this.#client.load(id, sources, this.#attempt.signal, (progress) =>
      this.#attempt.report(progress),
    );
    if (outcome.kind === 'asks') {
      const questions = outcome.questions.map((question) => ({
        ...question,
        source: question.source - earlier.length,
      }));
      this.#check(files, this.checking?.addable ?? false, origin, questions);
      return;
    }
    this.checking = null;
    const {dataset, receipt} = outcome;
    const later = added || origin.later;
    const found = {dataset, receipt, files: all, folder: added ? null : origin.folder};
    this.loaded = {...found, change: before && later ? changeOf(before, found) : null};
    this.#opened(this.loaded, before !== null && !later && before.files[0]?.file !== all[0]?.file);
    if (before) await this.#client.forget(before.dataset.id);
  }
}
