import * as fc from 'fast-check';
import {describe, expect, expectTypeOf, test} from 'vitest';
import {dayFromIso, type Day} from '../../src/lib/dates';
import {choice, cuts, day, number, parseValues, toggle, type Values} from '../../src/model/fields';

const label = {en: 'Label', de: 'Name'};
const days = number({label, initial: 90, min: 1, max: 365, step: 5, unit: 'days'});
const rate = number({label, initial: 0.5, min: 0, max: 1, step: 0.01, unit: 'share'});
const level = number({
  label,
  initial: null,
  min: 0.01,
  max: 0.99,
  step: 0.01,
  unit: 'share',
  nullable: true,
  placeholder: {en: 'from the data', de: 'aus den Daten'},
  effect: 'picture',
  more: true,
});
const bands = toggle({label, initial: true});
const since = day({label, more: true});

describe('a number', () => {
  test('holds whatever lies between its limits', () => {
    expect([1, 47, 365].map((value) => days.parse(value))).toEqual([1, 47, 365]);
    expect(rate.parse(0.025)).toBe(0.025);
  });

  test('beyond a limit is the limit, and half a day is a whole one', () => {
    expect([-3, 0, 9999, 46.6].map((value) => days.parse(value))).toEqual([1, 1, 365, 47]);
    expect(rate.parse(-0.1)).toBe(0);
  });

  test('that makes no sense is the initial one', () => {
    const nonsense = [undefined, null, NaN, Infinity, '90', {}, [90], true];
    expect(nonsense.map((value) => days.parse(value))).toEqual(nonsense.map(() => 90));
  });

  test('may be absent only where the field has words for that', () => {
    expect(level.parse(null)).toBeNull();
    expect(level.parse(undefined)).toBeNull();
    expect(level.parse('nonsense')).toBeNull();
    expect(level.parse(0.1)).toBe(0.1);
    expect(level.absent).toEqual({en: 'from the data', de: 'aus den Daten'});
    expect(days.parse(null)).toBe(90);
    expect(days.absent).toBeNull();
  });
});

test('a toggle takes yes and no, and nothing that looks like them', () => {
  expect([true, false, 1, 'false', null, undefined].map((value) => bands.parse(value))).toEqual([
    true,
    false,
    true,
    true,
    true,
    true,
  ]);
});

test('a day is a whole day of this age, or none', () => {
  const march: Day = dayFromIso('2025-03-01');
  expect(since.parse(march)).toBe(march);
  const nonsense = [null, undefined, march + 0.5, '2025-03-01', NaN, dayFromIso('0202-03-01'), 1e9];
  expect(nonsense.map((value) => since.parse(value))).toEqual(nonsense.map(() => null));
});

test('limits between groups always stand behind “More”, others where their field says so', () => {
  expect(cuts({label, unit: 'days', length: 4}).more).toBe(true);
  expect([days.more, level.more, since.more]).toEqual([undefined, true, true]);
});

test('a field changes the result unless it says that it changes the picture', () => {
  expect([days, bands, since, level].map(({effect}) => effect)).toEqual([
    'result',
    'result',
    'result',
    'picture',
  ]);
});

test('whatever was stored, every value is one that its field takes as it stands', () => {
  const fields = {
    days,
    rate,
    level,
    bands,
    since,
    grain: choice({label, initial: 'month', options: {week: label, month: label}}),
  };
  expectTypeOf<Values<typeof fields>>().toEqualTypeOf<{
    readonly days: number;
    readonly rate: number;
    readonly level: number | null;
    readonly bands: boolean;
    readonly since: Day | null;
    readonly grain: 'week' | 'month';
  }>();
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(fields), 'other'), fc.anything()), (stored) => {
      const values = parseValues(fields, stored);
      expect(Object.keys(values)).toEqual(Object.keys(fields));
      expect(parseValues(fields, values)).toEqual(values);
    }),
  );
});
