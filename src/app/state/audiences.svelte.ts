import {canonicalJson, type Json} from '../../lib/json';
import type {Outcome} from '../../lib/outcome';
import {problemOf} from '../../lib/problem';
import type {Audience, Rule} from '../../model/audience';
import type {Dataset} from '../../model/dataset';
import type {Members} from '../../model/members';
import type {Notebook} from '../../notebook/document';
import {everybodyOf, membersOf} from '../../notebook/scope_of';
import type {MembersRequest, Size} from '../../worker/api';
import type {Client} from '../../worker/client';

/** Which window on the audiences is open. */
export type AudienceView =
  | {readonly kind: 'list'}
  /** One that is being made or changed; it is in the notebook once it is saved. */
  | {readonly kind: 'edit'; readonly audience: Audience; readonly fresh: boolean}
  | {readonly kind: 'export'; readonly audience: Audience};

/** The audiences of the open notebook as they are in its data: how large, and which window shows them. */
export class Audiences {
  view = $state.raw<AudienceView | null>(null);
  /** By the id of an audience; what is not there is on its way. */
  sizes = $state.raw<Readonly<Record<string, Outcome<Size>>>>({});

  #client: Client;
  #measured = '';
  #controller: AbortController | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Opens the editor on a new audience. */
  make(name: string, rule: Rule): void {
    this.view = {kind: 'edit', audience: {id: crypto.randomUUID(), name, rule}, fresh: true};
  }

  /** What closes the window that is open now, and none that comes after it: a dialog says late that it was closed. */
  closing(): () => void {
    const shown = this.view;
    return () => {
      if (this.view === shown) this.view = null;
    };
  }

  /** Measures all audiences of a notebook, in one exchange, where something about them has changed. */
  measure(notebook: Notebook, dataset: Dataset): void {
    const place = {dataset: dataset.id, scope: everybodyOf(notebook, dataset)};
    const sets = notebook.audiences.map((audience) => membersOf(notebook, audience, dataset));
    const key = canonicalJson({place, sets} as unknown as Json);
    if (key === this.#measured) return;
    this.#measured = key;
    this.#controller?.abort();
    const controller = (this.#controller = new AbortController());
    if (sets.length === 0) {
      this.sizes = {};
      return;
    }
    this.#client.sizes(place, sets, controller.signal).then(
      (sizes) => {
        if (controller.signal.aborted) return;
        this.sizes = Object.fromEntries(notebook.audiences.map(({id}, at) => [id, sizes[at]!]));
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const {code, facts} = problemOf(error);
        this.#measured = '';
        this.sizes = Object.fromEntries(notebook.audiences.map(({id}) => [id, {ok: false, code, facts}]));
      },
    );
  }
}

/** What the worker is asked for an audience, saved or not. */
export function requestFor(notebook: Notebook, audience: Audience, dataset: Dataset): MembersRequest {
  const others = notebook.audiences.filter(({id}) => id !== audience.id);
  const who: Members = membersOf({...notebook, audiences: [...others, audience]}, audience, dataset);
  return {dataset: dataset.id, scope: everybodyOf(notebook, dataset), who};
}
