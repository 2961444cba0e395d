import {expect, test} from 'vitest';
import {areMapped, asProposed, isAnswered, missingFields, type Checking} from '../../src/app/state/checking';
import type {Inspected, OpenQuestion, Recipe} from '../../src/worker/api';

const looked = (name: string, columns: Record<string, string> = {}) =>
  ({
    file: new File([''], name),
    preview: {required: [['day'], ['email', 'customer_id']], recipe: {columns}},
  }) as unknown as Inspected;

test('of the fields that a file can do with, one is enough', () => {
  const unclear = looked('a.csv', {day: 'Date'});
  const clear = looked('b.csv', {day: 'Date', customer_id: 'Customer'});
  expect(missingFields(unclear.preview)).toEqual([['email', 'customer_id']]);
  expect(missingFields(clear.preview)).toEqual([]);
  expect([areMapped([clear]), areMapped([clear, unclear])]).toEqual([true, false]);
});

test('a file that was corrected keeps what was proposed for it when others join it', () => {
  const first = looked('a.csv');
  const corrected = {...first, preview: looked('a.csv', {day: 'Date'}).preview};
  const joining = looked('b.csv');
  const before = {files: [corrected], proposed: [first]} as unknown as Checking;
  expect(asProposed([corrected, joining], before)).toEqual([first, joining]);
  expect(asProposed([corrected], null)).toEqual([corrected]);
});

test('an answer counts for its kind of question and its field', () => {
  const recipe = {answers: {dates: {day: 'day-first'}}} as unknown as Recipe;
  const question = (kind: OpenQuestion['kind'], field: string) => ({kind, field}) as OpenQuestion;
  expect(isAnswered(question('date-order', 'day'), recipe)).toBe(true);
  expect(isAnswered(question('date-order', 'joined'), recipe)).toBe(false);
  expect(isAnswered(question('decimal-mark', 'day'), recipe)).toBe(false);
});
