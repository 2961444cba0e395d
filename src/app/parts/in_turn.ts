type Work = () => void;

const waiting = {pictures: new Set<Work>(), rest: new Set<Work>()};

/**
 * Does something in a task of its own, one after another, so that no task grows long where many cells get their results at
 * once; pictures go before what stands around them. Gives back what takes the order back.
 */
export function inTurn(kind: keyof typeof waiting, work: Work): () => void {
  if (waiting.pictures.size + waiting.rest.size === 0) setTimeout(next);
  waiting[kind].add(work);
  return () => waiting[kind].delete(work);
}

function next(): void {
  const queue = waiting.pictures.size > 0 ? waiting.pictures : waiting.rest;
  const [work] = queue;
  if (!work) return;
  queue.delete(work);
  if (waiting.pictures.size + waiting.rest.size > 0) setTimeout(next);
  work();
}
