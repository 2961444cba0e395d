import {Problem, problemOf} from '../../lib/problem';
import {parseNotebook, serialise} from '../../notebook/codec';
import type {DatasetId} from '../../model/dataset';
import type {Notebook} from '../../notebook/document';
import type {Backup} from '../../store/backup';
import type {Bed} from '../../store/bed';
import {createClaims, type Claims} from '../../store/claims';
import {isBackup} from '../../store/is_backup';
import type {NotebookEntry} from '../../store/notebooks';
import type {NotebookId, NotebookRecord} from '../../store/records';
import {createStore, type Store} from '../../store/store';
import type {Client} from '../../worker/client';
import {BackupReminder} from './backup_reminder.svelte';
import type {DocumentState} from './document.svelte';
import type {Imports} from './imports.svelte';
import type {Loaded} from './loaded';
import {forgetAll} from './mappings';
import {keep, recall} from './recall';
import {Saving} from './saving.svelte';
import type {Settings} from './settings.svelte';
import {WriteRight} from './write_right';

/** Which notebook this tab has open; forgotten with the tab. */
const OPEN = 'stammkunde.open';
/** How many notebooks are kept: where none is found then, the browser has removed them. */
const KEPT = 'stammkunde.notebooks';

/** The notebooks that are kept in this browser, and the one of them that is open here. */
export class Library {
  /** The newest save first. */
  entries = $state.raw<readonly NotebookEntry[]>([]);
  problem = $state.raw<Problem | null>(null);
  /** The open notebook is written in another tab; here it can be read. */
  reading = $state(false);
  /** What was kept has been looked for. */
  started = $state(false);
  readonly saving: Saving;
  readonly store: Store;
  readonly reminder: BackupReminder;

  #settings: Settings;
  #client: Client;
  #document: DocumentState;
  #imports: Imports;
  #claims: Claims;
  #right: WriteRight;
  #open = $state<NotebookId | null>(null);

