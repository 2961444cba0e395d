import {createContext} from 'svelte';
import type {Client} from '../worker/client';
import type {Audiences} from './state/audiences.svelte';
import type {Desk} from './state/desk.svelte';
import type {DocumentState} from './state/document.svelte';
import type {Engine} from './state/engine.svelte';
import type {Faces} from './state/faces.svelte';
import type {Imports} from './state/imports.svelte';
import type {Library} from './state/library.svelte';
import type {Offline} from './state/offline.svelte';
import type {Runs} from './state/runs.svelte';
import type {Settings} from './state/settings.svelte';
import type {TrafficState} from './state/traffic.svelte';

export interface App {
  readonly audiences: Audiences;
  readonly client: Client;
  readonly desk: Desk;
  readonly settings: Settings;
  readonly document: DocumentState;
  readonly engine: Engine;
  readonly faces: Faces;
  readonly imports: Imports;
  /** null: nothing is kept, because the reader or the browser does not want it. */
  readonly library: Library | null;
  readonly offline: Offline;
  readonly runs: Runs;
  readonly traffic: TrafficState;
}

export const [useApp, provideApp] = createContext<App>();
