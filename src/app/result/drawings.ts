const waiting = new Set<() => void>();

/**
 * Draws in a task of its own, one picture after another, so that no task grows long where many cells get their results at
 * once. Gives back what takes the order back.
 */
export function drawInTurn(draw: () => void): () => void {
  if (waiting.size === 0) setTimeout(next);
  waiting.add(draw);
  return () => waiting.delete(draw);
}

function next(): void {
  const [draw] = waiting;
  if (!draw) return;
  waiting.delete(draw);
  if (waiting.size > 0) setTimeout(next);
  draw();
}
