import fc from 'fast-check';
import {expect, test} from 'vitest';
import {addMonths, dayFromIso, isoFromDay, startOfMonth, startOfQuarter} from '../../src/lib/dates';

test('a day and its ISO date are the same thing', () => {
  fc.assert(
    fc.property(fc.integer({min: -20_000, max: 40_000}), (day) => {
      expect(dayFromIso(isoFromDay(day))).toBe(day);
    }),
  );
});

test('what is no calendar day is refused', () => {
  for (const text of ['2024-02-30', '2024-2-3', '', '2024-01-01T00:00'])
    expect(() => dayFromIso(text)).toThrow(RangeError);
});

test('a month later stays inside the month', () => {
  const cases = [
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-11-15', 2, '2025-01-15'],
    ['2024-05-31', -12, '2023-05-31'],
  ] as const;
  for (const [from, months, to] of cases) expect(isoFromDay(addMonths(dayFromIso(from), months))).toBe(to);
  expect(isoFromDay(startOfMonth(dayFromIso('2024-02-29')))).toBe('2024-02-01');
});

test('a quarter begins in January, April, July and October', () => {
  const starts = {
    '2024-01-01': '2024-01-01',
    '2024-03-31': '2024-01-01',
    '2023-12-31': '2023-10-01',
    '2024-04-30': '2024-04-01',
  };
  for (const [day, start] of Object.entries(starts))
    expect(isoFromDay(startOfQuarter(dayFromIso(day)))).toBe(start);
});
