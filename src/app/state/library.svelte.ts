import {Problem, problemOf} from '../../lib/problem';
import type {Notebook} from '../../notebook/document';
import type {Bed} from '../../store/bed';
import {createClaims, type Claims} from '../../store/claims';
import type {NotebookId, NotebookRecord, VersionRecord} from '../../store/records';
import {createStore, type Store} from '../../store/store';
import type {Client} from '../../worker/client';
import {BackupReminder} from './backup_reminder.svelte';
import type {DocumentState} from './document.svelte';
import type {Imports} from './imports.svelte';
import {Keeping} from './keeping';
import {readWhole} from './kept_document';
import {lastWords} from './last_words';
import {LastShown} from './last_shown';
import {Looking} from './looking.svelte';
import {NotebookData} from './notebook_data';
import {keep, recall} from './recall';
import {Rescue} from './rescue';
import type {Runs} from './runs.svelte';
import {Saving} from './saving.svelte';
import type {Settings} from './settings.svelte';
import {Shelf} from './shelf.svelte';
import {WriteRight} from './write_right';

/** Which notebook this tab has open; forgotten with the tab. */
const OPEN = 'stammkunde.open';

/** The notebook that is open here, of those that are kept in this browser. */
export class Library {
  problem = $state.raw<Problem | null>(null);
  /** The open notebook is written in another tab; here it can be read. */
  reading = $state(false);
  /** What was kept has been looked for. */
  started = $state(false);
  readonly saving: Saving;
  readonly data: NotebookData;
  readonly lastShown: LastShown;
  readonly shelf: Shelf;
  readonly looking: Looking;
  readonly reminder: BackupReminder;
  readonly keeping: Keeping;

  #settings: Settings;
  #store: Store;
  #document: DocumentState;
  #imports: Imports;
  #claims: Claims;
  #right: WriteRight;
  #rescue: Rescue;
  #open = $state<NotebookId | null>(null);
  /** How often the open notebook was read in order to write it. */
  #reads = 0;

