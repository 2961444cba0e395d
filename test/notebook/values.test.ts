import {beforeAll, describe, expect, test} from 'vitest';
import {analyses, type AnalysisId} from '../../src/analyses';
import type {Face} from '../../src/analyses/define';
import type {AnalysisCell, InputCell, SqlCell, TextCell} from '../../src/notebook/document';
import {freshCell, renameInput, useFrom} from '../../src/notebook/edits';
import {fieldOf, inputKinds, isFreeName, newInput, valueAs} from '../../src/notebook/named';
import {newCell} from '../../src/notebook/templates';
import {offersFor, offersOf, quoted, sourceTitle, type AnswerOf} from '../../src/notebook/values';
import type {QueryAnswer} from '../../src/model/query';
import type {InputKind} from '../../src/notebook/document';
import {createFormat} from '../../src/text/format';
import {holding} from '../helpers/holding';

const faces = new Map<AnalysisId, Face>();
const faceOf = (id: AnalysisId) => faces.get(id);
beforeAll(async () => {
  for (const id of ['churn', 'lifecycle', 'overview'] as const) faces.set(id, await analyses[id].face());
});

const english = createFormat('en', 'EUR');
const german = createFormat('de', 'EUR');
const input = (kind: InputKind, name: string, value: InputCell['value'], options: readonly string[] = []) =>
  freshCell<InputCell>({kind: 'input', id: `id-${name}`, name, input: kind, value, options});
const analysis = (id: AnalysisId): AnalysisCell => newCell(id, id);
const lifecycleField = (name: string) => faces.get('lifecycle')!.shape.fields[name]!;

describe('a quoted number', () => {
  const facts = () => ({threshold: 47, between_revenue: 1234.5, chance_at_threshold: 0.125});
  const notebook = holding(analysis('churn'), input('share', 'goal', 0.075), input('date', 'start', 20_000));

  test('is written as the reader’s language writes it', () => {
    const says = (source: string, fact: string, format = english) =>
      quoted(notebook, {source, fact}, facts, faceOf, format);
    expect(says('churn', 'threshold')).toEqual({text: '47'});
    expect(says('churn', 'chance_at_threshold')).toEqual({text: '12.5%'});
    expect(says('churn', 'chance_at_threshold', german)).toEqual({text: '12,5\u00a0%'});
    expect(says('goal', '', german)).toEqual({text: '7,5\u00a0%'});
    expect(says('id-goal', '')).toEqual({text: '7.5%'});
    expect(says('start', '', german)).toEqual({text: german.day(20_000)});
  });

  test('is one of the first row of an SQL cell, by the name of cell and column', () => {
    const cell = freshCell<SqlCell>({kind: 'sql', id: 'id-sums', name: 'sums', sql: '', chart: null});
    const answer: QueryAnswer = {
      columns: [
        {name: 'customers', kind: 'whole'},
        {name: 'money', kind: 'decimal'},
        {name: 'last_on', kind: 'day'},
        {name: 'best of all', kind: 'text'},
      ],
      table: {
        rows: 2,
        columns: {
          customers: Float64Array.of(12_345, 1),
          money: Float64Array.of(1234.5, 1),
          last_on: Float64Array.of(20_000, 1),
          'best of all': ['Tea', 'Coffee'],
        },
      },
      more: false,
    };
    const sums = holding(cell);
    const says = (source: string, fact: string, found: ReturnType<AnswerOf>) =>
      quoted(sums, {source, fact}, facts, faceOf, german, () => found);
    expect(says('sums', 'customers', answer)).toEqual({text: '12.345'});
    expect(says('id-sums', 'money', answer)).toEqual({text: '1.234,5'});
    expect(says('sums', 'last_on', answer)).toEqual({text: german.day(20_000)});
    expect(says('sums', 'money', undefined)).toBe('pending');
    expect([says('sums', 'nothing', answer), says('sums', 'money', null)]).toEqual(['gone', 'gone']);
    expect(says('sums', 'money', {...answer, table: {rows: 0, columns: {}}})).toBe('gone');
    // A column whose name no quotation can say is not offered.
    expect(offersOf(sums, faceOf, () => answer).map(({quotation}) => quotation)).toEqual([
      '{{id-sums.customers}}',
      '{{id-sums.money}}',
      '{{id-sums.last_on}}',
    ]);
  });

  test('is on the way while its cell runs, and gone where its cell is or has no such number', () => {
    const at = {source: 'churn', fact: 'threshold'};
    expect(quoted(notebook, at, () => undefined, faceOf, english)).toBe('pending');
    expect(quoted(notebook, at, () => null, faceOf, english)).toBe('gone');
    expect(quoted(notebook, {source: 'churn', fact: 'nothing'}, facts, faceOf, english)).toBe('gone');
    expect(quoted(notebook, {source: 'removed', fact: 'x'}, facts, faceOf, english)).toBe('gone');
  });
});

