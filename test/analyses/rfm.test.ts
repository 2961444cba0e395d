import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import scoresSql from '../../src/analyses/rfm/scores.sql?raw';
import {segments} from '../../src/analyses/rfm/segments';
import segmentsSql from '../../src/analyses/rfm/segments.sql?raw';
import rfmSegment from '../../src/model/views/rfm_segment.sql?raw';
import stepsAbove from '../../src/model/views/steps_above.sql?raw';
import type {Database} from '../../src/engine/database';
import {isoFromDay} from '../../src/lib/dates';
import {valueOf} from '../../src/lib/outcome';
import {rowsOf} from '../../src/lib/table';
import {freshDatabase} from '../helpers/engine';
import {createShop, fileOf, type Shop} from '../helpers/service';
import {rfmOf, segmentOf, type Booking, type Scored} from '../oracle/rfm';

const scores = [1, 2, 3, 4, 5];

describe('the named segments', () => {
  let database: Database;
  beforeAll(async () => (database = await freshDatabase()));

  test('cover each of the 125 combinations of scores exactly once, in SQL as in the definition', async () => {
    await database.query(stepsAbove);
    await database.query(rfmSegment);
    // One customer for each combination, with limits at 1, 2, 3 and 4 so that the values are the scores.
    await database.query(`create table base as
      select row_number() over () as customer, 6 - r.i as recency_days, f.i as purchases,
        m.i::decimal(18, 4) as revenue
      from range(1, 6) r(i), range(1, 6) f(i), range(1, 6) m(i)`);
    const limits = Object.fromEntries(
      ['r', 'f', 'm'].flatMap((letter) => [1, 2, 3, 4].map((k) => [`${letter}${k}`, k])),
    );
    const rows = rowsOf(await database.query(scoresSql, limits));
    const expected = scores.flatMap((r) =>
      scores.flatMap((f) => scores.map((m) => `${r}${f}${m} ${segmentOf(r, f, m)}`)),
    );
    expect(rows.map(({r, f, m, segment}) => `${r}${f}${m} ${segment}`).sort()).toEqual(expected.sort());
    expect(new Set(rows.map(({segment}) => segment))).toEqual(new Set(Object.keys(segments)));
  });

  test('stand in their table best first, as in the picture', async () => {
    const ids = Object.keys(segments);
    const listed = [...ids].sort().map((id) => `'${id}'`);
    await database.query(`create table counts as
      select segment, 1 as customers, 1 as revenue, 1 as recency_days from (select unnest([${listed}]) as segment)`);
    expect(rowsOf(await database.query(segmentsSql)).map(({segment}) => segment)).toEqual(ids);
  });
});

describe('RFM against a slow twin', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  async function scored(bookings: readonly Booking[]): Promise<Scored[]> {
    const lines = bookings.map(
      ({customer, day, cents}) => `${customer},${isoFromDay(day)},${(cents / 100).toFixed(2)}`,
    );
    const {dataset} = await shop.open([fileOf(['customer_id,ordered_on,amount', ...lines].join('\n'))]);
    const page = valueOf(
      await shop.service.page(1, {
        request: shop.request(dataset, 'rfm'),
        table: 'scores',
        where: {},
        order: {column: 'customer', descending: false},
        from: 0,
        to: 1000,
      }),
    );
    await shop.service.forget(dataset.id);
    return rowsOf(page.rows).map((row) => ({
      customer: String(row['customer_id']),
      recency: Number(row['recency_days']),
      frequency: Number(row['purchases']),
      cents: Math.round(Number(row['revenue']) * 100),
      r: Number(row['r']),
      f: Number(row['f']),
      m: Number(row['m']),
      segment: String(row['segment']),
    }));
  }

  const byName = (a: Scored, b: Scored) => (a.customer < b.customer ? -1 : 1);

  test('gives the same scores and segments on random ledgers with refunds and same-day orders', async () => {
    const booking = fc.record({
      customer: fc.integer({min: 1, max: 25}).map((number) => `K${number}`),
      day: fc.integer({min: 19_000, max: 19_060}),
      cents: fc.oneof(
        {weight: 6, arbitrary: fc.integer({min: 1, max: 9_999})},
        {weight: 3, arbitrary: fc.constantFrom(1000, 2000)},
        {weight: 1, arbitrary: fc.integer({min: -5_000, max: -1})},
      ),
    });
    const ledger = fc
      .array(booking, {minLength: 5, maxLength: 120})
      // The as-of date is the last day with an order; the first sale stands on it.
      .map((bookings) => [...bookings, {customer: 'K0', day: 19_061, cents: 500}]);
    await fc.assert(
      fc.asyncProperty(ledger, async (bookings) => {
        expect((await scored(bookings)).sort(byName)).toEqual(rfmOf(bookings).sort(byName));
      }),
      {numRuns: 25, seed: 5},
    );
  });

  test.each([0.7, 0.8, 0.95])('gives equal values equal scores when %f bought once', async (share) => {
    const bookings = Array.from({length: 300}, (_, index): Booking[] => {
      const times = index < share * 300 ? 1 : 2 + (index % 7);
      return Array.from({length: times}, (_, nth) => ({
        customer: `K${index}`,
        day: 19_000 + ((index * 7 + nth * 13) % 90),
        cents: index % 3 === 0 ? 2_000 : 100 * (index % 40) + 500,
      }));
    }).flat();
    const found = await scored(bookings);
    expect(found.sort(byName)).toEqual(rfmOf(bookings).sort(byName));
    for (const [value, score] of [
      ['recency', 'r'],
      ['frequency', 'f'],
      ['cents', 'm'],
    ] as const) {
      const scoreOf = new Map(found.map((person) => [person[value], person[score]]));
      expect(found.every((person) => scoreOf.get(person[value]) === person[score])).toBe(true);
    }
    expect(new Set(found.filter(({frequency}) => frequency === 1).map(({f}) => f))).toEqual(new Set([1]));
  });

  test('takes own limits instead of those of the data', async () => {
    const {dataset} = await shop.open([
      fileOf('customer_id,date,amount\nA,2024-01-01,10\nB,2024-01-31,20\nB,2024-01-30,20\n'),
    ]);
    const {tables} = await shop.run(dataset, 'rfm', {
      recency: [5, 10, 20, 29],
      frequency: [1, 2, 3, 4],
      monetary: [5, 10, 39, 50],
    });
    expect(rowsOf(tables['cells']!).map(({r, f}) => [r, f])).toEqual([
      [5, 2],
      [1, 1],
    ]);
    const {tables: unordered} = await shop.run(dataset, 'rfm', {recency: [10, 5, 20, 29]});
    expect(rowsOf(unordered['limits']!)[4]).toMatchObject({recency_days: 0});
  });
});
