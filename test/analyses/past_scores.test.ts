import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import {addMonths, dayFromIso, isoFromDay} from '../../src/lib/dates';
import {rowsOf} from '../../src/lib/table';
import type {Dataset} from '../../src/model/dataset';
import type {Scope} from '../../src/model/scope';
import {texts as movement} from '../../src/analyses/movement/texts';
import type {Language} from '../../src/text/language';
import {createFormat} from '../../src/text/format';
import {problemText} from '../../src/text/problems';
import {createShop, fileOf, type Shop} from '../helpers/service';
import {limitsOf, peopleOf, scored, type Booking} from '../oracle/rfm';

const LAST = 19_400;

const booking = fc.record({
  customer: fc.integer({min: 1, max: 25}).map((number) => `K${number}`),
  day: fc.integer({min: LAST - 700, max: LAST}),
  cents: fc.oneof(
    {weight: 6, arbitrary: fc.integer({min: 1, max: 9_999})},
    {weight: 1, arbitrary: fc.integer({min: -5_000, max: -1})},
  ),
});
/** The as-of date is the last day with an order, and somebody has bought long before it. */
const ledger = fc
  .array(booking, {minLength: 5, maxLength: 100})
  .map((bookings) => [
    {customer: 'K0', day: LAST - 690, cents: 700},
    ...bookings,
    {customer: 'K0', day: LAST, cents: 500},
  ]);

/** Months back, or any day of the history before the as-of date. */
const choice = fc.oneof(
  fc
    .constantFrom(6, 12)
    .map((months) => ({params: {months: String(months)}, then: addMonths(LAST, -months)})),
  fc.integer({min: LAST - 690, max: LAST - 1}).map((day) => ({params: {months: 'own', day}, then: day})),
);

function csvOf(bookings: readonly Booking[]): File {
  const lines = bookings.map(
    ({customer, day, cents}) => `${customer},${isoFromDay(day)},${(cents / 100).toFixed(2)}`,
  );
  return fileOf(['customer_id,ordered_on,amount', ...lines].join('\n'));
}

const tally = (entries: readonly string[]) =>
  Object.fromEntries(
    [...new Set(entries)].sort().map((entry) => [entry, entries.filter((other) => other === entry).length]),
  );

