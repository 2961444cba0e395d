import type {DatasetId} from '../../model/dataset';
import type {NotebookId, NotebookRecord} from '../../store/records';
import type {Store} from '../../store/store';
import type {Client} from '../../worker/client';
import type {BackupReminder} from './backup_reminder.svelte';
import type {Imports} from './imports.svelte';
import type {LastShown} from './last_shown';
import type {Loaded} from './loaded';
import type {Saving} from './saving.svelte';
import type {Settings} from './settings.svelte';
import type {Shelf} from './shelf.svelte';

/** The notebook that is open, as far as its data need it. */
interface Open {
  readonly openId: NotebookId | null;
  readonly saving: Saving;
  readonly shelf: Shelf;
  readonly reminder: BackupReminder;
}

/** The data of the open notebook, kept with it and opened with it. */
export class NotebookData {
  #open: Open;
  #settings: Settings;
  #store: Store;
  #client: Client;
  #imports: Imports;
  #lastShown: LastShown;

  constructor(
    open: Open,
    settings: Settings,
    store: Store,
    client: Client,
    imports: Imports,
    lastShown: LastShown,
  ) {
    this.#open = open;
    this.#settings = settings;
    this.#store = store;
    this.#client = client;
    this.#imports = imports;
    this.#lastShown = lastShown;
  }

  /** Keeps data that were imported into the notebook, and then a snapshot of their tables while nobody waits. */
  async keep(loaded: Loaded): Promise<void> {
    if (!this.#settings.keeps) return;
    await this.keepFiles(loaded);
    if (this.#open.saving.dataset === loaded.dataset.id) await this.snapshot(loaded.dataset.id);
  }

  /** Keeps what the data were read from, and names them in the notebook. */
  async keepFiles({dataset, files, folder}: Loaded): Promise<void> {
    const {saving, shelf, reminder} = this.#open;
    await saving.adopt(dataset.id, async () => {
      const kept = await this.#client.keep(dataset.id, files, folder);
      if (kept === 'tables') this.#imports.loseFiles(dataset.id);
    });
    await shelf.refresh().catch(() => undefined);
    if (saving.dataset !== dataset.id) return;
    // What came with its notebook has no files.
    if (files.length === 0 || files.some(({sample}) => !sample)) {
      await reminder.begin().catch(() => undefined);
      // Asked for now that there is something to lose; some browsers ask the reader.
      void navigator.storage?.persist?.().catch(() => false);
    }
  }

  /** Where there is no room for it, the data are read from their files the next time. */
  snapshot(dataset: DatasetId): Promise<void> {
    return this.#client.snapshot(dataset).catch(() => undefined);
  }

  /** Tries again to save what could not be saved, the notebook or its data. */
  async saveAgain(): Promise<void> {
    const {saving} = this.#open;
    const {loaded} = this.#imports;
    if (loaded && loaded.dataset.id !== saving.dataset) await this.keep(loaded);
    else await saving.flush();
  }

  /** Opens data that are kept. */
  open(dataset: DatasetId): Promise<void> {
    return this.#imports.reopen(dataset, this.#lastShown.recall(dataset));
  }

  /** Opens the data of the notebook where that failed. */
  async openAgain(): Promise<void> {
    const {openId} = this.#open;
    const dataset = openId && (await this.#store.notebooks.read(openId)).dataset;
    if (dataset && !this.#imports.loaded) await this.open(dataset);
  }

  /** Opens the data that another tab has given the notebook. */
  async follow({id, dataset}: NotebookRecord): Promise<void> {
    const {saving} = this.#open;
    while (this.#imports.busy) await this.#imports.settled();
    if (this.#open.openId !== id || !dataset || dataset === this.#imports.loaded?.dataset.id) return;
    // Whoever writes by now may have read other data.
    const written = saving.id === id && (saving.dataUnsaved || saving.dataset !== dataset);
    if (!written) await this.open(dataset);
  }
}
