import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import {balanceOf} from '../../src/analyses/lifecycle/balance';
import {nextStart, periodsBetween, startOf, type Grain} from '../../src/analyses/lifecycle/periods';
import {bands, presets, stages, type Stage} from '../../src/analyses/lifecycle/stages';
import {bandsTable, oneTimeTable} from '../../src/analyses/lifecycle/tables';
import {texts} from '../../src/analyses/lifecycle/texts';
import {lifecycleShape} from '../../src/analyses/lifecycle/shape';
import type {Result} from '../../src/analyses/request';
import {analyses} from '../../src/analyses';
import {isoFromDay} from '../../src/lib/dates';
import {valueOf} from '../../src/lib/outcome';
import {rowsOf, type Table} from '../../src/lib/table';
import type {Dataset} from '../../src/model/dataset';
import {acts, type Fields} from '../../src/model/fields';
import type {Selection} from '../../src/model/filter';
import type {Scope} from '../../src/model/scope';
import {sampleShop} from '../../src/imports/sample';
import {createFormat} from '../../src/text/format';
import {twelveOrders} from '../fixtures/twelve_orders';
import {cdnowCustomers} from '../helpers/cdnow';
import {hasSharedData, sharedFile} from '../helpers/data';
import {createShop, day, fileOf, peopleIn, rowsIn, type Row, type Shop} from '../helpers/service';

const stageNames = Object.keys(stages) as Stage[];

const people = (
  shop: Shop,
  dataset: Dataset,
  params: Record<string, unknown>,
  scope: Partial<Scope> = {},
  where: Selection = {},
) => peopleIn(shop, shop.request(dataset, 'lifecycle', params, scope), 'customer_stages', 'first', where);

/**
 * The shop of twelve orders with limits of 30, 40 and 50 days; who is back counts as reactivated for 35 days. As of 31 March:
 *
 * Anna  bought on 10 January and, 51 days later, on 1 March: reactivated (30 days ago), 100.00
 * Ben   bought on 20 January, 71 days ago: inactive, 40.00
 * Cem   bought on 5 February, 55 days ago: inactive, 0.00
 * Dora  bought on 10 and 15 February and, 45 days later, on 31 March: active, 30.00
 *
 * Past their limits: Anna on 9 February, Ben on 19 February, Cem on 6 March, Dora on 26 March; back: Anna and Dora.
 */
