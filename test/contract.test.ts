import {beforeAll, describe, expect, test} from 'vitest';
import {analyses, type AnalysisId} from '../src/analyses';
import type {Analysis} from '../src/analyses/define';
import type {Result} from '../src/analyses/request';
import {valueOf} from '../src/lib/outcome';
import type {Dataset} from '../src/model/dataset';
import {parseValues} from '../src/model/fields';
import {createFormat} from '../src/text/format';
import {languages} from '../src/text/language';
import {twelveOrders} from './fixtures/twelve_orders';
import {createShop, fileOf, type Shop} from './helpers/service';

const definitions = await Promise.all(
  (Object.entries(analyses) as [AnalysisId, Analysis][]).map(async ([id, analysis]) => ({
    id,
    analysis,
    ...(await analysis.face()),
  })),
);

const [header, ...rows] = twelveOrders.trimEnd().split('\n');
const tinyShops = {
  'one customer on one day': 'order_id,date,email,total\n1,2024-01-05,a@x.de,10.00\n',
  'refunds only on later days':
    'order_id,date,email,total\n1,2024-01-05,a@x.de,10.00\n2,2024-02-05,a@x.de,-10.00\n',
  'anonymous orders only': 'order_id,date,email,total\n1,2024-01-05,,10.00\n',
  'a year without an order between two':
    'order_id,date,email,total\n1,2023-01-05,a@x.de,1.00\n2,2024-03-05,a@x.de,1.00\n',
};

/** The same data for all analyses, read once. */
let shop: Shop;
let dataset: Dataset;
let shuffled: Dataset;
const tiny = new Map<string, Dataset>();

beforeAll(async () => {
  shop = createShop();
  const read = async (text: string) => (await shop.open([fileOf(text)])).dataset;
  dataset = await read(twelveOrders);
  shuffled = await read([header, ...rows.toReversed()].join('\n'));
  for (const [name, text] of Object.entries(tinyShops)) tiny.set(name, await read(text));
});

describe.each(definitions)('the analysis $id keeps its contract', ({id, analysis, shape, texts}) => {
  let result: Result;

  beforeAll(async () => {
    result = await shop.run(dataset, id);
  });

  test('is registered under its own id, and its initial parameters are valid', () => {
    expect(analysis.id).toBe(id);
    for (const text of [analysis.name, analysis.question]) expect(Object.keys(text)).toEqual(['en', 'de']);
    expect(analysis.tables).toEqual(Object.keys({...shape.tables, ...shape.keeps}));
    for (const table of analysis.tables) expect(table).toMatch(/^[a-z][a-z0-9_]*$/);
    for (const field of Object.values(shape.fields)) {
      expect(field.parse(field.initial)).toEqual(field.initial);
      expect(field.parse({nonsense: true})).toEqual(field.initial);
    }
  });

  test('has titles for tables of its own only', () => {
    expect(Object.keys(texts.tables).length).toBeGreaterThan(0);
    expect(Object.keys(shape.tables)).toEqual(expect.arrayContaining(Object.keys(texts.tables)));
  });

  test('has titles in every language for facts of its own that others may take', () => {
    const named = Object.entries(texts.facts);
    expect(named.length).toBeGreaterThanOrEqual(3);
    expect(named.length).toBeLessThanOrEqual(8);
    expect(Object.keys(shape.facts)).toEqual(expect.arrayContaining(Object.keys(texts.facts)));
    for (const language of languages) {
      const titles = named.map(([, title]) => title[language]);
      expect(titles.every((title) => title !== '')).toBe(true);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  test('gives the tables, columns and facts that it declares', () => {
    expect(Object.keys(result.tables).sort()).toEqual(Object.keys(shape.tables).sort());
    for (const [name, columns] of Object.entries(shape.tables)) {
      expect(Object.keys(result.tables[name]!.columns)).toEqual(Object.keys(columns));
    }
    expect(Object.keys(result.facts).sort()).toEqual(Object.keys(shape.facts).sort());
  });

  for (const [table, columns] of Object.entries(shape.keeps)) {
    test(`has the customers behind ${table} at hand, in the columns that it declares`, async () => {
      const page = await shop.page(dataset, id, table);
      expect(page.total).toBeGreaterThan(0);
      expect(Object.keys(page.rows.columns)).toEqual(expect.arrayContaining(Object.keys(columns)));
    });
  }

  test('speaks every language in whole sentences', async () => {
    const {definition} = await texts.definition();
    for (const language of languages) {
      const sentences = texts.takeaways(result.facts, createFormat(language, 'EUR'))[language];
      expect(sentences.length).toBeGreaterThan(0);
      for (const sentence of sentences) {
        expect(sentence).toMatch(/[.!?]$/);
        expect(sentence).not.toMatch(/NaN|undefined|null|Infinity/);
        expect(sentence.split('**').length % 2).toBe(1);
      }
      expect(definition[language].join(' ').length).toBeGreaterThan(200);
    }
  });

  test('leads through its picture in three sentences, and is found by words of both languages', async () => {
    const {guide} = await analysis.guide();
    for (const language of languages) {
      for (const part of ['shows', 'reading', 'doing'] as const) {
        const sentence = guide[part][language];
        expect(sentence).toMatch(/^\p{Lu}.{40,260}\.$/u);
        expect(sentence).not.toMatch(/[.!?] \p{Lu}/u);
      }
      expect(guide.words[language].split(' ').length).toBeGreaterThan(5);
    }
  });

  test('does not depend on the order of the rows', async () => {
    const other = await shop.run(shuffled, id);
    expect(other.facts).toEqual(result.facts);
    expect(other.tables).toEqual(result.tables);
  });

  test.each(Object.keys(tinyShops))('ends in a result or a problem, never in a bug: %s', async (name) => {
    const outcome = await shop.service.run(1, shop.request(tiny.get(name)!, id), () => undefined);
    if (outcome.ok) {
      const values = Object.values(outcome.value.facts).filter((value) => value !== null);
      expect(values.every(Number.isFinite)).toBe(true);
    } else expect(outcome.code).toMatch(/^not-enough-(data|history)$/);
  });

  test('stops when it is cancelled, and runs again afterwards', async () => {
    const request = shop.request(dataset, id, {}, {asOf: dataset.lastDay - 1});
    const running = shop.service.run(77, request, () => undefined);
    await shop.service.cancel(77);
    expect(await running).toMatchObject({ok: false, code: 'cancelled'});
    expect(valueOf(await shop.service.run(78, request, () => undefined)).facts).toBeDefined();
  });

  test('shows the SQL that ran: a fresh engine gives the same tables from it', async () => {
    const {rerun} = await import('./helpers/rerun');
    const tables = await rerun(shop.service, dataset.id, result);
    for (const [name, table] of Object.entries(tables))
      expect({name, table}).toEqual({name, table: result.tables[name]});
    expect(Object.keys(tables).length).toBeGreaterThan(0);
  });

  test('takes any stored parameters for valid ones', () => {
    const values = parseValues(shape.fields, {
      recency: [1, 1, 1, 1],
      grain: '__proto__',
      color: 7,
      extra: true,
    });
    for (const [name, field] of Object.entries(shape.fields)) {
      expect(values[name as keyof typeof values]).toEqual(field.initial);
    }
  });
});
