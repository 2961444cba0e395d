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

  test('does not come where no data are kept', async () => {
    const {reminder} = remind();
    await reminder.look([0, 0]);
    expect(reminder.due).toBe(false);
  });
});
