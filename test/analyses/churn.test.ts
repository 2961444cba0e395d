import {beforeAll, describe, expect, test} from 'vitest';
import {isoFromDay} from '../../src/lib/dates';
import {rowsOf} from '../../src/lib/table';
import {createRandom} from '../../src/stats/random';
import {hasSharedData, sharedText} from '../helpers/data';
import {createShop, day, fileOf, type Shop} from '../helpers/service';

/** 20,000 customers acquired evenly over a year, 30 % of them come back after a log-normal gap (median 35 days, σ 0.9). */
function evenShop(seed: number, exported: number): File {
  const random = createRandom(seed);
  const start = day('2023-01-01');
  const lines = ['order_id,customer,date,amount'];
  const line = (customer: number, on: number) =>
    lines.push(`${lines.length},${customer},${isoFromDay(start + on)},20.00`);
  for (let customer = 0; customer < 20_000; customer++) {
    const first = Math.floor((customer / 20_000) * 365);
    const returns = random.next() < 0.3;
    const gap = Math.max(1, Math.round(Math.exp(Math.log(35) + 0.9 * random.normal())));
    if (first >= exported) continue;
    line(customer, first);
    if (returns && first + gap < exported) line(customer, first + gap);
  }
  return fileOf(lines.join('\n'));
}

describe('the churn threshold, from the file to the number', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  test('an export of a year finds the truth within five days, where observed gaps alone fall short (A16)', async () => {
    // Truth: exp(ln 35 + 0.9 × 0.8416) = 74.7 days for 80 %.
    const {dataset} = await shop.open([evenShop(7, 365)]);
    const {facts} = await shop.run(dataset, 'churn', {});
    expect(Math.abs(facts['returners_day']! - 74.7)).toBeLessThanOrEqual(5);
    expect(facts['returners_low']!).toBeLessThanOrEqual(75);
    expect(facts['returners_high']!).toBeGreaterThanOrEqual(74);
    expect(facts['naive']!).toBeGreaterThan(60);
    expect(facts['naive']!).toBeLessThan(66);
  });

  test('exports of 180 and 365 days of one shop give thresholds within each other’s intervals, or say what is missing (S4)', async () => {
    const at = async (exported: number) => {
      const {dataset} = await shop.open([evenShop(3, exported)]);
      return (await shop.run(dataset, 'churn', {})).facts;
    };
    const [quarter, half, year] = [await at(90), await at(180), await at(365)];
    for (const facts of [quarter, half]) {
      if (facts['threshold'] === null) expect(facts['reason']).not.toBeNull();
      else {
        expect(facts['threshold_low']!).toBeLessThanOrEqual(year['threshold_high']!);
        expect(facts['threshold_high']!).toBeGreaterThanOrEqual(year['threshold_low']!);
      }
    }
    expect(year['threshold']).not.toBeNull();
  });

  test('customers between threshold and assumption are those who crossed unnoticed, each in one position', async () => {
    const {dataset} = await shop.open([evenShop(7, 365)]);
    const {facts, tables} = await shop.run(dataset, 'churn', {assumption: 90});
    const threshold = facts['threshold']!;
    expect(threshold).toBeLessThan(90);
    expect(facts['send_day']).toBe(threshold - 5);
    const silent = rowsOf(tables['silent']!).filter((row) => row['stage'] === 1);
    const between = silent.filter(
      (row) => Number(row['recency_days']) >= threshold && Number(row['recency_days']) < 90,
    );
    expect(facts['between']).toBe(between.reduce((sum, row) => sum + Number(row['customers']), 0));
    const positions = rowsOf(tables['positions']!).reduce((sum, row) => sum + Number(row['customers']), 0);
    expect(positions).toBe(silent.reduce((sum, row) => sum + Number(row['customers']), 0));
    // 20.00 each: the money at stake is customers × fall of the chance × 20.
    const fall = facts['chance_at_threshold']! - facts['chance_at_assumption']!;
    expect(facts['stake']).toBeCloseTo(facts['between']! * fall * 20, 6);
  });

  test('a level from money takes the place of half the chance', async () => {
    const {dataset} = await shop.open([evenShop(7, 365)]);
    const {facts} = await shop.run(dataset, 'churn', {cost: 0.25, margin: 0.3, uplift: 0.2});
    // 0.25 / (0.2 × 0.3 × 20) = 20.8 %
    expect(facts['level'] ?? facts['reason_needed']).toBeCloseTo(0.25 / (0.2 * 0.3 * 20), 9);
  });

  test('two customers give a sentence on what is missing, not a number', async () => {
    const {dataset} = await shop.open([
      fileOf('customer,date,amount\nA,2024-01-01,10\nA,2024-02-01,10\nB,2024-03-01,10\n'),
    ]);
    const {facts} = await shop.run(dataset, 'churn', {});
    expect(facts['threshold']).toBeNull();
    expect(facts['reason_needed']).toBe(50);
  });

  test('yearly buyers are found and named', async () => {
    const random = createRandom(5);
    const start = day('2021-01-01');
    const lines = ['order_id,customer,date,amount'];
    for (let customer = 0; customer < 4_000; customer++) {
      const first = start + Math.floor(random.next() * 365);
      const draw = random.next();
      const gap =
        draw < 0.2
          ? Math.ceil(-Math.log(random.next()) * 60)
          : draw < 0.35
            ? 355 + Math.floor(random.next() * 20)
            : null;
      lines.push(`${lines.length},${customer},${isoFromDay(first)},20.00`);
      if (gap !== null) lines.push(`${lines.length},${customer},${isoFromDay(first + gap)},20.00`);
    }
    lines.push(`${lines.length},last,${isoFromDay(start + 900)},20.00`);
    const {dataset} = await shop.open([fileOf(lines.join('\n'))]);
    const {facts} = await shop.run(dataset, 'churn', {});
    expect(facts['yearly']).toBe(1);
    expect(facts['yearly_share']!).toBeGreaterThan(0.3);
  });
});

describe.skipIf(!hasSharedData)('the CDNOW sample, from the file to the number', () => {
  test('has the published survival and the threshold of the definition', async () => {
    const shop = createShop();
    const {dataset} = await shop.open([fileOf(sharedText('cdnow-sample-orders.csv'), 'cdnow.csv')]);
    const {tables, facts} = await shop.run(dataset, 'churn', {}, {asOf: day('1998-06-30')});
    const at = (on: number) => rowsOf(tables['survival']!).find((row) => row['day'] === on)!;
    // R survival 3.5 on customers with a positive first order; see STATISTICS §1.
    expect(Number(at(7)['without_share'])).toBeCloseTo(0.938481, 2);
    expect(Number(at(30)['without_share'])).toBeCloseTo(0.82605, 2);
    expect(Number(at(90)['without_share'])).toBeCloseTo(0.708528, 2);
    expect(facts['threshold']!).toBeGreaterThanOrEqual(35);
    expect(facts['threshold']!).toBeLessThanOrEqual(39);
    expect(Math.abs(facts['returners_day']! - 166)).toBeLessThanOrEqual(4);
  });
});
