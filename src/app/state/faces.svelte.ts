import {SvelteMap} from 'svelte/reactivity';
import {analyses, type AnalysisId} from '../../analyses';
import type {Face} from '../../analyses/define';

/** Fields, words and pictures of the analyses, each loaded with its first cell. */
export class Faces {
  #loaded = new SvelteMap<AnalysisId, Face>();
  #asked = new Set<AnalysisId>();

  /** The face of an analysis; undefined until it is there. */
  of(id: AnalysisId): Face | undefined {
    if (!this.#asked.has(id)) {
      this.#asked.add(id);
      analyses[id].face().then(
        (face) => this.#loaded.set(id, face),
        () => this.#asked.delete(id),
      );
    }
    return this.#loaded.get(id);
  }
}