describe('the lifecycle of the shop of twelve orders', () => {
  const limits = {first_limit: 30, repeat_limit: 40, inactive_limit: 50, recent: 35};
  let shop: Shop;
  let dataset: Dataset;
  let result: Result;

  beforeAll(async () => {
    shop = createShop();
    ({dataset} = await shop.open([fileOf(twelveOrders)]));
    result = await shop.run(dataset, 'lifecycle', limits);
  });

  test('has every customer in the stage that the silence since the last purchase says', async () => {
    expect(rowsIn(result, 'stages')).toEqual([
      {stage: 'first_time', customers: 0, customer_share: 0, revenue: 0, revenue_share: 0, average: null},
      {
        stage: 'active',
        customers: 1,
        customer_share: 0.25,
        revenue: 30,
        revenue_share: 30 / 170,
        average: 30,
      },
      {
        stage: 'reactivated',
        customers: 1,
        customer_share: 0.25,
        revenue: 100,
        revenue_share: 100 / 170,
        average: 100,
      },
      {stage: 'defecting', customers: 0, customer_share: 0, revenue: 0, revenue_share: 0, average: null},
      {
        stage: 'inactive',
        customers: 2,
        customer_share: 0.5,
        revenue: 40,
        revenue_share: 40 / 170,
        average: 20,
      },
    ]);
    const listed = await people(shop, dataset, limits);
    expect(
      listed.map((row) => [row['customer_id'], row['stage'], row['recency_days'], row['limit_days']]),
    ).toEqual([
      ['K1', 'reactivated', 30, 40],
      ['K2', 'inactive', 71, 30],
      ['K3', 'inactive', 55, 30],
      ['K4', 'active', 0, 40],
    ]);
  });

  test('knows the stages of every month by the same limits', () => {
    const months = rowsIn(result, 'months').map((row) => ({
      ...row,
      on: isoFromDay(Number(row['starts_on'])),
    }));
    const of = (month: string, column: 'customers' | 'revenue' | 'revenue_share') =>
      Object.fromEntries(
        months.filter(({on}) => on === month).map((row: Row) => [row['stage'], row[column]]),
      );
    expect([...new Set(months.map(({on}) => on))]).toEqual(['2024-01-01', '2024-02-01', '2024-03-01']);
    const none = {first_time: 0, active: 0, reactivated: 0, defecting: 0, inactive: 0};
    expect(of('2024-01-01', 'customers')).toEqual({...none, first_time: 2});
    expect(of('2024-02-01', 'customers')).toEqual({
      ...none,
      first_time: 1,
      active: 1,
      defecting: 1,
      inactive: 1,
    });
    expect(of('2024-03-01', 'customers')).toEqual({...none, active: 1, reactivated: 1, inactive: 2});
    expect(of('2024-01-01', 'revenue')).toEqual({...none, first_time: 110});
    expect(of('2024-02-01', 'revenue')).toEqual({...none, first_time: 110, active: 10});
    expect(of('2024-03-01', 'revenue')).toEqual({...none, active: 10, reactivated: 30});
    expect(of('2024-03-01', 'revenue_share')).toEqual({...none, active: 0.25, reactivated: 0.75});
    expect(rowsIn(result, 'months').map(({complete}) => complete)).toEqual([
      ...Array<number>(5).fill(0),
      ...Array<number>(10).fill(1),
    ]);
  });

  test('books who comes, who passes the limit and who is back, in customers and in yearly revenue', () => {
    const columns = ['new', 'back', 'out', 'net'].flatMap((kind) => [`${kind}_customers`, `${kind}_revenue`]);
    const ledger = rowsIn(result, 'balance');
    expect(ledger.map((row) => columns.map((column) => row[column]))).toEqual([
      [2, 140, 0, 0, 0, 0, 2, 140],
      [2, 30, 0, 0, 2, 140, 0, -110],
      [0, 0, 2, 130, 2, 30, 0, 100],
    ]);
    expect(ledger.map((row) => [row['customers'], row['reactivated_customers'], row['out_per_in']])).toEqual([
      [2, 0, 0],
      [2, 0, 1],
      [2, 1, 1],
    ]);
    // February and March are whole; January begins with the first order.
    expect(result.facts).toMatchObject({
      ledger_months: 2,
      new_customers: 1,
      back_customers: 1,
      out_customers: 2,
      net_customers: 0,
      out_per_in: 1,
    });
  });

  test('looks at any earlier day, and at a period without forgetting what was before', async () => {
    const {tables} = await shop.run(dataset, 'lifecycle', limits, {
      asOf: day('2024-02-29'),
      from: day('2024-02-01'),
    });
    expect(rowsOf(tables['stages']!).map(({customers}) => customers)).toEqual([1, 1, 0, 1, 1]);
    expect(rowsOf(tables['balance']!)).toMatchObject([{new_customers: 2, out_customers: 2, customers: 2}]);
  });

  test('falls back to 90 and 365 days where the data give no limit, and says so', async () => {
    const {tables, facts, suggested} = await shop.run(dataset, 'lifecycle');
    expect(rowsOf(tables['limits']!)).toEqual([
      {silence: 'first', days: 90, source: 'fixed', reason: 'too-few-customers'},
      {silence: 'repeat', days: 90, source: 'fixed', reason: 'too-few-customers'},
      {silence: 'inactive', days: 365, source: 'fixed', reason: 'too-few-customers'},
      {silence: 'reactivated', days: 90, source: 'set', reason: null},
    ]);
    expect(facts).toMatchObject({limits_fixed: 2, limits_from_data: 0, one_time_share: null});
    expect(suggested).toEqual({first_limit: [90], repeat_limit: [90], inactive_limit: [365]});
  });

  test('never calls somebody inactive who is within the own limit', async () => {
    const {tables} = await shop.run(dataset, 'lifecycle', {...limits, repeat_limit: 60});
    expect(rowsOf(tables['limits']!).map(({days}) => days)).toEqual([30, 60, 60, 35]);
  });
});

