/** Everything that may go wrong in a way we expect. `text/problems.ts` has a sentence for each. */
export type ProblemCode =
  | 'file-empty'
  | 'file-not-a-table'
  | 'file-unreadable'
  | 'file-no-rows'
  | 'file-not-orders'
  | 'file-damaged'
  | 'file-encrypted'
  | 'file-too-large'
  | 'file-beyond-most'
  | 'folder-without-tables'
  | 'folder-unreadable'
  | 'folder-in-folder'
  | 'mapping-incomplete'
  | 'nothing-usable'
  | 'orders-missing'
  | 'part-unavailable'
  | 'engine-unavailable'
  | 'engine-silent'
  | 'engine-lost'
  | 'engine-memory'
  | 'engine-query'
  | 'sql-empty'
  | 'sql-several'
  | 'sql-not-reading'
  | 'sql-forbidden'
  | 'sql-unknown-input'
  | 'sql-source'
  | 'sql-result'
  | 'sql-failed'
  | 'not-enough-data'
  | 'not-enough-history'
  | 'day-not-before'
  | 'day-without-purchase'
  | 'cancelled'
  | 'dataset-missing'
  | 'audience-broken'
  | 'document-damaged'
  | 'document-newer'
  | 'storage-unavailable'
  | 'storage-full'
  | 'storage-damaged'
  | 'storage-newer'
  | 'storage-conflict'
  | 'storage-evicted'
  | 'storage-renewed'
  | 'storage-restored'
  | 'notebook-missing'
  | 'notebook-busy'
  | 'backup-unreadable'
  | 'backup-newer'
  | 'backup-too-large'
  | 'bug';

export type ProblemFacts = Readonly<Record<string, string | number>>;

/** Expected trouble. Survives the worker boundary as plain data (see `worker/api.ts`). */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly facts: ProblemFacts;

  constructor(code: ProblemCode, facts: ProblemFacts = {}, cause?: unknown) {
    super(code, {cause});
    this.name = 'Problem';
    this.code = code;
    this.facts = facts;
  }
}

/** Whether trouble in reading a file lies in that file, so that others may still be read. */
export function isOfFile(code: ProblemCode): boolean {
  return code.startsWith('file-') || code === 'bug';
}

/** The Problem an unknown error stands for; anything unexpected is a `bug` with its message as a fact. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DOMException && error.name === 'AbortError') return new Problem('cancelled');
  return new Problem('bug', {message: error instanceof Error ? error.message : String(error)}, error);
}
