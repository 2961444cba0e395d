import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {Problem} from '../../src/lib/problem';
import {parseNotebook, serialise} from '../../src/notebook/codec';
import type {AnalysisCell, Notebook} from '../../src/notebook/document';
import {checkUp} from '../../src/notebook/templates';
import {anyNotebook} from '../helpers/documents';

function refusal(written: string): Problem {
  try {
    parseNotebook(written);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was taken');
}

test('every document comes back from its text as it was', () => {
  fc.assert(
    fc.property(anyNotebook, (notebook) => {
      const written = serialise(notebook);
      expect(parseNotebook(written)).toEqual(notebook);
      expect(serialise(parseNotebook(written))).toBe(written);
    }),
    {numRuns: 300, seed: 5},
  );
});

test('a document of the first version opens with all that it said', () => {
  const old = readFileSync(join(import.meta.dirname, '../fixtures/notebooks/version-1.json'), 'utf8');
  const notebook = parseNotebook(old);
  expect(notebook.version).toBe(3);
  expect(notebook.filter.countries).toEqual(['DE', 'AT']);
  expect(notebook.period).toEqual({kind: 'months', months: 24});
  const [churn, unknown] = notebook.cells as AnalysisCell[];
  expect(churn).toMatchObject({
    name: 'churn',
    params: {assumed: 120},
    note: 'Later than we thought',
    uses: {},
    folded: false,
  });
  expect(unknown).toMatchObject({
    name: 'an_analysis_of_tomorrow',
    analysis: 'an-analysis-of-tomorrow',
    params: {a: [1, {b: null}]},
  });
});

test('a document of the second version opens with a name for each of its questions that no other cell has', () => {
  const base = {title: '', folded: false, note: ''};
  const question = (id: string, analysis: string) => ({
    ...base,
    kind: 'analysis',
    id,
    analysis,
    params: {},
    uses: {},
  });
  const cells = [
    {...base, kind: 'input', id: 'i', name: 'churn', input: 'days', value: 30, options: []},
    question('rfm', 'rfm'),
    question('x', 'rfm'),
    {...base, kind: 'sql', id: 'q', name: 'rfm_2', sql: 'select 1', chart: null},
    question('churn', 'churn'),
    question('y', 'an-analysis-of-tomorrow'),
  ];
  const {mappings: _, ...plain} = JSON.parse(serialise(checkUp('Shop', 'dataset-1'))) as Record<
    string,
    unknown
  >;
  const notebook = parseNotebook(JSON.stringify({...plain, version: 2, cells}));
  const names = ['churn', 'rfm', 'rfm_3', 'rfm_2', 'churn_2', 'an_analysis_of_tomorrow'];
  expect(notebook.cells).toEqual(cells.map((cell, at) => ({...cell, name: names[at]})));
});

test('a document from before files were read alike brings no mapping along', () => {
  const old = readFileSync(join(import.meta.dirname, '../fixtures/notebooks/version-2.json'), 'utf8');
  const notebook = parseNotebook(old);
  expect(notebook.mappings).toEqual([]);
  expect(notebook.cells.map(({kind}) => kind)).toEqual(['text', 'input', 'analysis', 'sql']);
  const plain = JSON.parse(old) as Notebook;
  const cells = plain.cells.map((cell) => (cell.kind === 'analysis' ? {...cell, name: cell.analysis} : cell));
  expect(JSON.parse(serialise(notebook))).toEqual({...plain, version: 3, mappings: [], cells});
});

describe('what is no document is refused with its reason', () => {
  const good = JSON.parse(serialise(checkUp('Shop', 'dataset-1'))) as Record<string, unknown>;

  test.each([
    ['no JSON', '{"version": 2', 'document-damaged', ''],
    ['nothing', 'null', 'document-damaged', 'version'],
    ['no version', '{}', 'document-damaged', 'version'],
    ['a title that is a number', JSON.stringify({...good, title: 3}), 'document-damaged', 'title'],
    [
      'a file read by a rule that there is not',
      JSON.stringify({
        ...good,
        mappings: [{target: 'orders', headers: ['a'], columns: {}, rules: {refunds: 'keep'}}],
      }),
      'document-damaged',
      'mappings[0].rules.refunds',
    ],
    ['no cells', JSON.stringify({...good, cells: undefined}), 'document-damaged', 'cells'],
    [
      'a cell of no kind',
      JSON.stringify({...good, cells: [{kind: 'film', id: '1'}]}),
      'document-damaged',
      'cells[0].kind',
    ],
    [
      'two cells of one id',
      JSON.stringify({...good, cells: [...(good['cells'] as unknown[]), ...(good['cells'] as unknown[])]}),
      'document-damaged',
      'cells',
    ],
  ])('%s', (_, written, code, place) => {
    const {code: found, facts} = refusal(written);
    expect({code: found, place: facts['place']}).toEqual({code, place});
  });

  test('one of a later version', () => {
    expect(refusal(JSON.stringify({...good, version: 4})).code).toBe('document-newer');
  });

  test('any text is a document or a refusal, never anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (written) => {
        expect(refusal(written).code).toBe('document-damaged');
      }),
      {numRuns: 300, seed: 8},
    );
  });

  test('damage to any single value is noticed or harmless', () => {
    const text = serialise(checkUp('Shop', 'dataset-1'));
    fc.assert(
      fc.property(fc.nat({max: text.length - 1}), fc.string({minLength: 1, maxLength: 1}), (at, letter) => {
        const damaged = text.slice(0, at) + letter + text.slice(at + 1);
        try {
          const parsed = parseNotebook(damaged);
          expect(parseNotebook(serialise(parsed))).toEqual(parsed);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
      {numRuns: 500, seed: 21},
    );
  });
});