/** A slow and obvious twin: looks at one customer on one day at a time. */
interface Twin {
  readonly customer: string;
  readonly days: readonly number[];
  readonly cents: number;
}

interface TwinLimits {
  readonly first_limit: number;
  readonly repeat_limit: number;
  readonly inactive_limit: number;
  readonly recent: number;
}

function twinStage({days}: Twin, on: number, limits: TwinLimits): Stage | null {
  const bought = days.filter((purchase) => purchase <= on).sort((a, b) => a - b);
  if (bought.length === 0) return null;
  const last = bought.at(-1)!;
  const silent = on - last;
  const inactive = Math.max(limits.first_limit, limits.repeat_limit, limits.inactive_limit);
  const own = bought.length === 1 ? limits.first_limit : limits.repeat_limit;
  if (silent >= inactive) return 'inactive';
  if (silent >= own) return 'defecting';
  if (bought.length === 1) return 'first_time';
  const before = last - bought.at(-2)!;
  return before > inactive && silent < limits.recent ? 'reactivated' : 'active';
}

describe('the lifecycle against a slow twin', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  const FIRST = day('2023-01-01');
  const ledgers = fc
    .array(
      fc.record({
        customer: fc.integer({min: 1, max: 14}).map((number) => `K${number}`),
        day: fc.integer({min: FIRST, max: FIRST + 150}),
        cents: fc.integer({min: 100, max: 9_999}),
      }),
      {minLength: 1, maxLength: 60},
    )
    .map((orders) => [...orders, {customer: 'K0', day: FIRST + 151, cents: 500}]);
  const someLimits = fc.record({
    first_limit: fc.integer({min: 1, max: 60}),
    repeat_limit: fc.integer({min: 1, max: 60}),
    inactive_limit: fc.integer({min: 1, max: 90}),
    recent: fc.integer({min: 1, max: 60}),
  });

  test('counts the same stages on every day, and everybody in exactly one (A17)', async () => {
    await fc.assert(
      fc.asyncProperty(ledgers, someLimits, async (orders, limits) => {
        const lines = orders.map(
          ({customer, day: on, cents}) => `${customer},${isoFromDay(on)},${(cents / 100).toFixed(2)}`,
        );
        const {dataset} = await shop.open([fileOf(['customer_id,ordered_on,amount', ...lines].join('\n'))]);
        const twins = [...new Set(orders.map(({customer}) => customer))].map((customer): Twin => {
          const own = orders.filter((order) => order.customer === customer);
          return {
            customer,
            days: [...new Set(own.map((order) => order.day))],
            cents: own.reduce((sum, {cents}) => sum + cents, 0),
          };
        });
        const params = {...limits, grain: 'day'};
        const {tables} = await shop.run(dataset, 'lifecycle', params);
        const listed = await people(shop, dataset, params);
        await shop.service.forget(dataset.id);
        const asOf = dataset.lastDay;

        // Today, one by one and in sums.
        expect(Object.fromEntries(listed.map((row) => [row['customer_id'], row['stage']]))).toEqual(
          Object.fromEntries(twins.map((twin) => [twin.customer, twinStage(twin, asOf, limits)])),
        );
        const counted = rowsOf(tables['stages']!);
        expect(sumOf(counted, 'customers')).toBe(twins.length);
        expect(sumOf(counted, 'revenue')).toBeCloseTo(sumOf(twins, 'cents') / 100, 6);
        for (const {stage, customers} of counted)
          expect(customers).toBe(listed.filter((row) => row['stage'] === stage).length);

        // At the end of every month, and today once more.
        for (const {starts_on: start, stage, customers} of rowsOf(tables['months']!)) {
          const on = Math.min(nextStart('month', Number(start)) - 1, asOf);
          expect(customers).toBe(twins.filter((twin) => twinStage(twin, on, limits) === stage).length);
        }
        // On every day: who came, who left, who is left.
        const within = (on: number) =>
          twins.filter((twin) =>
            ['first_time', 'active', 'reactivated'].includes(twinStage(twin, on, limits) ?? ''),
          );
        for (const row of rowsOf(tables['balance']!)) {
          const on = Number(row['starts_on']);
          const [before, after] = [within(on - 1), within(on)];
          expect(row['customers']).toBe(after.length);
          expect(row['net_customers']).toBe(after.length - before.length);
          expect(row['out_customers']).toBe(before.filter((twin) => !after.includes(twin)).length);
          expect(row['new_customers']).toBe(twins.filter(({days}) => Math.min(...days) === on).length);
        }
      }),
      {numRuns: 12, seed: 11},
    );
  });

  function sumOf<T>(list: readonly T[], column: keyof T): number {
    return list.reduce((sum, row) => sum + Number(row[column]), 0);
  }
});

