import {beforeAll, describe, expect, test} from 'vitest';
import {analyses, type AnalysisId} from '../../src/analyses';
import type {Analysis} from '../../src/analyses/define';
import type {Result} from '../../src/analyses/request';
import {valueOf, type Outcome} from '../../src/lib/outcome';
import {cell, rowsOf, type Cell} from '../../src/lib/table';
import type {ColumnKind} from '../../src/model/columns';
import type {Dataset} from '../../src/model/dataset';
import type {QueryAnswer, ResultTable} from '../../src/model/query';
import {wholeScope, type Scope} from '../../src/model/scope';
import type {Early} from '../../src/worker/api';
import {sampleFiles} from '../../src/worker/inspected';
import {twelveOrders} from '../fixtures/twelve_orders';
import {createShop, fileOf, rowsIn, type Shop} from '../helpers/service';

let shop: Shop;
/** The sample shop, and one of twelve orders. */
let dataset: Dataset;
let small: Dataset;
let ticket = 5000;

beforeAll(async () => {
  shop = createShop();
  ({dataset} = await shop.open(await sampleFiles()));
  ({dataset: small} = await shop.open([fileOf(twelveOrders)]));
}, 60_000);

const result = (
  analysis: AnalysisId,
  table: string,
  params = {},
  name = `${analysis}_${table}`,
): ResultTable => ({
  name,
  analysis,
  version: analyses[analysis].version,
  params,
  table,
});

function ask(
  sql: string,
  results: readonly ResultTable[],
  part: {of?: Dataset; scope?: Partial<Scope>; sources?: {name: string; sql: string}[]} = {},
): Promise<Outcome<QueryAnswer>> {
  const {of = dataset, scope, sources = []} = part;
  const whole = {...wholeScope(of.lastDay), ...scope};
  const request = {dataset: of.id, scope: whole, sql, sources, results, audiences: [], inputs: {}};
  return shop.service.query(++ticket, request);
}

const rows = async (...asked: Parameters<typeof ask>) => rowsOf(valueOf(await ask(...asked)).table);

/** Whether a value of a result came into SQL as it was; money has four decimals there. */
const same = (given: Cell, there: Cell, kind: ColumnKind) =>
  kind === 'money' && typeof given === 'number' && typeof there === 'number'
    ? Math.abs(given - there) <= 0.5e-4 + 1e-9
    : given === there;

const all = Object.entries(analyses) as [AnalysisId, Analysis][];

