import fc from 'fast-check';
import {customerMeasures, orderTraits, type Audience, type Rule} from '../../src/model/audience';
import {defaultRules, type Mapping} from '../../src/model/mapping';
import type {Cell, InputCell, Notebook, SqlCell, TextCell} from '../../src/notebook/document';
import {
  addCell,
  applyTemplate,
  change,
  changeFilter,
  changeInput,
  changeSql,
  duplicateCell,
  foldCell,
  freshCell,
  moveCell,
  removeAudience,
  removeCell,
  renameCell,
  setAudience,
  setNote,
  setParam,
  setText,
  useFrom,
  type Edit,
} from '../../src/notebook/edits';
import {newCell} from '../../src/notebook/templates';

const anyDay = fc.integer({min: 0, max: 30_000});
const anyJson = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('-0'));
const words = fc.string({unit: 'binary'});
const keys = fc.string().filter((key) => key !== '__proto__');

const anyPeriod = fc.oneof(
  fc.constant({kind: 'all' as const}),
  fc.record({kind: fc.constant('months' as const), months: fc.nat({max: 120})}),
  fc.record({kind: fc.constant('since' as const), day: anyDay}),
);

const anyFilter = fc.record({
  countries: fc.array(words),
  channels: fc.array(words),
  products: fc.array(words),
  categories: fc.array(words),
  attributes: fc.dictionary(keys, fc.array(words)),
  audience: fc.option(words),
});

const anyRule: fc.Arbitrary<Rule> = fc.letrec<{rule: Rule}>((tie) => ({
  rule: fc.oneof(
    {maxDepth: 3},
    fc.record({
      kind: fc.constant('range' as const),
      measure: fc.constantFrom(...customerMeasures),
      from: fc.option(fc.integer()),
      to: fc.option(fc.integer()),
    }),
    fc.record({
      kind: fc.constant('bought' as const),
      by: fc.constantFrom(...orderTraits),
      values: fc.array(words),
      withinDays: fc.option(fc.nat()),
    }),
    fc.record({kind: fc.constant('attribute' as const), name: words, values: fc.array(words)}),
    fc.record({
      kind: fc.constant('consent' as const),
      is: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
    }),
    fc.record({kind: fc.constant('audience' as const), audience: words}),
    fc.record({
      kind: fc.constant('result' as const),
      analysis: words,
      params: fc.dictionary(keys, anyJson),
      table: words,
      where: fc.dictionary(keys, fc.oneof(words, fc.integer(), fc.array(fc.oneof(words, fc.integer())))),
      within: fc.record({period: anyPeriod, filter: anyFilter}),
    }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('rule'), {maxLength: 3}),
    }),
    fc.record({kind: fc.constant('not' as const), of: tie('rule')}),
  ),
})).rule;

export const anyAudience: fc.Arbitrary<Audience> = fc.record({id: fc.uuid(), name: words, rule: anyRule});

const anyMapping: fc.Arbitrary<Mapping> = fc.record({
  target: fc.constantFrom('orders' as const, 'customers' as const),
  headers: fc.array(keys),
  columns: fc.dictionary(keys, keys),
  attributes: fc.dictionary(keys, keys),
  answers: fc.oneof(
    fc.constant({}),
    fc.record({amounts: fc.constantFrom('order' as const, 'line' as const)}),
  ),
  states: fc.dictionary(keys, fc.constantFrom('counts' as const, 'unpaid' as const)),
  rules: fc.record({
    leaveOut: fc.constant(defaultRules.leaveOut),
    refunds: fc.constantFrom('subtract' as const, 'drop' as const),
    keepAnonymous: fc.boolean(),
    vatRate: fc.constantFrom(null, 19, 8.1),
  }),
});

const base = {id: fc.uuid(), title: words, folded: fc.boolean(), note: words};

export const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({kind: fc.constant('text' as const), ...base, text: words}),
  fc.record({
    kind: fc.constant('input' as const),
    ...base,
    name: words,
    input: fc.constantFrom(
      'number' as const,
      'share' as const,
      'date' as const,
      'choice' as const,
      'text' as const,
    ),
    value: fc.oneof(fc.integer(), words, fc.boolean(), fc.constant(null)),
    options: fc.array(words),
  }),
  fc.record({
    kind: fc.constant('analysis' as const),
    ...base,
    name: words,
    analysis: words,
    params: fc.dictionary(keys, anyJson),
    uses: fc.dictionary(keys, fc.record({cell: words, fact: words})),
  }),
  fc.record({
    kind: fc.constant('sql' as const),
    ...base,
    name: words,
    sql: words,
    chart: fc.option(
      fc.record({
        mark: fc.constantFrom('bar' as const, 'line' as const, 'dot' as const, 'heat' as const),
        x: words,
        y: words,
        color: fc.option(words),
      }),
    ),
  }),
);

export const anyNotebook: fc.Arbitrary<Notebook> = fc.record({
  version: fc.constant(3 as const),
  title: words,
  dataset: fc.option(words),
  asOf: fc.option(anyDay),
  comparedTo: fc.option(anyDay),
  period: anyPeriod,
  filter: anyFilter,
  basis: fc.record({withVat: fc.boolean(), withShipping: fc.boolean(), lessRefunds: fc.boolean()}),
  occasion: fc.constantFrom('day' as const, 'order' as const),
  guided: fc.boolean(),
  mappings: fc.array(anyMapping, {maxLength: 3}),
  audiences: fc.array(anyAudience, {maxLength: 3}),
  cells: fc.uniqueArray(anyCell, {maxLength: 8, selector: ({id}) => id}),
});

/** Cells that an edit may hit: those of the check-up, one that is not there, and those that edits add. */
const someCell = fc.constantFrom('overview', 'rfm', 'churn', 'gone', 'text', 'input', 'sql');

export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  words.map((title) => change({title})),
  anyDay.map((asOf) => change({asOf})),
  fc.array(words).map((countries) => changeFilter({countries})),
  anyAudience.map(setAudience),
  words.map(removeAudience),
  fc
    .tuple(fc.uniqueArray(anyCell, {maxLength: 4, selector: ({id}) => id}), fc.boolean())
    .map(([cells, guided]) => applyTemplate({en: 'Empty', de: 'Leer'}, cells, guided)),
  someCell.chain((cell) =>
    fc.oneof(
      words.map((note) => setNote(cell, note)),
      words.map((title) => renameCell(cell, title)),
      words.map((text) => setText(cell, text)),
      fc.boolean().map((folded) => foldCell(cell, folded)),
      words.map((value) => setParam(cell, 'grain', value)),
      words.map((fact) => useFrom(cell, 'grain', {cell: 'churn', fact})),
      fc.integer().map((value) => changeInput(cell, {value})),
      words.map((sql) => changeSql(cell, {sql})),
      fc.integer({min: -2, max: 12}).map((to) => moveCell(cell, to)),
      fc.uuid().map((id) => duplicateCell(cell, id)),
      fc.constant(removeCell(cell)),
    ),
  ),
  fc
    .uuid()
    .chain((id) =>
      fc.constantFrom(
        addCell(freshCell<TextCell>({kind: 'text', id, text: ''}), 1),
        addCell(
          freshCell<InputCell>({kind: 'input', id, name: `a_${id}`, input: 'days', value: 30, options: []}),
        ),
        addCell(newCell('rfm', id)),
        addCell(freshCell<SqlCell>({kind: 'sql', id, name: `s_${id}`, sql: 'select 1', chart: null})),
      ),
    ),
);