describe('scores of a past day, against a slow twin', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  test('customers move between the segments of then and now', async () => {
    await fc.assert(
      fc.asyncProperty(ledger, choice, async (bookings, {params, then: day}) => {
        const {dataset} = await shop.open([csvOf(bookings)]);
        const {tables, facts} = await shop.run(dataset, 'movement', params);
        expect(facts['compared_on']).toBe(day);
        await shop.service.forget(dataset.id);
        const today = peopleOf(bookings, LAST);
        const limits = limitsOf(today);
        const now = new Map(scored(today, limits).map(({customer, segment}) => [customer, segment]));
        const then = new Map(
          scored(peopleOf(bookings, day), limits).map(({customer, segment}) => [customer, segment]),
        );
        const expected = [...new Set([...now.keys(), ...then.keys()])].map(
          (customer) => `${then.get(customer) ?? 'none'} ${now.get(customer) ?? 'none'}`,
        );
        const found = rowsOf(tables['moves']!).flatMap((row) =>
          Array<string>(Number(row['customers'])).fill(
            `${String(row['segment_before'])} ${String(row['segment'])}`,
          ),
        );
        expect(tally(found)).toEqual(tally(expected));
        expect(facts['newcomers']).toBe(expected.filter((pair) => pair.startsWith('none')).length);

        // Regulars are champions and loyal ones; who is neither that, nor rising or fading any more, has slipped.
        const slipping = ['cannot_lose', 'risk', 'hibernating', 'lost', 'none'];
        const slipped = [...then]
          .filter(([, segment]) => segment === 'champions' || segment === 'loyal')
          .map(([customer]) => customer)
          .filter((customer) => slipping.includes(now.get(customer) ?? 'none'));
        const spent = today
          .filter(({customer}) => slipped.includes(customer))
          .reduce((sum, {cents}) => sum + cents, 0);
        expect(facts['regulars_slipped']).toBe(slipped.length);
        expect(Math.round(facts['regulars_slipped_revenue']! * 100)).toBe(spent);
        const revenueOf = (entries: readonly {cents: number}[]) =>
          entries.reduce((sum, {cents}) => sum + cents, 0);
        const inAll = (column: string) =>
          Math.round(rowsOf(tables['moves']!).reduce((sum, row) => sum + Number(row[column]), 0) * 100);
        expect(inAll('revenue')).toBe(revenueOf(today));
        expect(inAll('revenue_before')).toBe(revenueOf(peopleOf(bookings, day)));
      }),
      {numRuns: 30, seed: 11},
    );
  });

  test('what followed is counted for the scores of then, with the limits of then', async () => {
    await fc.assert(
      fc.asyncProperty(ledger, choice, async (bookings, {params, then: day}) => {
        const {dataset} = await shop.open([csvOf(bookings)]);
        const {facts, tables} = await shop.run(dataset, 'calibration', params);
        await shop.service.forget(dataset.id);
        expect(facts['scored_on']).toBe(day);
        const people = peopleOf(bookings, day);
        const later = (customer: string) => {
          const own = bookings.filter((entry) => entry.customer === customer && entry.day > day);
          return [...new Set(own.map((entry) => entry.day))]
            .map((on) => own.filter((entry) => entry.day === on).reduce((sum, {cents}) => sum + cents, 0))
            .filter((cents) => cents > 0);
        };
        const bought = (customer: string) => later(customer).length > 0;
        const expected = scored(people, limitsOf(people)).map(
          ({customer, r, f, m, segment}) => `${segment} ${r}${f}${m} ${bought(customer)}`,
        );
        const found = rowsOf(tables['outcomes']!).flatMap((row) => {
          const name = `${String(row['segment'])} ${Number(row['r'])}${Number(row['f'])}${Number(row['m'])}`;
          const buyers = Number(row['buyers']);
          return [
            ...Array<string>(buyers).fill(`${name} true`),
            ...Array<string>(Number(row['customers']) - buyers).fill(`${name} false`),
          ];
        });
        expect(tally(found)).toEqual(tally(expected));
        for (const table of ['segments', 'scores'] as const) {
          const rows = rowsOf(tables[table]!);
          const customers = rows.reduce((sum, row) => sum + Number(row['customers']), 0);
          expect(customers).toBe(people.length * (table === 'scores' ? 3 : 1));
        }
        const segments = rowsOf(tables['segments']!);
        for (const row of segments) {
          const members = scored(people, limitsOf(people)).filter(({segment}) => segment === row['segment']);
          const days = members.flatMap(({customer}) => later(customer));
          expect(Number(row['purchases'])).toBe(days.length);
          expect(Math.round(Number(row['revenue']) * 100)).toBe(days.reduce((sum, cents) => sum + cents, 0));
          expect(row['revenue_per_customer']).toBeCloseTo(Number(row['revenue']) / members.length, 9);
          // Both ends of a Wilson interval solve (p − share)² = z² p (1 − p)/n.
          const share = Number(row['buyers']) / members.length;
          for (const end of [Number(row['bought_share_low']), Number(row['bought_share_high'])])
            expect((end - share) ** 2).toBeCloseTo((1.959964 ** 2 * end * (1 - end)) / members.length, 6);
          expect(Number(row['bought_share_low'])).toBeLessThanOrEqual(share);
          expect(Number(row['bought_share_high'])).toBeGreaterThanOrEqual(share);
        }
      }),
      {numRuns: 30, seed: 12},
    );
  });

  test('a shop that is younger than the step is scored over a shorter one, or said to be too young', async () => {
    const {dataset} = await shop.open([
      fileOf('customer_id,date,amount\nA,2024-01-01,10\nA,2024-02-20,10\nB,2024-03-31,20\n'),
    ]);
    const {facts} = await shop.run(dataset, 'calibration', {months: '12'});
    expect(isoFromDay(facts['scored_on']!)).toBe('2024-02-29');
    const {dataset: young} = await shop.open([
      fileOf('customer_id,date,amount\nA,2024-03-01,10\nB,2024-03-31,20\n'),
    ]);
    expect(await shop.service.run(1, shop.request(young, 'calibration'), () => undefined)).toMatchObject({
      ok: false,
      code: 'not-enough-history',
    });
  });
});

