/**
 * A terminated or crashed worker says nothing: no error, no close. But the browser takes away the Web Locks it held.
 * So a worker holds a lock for life, and who waits for that lock learns of the end at once.
 */
export function holdLifeline(name: string): void {
  void navigator.locks.request(name, () => new Promise(() => undefined));
}

/** Source text that holds a lifeline, for workers that are not our own program. */
export function lifelineSource(name: string): string {
  return `navigator.locks.request(${JSON.stringify(name)}, () => new Promise(() => undefined));`;
}

/** Calls back when the holder of a lifeline is gone. To be called when the holder has given a sign of life. */
export async function watchLifeline(name: string, gone: () => void): Promise<void> {
  const held = () => navigator.locks.request(name, {ifAvailable: true}, (lock) => lock === null);
  while (!(await held())) await new Promise((resolve) => setTimeout(resolve, 20));
  await navigator.locks.request(name, () => undefined);
  gone();
}