  constructor(bed: Bed, settings: Settings, client: Client, document: DocumentState, imports: Imports) {
    this.#settings = settings;
    this.store = createStore(bed);
    this.reminder = new BackupReminder(this.store.moments, bed.now);
    this.#client = client;
    this.#document = document;
    this.#imports = imports;
    this.#claims = createClaims(bed);
    this.#right = new WriteRight(this.#claims, {
      asked: () => this.saving.flush(),
      lost: () => this.#giveWay(),
      granted: (id) => this.#readAndWrite(id),
    });
    this.saving = new Saving(
      this.store,
      ({id, revision}) => this.#claims.tell({kind: 'saved', notebook: id, revision}),
      (notebook, problem) => void this.#setAside(notebook, problem),
    );
    this.#claims.listen((news) => {
      if (news.kind === 'saved' || news.kind === 'removed') void this.refresh();
      if (news.kind === 'saved' && news.notebook === this.#open && this.reading) void this.#readAgain();
    });
    this.started = recall('localStorage', KEPT) === null;
  }

  /** The notebook that is open here, written or read. */
  get openId(): NotebookId | null {
    return this.#open;
  }

  /** Opens what was open here last. */
  async start(): Promise<void> {
    if (!this.#settings.keeps) {
      this.started = true;
      return;
    }
    try {
      await this.refresh();
      const expected = Number(recall('localStorage', KEPT) ?? 0);
      if (expected > 0 && this.entries.length === 0) {
        this.problem = new Problem('storage-evicted');
        keep('localStorage', KEPT, null);
      }
      const last = recall('sessionStorage', OPEN) ?? this.entries[0]?.id;
      if (this.entries.some(({id}) => id === last)) await this.open(last!);
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.started = true;
    }
    await this.reminder.look(this.entries.map(({size}) => size)).catch(() => undefined);
    // What nothing needs any more can wait until nobody does.
    setTimeout(() => void this.#client.sweep().catch(() => undefined), 10_000);
  }

  async refresh(): Promise<void> {
    this.entries = await this.store.notebooks.list();
    if (this.entries.length > 0) keep('localStorage', KEPT, String(this.entries.length));
  }

  async open(id: NotebookId): Promise<void> {
    await this.leave();
    this.problem = null;
    try {
      const record = await this.store.notebooks.read(id);
      const notebook = await this.#parsed(record);
      this.#open = id;
      await this.#right.take(id);
      if (this.#open !== id) return;
      this.#show(record, notebook);
      keep('sessionStorage', OPEN, id);
      this.started = true;
      if (record.dataset) await this.#imports.reopen(record.dataset);
      if (this.#right.held && this.#imports.loaded) void this.#snapshot(this.#imports.loaded.dataset.id);
    } catch (error) {
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

  /** Keeps data that were imported into the open notebook, and then a picture of their tables while nobody waits. */
  async keepData({dataset, files}: Loaded): Promise<void> {
    if (!this.#settings.keeps) return;
    await this.saving.adopt(dataset.id, () => this.#client.keep(dataset.id, files));
    await this.refresh().catch(() => undefined);
    if (this.saving.dataset !== dataset.id) return;
    // What came with its notebook has no files.
    if (files.length === 0 || files.some(({sample}) => !sample)) {
      await this.reminder.begin().catch(() => undefined);
      // Asked for now that there is something to lose; some browsers ask the reader.
      void navigator.storage?.persist?.().catch(() => false);
    }
    await this.#snapshot(dataset.id);
  }

  /** Where there is no room for it, the data are read from their files the next time. */
  #snapshot(dataset: DatasetId): Promise<void> {
    return this.#client.snapshot(dataset).catch(() => undefined);
  }

  /** Tries again to save what could not be saved. */
  async saveAgain(): Promise<void> {
    const {loaded} = this.#imports;
    if (loaded && loaded.dataset.id !== this.saving.dataset) await this.keepData(loaded);
    else await this.saving.flush();
  }

  /** Saves and closes what is open; the data in the engine too, unless they are another notebook's already. */
  async leave({keepingData = false} = {}): Promise<void> {
    await this.#putDown();
    this.#document.close();
    if (!keepingData) await this.#imports.close();
    keep('sessionStorage', OPEN, '');
    await this.refresh().catch(() => undefined);
  }

  /** Takes the right to write from the tab that has it, after that has saved. */
  takeOver(): Promise<void> {
    return this.#right.takeOver();
  }

  async duplicate(id: NotebookId, title: string): Promise<void> {
    await this.#attempt(async () => {
      if (id === this.saving.id) await this.saving.flush();
      const record = await this.store.notebooks.read(id);
      const text = serialise({...parseNotebook(record.text), title});
      const copy = crypto.randomUUID();
      await this.store.notebooks.save({...record, id: copy, title, text, revision: 0});
    });
  }

  async rename(id: NotebookId, title: string): Promise<void> {
    await this.#attempt(async () => {
      const claim = await this.#claims.take(id, {asked: async () => undefined, lost: () => undefined});
      if (!claim) throw new Problem('notebook-busy');
      try {
        const record = await this.store.notebooks.read(id);
        const text = serialise({...parseNotebook(record.text), title});
        await this.store.notebooks.save({...record, title, text});
      } finally {
        claim.release();
      }
    });
  }

  /** Removes a notebook with its data; the files that were dropped stay where they are. */
  async remove(id: NotebookId): Promise<void> {
    if (id === this.#open) await this.leave();
    await this.#attempt(async () => {
      await this.store.notebooks.remove(id);
      this.#claims.tell({kind: 'removed', notebook: id});
      await this.#client.sweep();
    });
    keep('localStorage', KEPT, this.entries.length > 0 ? String(this.entries.length) : null);
  }

  /** All notebooks with their data as one file; null where that failed. */
  async backUp(): Promise<Backup | null> {
    this.problem = null;
    try {
      await this.saving.settled();
      const backup = await this.#client.backUp();
      await this.reminder.saved();
      return backup;
    } catch (error) {
      this.problem = problemOf(error);
      return null;
    }
  }

  /** Puts the notebooks of a backup beside those that are here; how many they are. */
  async restore(backup: File): Promise<number> {
    let restored = 0;
    await this.#attempt(async () => {
      restored = (await this.#client.restore(backup)).length;
      // What comes from a file has just been seen to be in one.
      await this.reminder.begin().catch(() => undefined);
    });
    return restored;
  }

  /** Adds the notebooks of the backups among files that came, shows the list of all, and gives back the other files. */
  async takeBackups(files: readonly File[]): Promise<readonly File[]> {
    if (!this.#settings.keeps) return files;
    const backups = await Promise.all(files.map(isBackup));
    let restored = 0;
    for (const [index, file] of files.entries()) if (backups[index]) restored += await this.restore(file);
    // Only after the files are dealt with: leaving stops what is on its way.
    if (restored > 0) setTimeout(() => void this.leave());
    return files.filter((_, index) => !backups[index]);
  }

  /** Keeps what is open and all that follows; or nothing, and removes what was kept. What is open stays open. */
  async setKeeping(keeping: boolean): Promise<void> {
    const {notebook} = this.#document;
    const {loaded} = this.#imports;
    if (keeping) {
      this.#settings.setKeeps(true);
      if (notebook) await this.adopt(notebook);
      if (loaded) await this.keepData(loaded);
      return;
    }
    await this.#attempt(async () => {
      await this.#putDown();
      this.reminder.due = false;
      this.#settings.setKeeps(false);
      forgetAll();
      keep('localStorage', KEPT, null);
      keep('sessionStorage', OPEN, null);
      for (const {id} of this.entries) this.#claims.tell({kind: 'removed', notebook: id});
      await this.store.clear();
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = problemOf(error);
    }
    await this.refresh().catch(() => undefined);
  }

  #show(record: NotebookRecord, notebook: Notebook): void {
    this.reading = !this.#right.held;
    this.#document.readOnly = this.reading;
    this.#document.open(notebook);
    if (this.reading) this.saving.end();
    else this.saving.begin({...record, notebook});
  }

  /** The document of a record; where that is damaged, its newest version that is whole. */
  async #parsed({id, text}: NotebookRecord): Promise<Notebook> {
    try {
      return parseNotebook(text);
    } catch (error) {
      if (problemOf(error).code !== 'document-damaged') throw error;
      for (const version of await this.store.notebooks.versions(id)) {
        try {
          return parseNotebook(version.text);
        } catch {
          // The one before it may be whole.
        }
      }
      throw error;
    }
  }

  /** Another tab has saved what is read here. */
  async #readAgain(): Promise<void> {
    const id = this.#open;
    if (!id) return;
    try {
      const record = await this.store.notebooks.read(id);
      if (this.#open !== id || !this.reading) return;
      this.#document.open(await this.#parsed(record));
      while (this.#imports.busy) await this.#imports.settled();
      if (this.#open !== id || !this.reading) return;
      if (record.dataset && record.dataset !== this.#imports.loaded?.dataset.id)
        await this.#imports.reopen(record.dataset);
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  /** Saves what is open and lets go of it. */
  async #putDown(): Promise<void> {
    await this.saving.settled();
    this.saving.end();
    this.#right.release();
    this.#open = null;
    this.reading = false;
    this.#document.readOnly = false;
  }

  /** Another tab writes from now on. */
  #giveWay(): void {
    const left = this.saving.end();
    this.reading = true;
    this.#document.readOnly = true;
    if (left) void this.#copy(left);
  }

  /** Goes on from what the tab has saved that had the right to write. */
  async #readAndWrite(id: NotebookId): Promise<void> {
    try {
      const record = await this.store.notebooks.read(id);
      const notebook = await this.#parsed(record);
      if (this.#open === id) this.#show(record, notebook);
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  /** Changes that may not overwrite what somebody else saved become a notebook of their own, and that one is open now. */
  async #setAside(notebook: Notebook, problem: Problem): Promise<void> {
    const {dataset} = this.saving;
    this.saving.end();
    this.#right.release();
    this.problem = problem;
    if (problem.code === 'storage-conflict') {
      await this.adopt(notebook);
      const loaded = this.#imports.loaded;
      if (loaded && dataset) await this.keepData(loaded);
    }
  }

  /** Changes that were not saved when the right to write was taken away. */
  async #copy(notebook: Notebook): Promise<void> {
    await this.#attempt(async () => {
      const id = crypto.randomUUID();
      const record = this.#open ? await this.store.notebooks.read(this.#open) : null;
      const {title} = notebook;
      const text = serialise(notebook);
      await this.store.notebooks.save({id, title, text, dataset: record?.dataset ?? null, revision: 0});
    });
    this.problem ??= new Problem('storage-conflict');
  }
}
