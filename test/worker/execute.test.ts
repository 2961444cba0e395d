import {expect, test} from 'vitest';
import {numbers} from '../../src/lib/table';
import {forPage} from '../../src/worker/execute';

test('the page gets the beginning of a long table and the number of all its rows, and every other table whole', () => {
  const rows = 30_000;
  const table = {rows, columns: {x: new Float64Array(rows).map((_, row) => row)}};
  const few = {rows: 2, columns: {x: Float64Array.of(1, 2)}};
  const rest = {facts: {}, suggested: {}, handle: '', done: null, statements: []};
  const result = {tables: {histories: table, flows: table, origins: few}, ...rest};
  const {tables} = forPage({result, long: ['histories', 'origins']});
  expect(tables['histories']!.rows).toBe(rows);
  expect(numbers(tables['histories']!, 'x')).toEqual(numbers(table, 'x').slice(0, 10_000));
  expect(tables['flows']).toBe(table);
  expect(tables['origins']).toBe(few);
  const short = {...result, tables: {origins: few}};
  expect(forPage({result: short, long: ['origins']})).toBe(short);
});
