import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import type {Database} from '../../src/engine/database';
import {Problem} from '../../src/lib/problem';
import {createSchedule} from '../../src/worker/schedule';

beforeEach(() => void vi.useFakeTimers({toFake: ['setTimeout', 'performance']}));
afterEach(() => void vi.useRealTimers());

const {signal} = new AbortController();
const open = () => createSchedule({use: async (task) => task({} as Database)});

test('what nobody waits for is done once nothing has been asked for during a moment', async () => {
  const schedule = open();
  const done: string[] = [];
  const ask = (name: string) => schedule.turns('page', signal)(async () => void done.push(name));
  await ask('page');
  const idle = schedule.idling(signal)(async () => void done.push('snapshot'));
  await vi.advanceTimersByTimeAsync(400);
  await ask('next page');
  await vi.advanceTimersByTimeAsync(400);
  expect(done).toEqual(['page', 'next page']);
  await vi.advanceTimersByTimeAsync(200);
  await idle;
  expect(done).toEqual(['page', 'next page', 'snapshot']);
});

test('what nobody waits for lets a moment pass again where something was asked for before its turn', async () => {
  const schedule = open();
  const done: string[] = [];
  let draw = () => {};
  const picture = schedule.turns('run', signal)(() => new Promise<void>((resolve) => (draw = resolve)));
  await vi.advanceTimersByTimeAsync(600);
  const idle = schedule.idling(signal)(async () => void done.push('snapshot'));
  await vi.advanceTimersByTimeAsync(0);
  const next = schedule.turns('page', signal)(async () => void done.push('page'));
  draw();
  await Promise.all([picture, next]);
  await vi.advanceTimersByTimeAsync(400);
  expect(done).toEqual(['page']);
  await vi.advanceTimersByTimeAsync(200);
  await idle;
  expect(done).toEqual(['page', 'snapshot']);
});

test('what nobody waits for gives way to what is asked for, and begins again', async () => {
  const schedule = open();
  const done: string[] = [];
  const check = schedule.idling(signal)(
    (_, own) =>
      new Promise<void>((resolve, reject) => {
        done.push('begun');
        own.addEventListener('abort', () => reject(new Problem('cancelled')));
        setTimeout(resolve, 100);
      }),
  );
  await vi.advanceTimersByTimeAsync(50);
  await schedule.turns('page', signal)(async () => void done.push('page'));
  await vi.advanceTimersByTimeAsync(600);
  await check;
  expect(done).toEqual(['begun', 'page', 'begun']);
});

test('what nobody waits for fails with what went wrong in it, and ends when it is cancelled', async () => {
  const schedule = open();
  const broken = schedule.idling(signal)(() => Promise.reject(new Problem('engine-memory')));
  await expect(broken).rejects.toMatchObject({code: 'engine-memory'});
  const cancelled = schedule.idling(AbortSignal.abort())(async () => undefined);
  await expect(cancelled).rejects.toMatchObject({code: 'cancelled'});
});

test.each(['run', 'later'] as const)('intervals and files give way to a cell: %s', async (urgency) => {
  const schedule = open();
  const done: string[] = [];
  let draw = () => {};
  const picture = schedule.turns(urgency, signal)(() => new Promise<void>((resolve) => (draw = resolve)));
  const intervals = schedule
    .pausing(signal)()
    .then(() => done.push('intervals'));
  const file = schedule
    .leisurely(signal)()
    .then(() => done.push('file'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(done).toEqual([]);
  draw();
  await Promise.all([picture, intervals, file]);
  expect(done.toSorted()).toEqual(['file', 'intervals']);
});

test('intervals wait until the first picture is drawn', async () => {
  const done: string[] = [];
  void open()
    .pausing(signal)()
    .then(() => done.push('intervals'));
  await vi.advanceTimersByTimeAsync(90);
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(20);
  expect(done).toEqual(['intervals']);
});
