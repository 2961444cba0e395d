import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {breakEvenChance, breakEvenUplift} from '../../src/stats/break_even';

describe('the break-even', () => {
  test('is where the margin that a contact adds is its cost', () => {
    const amount = fc.double({min: 0.01, max: 100, noNaN: true});
    const share = fc.double({min: 0.01, max: 1, noNaN: true});
    fc.assert(
      fc.property(amount, share, share, amount, (cost, uplift, margin, value) => {
        const found = breakEvenChance({cost, uplift, margin, value});
        if (!found.known) {
          expect(found.reason).toBe('never-pays');
          expect(uplift * margin * value).toBeLessThan(cost);
          return;
        }
        expect(uplift * margin * value * found.chance).toBeCloseTo(cost, 9);
        expect(breakEvenUplift({cost, margin, value}, found.chance)).toBeCloseTo(uplift, 9);
      }),
    );
  });

  test('does not exist for a contact without cost or without gain', () => {
    const plan = {cost: 1, uplift: 0.1, margin: 0.4, value: 90};
    expect(breakEvenChance({...plan, cost: 0})).toEqual({known: false, reason: 'always-pays'});
    for (const nothing of [{uplift: 0}, {margin: 0}, {value: 0}, {value: 1}])
      expect(breakEvenChance({...plan, ...nothing})).toEqual({known: false, reason: 'never-pays'});
    expect(breakEvenUplift(plan, 0)).toBe(Infinity);
    expect(breakEvenUplift({...plan, cost: 0}, 0)).toBe(0);
    for (const wrong of [{cost: -1}, {value: NaN}, {margin: Infinity}]) {
      expect(() => breakEvenChance({...plan, ...wrong})).toThrow(RangeError);
      expect(() => breakEvenUplift({...plan, ...wrong}, 0.1)).toThrow(RangeError);
    }
  });
});