describe('the presets of stages', () => {
  test('are the same customers under other names: what the list says is what the picture sums up', async () => {
    const shop = createShop();
    const files = sampleShop().map(({name, text}) => fileOf(text, name));
    const {dataset} = await shop.open(files);
    const result = await shop.run(dataset, 'lifecycle');
    for (const {column, groups} of Object.values(presets)) {
      const all = Object.values(groups).flatMap((group) => group.stages as readonly Stage[]);
      expect([...all].sort()).toEqual([...stageNames].sort());
      for (const [name, group] of Object.entries(groups)) {
        const page = valueOf(
          await shop.service.page(1, {
            request: shop.request(dataset, 'lifecycle'),
            table: 'customer_stages',
            where: {[column]: name},
            order: {column: 'revenue', descending: true},
            from: 0,
            to: 1,
          }),
        );
        const shown = rowsIn(result, 'stages')
          .filter(({stage}) => (group.stages as readonly string[]).includes(String(stage)))
          .reduce((sum, {customers}) => sum + Number(customers), 0);
        expect({name, total: page.total}).toEqual({name, total: shown});
      }
    }

    // The newest month ends today, so its shares are those of the stages; the bands can be opened as well.
    const months = rowsIn(result, 'months').slice(-stageNames.length);
    expect(months.map(({stage, customers}) => [stage, customers])).toEqual(
      rowsIn(result, 'stages').map(({stage, customers}) => [stage, customers]),
    );
    for (const {passive_band: band, customers} of rowsIn(result, 'bands')) {
      expect((await people(shop, dataset, {}, {}, {passive_band: String(band)})).length).toBe(
        Math.min(1000, Number(customers)),
      );
    }
  });
});

