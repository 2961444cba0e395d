import type {TrafficState} from './traffic.svelte';
import {keepOffline, takeOver} from '../../offline/page';

/** Whether the page works without a network, and what it is to do when a newer release is there. */
export class Offline {
  /** The whole program is on the device. */
  kept = $state(false);
  /** A newer release waits to be taken. */
  offered = $state(false);
  /** What has to be done before the page may be loaded anew, such as saving. */
  readonly beforeUpdate: (() => Promise<void>)[] = [];
  /** To be called when the page has loaded what it needs. */
  loaded: () => void = () => undefined;
  /** Settles when no worker can be started from an address any more. */
  shut: Promise<void> = Promise.resolve();

  #newer: ServiceWorker | null = null;

  constructor(traffic: TrafficState) {
    if (!import.meta.env.PROD) return;
    const {loaded, shut} = keepOffline({
      kept: () => (this.kept = true),
      waiting: (newer) => {
        this.#newer = newer;
        this.offered = true;
      },
      foreign: (origin) => traffic.note(origin),
    });
    this.loaded = loaded;
    this.shut = shut;
  }

  /** Saves, lets the newer release take over and loads it. Where saving fails, nothing is changed. */
  async update(): Promise<void> {
    if (!this.#newer) return;
    for (const save of this.beforeUpdate) await save();
    await takeOver(this.#newer);
    location.reload();
  }

  /** The offer is made again on the next visit. */
  decline(): void {
    this.offered = false;
  }
}