describe('a statement reads the tables of results', () => {
  test.each(all)(
    'of %s: the same rows as the cell has, with the columns that are documented',
    async (id, {tables}) => {
      const {shape} = await analyses[id].face();
      const made = await shop.run(dataset, id);
      for (const table of tables) {
        const answer = valueOf(await ask(`from ${id}_${table}`, [result(id, table)]));
        const columns = shape.tables[table] ?? shape.keeps[table]!;
        expect(answer.columns.map(({name}) => name)).toEqual(Object.keys(columns));
        const own = made.tables[table];
        if (!own) continue;
        expect(answer.table.rows).toBe(Math.min(own.rows, 10_000));
        const names = Object.entries(columns);
        const wrong = names.flatMap(([column, {kind}]) =>
          Array.from(
            {length: answer.table.rows},
            (_, row) => [cell(own, column, row), cell(answer.table, column, row)] as const,
          )
            .filter(([given, there]) => !same(given, there, kind))
            .map((pair) => [table, column, ...pair]),
        );
        expect(wrong).toEqual([]);
      }
    },
    60_000,
  );

  test('with columns of the kinds that they are declared with', async () => {
    const kinds = async (table: string) =>
      Object.fromEntries(
        valueOf(await ask(`from x`, [result('rfm', table, {}, 'x')])).columns.map(({name, kind}) => [
          name,
          kind,
        ]),
      );
    expect(await kinds('segments')).toMatchObject({segment: 'text', customers: 'whole', revenue: 'decimal'});
    expect(await kinds('spread')).toMatchObject({share: 'float', purchases: 'whole'});
    const days = valueOf(await ask('from overview_periods', [result('overview', 'periods')])).columns;
    expect(days.slice(0, 3).map(({kind}) => kind)).toEqual(['day', 'flag', 'decimal']);
  });

  test('joined with each other, the data and cells above, to the cent', async () => {
    const results = [result('rfm', 'segments'), result('rfm', 'scores'), result('overview', 'summary')];
    const sources = [{name: 'per_customer', sql: 'select segment, revenue from rfm_scores'}];
    const [sums] = await rows(
      `select
        (select sum(revenue) from per_customer) as of_customers,
        (select sum(revenue) from rfm_segments) as of_segments,
        (select sum(revenue) from customer_history) as of_history,
        (select revenue - anonymous_revenue from overview_summary) as of_overview`,
      results,
      {sources},
    );
    const {facts} = await shop.run(dataset, 'rfm');
    const cents = Object.values(sums!).map((sum) => Math.round(Number(sum) * 100));
    expect(new Set([...cents, Math.round(facts['revenue']! * 100)]).size).toBe(1);
  });

  test('of two cells of one analysis, each with its own parameters, on the day and under the filter of the statement', async () => {
    const params = {frequency: [1, 2, 3, 4]};
    const results = [result('rfm', 'cells', {}, 'rfm_cells'), result('rfm', 'cells', params, 'rfm_2_cells')];
    const scope = {asOf: dataset.lastDay - 200, countries: ['AT']};
    const counted = async (name: string) =>
      rows(`select r, f, customers from ${name} order by r, f`, results, {scope});
    const [plain, changed] = [await counted('rfm_cells'), await counted('rfm_2_cells')];
    const own = async (of: object) =>
      rowsIn(await shop.run(dataset, 'rfm', of as Record<string, unknown>, scope), 'cells')
        .map(({r, f, customers}) => ({r, f, customers}))
        .sort((a, b) => Number(a.r) - Number(b.r) || Number(a.f) - Number(b.f));
    expect(plain).toEqual(await own({}));
    expect(changed).toEqual(await own(params));
    expect(changed).not.toEqual(plain);
  });

  test('is saved with all its rows', async () => {
    const request = {
      dataset: small.id,
      scope: wholeScope(small.lastDay),
      sql: 'select segment, customers from rfm_segments where customers > 0 order by segment',
      sources: [],
      results: [result('rfm', 'segments')],
      audiences: [],
      inputs: {},
    };
    const file = valueOf(
      await shop.service.save(++ticket, {kind: 'answer', request, title: 'q', language: 'en', as: 'csv'}),
    );
    const lines = (await file.text()).trimEnd().split('\r\n');
    const {facts} = await shop.run(small, 'rfm');
    expect(lines[0]).toBe('segment,customers');
    expect(lines.slice(1).reduce((sum, line) => sum + Number(line.split(',')[1]), 0)).toBe(
      facts['customers'],
    );
  });

  test('only for itself: the next one does not find them', async () => {
    await rows('from rfm_cells', [result('rfm', 'cells')]);
    expect(await ask('from rfm_cells', [])).toMatchObject({
      ok: false,
      code: 'sql-failed',
      facts: {message: expect.stringMatching(/^Catalog Error.*rfm_cells/)},
    });
  });
});

describe('a statement over a long run', () => {
  const sql =
    'select count(threshold_days_low) as low, (select count(*) from churn_drift) as quarters from churn_thresholds';
  const read = (window: number) => [
    result('churn', 'thresholds', {window}),
    result('churn', 'drift', {window}),
  ];
  const counted = (made: Result) => ({
    low: rowsIn(made, 'thresholds').filter((row) => row['threshold_days_low'] !== null).length,
    quarters: made.tables['drift']!.rows,
  });

  test('waits for the whole of it, which is computed once', async () => {
    const news: Early[] = [];
    const running = shop.service.run(++ticket, shop.request(dataset, 'churn', {window: 60}), (early) =>
      news.push(early),
    );
    const asked = rows(sql, read(60));
    const whole = valueOf(await running);
    expect(counted(news[0]!.result!)).toEqual({low: 0, quarters: 0});
    expect(counted(whole).quarters).toBeGreaterThan(0);
    expect(await asked).toEqual([counted(whole)]);
    // Had it been computed anew, another result would be kept now.
    expect(
      valueOf(
        await shop.service.run(++ticket, shop.request(dataset, 'churn', {window: 60}), () => undefined),
      ),
    ).toBe(whole);
  }, 60_000);

  test('has the rest done itself where the run is cancelled', async () => {
    const own = ++ticket;
    const first = new Promise<void>((shown) => {
      void shop.service.run(own, shop.request(dataset, 'churn', {window: 30}), () => shown());
    });
    const asked = rows(sql, read(30));
    await first;
    await shop.service.cancel(own);
    expect(await asked).toEqual([counted(await shop.run(dataset, 'churn', {window: 30}))]);
  }, 60_000);
});

test('where the analysis gives no result, the statement says which and why', async () => {
  const results = [result('rfm', 'cells')];
  const scope = {asOf: dataset.firstDay - 10};
  expect(await ask('from rfm_cells', results, {scope})).toMatchObject({
    ok: false,
    code: 'sql-result',
    facts: {result: 'rfm_cells', because: 'not-enough-data'},
  });
});
