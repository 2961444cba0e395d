import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createFormat, unbroken} from '../../src/text/format';

/** Spaces that do not break are written as spaces here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const de = createFormat('de', 'EUR');
const en = createFormat('en', 'EUR');

describe('money', () => {
  test('in sentences has two decimals below 1,000 and none from there on', () => {
    const written = (value: number) => [de, en].map((format) => plain(format.roundMoney(value)));
    expect(written(0.939)).toEqual(['0,94 €', '€0.94']);
    expect(written(8.6)).toEqual(['8,60 €', '€8.60']);
    expect(written(999.994)).toEqual(['999,99 €', '€999.99']);
    // Not 1,000.00: what is rounded to a thousand is one.
    expect(written(999.996)).toEqual(['1.000 €', '€1,000']);
    expect(written(5277.92)).toEqual(['5.278 €', '€5,278']);
    expect(written(-1447682.4)).toEqual(['-1.447.682 €', '-€1,447,682']);
  });

  test('where there is little room has none or two as well', () => {
    const written = (value: number) => [de, en].map((format) => plain(format.shortMoney(value)));
    expect(written(0)).toEqual(['0 €', '€0']);
    expect(written(0.939)).toEqual(['0,94 €', '€0.94']);
    expect(written(2.5)).toEqual(['2,50 €', '€2.50']);
    expect(written(250)).toEqual(['250 €', '€250']);
    expect(written(12_345)).toEqual(['12.300 €', '€12.3k']);
    expect(written(1_234_567)).toEqual(['1,23 Mio. €', '€1.23m']);
  });

  test('never has one decimal or three, whatever the amount', () => {
    fc.assert(
      fc.property(fc.double({min: -1e7, max: 1e7, noNaN: true}), (value) => {
        expect(plain(de.roundMoney(value))).toMatch(/^-?[\d.]+(,\d\d)? €$/);
        if (Math.abs(value) < 999.99) expect(plain(de.shortMoney(value))).toMatch(/^-?\d+(,\d\d)? €$/);
      }),
    );
  });
});

test('percentages follow the language: a space in German, none in English', () => {
  expect([de.share(0.1234), en.share(0.1234)].map(plain)).toEqual(['12,3 %', '12.3%']);
});

test('sizes of files are told in the largest unit that leaves a number above one', () => {
  expect([29_300, 71_400_000, 10_808_800_000].map((size) => plain(de.bytes(size)))).toEqual([
    '29,3 kB',
    '71,4 MB',
    '10,8 GB',
  ]);
});

test('a span in a sentence keeps its two ends together, a dash between two words lets a line break', () => {
  expect(unbroken('63.4% (58.2%–68.5%) – so far, 2024–2025, none (–)')).toBe(
    '63.4% (58.2%–\u206068.5%) – so far, 2024–\u20602025, none (–)',
  );
});
