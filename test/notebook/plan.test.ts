import {expect, test} from 'vitest';
import type {Rule} from '../../src/model/audience';
import type {Dataset} from '../../src/model/dataset';
import type {InputCell, Notebook, SqlCell} from '../../src/notebook/document';
import {freshCell} from '../../src/notebook/edits';
import {isFreeName, newSql} from '../../src/notebook/named';
import {queryOf} from '../../src/notebook/plan';
import {holding} from '../helpers/holding';

const dataset = {id: 'd', lastDay: 20_000, countries: [], channels: [], attributes: []} as unknown as Dataset;
const sql = (name: string, text: string) =>
  freshCell<SqlCell>({kind: 'sql', id: name, name, sql: text, chart: null});
const input = (name: string, value: InputCell['value'], kind: InputCell['input'] = 'number') =>
  freshCell<InputCell>({kind: 'input', id: `i-${name}`, name, input: kind, value, options: []});
const asked = (notebook: Notebook, id: string) =>
  queryOf(notebook, notebook.cells.find((cell) => cell.id === id) as SqlCell, dataset);

test('a statement asks for the cells above that it names, and those that they name, in their order', () => {
  const notebook = holding(
    sql('base', 'select 1'),
    sql('unused', 'select 2'),
    sql('middle', 'select * from Base'),
    sql('last', 'select * from middle, other'),
    sql('other', 'select 3'),
  );
  expect(asked(notebook, 'last').sources).toEqual([
    {name: 'base', sql: 'select 1'},
    {name: 'middle', sql: 'select * from Base'},
  ]);
});

test('a name inside of a longer word is no name', () => {
  const notebook = holding(sql('base', 'select 1'), sql('last', 'select base_2, rebase from x'));
  expect(asked(notebook, 'last').sources).toEqual([]);
});

test('a statement asks for the inputs that it or a cell above it names, days as days', () => {
  const notebook = holding(
    input('least', 5),
    input('start', 19_000, 'date'),
    input('never', 1),
    sql('base', 'select $start'),
    sql('last', 'select * from base where x > $least and y > $leastest'),
  );
  expect(asked(notebook, 'last').inputs).toEqual({least: 5, start: {day: 19_000}});
});

test('a statement asks for the audiences it names, of two of one name the first, and never for one that bears the name of a table', () => {
  const rule = (from: number): Rule => ({kind: 'range', measure: 'purchases', from, to: null});
  const names = ['Gute "Kunden"', 'Orders', 'base', 'Müde', 'müde', 'unused'];
  const audiences = names.map((name, at) => ({id: `a${at}`, name, rule: rule(at)}));
  const statement = 'select 1 from orders, base, "gute ""kunden""" join "Müde" using (customer)';
  const notebook = {...holding(sql('base', 'select 1'), sql('last', statement)), audiences};
  expect(asked(notebook, 'last').audiences).toEqual([
    {name: 'Gute "Kunden"', who: rule(0)},
    {name: 'Müde', who: rule(3)},
  ]);
});

test('what a statement does not read changes nothing in what it asks', () => {
  const before = holding(input('a', 1), input('b', 1), sql('other', 'select 1'), sql('last', 'select $a'));
  const after = holding(input('a', 1), input('b', 2), sql('other', 'select 2'), sql('last', 'select $a'));
  expect(asked(after, 'last')).toEqual(asked(before, 'last'));
});

test('a new cell has a name that SQL can say, that no other cell, no table and no audience has', () => {
  const notebook = {
    ...holding(sql('query', 'select 1')),
    audiences: [{id: 'a', name: 'Regulars', rule: {kind: 'all' as const, of: []}}],
  };
  expect(newSql(notebook, 'x').name).toBe('query_2');
  expect(isFreeName(notebook, 'x', 'orders')).toBe(false);
  expect(isFreeName(notebook, 'x', 'customer_history')).toBe(false);
  expect(isFreeName(notebook, 'x', 'regulars')).toBe(false);
  expect(isFreeName(notebook, 'x', 'my_orders')).toBe(true);
});
