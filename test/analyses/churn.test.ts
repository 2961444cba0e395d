import {beforeAll, describe, expect, test} from 'vitest';
import {reasons} from '../../src/analyses/churn/reasons';
import {texts} from '../../src/analyses/churn/texts';
import type {Result} from '../../src/analyses/request';
import {sampleShop} from '../../src/imports/sample';
import {isoFromDay} from '../../src/lib/dates';
import {rowsOf} from '../../src/lib/table';
import {createRandom} from '../../src/stats/random';
import {chiSquareTail} from '../../src/stats/special/chi_square';
import {createFormat} from '../../src/text/format';
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

  test('where the assumption is early, the chance is the mean over those who stand in between', async () => {
    const {dataset} = await shop.open([evenShop(7, 365)]);
    const {facts, tables} = await shop.run(dataset, 'churn', {assumption: 10});
    const threshold = facts['threshold']!;
    expect(threshold).toBeGreaterThan(20);
    const chance = new Map(rowsOf(tables['survival']!).map((row) => [row['day'], Number(row['chance'])]));
    let [customers, sum] = [0, 0];
    for (const {stage, recency_days: days, customers: count} of rowsOf(tables['silent']!)) {
      if (stage !== 1 || Number(days) < 10 || Number(days) >= threshold) continue;
      customers += Number(count);
      sum += Number(count) * chance.get(days!)!;
    }
    expect(facts['between']).toBe(customers);
    expect(facts['between_chance']).toBeCloseTo(sum / customers, 10);
    // The chance falls from day to day, so that of the first of them is none of all.
    expect(facts['between_chance']!).toBeLessThan(facts['chance_at_assumption']! - 0.01);
    const {de} = texts.takeaways(facts, createFormat('de', 'EUR'));
    expect(de.join(' ')).toContain(
      `kommen im Mittel noch mit einer Chance von ${createFormat('de', 'EUR').share(sum / customers)} zurück`,
    );
  });

  test('nobody in between has a sentence without a stake', () => {
    const facts = {
      stage: 1,
      window: 60,
      threshold: 37,
      level: 0.127,
      assumption: 90,
      between: 0,
      chance_at_threshold: 0.127,
      chance_at_assumption: 0.087,
      stake: 0,
      send_day: 32,
    };
    const said = (more: object) => {
      const {en, de} = texts.takeaways({...facts, ...more}, createFormat('en', 'EUR'));
      return [en.join(' '), de.join(' ')];
    };
    expect(said({})[0]).toContain(
      'Today **nobody** stands in between. From day 37 to day 90 the chance falls from 12.7% to 8.7%. Send by day **32**.',
    );
    expect(said({between: 504, stake: 938.6})[0]).toContain(
      '**504** customers are past the threshold unnoticed. From day 37 to day 90 the chance falls from 12.7% to 8.7%: about €938.60 of orders at stake.',
    );
    expect(said({assumption: 20})[1]).toContain('Heute steht **niemand** dazwischen. Schreiben Sie');
    // The level has a name in every sentence about it.
    const none = {threshold: null, reason: reasons.indexOf('not-stable'), reason_have: 3, reason_needed: 14};
    expect(said({...none})[0]).toMatch(
      /falls below half of the chance at the start \(12\.7%\) and rises again/,
    );
    expect(said({...none, by_own: 1})[1]).toMatch(/fällt unter Ihre 12\.7% und steigt wieder/);
    expect(said({by_own: 1})[0]).not.toMatch(/half/);
  });

  test('the margin of a level from money is that of the costs in the files, as customer value has it', async () => {
    const {dataset} = await shop.open(sampleShop().map(({name, text}) => fileOf(text, name)));
    const churn = await shop.run(dataset, 'churn', {cost: 0.5});
    const value = await shop.run(dataset, 'value');
    const cohorts = await shop.run(dataset, 'cohorts');
    expect(churn.facts['margin_rate']).toBeGreaterThan(0.4);
    expect(churn.facts['margin_rate']).toBe(value.facts['margin_rate']);
    expect(cohorts.facts['margin_rate']).toBe(value.facts['margin_rate']);
    expect((await shop.run(dataset, 'churn', {cost: 0.5, margin: 0.25})).facts['margin_rate']).toBe(0.25);
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

/** One customer's purchase days, ascending, and where the first came from. */
interface Buyer {
  readonly channel: string;
  readonly days: readonly number[];
}

/** A wait from a purchase to the next one, or to the end of the data. */
interface Wait {
  /** Of the purchase waited from. */
  readonly month: string;
  readonly day: number;
  readonly returned: boolean;
}

/** Each quarter of 2023 brings 350 buyers; the later the quarter, the slower they return. */
function driftingShop(): {readonly buyers: readonly Buyer[]; readonly end: number} {
  const random = createRandom(11);
  const end = day('2024-09-30');
  const buyers = ['2023-01-01', '2023-04-01', '2023-07-01', '2023-10-01'].flatMap((start, quarter) =>
    Array.from({length: 350}, (_, place): Buyer => {
      const days = [day(start) + Math.floor(90 * random.next())];
      while (random.next() < 0.65) {
        const next = days.at(-1)! + Math.ceil(-(18 + 8 * quarter) * Math.log(1 - random.next()));
        if (next > end) break;
        days.push(next);
      }
      return {channel: place % 20 < 10 ? 'web' : place % 20 < 17 ? 'shop' : 'fair', days};
    }),
  );
  return {buyers, end};
}

/** Everything below is worked out by going through the list of waits, day by day. */
class Waits {
  readonly atRisk: number[] = [];
  readonly survival: number[] = [];
  /** Σ d/(n(n − d)) of Greenwood 1926. */
  readonly greenwood: number[] = [];
  readonly returners: number;
  readonly all: readonly Wait[];

  constructor(all: readonly Wait[]) {
    this.all = all;
    this.returners = all.filter(({returned}) => returned).length;
    let [survival, greenwood] = [1, 0];
    for (let at = 0; all.some((wait) => wait.day >= at); at++) {
      const left = all.filter((wait) => wait.day >= at).length;
      const events = all.filter((wait) => wait.day === at && wait.returned).length;
      survival *= 1 - events / left;
      if (events > 0) greenwood += events / (left * (left - events));
      this.atRisk.push(left);
      this.survival.push(survival);
      this.greenwood.push(greenwood);
    }
  }

  get needed(): number {
    return Math.max(50, 0.02 * this.all.length);
  }

  get observedUntil(): number {
    return this.atRisk.filter((left) => left >= this.needed).length - 1;
  }

  /** The first of 14 days in a row on which the chance to return within 60 days, averaged over 7, is below half of the first. */
  threshold(until: number): number | null {
    const raw: number[] = [];
    for (let at = 0; at + 60 <= until; at++) raw.push(1 - this.survival[at + 60]! / this.survival[at]!);
    const chances = raw.map((_, at) => {
      const reach = Math.min(3, at, raw.length - 1 - at);
      const near = raw.slice(at - reach, at + reach + 1);
      return near.reduce((sum, chance) => sum + chance, 0) / near.length;
    });
    const found = chances.findIndex(
      (_, at) =>
        at + 14 <= chances.length && chances.slice(at, at + 14).every((chance) => chance < chances[0]! / 2),
    );
    return found < 0 ? null : found;
  }

  /** C/(C − 1) Σ U² of Williams 1995, U of each month over the days after `from` up to `to`. */
  betweenMonths(from: number, to: number): number {
    const months = new Set(this.all.map(({month}) => month));
    if (months.size < 6) return 0;
    let squares = 0;
    for (const month of months) {
      const own = this.all.filter((wait) => wait.month === month);
      let sum = 0;
      for (let at = from + 1; at <= to; at++) {
        const events = this.all.filter((wait) => wait.day === at && wait.returned).length;
        const ownEvents = own.filter((wait) => wait.day === at && wait.returned).length;
        const ownLeft = own.filter((wait) => wait.day >= at).length;
        const left = this.atRisk[at]!;
        sum += (ownEvents - (ownLeft * events) / left) / (left - events);
      }
      squares += sum ** 2;
    }
    return (squares * months.size) / (months.size - 1);
  }

  /** The chance to return within so many days after so many silent ones, with Wilson's interval (Dorey & Korn 1987; Williams 1995). */
  chance(silent: number, within: number): {chance: number; low: number; high: number} {
    const without = this.survival[silent + within]! / this.survival[silent]!;
    const alone = this.greenwood[silent + within]! - this.greenwood[silent]!;
    const spread = Math.max(alone, this.betweenMonths(silent, silent + within));
    const trials = spread > 0 ? (1 - without) / (without * spread) : this.atRisk[silent + within]!;
    const z = 1.959963984540054;
    const middle = (1 - without) * trials + (z * z) / 2;
    const reach = z * Math.sqrt((1 - without) * without * trials + (z * z) / 4);
    const [low, high] = [middle - reach, middle + reach].map((end) => end / (trials + z * z));
    return {chance: 1 - without, low: Math.max(0, low!), high: Math.min(1, high!)};
  }
}

describe('the tables of the churn threshold, against the list of the customers', () => {
  const {buyers, end} = driftingShop();
  const waitsOf = (days: readonly number[]) =>
    days.map((on, index): Wait => {
      const next = days[index + 1];
      const month = isoFromDay(on).slice(0, 7);
      return next === undefined
        ? {month, day: end - on, returned: false}
        : {month, day: next - on, returned: true};
    });
  const firstWaits = (some: readonly Buyer[]) => new Waits(some.map(({days}) => waitsOf(days)[0]!));
  const rows = async (name: string) => rowsOf((await ran).tables[name]!);
  let ran: Promise<Result>;
  beforeAll(() => {
    const lines = buyers.flatMap(({channel, days}, customer) =>
      days.map((on, index) => `${customer}-${index},buyer ${customer},${isoFromDay(on)},20.00,${channel}`),
    );
    const shop = createShop();
    ran = shop
      .open([fileOf(['order_id,customer_id,date,amount,channel', ...lines].join('\n'))])
      .then(({dataset}) => shop.run(dataset, 'churn', {by: 'channel'}, {asOf: end}));
  });

  test('the chance to return after so many silent days is that of those who got that far, for each stage', async () => {
    const stages = [1, 2, 3, 4].map(
      (stage) =>
        new Waits(
          buyers.flatMap(({days}) =>
            waitsOf(days).filter((_, index) => (stage === 4 ? index >= 3 : index === stage - 1)),
          ),
        ),
    );
    const expected = stages.flatMap((waits, index) =>
      [0, 14, 30, 45, 60, 90, 120, 180, 270, 365]
        .filter((silent) => silent + 60 <= waits.observedUntil)
        .map((silent) => ({
          stage: index + 1,
          silent,
          at_risk: waits.atRisk[silent + 1]!,
          ...waits.chance(silent, 60),
        })),
    );
    expect(stages[0]!.betweenMonths(0, 60)).toBeGreaterThan(stages[0]!.greenwood[60]!);
    const found = await rows('chances');
    expect(found.length).toBeGreaterThan(25);
    expect(found.map((row) => [row['stage'], row['silent_days'], row['at_risk']])).toEqual(
      expected.map((row) => [row.stage, row.silent, row.at_risk]),
    );
    found.forEach((row, index) => {
      const {chance, low, high} = expected[index]!;
      expect(row['chance']).toBeCloseTo(chance, 10);
      expect(row['chance_low']).toBeCloseTo(low, 8);
      expect(row['chance_high']).toBeCloseTo(high, 8);
    });
  });

  test('the sentences say how many a threshold rests on, whom it is too early for, and how sure the naive day is', async () => {
    const facts = {...(await ran).facts, naive: 61, naive_low: 57, naive_high: 66};
    const waits = firstWaits(buyers);
    const threshold = waits.threshold(waits.observedUntil)!;
    const horizon = Math.min(365, waits.observedUntil);
    const returned = (until: number) => 1 - waits.survival[until]!;
    const later = 1 - returned(threshold) / returned(horizon);
    const [en, de] = (['en', 'de'] as const).map((language) => {
      const format = createFormat(language, 'EUR');
      const numbers = [threshold, waits.atRisk[threshold]!, horizon].map(format.count);
      return {
        said: texts.takeaways(facts, format)[language].join(' '),
        numbers,
        later: format.share(later),
      };
    });
    expect(en!.said).toContain(
      `The threshold rests on ${en!.numbers[1]} customers watched up to day ${en!.numbers[0]} without a second order; ${en!.later} of those who return within ${en!.numbers[2]} days do so only later.`,
    );
    expect(en!.said).toContain('the observed gaps alone would say 61 (57–66).');
    expect(de!.said).toContain(
      `Die Schwelle stützt sich auf ${de!.numbers[1]} Kunden, die bis Tag ${de!.numbers[0]} ohne eine zweite Bestellung beobachtet sind; ${de!.later} derer, die binnen ${de!.numbers[2]} Tagen wiederkommen, tun es erst danach.`,
    );
    expect(de!.said).toContain('die beobachteten Abstände allein sagten 61 (57–66).');
  });

  test('quarters are compared over the days that the youngest has behind it', async () => {
    const starts = ['2023-01-01', '2023-04-01', '2023-07-01', '2023-10-01', '2024-01-01'].map(day);
    const quarters = starts.slice(0, 4).map((from, index) => ({
      from,
      waits: firstWaits(buyers.filter(({days}) => days[0]! >= from && days[0]! < starts[index + 1]!)),
    }));
    const followUp = Math.min(365, ...quarters.map(({waits}) => waits.observedUntil));
    const found = await rows('drift');
    expect(found.map((row) => [row['starts_on'], row['customers'], row['threshold_days']])).toEqual(
      quarters.map(({from, waits}) => [from, 350, waits.threshold(followUp)]),
    );
    found.forEach((row, index) => {
      const {chance, low, high} = quarters[index]!.waits.chance(0, followUp);
      expect(row['returned_share']).toBeCloseTo(chance, 10);
      expect(row['returned_share_low']).toBeCloseTo(low, 8);
      expect(row['returned_share_high']).toBeCloseTo(high, 8);
      expect(row['returners']).toBe(Math.round(350 * chance));
      expect(Number(row['threshold_days_low'])).toBeLessThanOrEqual(Number(row['threshold_days']));
      expect(Number(row['threshold_days_high'])).toBeGreaterThanOrEqual(Number(row['threshold_days']));
    });
    const {facts} = await ran;
    expect(facts).toMatchObject({
      drift_from_on: starts[0],
      drift_from: found[0]!['threshold_days'],
      drift_to_on: starts[3],
      drift_to: found[3]!['threshold_days'],
    });
    expect(facts['drift_p']).toBeCloseTo(
      trendOf(
        quarters.map(({waits}) => waits),
        followUp,
      ),
      10,
    );
    expect(facts['drift_p']).toBeLessThan(0.05);
  });

  test('the threshold is said to move where there is a trend, or where first and last interval lie apart', async () => {
    const {facts} = await ran;
    const format = createFormat('en', 'EUR');
    const said = (changes: Readonly<Record<string, number | null>>) =>
      texts
        .takeaways({...facts, ...changes}, format)
        .en.join(' ')
        .includes('The threshold moves:');
    const apart = {drift_from_low: 64, drift_from: 75, drift_from_high: 119, drift_to_low: 35, drift_to: 43};
    expect(said({...apart, drift_to_high: 57, drift_p: 0.22})).toBe(true);
    expect(said({...apart, drift_to_high: 70, drift_p: 0.22})).toBe(false);
    expect(said({...apart, drift_to_high: 70, drift_p: 0.02})).toBe(true);
    // An interval without an upper end lies apart from none that is later.
    expect(said({...apart, drift_to_high: null, drift_p: 0.22})).toBe(false);
    expect(said({drift_from: null, drift_to: null, drift_p: 0.01})).toBe(false);
  });

  test('parts of the shop with 200 returners have a threshold of their own, the largest first', async () => {
    const channels = ['web', 'shop', 'fair'].map((name) => ({
      name,
      waits: firstWaits(buyers.filter(({channel}) => channel === name)),
    }));
    const large = channels.filter(({waits}) => waits.returners >= 200);
    expect(large.map(({name}) => name)).toEqual(['web', 'shop']);
    const found = await rows('members');
    expect(
      found.map((row) => [row['member'], row['customers'], row['returners'], row['threshold_days']]),
    ).toEqual(
      large.map(({name, waits}) => [
        name,
        waits.all.length,
        waits.returners,
        waits.threshold(waits.observedUntil),
      ]),
    );
    for (const row of found) {
      expect(Number(row['threshold_days_low'])).toBeGreaterThan(0);
      expect(Number(row['threshold_days_low'])).toBeLessThanOrEqual(Number(row['threshold_days']));
      expect(Number(row['threshold_days_high'])).toBeGreaterThanOrEqual(Number(row['threshold_days']));
    }
  });
});

/** p of the log-rank test for trend (Tarone 1975): weights 0, 1, 2 … of the observed less the expected returners. */
function trendOf(groups: readonly Waits[], followUp: number): number {
  let [score, variance] = [0, 0];
  for (let at = 0; at <= followUp; at++) {
    const left = groups.map(({atRisk}) => atRisk[at] ?? 0);
    const events = groups.map(({all}) => all.filter((wait) => wait.day === at && wait.returned).length);
    const [n, d] = [left, events].map((counts) => counts.reduce((sum, count) => sum + count, 0));
    if (d === 0 || n! < 2) continue;
    const mean = left.reduce((sum, count, weight) => sum + weight * count, 0) / n!;
    const square = left.reduce((sum, count, weight) => sum + weight * weight * count, 0) / n!;
    events.forEach((count, weight) => (score += weight * count));
    score -= d! * mean;
    variance += (d! * (n! - d!) * (square - mean * mean)) / (n! - 1);
  }
  return chiSquareTail((score * score) / variance, 1);
}

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
