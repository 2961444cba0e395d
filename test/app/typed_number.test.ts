import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {typedNumber, writtenNumber} from '../../src/app/fields/typed_number';
import {languages} from '../../src/text/language';

test.each([
  ['90', 'de', 90],
  [' 90 Tage ', 'de', 90],
  ['12,5', 'de', 12.5],
  ['12.5', 'de', 12.5],
  ['12,5 %', 'de', 12.5],
  ['1.234', 'de', 1234],
  ['1.234,56 €', 'de', 1234.56],
  ['1.234.567', 'de', 1_234_567],
  ['1 234,5', 'de', 1234.5],
  ['1,234.56', 'de', 1234.56],
  ['0.125', 'de', 0.125],
  ['1,234', 'en', 1234],
  ['1.234', 'en', 1.234],
  ['12,5', 'en', 12.5],
  ['€1,234.50', 'en', 1234.5],
  ["1'234.50", 'en', 1234.5],
  ['-3', 'en', -3],
  ['−3', 'de', -3],
] as const)('“%s” in %s is read as %d', (text, language, number) => {
  expect(typedNumber(text, language)).toBe(number);
});

test.each([
  '',
  'ninety',
  '4 5',
  '4 or 5',
  '1.2.3',
  '1,5.3',
  '1e5',
  '12..5',
  '--3',
  '5-10',
  '1.23.456,7',
  ',',
])('“%s” is no number, in no language', (text) => {
  for (const language of languages) expect(typedNumber(text, language)).toBeNull();
});

test('what is written is read again as the same number', () => {
  fc.assert(
    fc.property(
      fc.integer({min: -1_000_000_000, max: 1_000_000_000}),
      fc.integer({min: 0, max: 6}),
      fc.constantFrom(...languages),
      (units, digits, language) => {
        const value = Number((units / 10 ** digits).toFixed(digits));
        expect(typedNumber(writtenNumber(value, language), language)).toBeCloseTo(value, 9);
      },
    ),
  );
});
