import {describe, expect, test} from 'vitest';
import {BackupReminder} from '../../src/app/state/backup_reminder.svelte';
import {createStore} from '../../src/store/store';
import {testBed} from '../helpers/bed';

const DAY = 86_400_000;

describe('the reminder to save everything as a file', () => {
  const remind = () => {
    const bed = testBed();
    const reminder = new BackupReminder(createStore(bed).moments, bed.now);
    /** Whether the page reminds on a visit so many days later. */
    const dueIn = async (days: number) => {
      bed.clock += days * DAY;
      await reminder.look([0, 2000]);
      return reminder.due;
    };
    return {reminder, dueIn};
  };

  test('comes a month after the first data, and a month after it was put off', async () => {
    const {reminder, dueIn} = remind();
    await reminder.begin();
    expect(await dueIn(29)).toBe(false);
    await reminder.begin();
    expect(await dueIn(2)).toBe(true);
    await reminder.later();
    expect(reminder.due).toBe(false);
    expect(await dueIn(29)).toBe(false);
    expect(await dueIn(2)).toBe(true);
  });

  test('comes a month after the last copy', async () => {
    const {reminder, dueIn} = remind();
    await reminder.begin();
    expect(await reminder.last()).toBeNull();
    expect(await dueIn(31)).toBe(true);
    await reminder.saved();
    expect(reminder.due).toBe(false);
    expect(await reminder.last()).not.toBeNull();
    expect(await dueIn(29)).toBe(false);
  });

  test('is not put off for years by a clock that was wrong and is set back', async () => {
    const {reminder, dueIn} = remind();
    await reminder.begin();
    expect(await dueIn(3 * 365)).toBe(true);
    await reminder.saved();
    expect(await dueIn(-3 * 365 + 1)).toBe(false);
    expect(await dueIn(30)).toBe(true);
    await reminder.later();
    expect(await dueIn(29)).toBe(false);
    expect(await dueIn(2)).toBe(true);
  });

  test('is not called forth by a clock that goes back a little', async () => {
    const {reminder, dueIn} = remind();
    await reminder.saved();
    expect(await dueIn(-1)).toBe(false);
  });

  test('does not come where no data are kept', async () => {
    const {reminder} = remind();
    await reminder.look([0, 0]);
    expect(reminder.due).toBe(false);
  });
});
