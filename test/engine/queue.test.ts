import {expect, test} from 'vitest';
import {createQueue} from '../../src/engine/queue';

const never = new AbortController().signal;

test('tasks run one at a time, the more urgent first', async () => {
  const queue = createQueue();
  const done: string[] = [];
  let running = 0;
  const task = (name: string) => async () => {
    expect(++running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running--;
    done.push(name);
  };
  await Promise.all([
    queue.enqueue(task('first'), {priority: 0, signal: never}),
    queue.enqueue(task('slow'), {priority: 0, signal: never}),
    queue.enqueue(task('cell'), {priority: 1, signal: never}),
    queue.enqueue(task('page'), {priority: 2, signal: never}),
    queue.enqueue(task('cell 2'), {priority: 1, signal: never}),
  ]);
  expect(done).toEqual(['first', 'page', 'cell', 'cell 2', 'slow']);
});

test('a task that is taken back before its turn never runs, and a failed one lets the next go on', async () => {
  const queue = createQueue();
  const controller = new AbortController();
  const failed = queue.enqueue(() => Promise.reject(new Error('no')), {priority: 0, signal: never});
  const taken = queue.enqueue(() => Promise.reject(new Error('ran')), {
    priority: 0,
    signal: controller.signal,
  });
  controller.abort();
  await expect(failed).rejects.toThrow('no');
  await expect(taken).rejects.toMatchObject({code: 'cancelled'});
  await expect(queue.enqueue(async () => 7, {priority: 0, signal: never})).resolves.toBe(7);
});

test('who waits until nobody urgent is left goes on beside the less urgent tasks', async () => {
  const queue = createQueue();
  await queue.without(2);
  const seen: string[] = [];
  const task = (name: string) => async () => void seen.push(name);
  const cell = queue.enqueue(task('cell'), {priority: 2, signal: never});
  const next = queue.enqueue(task('next cell'), {priority: 2, signal: never});
  const check = queue.enqueue(task('check'), {priority: 1, signal: never});
  const file = queue.without(2).then(() => seen.push('file'));
  const idle = queue.without(1).then(() => seen.push('idle'));
  await Promise.all([cell, next, check, file, idle]);
  expect(seen.slice(0, 2)).toEqual(['cell', 'next cell']);
  expect(seen.indexOf('file')).toBeLessThan(seen.indexOf('idle'));
  expect(seen.at(-1)).toBe('idle');
});
