import type {Desk} from './desk.svelte';

/** For how long names stay on the screen. */
export const SHOWN_FOR_MINUTES = 5;

/** Whether people are named: only where that was asked for, for some minutes, and never while others look on. */
export class Unmasking {
  #desk: Desk;
  #asked = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get asked(): boolean {
    return this.#asked;
  }

  set asked(asked: boolean) {
    this.#asked = asked;
    clearTimeout(this.#timer);
    if (asked) this.#timer = setTimeout(() => (this.#asked = false), SHOWN_FOR_MINUTES * 60_000);
  }

  get shown(): boolean {
    return this.#asked && !this.#desk.presenting;
  }
}