describe('leads', () => {
  const orders = `order_id,ordered_on,email,amount,country
1,2024-01-10,anna@x.de,10.00,DE
2,2024-02-20,cem@x.de,10.00,AT
3,2024-03-31,anna@x.de,10.00,DE
`;
  // Ben never orders, Cem does after 19 days, Dora has no day of sign-up, Emil signs up after the as-of date, Fay did so
  // before the shop was there.
  const contacts = `email,name,country,signed_up_on,source
anna@x.de,Anna,DE,2024-01-10,checkout
ben@x.de,Ben,DE,2024-01-15,popup
cem@x.de,Cem,AT,2024-02-01,popup
dora@x.de,Dora,DE,,fair
emil@x.de,Emil,DE,2024-04-02,popup
fay@x.de,Fay,DE,1999-05-05,
`;
  let shop: Shop;
  let dataset: Dataset;
  beforeAll(async () => {
    shop = createShop();
    ({dataset} = await shop.open([fileOf(orders), fileOf(contacts, 'contacts.csv')]));
  });

  test('are contacts without an order until the day they order', async () => {
    const result = await shop.run(dataset, 'lifecycle');
    expect(result.facts).toMatchObject({customers: 2, leads: 3});
    // Shares are of the two who have bought; leads stand beside them.
    expect(rowsIn(result, 'stages')[0]).toMatchObject({stage: 'lead', customers: 3, customer_share: null});
    for (const table of ['stages', 'months']) {
      const shares = rowsIn(result, table).slice(-5);
      expect(shares.reduce((sum, row) => sum + Number(row['customer_share']), 0)).toBeCloseTo(1, 10);
    }
    const leads = rowsIn(result, 'months').filter(({stage}) => stage === 'lead');
    expect(leads.map(({customers}) => customers)).toEqual([2, 2, 2]);
    const earlier = await shop.run(dataset, 'lifecycle', {}, {asOf: day('2024-02-10')});
    expect(earlier.facts).toMatchObject({customers: 1, leads: 4});
    expect((await people(shop, dataset, {}, {}, {stage: 'lead'})).map(({email}) => email).sort()).toEqual([
      'ben@x.de',
      'dora@x.de',
      'fay@x.de',
    ]);
  });

  test('are contacts whose only orders are set aside too, as the receipt counts them', async () => {
    const cancelled = `${orders.replace(',country', ',country,status').replace(/,(DE|AT)$/gm, ',$1,paid')}4,2024-03-01,ben@x.de,10.00,DE,cancelled\n`;
    const {dataset: more} = await shop.open([fileOf(cancelled), fileOf(contacts, 'contacts.csv')]);
    // Ben's is cancelled; Dora, Emil and Fay never ordered, and Emil's sign-up is still to come.
    expect(more).toMatchObject({customers: 2, leads: 4, laterLeads: 1});
    expect((await shop.run(more, 'lifecycle')).facts).toMatchObject({customers: 2, leads: 3});
    expect((await people(shop, more, {}, {}, {stage: 'lead'})).map(({email}) => email)).toContain('ben@x.de');
  });

  test('are never the buyers of another country', async () => {
    const austria = await shop.run(dataset, 'lifecycle', {}, {countries: ['AT']});
    expect(austria.facts).toMatchObject({customers: 1, leads: 0});
    expect((await shop.run(dataset, 'lifecycle', {}, {countries: ['DE']})).facts).toMatchObject({
      customers: 1,
      leads: 3,
    });
  });
});

describe('the published figures', () => {
  test('of a ledger: 245 in and 652 out are net −407, 2.66 out for each in (A8)', async () => {
    expect(balanceOf(245, 652)).toEqual({net: -407, ratio: 652 / 245});
    expect((652 / 245).toFixed(2)).toBe('2.66');
    expect(balanceOf(0, 3)).toEqual({net: -3, ratio: null});

    // The same through the product: 652 bought on 2 January only, 245 came in March; the limit is 60 days.
    const shop = createShop();
    const line = (who: string, on: string) => `${who},${on},10.00`;
    const lines = [
      ...Array.from({length: 652}, (_, index) => line(`A${index}`, '2024-01-02')),
      ...Array.from({length: 245}, (_, index) => line(`B${index}`, `2024-03-${10 + (index % 20)}`)),
      line('C', '2024-03-31'),
      line('C', '2024-02-15'),
    ];
    const {dataset} = await shop.open([fileOf(['customer_id,ordered_on,amount', ...lines].join('\n'))]);
    const {tables} = await shop.run(dataset, 'lifecycle', {first_limit: 60, repeat_limit: 60});
    expect(rowsOf(tables['balance']!).at(-1)).toMatchObject({
      new_customers: 245,
      out_customers: 652,
      net_customers: -407,
      out_per_in: 652 / 245,
      new_revenue: 2450,
      out_revenue: 6520,
    });
  });

  test('of passive contacts: 32, 22 and 15 % of 82,200 are 26,304, 18,084 and 12,330 (A2)', () => {
    const recencies: Table = {
      rows: 5,
      columns: {
        recency_days: Float64Array.of(89, 90, 364, 365, 730),
        customers: Float64Array.of(40_000, 100, 200, 300, 400),
        revenue: Float64Array.of(1, 2, 3, 4, 5),
      },
    };
    const found = rowsOf(bandsTable(recencies, 41_200, 1000));
    expect(found.map((row) => row['published_customers'])).toEqual([26_304, 18_084, 12_330]);
    expect(found.map((row) => [row['passive_band'], row['customers'], row['revenue']])).toEqual([
      ['from_3', 300, 5],
      ['from_12', 300, 4],
      ['over_24', 400, 5],
    ]);
    expect(found[0]).toMatchObject({customer_share: 300 / 41_000, contact_share: 300 / 82_200});
    expect(Object.values(bands).map(({published}) => published)).toEqual([0.32, 0.22, 0.15]);

    // Of an export of 373 days the second band is seen in part and the third not at all: no number, not none.
    const short = rowsOf(bandsTable(recencies, 41_200, 373));
    expect(short.map((row) => [row['complete'], row['customers'], row['contact_share']])).toEqual([
      [1, 300, 300 / 82_200],
      [0, 300, 300 / 82_200],
      [0, null, null],
    ]);
    expect(rowsOf(bandsTable(recencies, 41_200, 363))[0]!['complete']).toBe(0);
    expect(rowsOf(bandsTable(recencies, 41_200, 730)).map((row) => row['complete'])).toEqual([1, 1, 1]);
  });

  test.skipIf(!hasSharedData)('of one-time buyers: CDNOW after 30 and 90 days (R survival 3.5)', () => {
    const end = day('1998-06-30') - day('1996-12-31');
    const waits = cdnowCustomers().map(({days: [first, second]}) =>
      second === undefined ? {length: end - first!, event: 0} : {length: second - first!, event: 1},
    );
    const days = Float64Array.from(new Set(waits.map(({length}) => length))).sort();
    const counted = (event: number) =>
      days.map((length) => waits.filter((wait) => wait.length === length && wait.event === event).length);
    const found = rowsOf(oneTimeTable({days, events: counted(1), censored: counted(0)}, [30, 90, 730]));
    expect(found[0]!['one_time_share']).toBeCloseTo(0.82605, 6);
    expect(found[0]!['low']).toBeCloseTo(0.8101, 4);
    expect(found[0]!['high']).toBeCloseTo(0.8408, 4);
    expect(found[0]!['at_risk']).toBe(1954);
    expect(found[1]!['one_time_share']).toBeCloseTo(0.708528, 6);
    expect(found[2]).toEqual({days: 730, one_time_share: null, low: null, high: null, at_risk: null});
  });
});

