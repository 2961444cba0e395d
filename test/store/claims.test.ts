import {describe, expect, onTestFinished, test} from 'vitest';
import {createClaims, type Claims, type Holder} from '../../src/store/claims';
import {createLocks} from '../helpers/bed';

/** A tab with what happened to its right to write. */
function tab(locks: ReturnType<typeof createLocks>): Claims & {holder: Holder; events: string[]} {
  const events: string[] = [];
  const holder = {
    asked: async () => void events.push('saved'),
    lost: () => void events.push('lost'),
  };
  return {...createClaims({locks}), holder, events};
}

describe('the right to write a notebook', () => {
  test('belongs to one tab, and to another once that is closed', async () => {
    const locks = createLocks();
    const [a, b] = [tab(locks), tab(locks)];
    const first = await a.take('shop', a.holder);
    expect(first).not.toBeNull();
    expect(await b.take('shop', b.holder)).toBeNull();
    expect(await b.take('other', b.holder)).not.toBeNull();
    const waiting = b.wait('shop', b.holder, new AbortController().signal);
    first!.release();
    expect(await waiting).not.toBeNull();
    expect(a.events).toEqual([]);
    expect(await a.take('shop', a.holder)).toBeNull();
  });

  test('is given to a tab that asks for it, after what is open was saved', async () => {
    const locks = createLocks();
    const [a, b] = [tab(locks), tab(locks)];
    await a.take('shop', a.holder);
    const taken = await b.takeOver('shop', b.holder);
    expect(a.events).toEqual(['saved', 'lost']);
    taken.release();
    expect(await a.wait('shop', a.holder, AbortSignal.timeout(1000))).not.toBeNull();
  });

  test('is not had back, between saving and giving it, by the tab that gives it and waits again', async () => {
    const locks = createLocks();
    const [a, b] = [tab(locks), tab(locks)];
    const waiting: Promise<unknown>[] = [];
    await a.take('shop', {
      ...a.holder,
      lost() {
        a.holder.lost();
        waiting.push(a.wait('shop', a.holder, new AbortController().signal));
      },
    });
    const taken = await b.takeOver('shop', b.holder);
    expect(a.events).toEqual(['saved', 'lost']);
    expect(await Promise.race([waiting[0], Promise.resolve('still waiting')])).toBe('still waiting');
    taken.release();
    expect(await waiting[0]).not.toBeNull();
    expect(a.events).toEqual(['saved', 'lost']);
  });

  test('is taken from a tab that does not answer, which hears of it when it wakes up', async () => {
    const locks = createLocks();
    const [a, b] = [tab(locks), tab(locks)];
    await a.take('shop', {...a.holder, asked: () => new Promise(() => undefined)});
    const taken = await b.takeOver('shop', b.holder);
    expect(taken).not.toBeNull();
    expect(a.events).toEqual(['lost']);
  });

  test('is given by a tab that could not save, and the tab is not brought down by that', async () => {
    const locks = createLocks();
    const [a, b] = [tab(locks), tab(locks)];
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => void unheard.push(reason);
    process.on('unhandledRejection', hear);
    onTestFinished(() => void process.off('unhandledRejection', hear));
    await a.take('shop', {...a.holder, asked: () => Promise.reject(new Error('the disk is full'))});
    expect(await b.takeOver('shop', b.holder)).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve));
    expect(a.events).toEqual(['lost']);
    expect(unheard).toEqual([]);
  });

  test('waits no longer where the reader opens something else', async () => {
    const locks = createLocks();
    const [a, b] = [tab(locks), tab(locks)];
    await a.take('shop', a.holder);
    const controller = new AbortController();
    const waiting = b.wait('shop', b.holder, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({name: 'AbortError'});
    expect(b.events).toEqual([]);
  });
});
