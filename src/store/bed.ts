/** What the store lies on, handed in: a test can take any part of it away or let it fail. */
export interface Bed {
  readonly indexedDB: IDBFactory;
  /** The site's private folder on disk; null where the browser has none. */
  readonly folder: (() => Promise<FileSystemDirectoryHandle>) | null;
  readonly locks: Pick<LockManager, 'request'>;
  /** Milliseconds since 1970, as the clock of the device says. */
  readonly now: () => number;
}

/** The bed that a browser offers; null where it refuses all storage. */
export function browserBed(): Bed | null {
  try {
    // Where storage is switched off, merely asking for it throws in some browsers and answers nothing in others.
    if (!indexedDB) return null;
  } catch {
    return null;
  }
  const {storage, locks} = navigator;
  return {
    indexedDB,
    folder: storage && 'getDirectory' in storage ? () => storage.getDirectory() : null,
    locks,
    now: () => Date.now(),
  };
}