describe('limits from the data', () => {
  test.skipIf(!hasSharedData)('are the churn thresholds of CDNOW, and a year for the inactive', async () => {
    const shop = createShop();
    const {dataset} = await shop.open([sharedFile('cdnow-sample-orders.csv')]);
    const {tables, facts} = await shop.run(dataset, 'lifecycle');
    const [first, repeat, inactive] = rowsOf(tables['limits']!);
    // Published for all 2,357 customers: day 36; eight orders of nothing are no purchases here.
    expect(Math.abs(Number(first!['days']) - 36)).toBeLessThanOrEqual(1);
    expect(first!['source']).toBe('data');
    expect(Number(repeat!['days'])).toBeGreaterThan(Number(first!['days']));
    expect(inactive).toMatchObject({days: 365, source: 'fixed', reason: 'not-enough-history'});
    expect(
      ['first_time', 'active', 'reactivated', 'defecting', 'inactive'].reduce(
        (sum, stage) => sum + facts[stage]!,
        0,
      ),
    ).toBe(facts['customers']);
  });

  test('let one-time buyers be fewer than a naive count says, where most came lately', async () => {
    // 400 customers over 400 days, one a day; each returns after 100 days, if there is time.
    const start = day('2023-01-01');
    const lines = Array.from({length: 400}, (_, index) => [
      `K${index},${isoFromDay(start + index)},10.00`,
      ...(index + 100 < 400 ? [`K${index},${isoFromDay(start + index + 100)},10.00`] : []),
    ]).flat();
    const shop = createShop();
    const {dataset} = await shop.open([fileOf(['customer_id,ordered_on,amount', ...lines].join('\n'))]);
    const {facts, tables} = await shop.run(dataset, 'lifecycle');
    expect(facts['one_time_naive']).toBe(0.25);
    expect(rowsOf(tables['one_time']!).map((row) => row['one_time_share'])).toEqual([
      1,
      1,
      1,
      null,
      null,
      null,
    ]);
  });
});

