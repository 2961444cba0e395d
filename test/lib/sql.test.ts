import fc from 'fast-check';
import {expect, test} from 'vitest';
import {identifier, literal} from '../../src/lib/sql';
import {strings} from '../../src/lib/table';
import {freshDatabase} from '../helpers/engine';

test('any text comes back from the engine as it was quoted', async () => {
  const database = await freshDatabase();
  const noNul = fc.string({unit: 'binary', maxLength: 40}).filter((text) => !text.includes('\0'));
  await fc.assert(
    fc.asyncProperty(noNul, async (text) => {
      const table = await database.query(`select ${literal(text)} as cell`);
      expect(strings(table, 'cell')[0]).toBe(text.toWellFormed());
    }),
    {numRuns: 200, seed: 1},
  );
});

test('any name can be a column, whatever it contains', async () => {
  const database = await freshDatabase();
  const name = fc
    .string({unit: 'grapheme', minLength: 1, maxLength: 20})
    .filter((text) => !text.includes('\0') && text.isWellFormed());
  await fc.assert(
    fc.asyncProperty(name, async (column) => {
      const table = await database.query(`select 1 as ${identifier(column)}`);
      expect(Object.keys(table.columns)).toEqual([column]);
    }),
    {numRuns: 100, seed: 2},
  );
});

test('a NUL, which would end the statement, is refused', () => {
  expect(() => literal('a\0b')).toThrow(RangeError);
  expect(() => literal(Infinity)).toThrow(RangeError);
});
