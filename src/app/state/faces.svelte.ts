import {SvelteMap} from 'svelte/reactivity';
import {analyses, type AnalysisId} from '../../analyses';
import type {Face} from '../../analyses/define';
import {Problem} from '../../lib/problem';

/** Fields, words and pictures of the analyses, each loaded with its first cell. */
export class Faces {
  #loaded = new SvelteMap<AnalysisId, Face>();
  #missing = new SvelteMap<AnalysisId, Problem>();
  #asked = new Map<AnalysisId, Promise<void>>();

  /** The face of an analysis; undefined until it is there. */
  of(id: AnalysisId): Face | undefined {
    if (!this.#asked.has(id)) {
      const asked = analyses[id].face().then(
        (face) => {
          this.#loaded.set(id, face);
          this.#missing.delete(id);
        },
        (error: unknown) => {
          this.#asked.delete(id);
          this.#missing.set(id, new Problem('part-unavailable', {}, error));
        },
      );
      this.#asked.set(id, asked);
    }
    return this.#loaded.get(id);
  }

  /** Loads what is going to be shown, one after another, so that no task grows long. */
  async prepare(ids: readonly AnalysisId[]): Promise<void> {
    for (const id of ids) {
      this.of(id);
      await this.#asked.get(id);
    }
  }

  /** Why the face of an analysis cannot be had, as when the host is gone. */
  problemOf(id: AnalysisId): Problem | null {
    return this.#missing.get(id) ?? null;
  }
}
