import type {Bed} from '../../store/bed';
import type {Moments} from '../../store/store';

const AFTER = 30 * 86_400_000;

/** Reminds of saving everything as a file, a month after data were first kept, last saved so or last reminded of. */
export class BackupReminder {
  due = $state(false);

  #moments: Moments;
  #now: Bed['now'];

  constructor(moments: Moments, now: Bed['now']) {
    this.#moments = moments;
    this.#now = now;
  }

  /** Looks whether there are data of which no copy was made for long. */
  async look(sizes: readonly number[]): Promise<void> {
    if (!sizes.some((size) => size > 0)) return;
    const moments = await Promise.all(
      ['first', 'backup', 'reminded'].map((name) => this.#moments.read(name)),
    );
    // A moment that is far ahead was noted by a clock that was wrong: it counts as long ago.
    this.due = moments.every((moment) => Math.abs(this.#now() - (moment ?? 0)) > AFTER);
  }

  /** Data of the reader's own are kept: from the first on the month counts. */
  async begin(): Promise<void> {
    if ((await this.#moments.read('first')) === null) await this.#moments.mark('first');
  }

  async saved(): Promise<void> {
    await this.#moments.mark('backup');
    this.due = false;
  }

  async later(): Promise<void> {
    this.due = false;
    await this.#moments.mark('reminded').catch(() => undefined);
  }

  /** When all was saved as one file the last time. */
  last(): Promise<number | null> {
    return this.#moments.read('backup').catch(() => null);
  }
}
