import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import type {Database} from '../../src/engine/database';
import {createSchedule} from '../../src/worker/schedule';

beforeEach(() => void vi.useFakeTimers({toFake: ['setTimeout', 'performance']}));
afterEach(() => void vi.useRealTimers());

const {signal} = new AbortController();
const open = (giveWay = () => undefined as void) =>
  createSchedule({use: async (task) => task({} as Database)}, giveWay);

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

test.each(['run', 'later'] as const)(
  'checks give way to what is asked for, and intervals and files to a cell: %s',
  async (urgency) => {
    const giveWay = vi.fn();
    const schedule = open(giveWay);
    await schedule.idling(signal)(async () => undefined);
    expect(giveWay).not.toHaveBeenCalled();
    const done: string[] = [];
    let draw = () => {};
    const picture = schedule.turns(urgency, signal)(() => new Promise<void>((resolve) => (draw = resolve)));
    const intervals = schedule
      .pausing(signal)()
      .then(() => done.push('intervals'));
    const file = schedule.quiet().then(() => done.push('file'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(giveWay).toHaveBeenCalledOnce();
    expect(done).toEqual([]);
    draw();
    await Promise.all([picture, intervals, file]);
    expect(done.toSorted()).toEqual(['file', 'intervals']);
  },
);
