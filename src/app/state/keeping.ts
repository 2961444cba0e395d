import type {Notebook} from '../../notebook/document';
import type {Claims} from '../../store/claims';
import type {BackupReminder} from './backup_reminder.svelte';
import type {DocumentState} from './document.svelte';
import type {Imports} from './imports.svelte';
import {forgetAll} from './mappings';
import type {NotebookData} from './notebook_data';
import type {Saving} from './saving.svelte';
import type {Settings} from './settings.svelte';
import type {Shelf} from './shelf.svelte';

/** The notebook that is open, as far as it is kept or not. */
interface Open {
  readonly saving: Saving;
  readonly data: NotebookData;
  readonly shelf: Shelf;
  readonly reminder: BackupReminder;
  adopt(notebook: Notebook): Promise<void>;
  abandon(): Promise<void>;
}

/** Whether anything is kept in this browser: what one tab is told holds for all. What is open stays open either way. */
export class Keeping {
  #open: Open;
  #settings: Settings;
  #document: DocumentState;
  #imports: Imports;
  #claims: Claims;

  constructor(open: Open, settings: Settings, document: DocumentState, imports: Imports, claims: Claims) {
    this.#open = open;
    this.#settings = settings;
    this.#document = document;
    this.#imports = imports;
    this.#claims = claims;
  }

  /** Keeps what is open and all that follows. */
  async begin(): Promise<void> {
    const {present: notebook} = this.#document;
    const {loaded} = this.#imports;
    this.#settings.setKeeps(true);
    if (notebook) await this.#open.adopt(notebook);
    if (loaded) await this.#open.data.keep(loaded);
  }

  /** Keeps nothing any more, and removes what was kept. */
  async end(): Promise<void> {
    await this.#stop();
    forgetAll();
    await this.#open.shelf.clear();
    this.#claims.tell({kind: 'nothing-kept'});
  }

  /** Another tab was told to keep nothing. */
  async endToo(): Promise<void> {
    const {id} = this.#open.saving;
    await this.#stop();
    // It may have been saved for the first time after everything was removed.
    if (id) await this.#open.shelf.remove(id);
  }

  async #stop(): Promise<void> {
    this.#settings.setKeeps(false);
    await this.#open.abandon();
    this.#open.reminder.due = false;
    // What was on its way to the disk is named by nothing there.
    this.#open.shelf.sweepLater();
  }
}