describe('the sentences', () => {
  const facts = {
    customers: 4000,
    first_time: 1000,
    active: 900,
    reactivated: 100,
    defecting: 800,
    inactive: 1200,
    first_limit_days: 47,
    repeat_limit_days: 60,
    inactive_limit_days: 363,
    limits_from_data: 2,
    limits_fixed: 0,
    ledger_months: 12,
    new_customers: 125.4,
    back_customers: 143.6,
    out_customers: 273.9,
    net_customers: -4.9,
    out_per_in: 1.02,
    out_revenue: 12_345,
    repeat_revenue_share: 0.6,
    one_time_naive: 0.5,
    one_time_share: 0.4,
    one_time_low: 0.39,
    one_time_high: 0.41,
  };
  const say = (language: 'en' | 'de', more: object = {}) =>
    texts.takeaways({...facts, ...more}, createFormat(language, 'EUR'))[language];

  test('round what comes and goes so that the net is that of the figures beside it', () => {
    expect(say('de')[1]).toMatch(
      /\*\*273,9\*\* Kunden .* \*\*125,4\*\* neue kamen, 143,6 jenseits der Grenze kauften doch noch: netto \*\*−4,9\*\*/,
    );
    // 60.4 + 6.4 − 66.0: one decimal for all, as one of them needs it.
    const few = {new_customers: 60.41, back_customers: 6.42, out_customers: 65.96, net_customers: 0.87};
    expect(say('en', few)[1]).toMatch(
      /\*\*66\*\* customers .* \*\*60\.4\*\* new ones .* 6\.4 .* net \*\*\+0\.8\*\*/,
    );
    const many = {new_customers: 300.4, back_customers: 200.4, out_customers: 450.4, net_customers: 50.4};
    expect(say('en', many)[1]).toMatch(/\*\*450\*\* .* \*\*300\*\* .* 200 .* net \*\*\+50\*\*/);
  });

  test('are whole sentences where there is one month only and nobody passed the limit', () => {
    const one = {
      ledger_months: 1,
      out_customers: 0,
      new_customers: 168,
      back_customers: 0,
      net_customers: 168,
    };
    expect(say('de', one)[1]).toBe(
      'Im letzten ganzen Monat überschritt niemand die Grenze; es kamen **168** neue.',
    );
    expect(say('de', one)[2]).toMatch(/des Umsatzes dieses Monats; /);
    expect(say('en', one)[2]).toMatch(/of the revenue of that month; /);
  });
});

describe('the controls', () => {
  test('name only fields and values that there are, and are shown where they act', async () => {
    for (const {id, face} of Object.values(analyses)) {
      const fields: Fields = (await face()).shape.fields;
      for (const {when = {}} of Object.values(fields)) {
        for (const [name, values] of Object.entries(when)) {
          const field = fields[name];
          if (field?.kind !== 'choice') throw new Error(`${id}: ${name} is no choice`);
          expect(Object.keys(field.options)).toEqual(expect.arrayContaining([...values]));
        }
      }
    }
    const {grain} = lifecycleShape.fields;
    expect(acts(grain, {view: 'ledger'})).toBe(true);
    expect(acts(grain, {view: 'now'})).toBe(false);
  });
});

describe('periods', () => {
  test('cover every day once, whatever their length', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Grain>('day', 'week', 'month', 'quarter'),
        fc.integer({min: -5000, max: 40_000}),
        fc.integer({min: 0, max: 500}),
        (grain, from, length) => {
          const periods = periodsBetween(grain, from, from + length);
          const covered = periods.flatMap(({firstDay, lastDay}) =>
            Array.from({length: lastDay - firstDay + 1}, (_, at) => firstDay + at),
          );
          expect(covered).toEqual(Array.from({length: length + 1}, (_, at) => from + at));
          for (const {startsOn, firstDay, lastDay, complete} of periods) {
            expect(startOf(grain, lastDay)).toBe(startsOn);
            expect(complete).toBe(firstDay === startsOn && lastDay === nextStart(grain, startsOn) - 1);
          }
        },
      ),
      {seed: 3},
    );
    expect(isoFromDay(startOf('week', day('2024-03-31')))).toBe('2024-03-25');
    expect(isoFromDay(startOf('quarter', day('2024-03-31')))).toBe('2024-01-01');
  });
});
