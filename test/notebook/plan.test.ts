import {beforeAll, describe, expect, test} from 'vitest';
import {analyses, type AnalysisId} from '../../src/analyses';
import type {Shape} from '../../src/analyses/define';
import type {Rule} from '../../src/model/audience';
import type {Dataset} from '../../src/model/dataset';
import type {InputCell, Notebook, SqlCell} from '../../src/notebook/document';
import {freshCell, moveCell, removeCell, setAudience, setParam, useFrom} from '../../src/notebook/edits';
import {isFreeName, newSql} from '../../src/notebook/named';
import {queryOf, type ShapeOf} from '../../src/notebook/plan';
import {newCell} from '../../src/notebook/templates';
import {holding} from '../helpers/holding';

const dataset = {id: 'd', lastDay: 20_000, countries: [], channels: [], attributes: []} as unknown as Dataset;
const sql = (name: string, text: string) =>
  freshCell<SqlCell>({kind: 'sql', id: name, name, sql: text, chart: null});
const input = (name: string, value: InputCell['value'], kind: InputCell['input'] = 'number') =>
  freshCell<InputCell>({kind: 'input', id: `i-${name}`, name, input: kind, value, options: []});
const shapes = new Map<AnalysisId, Shape>();
beforeAll(async () => {
  for (const id of ['rfm', 'lifecycle'] as const) shapes.set(id, (await analyses[id].face()).shape);
});
const maybeAsked = (notebook: Notebook, id: string, shapeOf: ShapeOf = (of) => shapes.get(of)) =>
  queryOf(
    notebook,
    notebook.cells.find((cell) => cell.id === id) as SqlCell,
    dataset,
    shapeOf,
    () => undefined,
  );
const asked = (notebook: Notebook, id: string) => maybeAsked(notebook, id)!;

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

describe('a statement asks for the tables of results above it that it names', () => {
  const limits = [10, 20, 30, 40];
  const above = holding(
    newCell('rfm', 'a'),
    newCell('rfm', 'b'),
    sql('last', 'from RFM_2_segments, rfm_cells'),
  );
  const read = (notebook: Notebook) => asked(notebook, 'last').results.map(({name}) => name);

  test('each by the name of its cell, with what that cell asks for', () => {
    const notebook = setParam('b', 'recency', limits).apply(above);
    expect(asked(notebook, 'last').results).toEqual([
      expect.objectContaining({name: 'rfm_cells', analysis: 'rfm', table: 'cells'}),
      expect.objectContaining({name: 'rfm_2_segments', analysis: 'rfm', table: 'segments'}),
    ]);
    expect(asked(notebook, 'last').results.map(({params}) => params['recency'])).toEqual([null, limits]);
    expect(asked(notebook, 'last').results[0]!.params).not.toHaveProperty('color');
  });

  test('also through a cell that it reads, where the result stands above that', () => {
    const notebook = holding(
      sql('early', 'from rfm_cells'),
      newCell('rfm', 'a'),
      sql('base', 'from rfm_limits'),
      sql('last', 'from base, early, rfm_segments'),
    );
    expect(read(notebook)).toEqual(['rfm_segments', 'rfm_limits']);
  });

  test('and no others: not of a cell below or gone, nor inside of a longer word, nor what is only called alike', () => {
    expect(read(moveCell('a', 2).apply(above))).toEqual(['rfm_2_segments']);
    expect(read(removeCell('b').apply(above))).toEqual(['rfm_cells']);
    const other = holding(
      newCell('rfm', 'a'),
      sql('last', 'from my_rfm_cells, rfm_cells_2, rfm_nothing, rfm'),
    );
    expect(read(other)).toEqual([]);
  });

  test('and waits until the fields of such an analysis are there, and the values that it takes', () => {
    expect(maybeAsked(above, 'last', () => undefined)).toBeNull();
    const taking = holding(
      newCell('lifecycle', 'l'),
      newCell('churn', 'c'),
      sql('last', 'from lifecycle_stages'),
    );
    expect(maybeAsked(taking, 'last')).not.toBeNull();
    const waiting = useFrom('l', 'first_limit', {cell: 'c', fact: 'threshold'}).apply(taking);
    expect(maybeAsked(waiting, 'last')).toBeNull();
  });

  test('an SQL cell of its name is meant before it, an audience is not', () => {
    const named = (name: string) => ({...newCell('rfm', name), name});
    const notebook = holding(
      named('rfm'),
      sql('rfm_cells', 'select 1'),
      sql('last', 'from rfm_cells, rfm_segments, Rfm_Limits'),
    );
    const withAudience = setAudience({id: 'x', name: 'rfm_segments', rule: {kind: 'all', of: []}}).apply(
      notebook,
    );
    expect(read(withAudience)).toEqual(['rfm_segments', 'rfm_limits']);
    expect(asked(withAudience, 'last').audiences).toEqual([]);
    expect(asked(withAudience, 'last').sources).toEqual([{name: 'rfm_cells', sql: 'select 1'}]);
  });
});

test('a cell that is added has a name of its own, and may be given only one whose tables are called like nothing else', () => {
  const notebook = {
    ...holding(
      newCell('rfm', 'a'),
      newCell('rfm', 'b'),
      newCell('value', 'v'),
      sql('mine_cells', 'select 1'),
    ),
    audiences: [{id: 'x', name: 'Best_Segments', rule: {kind: 'all' as const, of: []}}],
  };
  expect(notebook.cells.map((cell) => 'name' in cell && cell.name)).toEqual([
    'rfm',
    'rfm_2',
    'value',
    'mine_cells',
  ]);
  const free = (cell: string, name: string) => isFreeName(notebook, cell, name);
  expect(free('b', 'last_year')).toBe(true);
  expect(free('b', 'rfm_2')).toBe(true);
  for (const name of ['rfm', 'mine', 'best', 'mine_cells', 'orders', 'Last', '2', 'a b', ''])
    expect(free('b', name)).toBe(false);
  // Another's `value_member_histories` would be called the same.
  expect(
    isFreeName({...notebook, cells: [...notebook.cells, newCell('projection', 'p')]}, 'p', 'value_member'),
  ).toBe(false);
  // No cell is called like a table of a result.
  expect(free('mine_cells', 'rfm_segments')).toBe(false);
  expect(free('mine_cells', 'rfm_2_scores')).toBe(false);
  expect(free('mine_cells', 'rfm_anything')).toBe(true);
});
