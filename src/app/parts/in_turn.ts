const waiting = new Set<() => void>();

/**
 * Does something in a task of its own, one after another, so that no task grows long where many cells get their results at
 * once. Gives back what takes the order back.
 */
export function inTurn(work: () => void): () => void {
  if (waiting.size === 0) setTimeout(next);
  waiting.add(work);
  return () => waiting.delete(work);
}

function next(): void {
  const [work] = waiting;
  if (!work) return;
  waiting.delete(work);
  if (waiting.size > 0) setTimeout(next);
  work();
}