describe('what a parameter may take from other cells', () => {
  const notebook = holding(
    analysis('overview'),
    input('days', 'patience', 45),
    input('share', 'goal', 0.1),
    analysis('lifecycle'),
    analysis('churn'),
  );
  const lifecycle = notebook.cells[3] as AnalysisCell;

  test('are values of its unit, the usual one first', () => {
    const offers = offersFor(notebook, lifecycle, 'first_limit', lifecycleField('first_limit'), faceOf);
    expect(offers[0]).toMatchObject({reference: {cell: 'churn', fact: 'threshold'}, usual: true});
    expect(offers.map(({kind}) => kind)).toEqual(offers.map(() => 'days'));
    expect(offers.map(({reference}) => reference.cell)).toContain('id-patience');
    expect(offers.filter(({usual}) => usual)).toHaveLength(1);
  });

  test('are none of a cell that takes a value of its own', () => {
    const linked = useFrom('churn', 'assumption', {cell: 'lifecycle', fact: 'first_limit_days'}).apply(
      notebook,
    );
    const offers = offersFor(linked, lifecycle, 'first_limit', lifecycleField('first_limit'), faceOf);
    expect(offers.map(({reference}) => reference.cell)).toEqual(['id-patience']);
  });

  test('are numbers of the first row of SQL, whatever they count; words and more are not', () => {
    const sums = freshCell<SqlCell>({kind: 'sql', id: 'sums', name: 'sums', sql: '', chart: null});
    const answer: QueryAnswer = {
      columns: [
        {name: 'whole', kind: 'whole'},
        {name: 'part', kind: 'float'},
        {name: 'day', kind: 'day'},
        {name: 'word', kind: 'text'},
      ],
      table: {
        rows: 1,
        columns: {
          whole: Float64Array.of(45),
          part: Float64Array.of(0.5),
          day: Float64Array.of(20_000),
          word: ['Tea'],
        },
      },
      more: false,
    };
    const beside = holding(sums, lifecycle);
    const offered = (found: ReturnType<AnswerOf>) =>
      offersFor(beside, lifecycle, 'first_limit', lifecycleField('first_limit'), faceOf, () => found).map(
        ({reference}) => reference,
      );
    expect(offered(answer)).toEqual([
      {cell: 'sums', fact: 'whole'},
      {cell: 'sums', fact: 'part'},
    ]);
    expect(offered(null)).toEqual([]);
    const title = (fact: string, found: ReturnType<AnswerOf>) =>
      sourceTitle(beside, {cell: 'sums', fact}, faceOf, () => found);
    expect([title('whole', answer), title('whole', undefined)]).toEqual(
      Array(2).fill({en: 'whole', de: 'whole'}),
    );
    expect([title('gone', answer), title('whole', null)]).toEqual([null, null]);
  });

  test('are none of its own', () => {
    const offers = offersFor(notebook, lifecycle, 'recent', lifecycleField('recent'), faceOf);
    expect(offers.map(({reference}) => reference.cell)).not.toContain('lifecycle');
  });
});

test('what a text quotes is what the picker offers', () => {
  const notebook = holding(analysis('churn'), input('money', 'budget', 1500));
  for (const {quotation, reference} of offersOf(notebook, faceOf)) {
    const [, source, fact = ''] = /^\{\{([^.}]+)(?:\.(\w+))?\}\}$/.exec(quotation)!;
    const facts = {[reference.fact]: 1};
    expect(quoted(notebook, {source: source!, fact}, () => facts, faceOf, english)).not.toBe('gone');
  }
  expect(offersOf(notebook, faceOf).length).toBeGreaterThan(3);
});

describe('an input', () => {
  const kinds = Object.keys(inputKinds) as InputKind[];

  test.each(kinds)('of the kind %s holds a value that its field takes', (kind) => {
    const cell = newInput({cells: []}, kind, 'new');
    const field = fieldOf(cell);
    expect(field === null ? cell.value : field.parse(cell.value)).toEqual(
      kind === 'choice' ? '' : cell.value,
    );
  });

  test.each(kinds.flatMap((from) => kinds.map((to) => [from, to] as const)))(
    'changes from %s to %s and holds a value of its new kind',
    (from, to) => {
      const value = valueAs(newInput({cells: []}, from, 'new'), to, ['a', 'b']);
      const field = fieldOf({...newInput({cells: []}, to, 'new'), options: ['a', 'b']});
      expect(field ? field.parse(value) : value).toEqual(value);
    },
  );

  test('keeps its number when its kind changes to another that can hold it', () => {
    expect(valueAs(input('number', 'n', 45), 'days')).toBe(45);
    expect(valueAs(input('days', 'n', 45), 'money')).toBe(45);
  });

  test('has a name that SQL can say and nobody else has', () => {
    const notebook = holding(input('days', 'patience', 1), input('days', 'days', 1));
    expect(newInput(notebook, 'days', 'x').name).toBe('days_2');
    expect(
      ['patience', 'zwei wörter', '9lives', 'a-b', ''].map((name) => isFreeName(notebook, 'new', name)),
    ).toEqual(Array<boolean>(5).fill(false));
    expect(isFreeName(notebook, 'id-patience', 'patience')).toBe(true);
    expect(isFreeName(notebook, 'new', 'other_9')).toBe(true);
  });

  test('takes texts and SQL along when it gets another name', () => {
    const notebook = holding(
      input('days', 'patience', 45),
      freshCell<TextCell>({
        kind: 'text',
        id: 't',
        text: 'after {{ patience }} and {{patience_2}}, {{churn.patience}}',
      }),
      freshCell<SqlCell>({
        kind: 'sql',
        id: 's',
        name: 'q',
        sql: 'select $patience, $patience_2',
        chart: null,
      }),
    );
    const {cells} = renameInput('id-patience', 'wait').apply(notebook);
    expect(
      cells.map((cell) =>
        cell.kind === 'text' ? cell.text : cell.kind === 'sql' ? cell.sql : 'name' in cell && cell.name,
      ),
    ).toEqual(['wait', 'after {{wait}} and {{patience_2}}, {{churn.patience}}', 'select $wait, $patience_2']);
  });
});