describe('a day of the reader’s own', () => {
  let shop: Shop;
  let dataset: Dataset;
  beforeAll(async () => {
    shop = createShop();
    // A: 3 January, 20 February and 1 May 2024. B: 20 February. C: 1 June.
    const lines = [
      'A,2024-01-03,10',
      'A,2024-02-20,10',
      'A,2024-05-01,10',
      'B,2024-02-20,20',
      'C,2024-06-01,30',
    ];
    ({dataset} = await shop.open([fileOf(['customer_id,date,amount', ...lines].join('\n'))]));
  });
  const outcome = (analysis: 'movement' | 'calibration', iso: string, scope: Partial<Scope> = {}) => {
    const request = shop.request(dataset, analysis, {months: 'own', day: dayFromIso(iso)}, scope);
    return shop.service.run(1, request, () => undefined);
  };
  const words = async (...asked: Parameters<typeof outcome>) => {
    const answer = await outcome(...asked);
    return answer.ok ? null : problemText(answer);
  };

  test('is looked back to, and named', async () => {
    const {facts} = await shop.run(dataset, 'movement', {months: 'own', day: dayFromIso('2024-02-20')});
    expect(facts).toMatchObject({compared_on: dayFromIso('2024-02-20'), known_before: 2, newcomers: 1});
    for (const day of ['2024-02-19', '2024-01-03']) {
      const {facts} = await shop.run(dataset, 'movement', {months: 'own', day: dayFromIso(day)});
      expect(facts).toMatchObject({known_before: 1, newcomers: 2});
    }
    expect(movement.takeaways(facts, createFormat('en', 'EUR')).en.join(' ')).toContain('20 Feb 2024');
    expect(movement.takeaways(facts, createFormat('de', 'EUR')).de.join(' ')).toContain('20.2.2024');
    const {facts: scored} = await shop.run(dataset, 'calibration', {
      months: 'own',
      day: dayFromIso('2024-05-31'),
    });
    // Of the two that were scored nobody has bought since.
    expect(scored).toMatchObject({scored_on: dayFromIso('2024-05-31'), customers: 2, bought_share: 0});
  });

  test.each([
    [
      {before: 40, still: 1, slipped: 39, risen: 2, newcomers: 3},
      'Of 40 regulars on 20 Feb 2024, 1 (2.5%; 0.4%–12.9%) still is; 39 have gone quiet, worth €500.00 so far. 2 others have become regulars, and 3 customers are new.',
      'Von 40 Stammkunden am 20.2.2024 ist 1 (2,5 %; 0,4 %–12,9 %) es noch; 39 sind still geworden, bisher 500,00 € wert. 2 andere sind Stammkunden geworden; 3 Kunden sind neu.',
    ],
    [
      {before: 3, still: 2, slipped: 1, risen: 0, newcomers: 0},
      'Of 3 regulars on 20 Feb 2024, 2 still are; 1 has gone quiet, worth €500.00 so far. Nobody else has become a regular, and no customer is new.',
      'Von 3 Stammkunden am 20.2.2024 sind 2 es noch; 1 ist still geworden, bisher 500,00 € wert. Niemand sonst ist Stammkunde geworden; kein Kunde ist neu.',
    ],
    [
      {before: 1, still: 0, slipped: 0, risen: 1, newcomers: 1},
      'The one regular on 20 Feb 2024 no longer is one. One other has become a regular, and one customer is new.',
      'Der eine Stammkunde vom 20.2.2024 ist es nicht mehr. Ein anderer ist Stammkunde geworden; ein Kunde ist neu.',
    ],
    [
      {before: 0, still: 0, slipped: 0, risen: 0, newcomers: 4},
      'On 20 Feb 2024 there were no regulars by today’s limits; nobody has become one since, and 4 customers are new.',
      'Am 20.2.2024 gab es nach den heutigen Grenzen noch keine Stammkunden; seither ist es niemand geworden, und 4 Kunden sind neu.',
    ],
  ])('is told of in whole sentences: %o', (of, en, de) => {
    const facts = {
      compared_on: dayFromIso('2024-02-20'),
      known_before: 40,
      regulars_before: of.before,
      regulars_still: of.still,
      regulars_still_low: 0.0044,
      regulars_still_high: 0.1288,
      regulars_slipped: of.slipped,
      regulars_slipped_revenue: 500,
      regulars_risen: of.risen,
      newcomers: of.newcomers,
    };
    const said = (language: Language) =>
      movement.takeaways(facts, createFormat(language, 'EUR'))[language].join(' ').replaceAll('**', '');
    expect(said('en')).toBe(en);
    expect(said('de').replaceAll('\u00a0', ' ')).toBe(de);
  });

  test('is, where none is given, the usual step back; what it was stands in its field', async () => {
    for (const [analysis, months] of [
      ['movement', 12],
      ['calibration', 6],
    ] as const) {
      const own = await shop.run(dataset, analysis, {months: 'own', day: null});
      const steps = await shop.run(dataset, analysis, {months: String(months)});
      expect(own.facts).toEqual(steps.facts);
      expect(own.tables).toEqual(steps.tables);
      expect(own.suggested['day']).toEqual([
        own.facts[analysis === 'movement' ? 'compared_on' : 'scored_on'],
      ]);
    }
  });

  test.each(['movement', 'calibration'] as const)('must lie before the as-of date: %s', async (analysis) => {
    const asOf = dayFromIso('2024-05-31');
    for (const day of ['2024-05-31', '2024-06-01'])
      expect(await outcome(analysis, day, {asOf})).toMatchObject({ok: false, code: 'day-not-before'});
    expect(await words(analysis, '2024-06-01', {asOf})).toEqual({
      en: 'The day to look back to, 1 Jun 2024, does not lie before the as-of date, 31 May 2024. Choose an earlier day, or a later as-of date.',
      de: 'Der Tag, auf den zurückgeblickt wird, der 1.6.2024, liegt nicht vor dem Stichtag, dem 31.5.2024. Wählen Sie einen früheren Tag oder einen späteren Stichtag.',
    });
    expect((await outcome(analysis, '2024-05-30', {asOf})).ok).toBe(true);
  });

  test.each(['movement', 'calibration'] as const)(
    'must not lie before the first purchase: %s',
    async (analysis) => {
      expect(await words(analysis, '2024-01-02')).toEqual({
        en: 'Nobody had bought by 2 Jan 2024: the first purchase is of 3 Jan 2024. Choose a day from then on.',
        de: 'Bis zum 2.1.2024 hatte noch niemand gekauft: Der erste Kauf ist vom 3.1.2024. Wählen Sie einen Tag ab diesem.',
      });
      // The period of a month, as it was up to the middle of April, has no purchase in it.
      expect(await words(analysis, '2024-04-15', {from: dayFromIso('2024-05-02')})).toEqual({
        en: 'In the period up to 15 Apr 2024 nobody bought. Choose another day, or a longer period.',
        de: 'Im Zeitraum bis zum 15.4.2024 hat niemand gekauft. Wählen Sie einen anderen Tag oder einen längeren Zeitraum.',
      });
    },
  );
});

