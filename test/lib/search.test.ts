import {describe, expect, test} from 'vitest';
import {ranked} from '../../src/lib/search';

const entries = [
  {name: 'Do they come back?', words: 'repeat rate retention heat map'},
  {name: 'When is a buyer lost?', words: 'churn about to leave'},
  {name: 'Größte Kunden', words: 'VIP Treue'},
];
const found = (question: string) => ranked(question, entries, (entry) => entry).map(({name}) => name);

describe('what is asked for in other words is found', () => {
  test.each([
    ['who is about to leave?', 'When is a buyer lost?'],
    ['REPEAT', 'Do they come back?'],
    ['reten', 'Do they come back?'],
    ['grosste', 'Größte Kunden'],
    ['großte', 'Größte Kunden'],
    ['retnetion', 'Do they come back?'],
    ['retenton', 'Do they come back?'],
  ])('%s', (question, first) => {
    expect(found(question)[0]).toBe(first);
  });
});

test('a question without a telling word still finds what has its words', () => {
  expect(found('when is')).toEqual(['When is a buyer lost?']);
});

test('without a question everything is there in its order, and where nothing fits nothing is', () => {
  expect(found(' ?! ')).toEqual(entries.map(({name}) => name));
  expect(found('xylophone')).toEqual([]);
});
