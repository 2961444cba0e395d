import {problemOf, type Problem} from '../../lib/problem';
import {parseNotebook} from '../../notebook/codec';
import {bringBack} from '../../notebook/edits';
import type {VersionRecord} from '../../store/records';
import type {Store} from '../../store/store';
import type {DocumentState} from './document.svelte';
import type {Saving} from './saving.svelte';

/** An earlier version of the open notebook, shown in its place to be read, and brought back if wanted. */
export class Looking {
  version = $state.raw<VersionRecord | null>(null);
  problem = $state.raw<Problem | null>(null);

  #document: DocumentState;
  #store: Store;
  #saving: Saving;

  constructor(document: DocumentState, store: Store, saving: Saving) {
    this.#document = document;
    this.#store = store;
    this.#saving = saving;
  }

  /** Shows a version, over the data that the notebook has now. */
  at(version: VersionRecord): void {
    this.problem = null;
    try {
      this.#document.look(parseNotebook(version.text));
      this.version = version;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  /** Shows the notebook as it is now. */
  away(): void {
    this.problem = null;
    this.version = null;
    this.#document.look(null);
  }

  /** Makes the version that is shown the notebook again; what the notebook was until now becomes a version itself. */
  async bringBack(): Promise<void> {
    const {version} = this;
    const {notebook} = this.#document;
    const {id} = this.#saving;
    if (!notebook || !version || version.notebook !== id) return;
    this.problem = null;
    try {
      await this.#saving.flush();
      await this.#store.notebooks.putAside(id);
    } catch (error) {
      this.problem = problemOf(error);
      return;
    }
    // Meanwhile another tab may have taken the right to write.
    if (this.version !== version || this.#saving.id !== id) return;
    this.away();
    this.#document.edit(bringBack(notebook));
  }
}