  constructor(
    bed: Bed,
    settings: Settings,
    client: Client,
    document: DocumentState,
    imports: Imports,
    runs: Pick<Runs, 'finished' | 'recall'>,
    release: string,
  ) {
    this.#settings = settings;
    this.#store = createStore(bed, () => this.#rescue.cleared());
    this.reminder = new BackupReminder(this.#store.moments, bed.now);
    this.#document = document;
    this.#imports = imports;
    this.#claims = createClaims(bed);
    this.shelf = new Shelf(this.#store, client, this.#claims, this.reminder, () => this.saving.settled());
    this.#right = new WriteRight(this.#claims, {
      asked: () => this.saving.settled(),
      lost: () => this.#giveWay(),
      granted: (id) => this.#readAndWrite(id),
    });
    this.saving = new Saving(
      this.#store,
      ({id, revision}) => this.#claims.tell({kind: 'saved', notebook: id, revision}),
      (notebook, problem) => void this.#rescue.setAside(notebook, problem),
    );
    this.#rescue = new Rescue(this, this.#right, this.#store, document, imports);
    this.lastShown = new LastShown(this.#store, runs, release);
    this.data = new NotebookData(this, settings, this.#store, client, imports, this.lastShown);
    this.looking = new Looking(document, this.#store, this.saving);
    this.keeping = new Keeping(this, settings, document, imports, this.#claims);
    this.#claims.listen((news) => {
      if (news.kind === 'saved' || news.kind === 'removed') void this.shelf.refresh();
      if (news.kind === 'removed') this.#rescue.removed(news.notebook);
      if (news.kind === 'saved' && news.notebook === this.#open && this.reading) void this.#readAgain();
      if (news.kind === 'nothing-kept') void this.keeping.endToo();
    });
    this.started = this.shelf.empty;
  }

  /** The notebook that is open here, written or read. */
  get openId(): NotebookId | null {
    return this.#open;
  }

  /** Opens what was open here last. */
  async start(): Promise<void> {
    this.shelf.sweepLater();
    if (!this.#settings.keeps) {
      this.started = true;
      return;
    }
    try {
      await this.shelf.look();
      const {entries} = this.shelf;
      const last = recall('sessionStorage', OPEN) ?? entries[0]?.id;
      if (entries.some(({id}) => id === last)) await this.open(last!);
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.started = true;
    }
    await this.reminder.look(this.shelf.entries.map(({size}) => size)).catch(() => undefined);
  }

  async open(id: NotebookId): Promise<void> {
    await this.leave();
    this.problem = null;
    this.#open = id;
    try {
      // Before it is read: the tab that has the right until then may still save.
      await this.#right.take(id);
      const record = await this.#readAndShow(id);
      if (!record) return;
      if (record.dataset) await this.data.open(record.dataset);
      if (this.#right.held && this.#imports.loaded) void this.data.snapshot(this.#imports.loaded.dataset.id);
    } catch (error) {
      if (this.#open !== id) return;
      this.#right.release();
      this.#open = null;
      this.problem = problemOf(error);
    }
  }

  /** A notebook that is not kept yet is open now. */
  async adopt(notebook: Notebook): Promise<void> {
    if (!this.#settings.keeps) return;
    const id = crypto.randomUUID();
    this.#open = id;
    this.saving.begin({id, revision: 0, savedAt: null, dataset: null, notebook: null});
    this.saving.update(notebook);
    await this.#right.take(id);
    keep('sessionStorage', OPEN, id);
  }

  /** Saves and closes what is open; the data in the engine too, unless they are another notebook's already. */
  async leave({keepingData = false} = {}): Promise<void> {
    await this.#putDown();
    this.#document.close();
    if (!keepingData) await this.#imports.close();
    keep('sessionStorage', OPEN, '');
    await this.shelf.refresh().catch(() => undefined);
  }

  /** Lets go of what is open, which is saved no more but stays on the page. */
  async abandon(): Promise<void> {
    this.saving.end();
    await this.#putDown();
    keep('sessionStorage', OPEN, null);
  }

  /** Takes the right to write from the tab that has it, after that has saved. */
  takeOver(): Promise<void> {
    return this.#right.takeOver();
  }

  /** Removes a notebook with its data. */
  async remove(id: NotebookId): Promise<void> {
    if (id === this.#open) await this.leave();
    await this.shelf.remove(id);
  }

  /** Opens the notebook of a version and shows it as it was then. */
  async look(version: VersionRecord): Promise<void> {
    if (version.notebook !== this.#open) await this.open(version.notebook);
    if (version.notebook === this.#open) this.looking.at(version);
  }

  /**
   * Adds the notebooks of the backups among files that came, and gives back the other files. Where nothing else came, the
   * list of all is shown.
   */
  async takeBackups(files: readonly File[]): Promise<readonly File[]> {
    if (!this.#settings.keeps) return files;
    const {restored, others} = await this.shelf.takeBackups(files);
    // Only after the files are dealt with: leaving stops what is on its way.
    if (restored > 0 && others.length === 0) setTimeout(() => void this.leave());
    return others;
  }

  /** Shows what is on disk; null where that was overtaken: by then something else is open, or the right to write came anew. */
  async #readAndShow(id: NotebookId): Promise<NotebookRecord | null> {
    const reads = ++this.#reads;
    const {record, notebook} = await readWhole(this.#store, id);
    // Whoever is shown last takes the place of what was changed since.
    if (this.#open !== id || this.#reads !== reads) return null;
    this.#show(record, notebook);
    keep('sessionStorage', OPEN, id);
    this.started = true;
    return record;
  }

  #show(record: NotebookRecord, notebook: Notebook): void {
    this.reading = !this.#right.held;
    this.#document.locked = this.reading;
    this.looking.away();
    const left = this.reading ? null : lastWords(record);
    this.#document.open(left ?? notebook);
    if (this.reading) this.saving.end();
    else this.saving.begin({...record, notebook});
    if (left) this.saving.update(left);
  }

  /** Another tab has saved what is read here. */
  async #readAgain(): Promise<void> {
    const id = this.#open;
    if (!id) return;
    try {
      const {record, notebook} = await readWhole(this.#store, id);
      if (this.#open !== id || !this.reading) return;
      this.#document.follow(notebook);
      await this.data.follow(record);
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  /** Saves what is open and lets go of it. */
  async #putDown(): Promise<void> {
    await this.saving.settled();
    // What could not be saved is tried again when it is opened again.
    if (this.saving.unsaved) this.saving.leave();
    this.saving.end();
    this.#right.release();
    this.#open = null;
    this.reading = false;
    this.#document.locked = false;
    this.looking.away();
  }

  /** Another tab writes from now on. */
  #giveWay(): void {
    const {present} = this.#document;
    // Data that are not on disk yet cannot stay with a notebook that goes on with others.
    if (this.saving.dataUnsaved && present) {
      void this.#rescue.setAside(present, new Problem('storage-conflict'));
      return;
    }
    const left = this.saving.end();
    this.reading = true;
    this.#document.locked = true;
    if (left) void this.#rescue.putBeside(left);
  }

  /** Goes on from what the tab has saved that had the right to write. */
  async #readAndWrite(id: NotebookId): Promise<void> {
    try {
      const record = await this.#readAndShow(id);
      if (record) await this.data.follow(record);
    } catch (error) {
      // What cannot be read here, a later version of the program may have written.
      if (this.#open === id) await this.leave();
      this.problem = problemOf(error);
    }
  }
}
