import {expect, test} from 'vitest';
import type {AnalysisCell, InputCell, Notebook, SqlCell} from '../../src/notebook/document';
import {addCell, freshCell, setParam, useFrom} from '../../src/notebook/edits';
import {paramsOf, sourcesFirst, sourcesOf} from '../../src/notebook/references';
import {emptyNotebook, newCell} from '../../src/notebook/templates';

const churn = newCell('churn', 'c');
const stages = {...newCell('lifecycle', 'l'), params: {active: 60}};
const days = freshCell<InputCell>({
  kind: 'input',
  id: 'i',
  name: 'days',
  input: 'days',
  value: 45,
  options: [],
});

function made(...edits: readonly {apply(notebook: Notebook): Notebook}[]): Notebook {
  const start = [churn, stages, days].reduce(
    (notebook, cell) => addCell(cell).apply(notebook),
    emptyNotebook('', null),
  );
  return edits.reduce((notebook, {apply}) => apply(notebook), start);
}

const cell = (notebook: Notebook, id: string) =>
  notebook.cells.find((known) => known.id === id) as AnalysisCell;

test('a parameter takes the value of an input cell', () => {
  const notebook = made(useFrom('l', 'active', {cell: 'i', fact: ''}));
  expect(paramsOf(notebook, cell(notebook, 'l'), () => null)).toEqual({active: 45});
});

test('a parameter takes a fact of a result, and waits while it is on the way', () => {
  const notebook = made(useFrom('l', 'active', {cell: 'c', fact: 'threshold'}));
  expect(paramsOf(notebook, cell(notebook, 'l'), () => undefined)).toBeNull();
  expect(paramsOf(notebook, cell(notebook, 'l'), () => ({threshold: 47}))).toEqual({active: 47});
});

test('where a reference leads nowhere the own value holds', () => {
  const notebook = made(useFrom('l', 'active', {cell: 'gone', fact: ''}));
  expect(paramsOf(notebook, cell(notebook, 'l'), () => null)).toEqual({active: 60});
  const failed = made(useFrom('l', 'active', {cell: 'c', fact: 'threshold'}));
  expect(paramsOf(failed, cell(failed, 'l'), () => null)).toEqual({active: 60});
});

test('cells that take values from each other in a circle keep their own', () => {
  const notebook = made(
    useFrom('l', 'active', {cell: 'c', fact: 'threshold'}),
    useFrom('c', 'assumed', {cell: 'l', fact: 'customers'}),
  );
  expect([...sourcesOf(notebook, cell(notebook, 'l'))].sort()).toEqual(['c', 'l']);
  expect(paramsOf(notebook, cell(notebook, 'l'), () => undefined)).toEqual({active: 60});
});

test('a value that is typed takes the place of the reference', () => {
  const notebook = made(useFrom('l', 'active', {cell: 'i', fact: ''}), setParam('l', 'active', 30));
  expect(paramsOf(notebook, cell(notebook, 'l'), () => null)).toEqual({active: 30});
});

test('a cell comes after those that it takes values from', () => {
  const notebook = made(
    useFrom('c', 'lead', {cell: 'l', fact: 'recent'}),
    useFrom('l', 'active', {cell: 'i', fact: ''}),
  );
  expect(sourcesFirst(notebook).map(({id}) => id)).toEqual(['i', 'l', 'c']);
});

const sql = (id: string, text: string) =>
  addCell(freshCell<SqlCell>({kind: 'sql', id, name: id, sql: text, chart: null}));

test('a statement comes after the results that it or a cell which it reads names, and after what these take', () => {
  const notebook = made(
    useFrom('l', 'active', {cell: 'c', fact: 'threshold'}),
    sql('base', 'select * from Lifecycle_Stages'),
    sql('last', 'from base'),
  );
  expect([...sourcesOf(notebook, cell(notebook, 'last'))].sort()).toEqual(['base', 'c', 'l']);
  const order = sourcesFirst(notebook).map(({id}) => id);
  expect(order.filter((id) => id !== 'i')).toEqual(['c', 'l', 'base', 'last']);
});

test('a parameter that takes from a statement over its own cell’s table goes round in a circle too: its own value holds', () => {
  const notebook = made(
    sql('q', 'select count(*) as n from lifecycle_stages'),
    useFrom('l', 'active', {cell: 'q', fact: 'n'}),
  );
  expect([...sourcesOf(notebook, cell(notebook, 'l'))].sort()).toEqual(['l', 'q']);
  expect(paramsOf(notebook, cell(notebook, 'l'), () => ({n: 3}))).toEqual({active: 60});
});