describe('concentration', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  test('has the Gini coefficient of all pairs of customers, and the shares a list of them gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({min: 1, max: 100_000}), {minLength: 2, maxLength: 150}),
        async (cents) => {
          const {dataset} = await shop.open([
            csvOf(cents.map((amount, index) => ({customer: `K${index}`, day: LAST, cents: amount}))),
          ]);
          const {facts, tables} = await shop.run(dataset, 'concentration');
          await shop.service.forget(dataset.id);
          const total = cents.reduce((sum, amount) => sum + amount, 0);
          // Half the relative mean absolute difference over all ordered pairs.
          let differences = 0;
          for (const a of cents) for (const b of cents) differences += Math.abs(a - b);
          expect(facts['gini']).toBeCloseTo(differences / (2 * cents.length * total), 9);
          const sorted = [...cents].sort((a, b) => b - a);
          const half = sorted.findIndex(
            (_, index) => 2 * sorted.slice(0, index + 1).reduce((sum, amount) => sum + amount, 0) >= total,
          );
          // The curve has at most a hundred points: the customers are counted up to the next of them.
          expect(facts['half_of_revenue']).toBeGreaterThanOrEqual(half + 1);
          expect(facts['half_of_revenue']).toBeLessThanOrEqual(half + 1 + Math.ceil(cents.length / 100));
          // A fifth of a customer counts for a fifth of her revenue; up to a hundred customers the curve is exact.
          const whole = Math.floor(cents.length / 5);
          const fifth =
            sorted.slice(0, whole).reduce((sum, amount) => sum + amount, 0) +
            (cents.length / 5 - whole) * (sorted[whole] ?? 0);
          const off = cents.length <= 100 ? 1e-9 : 0.02;
          expect(Math.abs(facts['top_fifth_share']! - fifth / total)).toBeLessThanOrEqual(off);
          const tiers = rowsOf(tables['tiers']!);
          expect(tiers.reduce((sum, row) => sum + Number(row['customers']), 0)).toBe(cents.length);
          expect(Math.round(tiers.reduce((sum, row) => sum + Number(row['revenue']) * 100, 0))).toBe(total);
        },
      ),
      {numRuns: 15, seed: 13},
    );
  });

  test('gives each status to the revenue above its limit, and high rollers much of it in few purchases', async () => {
    // Two years up to 31 March 2024: A 500 in one purchase, B 500 in three, C 50, D bought only before.
    const {dataset} = await shop.open([
      fileOf(
        'customer_id,date,amount\nA,2024-03-01,500\nB,2024-01-01,200\nB,2024-02-01,200\nB,2024-03-01,100\nC,2024-03-31,50\nD,2021-01-01,900\n',
      ),
    ]);
    const {tables, facts} = await shop.run(dataset, 'concentration', {limits: [40, 100, 300, 500]});
    expect(rowsOf(tables['tiers']!)).toEqual([
      {status: 'gold', customers: 2, revenue: 1000, average: 500, high_rollers: 1, high_roller_revenue: 500},
      {status: 'normal', customers: 1, revenue: 50, average: 50, high_rollers: 0, high_roller_revenue: 0},
      {status: 'none', customers: 1, revenue: 0, average: 0, high_rollers: 0, high_roller_revenue: 0},
    ]);
    expect(facts).toMatchObject({high_rollers: 1, high_roller_revenue: 500});
  });
});
