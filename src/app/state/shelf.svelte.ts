import {Problem, problemOf} from '../../lib/problem';
import {parseNotebook, serialise} from '../../notebook/codec';
import type {Backup} from '../../store/backup';
import type {Claims} from '../../store/claims';
import {isBackup} from '../../store/is_backup';
import type {NotebookEntry} from '../../store/notebooks';
import type {NotebookId, VersionRecord} from '../../store/records';
import {RESTORED} from '../../store/restoring';
import type {Store} from '../../store/store';
import type {Client} from '../../worker/client';
import type {BackupReminder} from './backup_reminder.svelte';
import {dropAllWords, dropWords} from './last_words';
import {keep, recall} from './recall';

/** How many notebooks are kept: where none is found then, the browser has removed them. */
const KEPT = 'stammkunde.notebooks';

/** The notebooks that are kept in this browser, whichever of them is open. */
export class Shelf {
  /** The newest save first. */
  entries = $state.raw<readonly NotebookEntry[]>([]);
  problem = $state.raw<Problem | null>(null);

  #store: Store;
  #client: Client;
  #claims: Claims;
  #reminder: BackupReminder;
  #settled: () => Promise<void>;

  /** `settled` puts what is open on disk, so that what is read here is the newest. */
  constructor(
    store: Store,
    client: Client,
    claims: Claims,
    reminder: BackupReminder,
    settled: () => Promise<void>,
  ) {
    this.#store = store;
    this.#client = client;
    this.#claims = claims;
    this.#reminder = reminder;
    this.#settled = settled;
  }

  /** Nothing was ever kept here: there is nothing to wait for. */
  get empty(): boolean {
    return recall('localStorage', KEPT) === null;
  }

  async refresh(): Promise<void> {
    this.entries = await this.#store.notebooks.list();
    if (this.entries.length > 0) keep('localStorage', KEPT, String(this.entries.length));
  }

  /** Looks what is there, and says where something should be and is not. */
  async look(): Promise<void> {
    const expected = Number(recall('localStorage', KEPT) ?? 0);
    await this.refresh();
    await this.#tellRestored(expected);
    if (expected === 0 || this.entries.length > 0) return;
    this.problem = new Problem('storage-evicted');
    keep('localStorage', KEPT, null);
  }

  /** Says once that notebooks came back from their copies, and how many of those expected did not. */
  async #tellRestored(expected: number): Promise<void> {
    if ((await this.#store.moments.read(RESTORED)) === null) return;
    const missing = Math.max(0, expected - this.entries.length);
    this.problem = new Problem('storage-restored', {missing});
    await this.#store.moments.drop(RESTORED).catch(() => undefined);
    // When all was last saved as a file is not known any more.
    await this.#reminder.begin().catch(() => undefined);
  }

  /** What a notebook was earlier, the newest first. */
  async versions(id: NotebookId): Promise<readonly VersionRecord[]> {
    this.problem = null;
    try {
      await this.#settled();
      return await this.#store.notebooks.versions(id);
    } catch (error) {
      this.problem = problemOf(error);
      return [];
    }
  }

  async duplicate(id: NotebookId, title: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#settled();
      const record = await this.#store.notebooks.read(id);
      const text = serialise({...parseNotebook(record.text), title});
      const copy = crypto.randomUUID();
      await this.#store.notebooks.save({...record, id: copy, title, text, revision: 0});
    });
  }

  async rename(id: NotebookId, title: string): Promise<void> {
    await this.#attempt(async () => {
      const claim = await this.#claims.take(id, {asked: async () => undefined, lost: () => undefined});
      if (!claim) throw new Problem('notebook-busy');
      try {
        const record = await this.#store.notebooks.read(id);
        const text = serialise({...parseNotebook(record.text), title});
        await this.#store.notebooks.save({...record, title, text});
      } finally {
        claim.release();
      }
    });
  }

  /** Removes a notebook that is not open, with its data; the files that were dropped stay where they are. */
  async remove(id: NotebookId): Promise<void> {
    await this.#attempt(async () => {
      await this.#store.notebooks.remove(id);
      dropWords(id);
      this.#claims.tell({kind: 'removed', notebook: id});
      await this.#client.sweep();
    });
    keep('localStorage', KEPT, this.entries.length > 0 ? String(this.entries.length) : null);
  }

  /** Removes everything that is kept. */
  async clear(): Promise<void> {
    await this.#attempt(async () => {
      keep('localStorage', KEPT, null);
      for (const {id} of this.entries) this.#claims.tell({kind: 'removed', notebook: id});
      dropAllWords();
      await this.#store.clear();
    });
  }

  /** Removes what no notebook needs any more, once nobody waits for anything. */
  sweepLater(): void {
    setTimeout(() => void this.#client.sweep().catch(() => undefined), 10_000);
  }

  /** All notebooks with their data as one file; null where that failed. */
  async backUp(): Promise<Backup | null> {
    this.problem = null;
    try {
      await this.#settled();
      const backup = await this.#client.backUp();
      await this.#reminder.saved();
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
      await this.#reminder.begin().catch(() => undefined);
    });
    return restored;
  }

  /** Adds the notebooks of the backups among files that came: how many they are, and the other files. */
  async takeBackups(files: readonly File[]): Promise<{restored: number; others: readonly File[]}> {
    const backups = await Promise.all(files.map(isBackup));
    let restored = 0;
    for (const [index, file] of files.entries()) if (backups[index]) restored += await this.restore(file);
    return {restored, others: files.filter((_, index) => !backups[index])};
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
}
