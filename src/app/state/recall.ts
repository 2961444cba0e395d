/** Few words that the browser keeps for the page: as long as the device does, or as long as the tab is there. */
type Memory = 'localStorage' | 'sessionStorage';

/** What was kept under a name; null where nothing was. A browser that forbids storage throws already when it is named. */
export function recall(memory: Memory, name: string): string | null {
  try {
    return globalThis[memory].getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a word under a name, or with null none. Where the browser forbids it, the word lasts as long as the page. */
export function keep(memory: Memory, name: string, word: string | null): void {
  try {
    if (word === null) globalThis[memory].removeItem(name);
    else globalThis[memory].setItem(name, word);
  } catch {
    // Nothing that is kept this way is missed but for convenience.
  }
}

/** Forgets all whose names begin so. */
export function forget(memory: Memory, beginning: string): void {
  try {
    for (const name of Object.keys(globalThis[memory]))
      if (name.startsWith(beginning)) keep(memory, name, null);
  } catch {
    // Where nothing can be kept, nothing is.
  }
}
