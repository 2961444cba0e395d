import type {Result} from '../../analyses/request';
import type {Table} from '../../lib/table';
import type {DatasetId} from '../../model/dataset';
import type {QueryAnswer} from '../../model/query';
import type {Store} from '../../store/store';
import type {Receipt} from '../../worker/api';
import type {Loaded} from './loaded';
import type {Runs} from './runs.svelte';

/** Results and answers by their requests. */
export interface Shown {
  readonly results: ReadonlyMap<string, Result>;
  readonly answers: ReadonlyMap<string, QueryAnswer>;
}

/** So long, in milliseconds, must nothing have changed on the page before what it shows is kept. */
const QUIET = 2000;
/** The most bytes that are kept, about: the page copies them in one go, here and when they are shown. */
const MOST = 16_000_000;

/**
 * What the cells last showed, kept beside their data: it is there at once when the notebook is opened again, while the
 * engine and the data are still on their way.
 */
export class LastShown {
  #store: Pick<Store, 'datasets' | 'results'>;
  #runs: Pick<Runs, 'finished' | 'recall'>;
  #release: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is on disk, as far as this tab knows. */
  #kept = '';

  /** An empty release is one that is being worked on: what it computes now it may compute otherwise a moment later. */
  constructor(
    store: Pick<Store, 'datasets' | 'results'>,
    runs: Pick<Runs, 'finished' | 'recall'>,
    release: string,
  ) {
    this.#store = store;
    this.#runs = runs;
    this.#release = release;
  }

  /** What can be told of kept data before they are in the engine; the cells find again what they showed. */
  async recall(dataset: DatasetId): Promise<Loaded | null> {
    try {
      const [record, shown] = await Promise.all([
        this.#store.datasets.read(dataset),
        this.#store.results.read(dataset, this.#release),
      ]);
      if (shown) {
        this.#runs.recall(shown as unknown as Shown);
        this.#kept = nameOf(dataset, shown as unknown as Shown);
      }
      const {dataset: told, receipt} = record;
      return {dataset: told, receipt: receipt as Receipt, files: [], folder: null, change: null};
    } catch {
      // Whoever opens the data says what is wrong with them.
      return null;
    }
  }

  /** To be called whenever the page shows something else: keeps it once nothing has changed for a while. */
  update(dataset: DatasetId | null): void {
    clearTimeout(this.#timer);
    const shown = dataset && this.#runs.finished(dataset);
    if (!shown || this.#release === '' || nameOf(dataset, shown) === this.#kept) return;
    this.#timer = setTimeout(() => void this.#keep(dataset, shown), QUIET);
  }

  async #keep(dataset: DatasetId, shown: Shown): Promise<void> {
    let left = MOST;
    const small = <T>(all: ReadonlyMap<string, T>, tables: (one: T) => readonly Table[]) =>
      new Map(
        [...all].filter(([, one]) => {
          const size = tables(one).reduce((sum, table) => sum + sizeOf(table), 0);
          const fits = size <= left;
          if (fits) left -= size;
          return fits;
        }),
      );
    const results = small(shown.results, ({tables}) => Object.values(tables));
    const answers = small(shown.answers, ({table}) => [table]);
    this.#kept = nameOf(dataset, shown);
    // Where there is no room for it, the cells are computed again.
    await this.#store.results.put({dataset, release: this.#release, results, answers}).catch(() => undefined);
  }
}

function nameOf(dataset: DatasetId, {results, answers}: Shown): string {
  return [dataset, ...[...results.keys(), ...answers.keys()].sort()].join('\n');
}

/** In bytes, about. */
function sizeOf({rows, columns}: Table): number {
  const widths = Object.values(columns).map((column) => (column instanceof Float64Array ? 8 : 40));
  return rows * widths.reduce((sum, width) => sum + width, 0);
}
