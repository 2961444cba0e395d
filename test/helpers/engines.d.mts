export interface WebKit {
  readonly driver: string;
  readonly screen: string;
  readonly browser: string;
}

/** A page of any browser, in the little that all of them can do alike. */
export interface Tab {
  goto(url: string): Promise<unknown>;
  /** Runs the body of an async function in the page. */
  run<Result>(body: string): Promise<Result>;
  close(): Promise<void>;
}

export function findFirefox(): string | null;
export function findWebKit(): WebKit | null;
export function ensureEngines(): {name: string; path: string | null; how: string}[];
export function openWebKit(found: WebKit): Promise<Tab>;
