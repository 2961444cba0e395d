import {describe, expect, test} from 'vitest';
import {WriteRight} from '../../src/app/state/write_right';
import {createClaims} from '../../src/store/claims';
import {createLocks} from '../helpers/bed';

/** A tab with what happened to its right to write. */
function tab(locks: ReturnType<typeof createLocks>): {right: WriteRight; events: string[]} {
  const events: string[] = [];
  const right = new WriteRight(createClaims({locks}), {
    asked: async () => void events.push('saved'),
    lost: () => void events.push('lost'),
    granted: async (notebook) => void events.push(`granted ${notebook}`),
  });
  return {right, events};
}

describe('the right to write the open notebook', () => {
  test('comes to the tab that waits for it once the other is closed', async () => {
    const locks = createLocks();
    const [a, b] = [tab(locks), tab(locks)];
    await a.right.take('shop');
    await b.right.take('shop');
    expect([a.right.held, b.right.held]).toEqual([true, false]);
    a.right.release();
    await expect.poll(() => b.events).toEqual(['granted shop']);
    expect([a.right.held, b.right.held]).toEqual([false, true]);
  });

  test('goes back and forth between two tabs, each of which saves before', async () => {
    const locks = createLocks();
    const [a, b] = [tab(locks), tab(locks)];
    await a.right.take('shop');
    await b.right.take('shop');
    await b.right.takeOver();
    await expect.poll(() => a.events).toEqual(['saved', 'lost']);
    await a.right.takeOver();
    await expect.poll(() => b.events).toEqual(['granted shop', 'saved', 'lost']);
    expect([a.right.held, b.right.held]).toEqual([true, false]);
    a.right.release();
    await expect.poll(() => b.right.held).toBe(true);
  });

  test('is taken once by a reader who asks for it twice', async () => {
    const locks = createLocks();
    const [a, b] = [tab(locks), tab(locks)];
    await a.right.take('shop');
    await b.right.take('shop');
    await Promise.all([b.right.takeOver(), b.right.takeOver()]);
    expect(b.events).toEqual(['granted shop']);
  });

  test('is given back where something else was opened before it came', async () => {
    const locks = createLocks();
    const [a, b] = [tab(locks), tab(locks)];
    const first = a.right.take('shop');
    await a.right.take('other');
    await first;
    await b.right.take('shop');
    expect([a.right.held, b.right.held]).toEqual([true, true]);
  });
});
