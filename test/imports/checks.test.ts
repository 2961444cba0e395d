import {beforeAll, describe, expect, test} from 'vitest';
import {checks, type CheckId} from '../../src/imports/checks';
import {isLimit} from '../../src/imports/checks/cut_exports';
import {sampleShop} from '../../src/imports/sample/index';
import {isoFromDay} from '../../src/lib/dates';
import {valueOf} from '../../src/lib/outcome';
import type {Finding} from '../../src/worker/api';
import {hasSharedData, sharedFile} from '../helpers/data';
import {createShop, day, fileOf, type Shop} from '../helpers/service';
import {readCsv, tenThousandths} from '../oracle/ledger';
import {gunzipSync} from 'node:zlib';

let shop: Shop;
beforeAll(() => (shop = createShop()));

let tickets = 1000;

async function findingsIn(
  files: readonly File[],
  today = '2026-11-22',
): Promise<Partial<Record<CheckId, Finding>>> {
  const {dataset} = await shop.open(files);
  const findings = valueOf(await shop.service.findings(++tickets, dataset.id, day(today)));
  return Object.fromEntries(findings.map((finding) => [finding.id, finding]));
}

const findingsOf = (text: string, today?: string) => findingsIn([fileOf(text)], today);

/** A file of orders, a line each. */
const orders = (lines: readonly (string | number)[][], header = 'order_id,date,email,total') =>
  [header, ...lines.map((cells) => cells.join(','))].join('\n');

const isoAfter = (first: string, days: number) => isoFromDay(day(first) + days);

/** One order a day from one day on, but for those left out; each by another customer. */
const daily = (first: string, length: number, without: (iso: string) => boolean = () => false) =>
  orders(
    Array.from({length}, (_, index) => isoAfter(first, index))
      .filter((iso) => !without(iso))
      .map((iso, index) => [1000 + index, iso, `k${index}@x.de`, '10.00']),
  );

describe('orders that are there twice', () => {
  test('are counted beyond the first, with their revenue', async () => {
    const found = await findingsOf(
      orders([
        [1, '2024-01-05', 'a@x.de', '10.50'],
        [2, '2024-01-05', 'a@x.de', '10.50'],
        [3, '2024-01-06', 'a@x.de', '10.50'],
        [4, '2024-01-05', 'b@x.de', '10.50'],
        [5, '2024-01-05', 'a@x.de', '10.50'],
        [6, '2024-01-05', 'a@x.de', '11.00'],
      ]),
    );
    expect(found['doubled-orders']).toMatchObject({
      severity: 'act',
      count: 2,
      effect: {orders: 2, revenue: 21, customers: 1},
      examples: [{order_id: '1', other_order_id: '5', ordered_on: day('2024-01-05'), net: 10.5}],
    });
    expect(found['doubled-orders']!.sentence).toEqual({
      en: '2 orders repeat another of the same customer on the same day to the same amount, under another number: 21.00 of net revenue.',
      de: '2 Bestellungen wiederholen eine andere desselben Kunden am selben Tag über denselben Betrag, unter anderer Nummer: 21,00 Nettoumsatz.',
    });
  });

  test('are not named where they are as rare as two equal baskets by chance', async () => {
    const lines = Array.from({length: 6000}, (_, index) => [index, '2024-01-05', `k${index}@x.de`, '10.00']);
    const found = await findingsOf(orders([...lines, [6001, '2024-01-05', 'k1@x.de', '10.00']]));
    expect(found['doubled-orders']).toBeUndefined();
  });

  test('are not those of other days, people or amounts, nor anonymous ones', async () => {
    const found = await findingsOf(
      orders([
        [1, '2024-01-05', 'a@x.de', '10.50'],
        [2, '2024-01-06', 'a@x.de', '10.50'],
        [3, '2024-01-05', 'b@x.de', '10.50'],
        [4, '2024-01-05', 'a@x.de', '10.51'],
        [5, '2024-01-05', '', '3.00'],
        [6, '2024-01-05', '', '3.00'],
      ]),
    );
    expect(found).toEqual({});
  });
});

test('orders in the future are those after tomorrow, seen from the day of the reader', async () => {
  const text = orders([
    [1, '2024-02-28', 'a@x.de', '1.00'],
    [2, '2024-03-02', 'b@x.de', '2.00'],
    [3, '2024-03-03', 'c@x.de', '4.00'],
    [4, '2042-03-03', 'c@x.de', '8.00'],
  ]);
  const {'future-orders': found} = await findingsOf(text, '2024-03-01');
  expect(found).toMatchObject({
    severity: 'act',
    count: 2,
    effect: {orders: 2, customers: 1, revenue: 12},
    sentence: {en: '2 orders lie after today, 1 Mar 2024; the last on 3 Mar 2042.'},
    examples: [{order_id: '4'}, {order_id: '3'}],
  });
  expect((await findingsOf(text, '2042-03-02'))['future-orders']).toBeUndefined();
});

describe('silence', () => {
  test('of a whole month is named with what was usual', async () => {
    // One order a day; March is missing and the last month is cut.
    const found = await findingsOf(daily('2024-01-01', 160, (iso) => iso.startsWith('2024-03')));
    expect(found['silent-stretches']).toMatchObject({
      severity: 'act',
      count: 1,
      examples: [{from_on: day('2024-03-01'), to_on: day('2024-03-31'), silent_days: 31, usual_orders: 31}],
    });
    expect(found['silent-stretches']!.sentence.de).toBe(
      '31 Tage lang gibt es keine Bestellung, vom 1.3.2024 bis 31.3.2024, obwohl sonst bestellt wird; 1 ganzer Monat ist leer.',
    );
  });

  test('of a week is named where orders come daily, of six days not', async () => {
    const without = (from: string, to: string) => (iso: string) => iso >= from && iso <= to;
    const week = await findingsOf(daily('2024-01-01', 182, without('2024-04-10', '2024-04-16')));
    expect(week['silent-stretches']).toMatchObject({
      severity: 'look',
      count: 1,
      examples: [{from_on: day('2024-04-10'), to_on: day('2024-04-16'), silent_days: 7}],
    });
    const shorter = await findingsOf(daily('2024-01-01', 182, without('2024-04-10', '2024-04-15')));
    expect(shorter['silent-stretches']).toBeUndefined();
  });

  test('is not named where shops are closed at weekends or orders are rare', async () => {
    const closed = await findingsOf(
      daily('2024-01-01', 182, (iso) => [6, 0].includes(new Date(iso).getUTCDay())),
    );
    expect(closed['silent-stretches']).toBeUndefined();
    const rare = orders(
      [0, 20, 33, 61, 70, 130, 150, 171, 199, 230].map((after, index) => [
        1000 + index,
        isoAfter('2024-01-05', after),
        `k${index}@x.de`,
        '1.00',
      ]),
    );
    expect((await findingsOf(rare))['silent-stretches']).toBeUndefined();
  });
});

describe('an export that ends where a limit is', () => {
  test('is known by its number of rows, with or without the header', async () => {
    expect([1000, 10_000, 50_000, 60_000, 65_535, 65_536, 100_000, 250_000, 1_048_575].every(isLimit)).toBe(
      true,
    );
    expect([9999, 59_999, 1_048_576].every(isLimit)).toBe(true);
    expect([100, 500, 1001, 12_345, 48_112, 65_537, 61_000, 541_909].some(isLimit)).toBe(false);
  });

  test('is named with its file', async () => {
    const of = (length: number) =>
      orders(Array.from({length}, (_, index) => [index, '2024-01-05', `k${index}@x.de`, '1.00']));
    expect((await findingsOf(of(1000)))['cut-exports']).toMatchObject({
      count: 1,
      severity: 'act',
      sentence: {en: 'orders.csv has 1,000 rows, just as many as some systems export at most.'},
      examples: [{file: 'orders.csv', rows: 1000}],
    });
    expect((await findingsOf(of(1001)))['cut-exports']).toBeUndefined();
  });
});

test('several currencies are named with the sums that are left out', async () => {
  const header = 'order_id,date,email,total,currency';
  const text = orders(
    [
      [1, '2024-01-05', 'a@x.de', '10.00', 'EUR'],
      [2, '2024-01-06', 'b@x.de', '20.00', 'EUR'],
      [3, '2024-01-07', 'b@x.de', '30.25', 'CHF'],
      [4, '2024-01-08', 'c@x.de', '40.25', 'CHF'],
      [5, '2024-01-09', 'd@x.de', '5.00', 'USD'],
      [6, '2024-01-09', 'd@x.de', '15.00', 'EUR'],
    ],
    header,
  );
  expect((await findingsOf(text))['currency-mix']).toMatchObject({
    severity: 'act',
    count: 3,
    sentence: {
      en: '3 orders are in other currencies than EUR and not counted, 50.0% of all: 70.50 CHF and 5.00 USD.',
      de: '3 Bestellungen stehen in anderen Währungen als EUR und zählen nicht, 50,0\u00a0% von allen: 70,50 CHF und 5,00 USD.',
    },
    examples: [
      {currency: 'CHF', orders: 2, revenue: 70.5},
      {currency: 'USD', orders: 1, revenue: 5},
    ],
  });
  const one = orders([[1, '2024-01-05', 'a@x.de', '10.00', 'EUR']], header);
  expect((await findingsOf(one))['currency-mix']).toBeUndefined();
});

test('refunds are named where they exceed what the customer has bought', async () => {
  const fine = [
    [1, '2024-01-05', 'a@x.de', '50.00'],
    ['R1', '2024-01-09', 'a@x.de', '-50.00'],
    [3, '2024-01-05', 'c@x.de', '10.00'],
  ];
  const found = await findingsOf(
    orders([...fine, ['R2', '2024-01-07', 'b@x.de', '-30.00'], ['R3', '2024-01-08', 'c@x.de', '-25.00']]),
  );
  expect(found['refunds-without-sale']).toMatchObject({
    count: 2,
    effect: {customers: 2, orders: 2, revenue: -45},
    sentence: {
      en: '2 customers got back 45.00 more than the export says they paid; 1 of them has no sale at all.',
      de: '2 Kunden bekamen 45,00 mehr zurück, als laut Export gezahlt wurde; 1 davon hat gar keinen Verkauf.',
    },
    examples: [
      {order_id: 'R2', sales: 0, paid_back: -30},
      {order_id: 'R3', sales: 10, paid_back: -25},
    ],
  });
  expect((await findingsOf(orders(fine)))['refunds-without-sale']).toBeUndefined();
});

describe('customers who are no persons', () => {
  const shopOf = (emails: readonly string[]) =>
    orders(
      emails.map((email, index) => [
        1000 + index,
        isoAfter('2024-01-01', index % 28),
        email,
        `${index + 1}.00`,
      ]),
    );
  const people = (count: number, domain = 'gmail.com') =>
    Array.from({length: count}, (_, index) => `k${index}@${domain}`);

  test('one with a twentieth of the orders and at least twenty is named', async () => {
    const of = (own: number, others: number) =>
      findingsOf(shopOf([...Array.from({length: own}, () => 'cafe@web.de'), ...people(others)]));
    // 1 + 2 + … + 20 = 210
    expect((await of(20, 80))['big-customers']).toMatchObject({
      count: 1,
      effect: {customers: 1, orders: 20, revenue: 210},
      sentence: {en: '1 customer has placed 20 orders, 20.0% of all.'},
      examples: [{orders: 20, revenue: 210, orders_share: 0.2}],
    });
    expect((await of(19, 80))['big-customers']).toBeUndefined();
    expect((await of(20, 381))['big-customers']).toBeUndefined();
  });

  test('relay addresses of marketplaces are counted by domain', async () => {
    const relays = [
      'q1@marketplace.amazon.de',
      'q2@marketplace.amazon.de',
      'z@members.ebay.com',
      'p@privaterelay.appleid.com',
    ];
    const found = await findingsOf(shopOf([...relays, 'q1@marketplace.amazon.de', ...people(95)]));
    // Orders of 1 + 2 + 3 + 4 + 5.
    expect(found['relay-addresses']).toMatchObject({
      severity: 'look',
      count: 4,
      effect: {customers: 4, orders: 5, revenue: 15},
      examples: [{domain: 'marketplace.amazon.de', customers: 2, orders: 3, revenue: 8}, {}, {}],
    });
    const others = await findingsOf(shopOf(['a@amazon.de', 'marketplace.amazon.de@x.de', 'b@ebay.com']));
    expect(others['relay-addresses']).toBeUndefined();
  });

  test('a company of a twentieth of the customers is named, a mail provider not', async () => {
    const of = (own: number) =>
      findingsOf(shopOf([...people(own, 'firma.de'), ...people(40), ...people(60, 'gmx.de')]));
    expect((await of(20))['company-domains']).toMatchObject({
      count: 1,
      effect: {customers: 20, orders: 20, revenue: 210},
      sentence: {en: '20 customers, 16.7% of all, have an address at firma.de: 20 orders.'},
      examples: [{domain: 'firma.de', customers: 20}],
    });
    expect((await of(19))['company-domains']).toBeUndefined();
  });

  test('staff are known by their coupons', async () => {
    const of = (coupon: string) =>
      findingsOf(
        orders(
          Array.from({length: 10}, (_, index) => [
            index,
            isoAfter('2024-01-01', index),
            `k${index % 2}@x.de`,
            '2.00',
            coupon,
          ]),
          'order_id,date,email,total,coupon',
        ),
      );
    expect((await of('MITARBEITER20'))['staff-orders']).toMatchObject({
      count: 10,
      effect: {orders: 10, customers: 2, revenue: 20},
    });
    expect((await of('TEAMWEAR'))['staff-orders']).toBeUndefined();
    expect((await of('STEAM10'))['staff-orders']).toBeUndefined();
  });
});

test('test orders are found by name, e-mail and product, and Testa, testo.de and test strips are none', async () => {
  const header = 'order_id,date,email,name,total,product';
  const real = [
    [1, '2024-01-05', 'anna@testo.de', 'Anna Testa', '1.00', 'Teststreifen'],
    [2, '2024-01-06', 'contest@x.de', 'Tester Testorf', '2.00', 'pH Test Kit'],
    [3, '2024-01-07', 'latest@x.de', 'Ben Attest', '4.00', 'Tee'],
  ];
  const found = await findingsOf(
    orders(
      [
        ...real,
        [4, '2024-01-08', 'c@x.de', 'Test Kunde', '8.00', 'Tee'],
        [5, '2024-01-08', 'max.test2@x.de', 'Max', '16.00', 'Tee'],
        [6, '2024-01-08', 'd@x.de', 'Dora', '32.00', 'Testartikel'],
        [7, '2024-01-08', 'e@x.de', 'Erika Mustermann', '64.00', 'Tee'],
      ],
      header,
    ),
  );
  expect(found['test-orders']).toMatchObject({
    severity: 'act',
    count: 4,
    effect: {orders: 4, customers: 4, revenue: 120},
    examples: [
      {order_id: '7', place: {de: 'Name'}},
      {order_id: '6', place: {de: 'Produkt'}},
      {order_id: '5', place: {de: 'E-Mail'}},
      {order_id: '4', place: {de: 'Name'}},
    ],
  });
  expect((await findingsOf(orders(real, header)))['test-orders']).toBeUndefined();
});

describe('a move to another shop system', () => {
  /**
   * Forty customers, each with an order a month in 2024; their keys and the order numbers by month. The first order on the
   * 1st of August is the 280th, that of September the 336th.
   */
  const year = (
    key: (month: number, who: number) => string,
    number: (nth: number, month: number) => string | number,
  ) =>
    orders(
      Array.from({length: 480}, (_, nth) => {
        const month = Math.floor(nth / 40);
        return [
          number(nth, month),
          `2024-${String(month + 1).padStart(2, '0')}-${String(1 + (nth % 28)).padStart(2, '0')}`,
          key(month, nth % 40),
          '5.00',
        ];
      }),
      'order_id,date,customer_id,total',
    );

  test('with new customer numbers is seen in the month in which nobody was seen before', async () => {
    const found = await findingsOf(
      year(
        (month, who) => (month < 8 ? `A${who}` : `B${who}`),
        (nth) => 1000 + nth,
      ),
    );
    // In October those of September count as new still: only they have the new numbers.
    expect(found['changed-keys']).toMatchObject({
      severity: 'act',
      count: 2,
      sentence: {
        en: 'In September 2024 only 0 of 40 buyers had bought two months before or earlier; 100.0% were usual until then.',
      },
      examples: [
        {month: day('2024-07-01'), buyers: 40, known: 40},
        {month: day('2024-08-01'), buyers: 40, known: 40},
        {month: day('2024-09-01'), buyers: 40, known: 0},
        {month: day('2024-10-01'), buyers: 40, known: 0},
        {month: day('2024-11-01'), buyers: 40, known: 40},
      ],
    });
    expect(found['changed-numbers']).toBeUndefined();
  });

  test('with order numbers of another form, or from the beginning, is seen with the numbers', async () => {
    const form = await findingsOf(
      year(
        (_, who) => `A${who}`,
        (nth, month) => (month < 8 ? 1000 + nth : `SW-${10_000 + nth}`),
      ),
    );
    expect(form['changed-numbers']).toMatchObject({
      severity: 'look',
      count: 1,
      sentence: {en: 'From September 2024 on order numbers look different: SW-10336 after 1280.'},
    });
    expect(form['changed-keys']).toBeUndefined();
    const restart = await findingsOf(
      year(
        (_, who) => `A${who}`,
        (nth, month) => (month < 8 ? 1000 + nth : nth - 319),
      ),
    );
    expect(restart['changed-numbers']).toMatchObject({
      count: 1,
      sentence: {de: 'Ab September 2024 beginnen die Bestellnummern von vorn: 17 nach 1280.'},
    });
  });

  test('is not seen in numbers by chance, of several channels or that only grow', async () => {
    const numbers: ((nth: number) => string | number)[] = [
      (nth) => 1000 + nth,
      (nth) => `${(nth * 7919) % 100_003}`,
      (nth) => (nth % 3 === 0 ? `302-${1_000_000 + nth}` : 1000 + nth),
    ];
    for (const number of numbers) {
      const found = await findingsOf(year((_, who) => `A${who}`, number));
      expect(found['changed-numbers']).toBeUndefined();
      expect(found['changed-keys']).toBeUndefined();
    }
  });
});

describe('an export that begins in the middle of a shop’s life', () => {
  /** Nine stretches of thirty days with so many new customers, and in the later ones so many of the first. */
  const stretches = (first: number, later: number, returning: number) => {
    const lines: (string | number)[][] = [];
    for (let stretch = 0; stretch < 9; stretch++) {
      const fresh = Array.from(
        {length: stretch === 0 ? first : later},
        (_, index) => `n${stretch}-${index}@x.de`,
      );
      const known = Array.from({length: stretch === 0 ? 0 : returning}, (_, index) => `n0-${index}@x.de`);
      for (const [index, email] of [...fresh, ...known].entries())
        lines.push([1000 + lines.length, isoAfter('2024-01-01', stretch * 30 + (index % 30)), email, '3.00']);
    }
    return orders(lines);
  };

  test('has far more customers who look new at its start', async () => {
    expect((await findingsOf(stretches(60, 20, 40)))['truncated-start']).toMatchObject({
      severity: 'look',
      count: 60,
      sentence: {
        en: 'In the first 30 days 60 customers are seen for the first time, later usually 20 in as many days (33.3% of the buyers): about 40 of them were probably customers before.',
      },
      examples: [
        {from_on: day('2024-01-01'), buyers: 60, newcomers: 60},
        {from_on: day('2024-01-31'), buyers: 60, newcomers: 20},
        {},
        {},
        {},
      ],
    });
  });

  test('is none where the shop began with as many as came later', async () => {
    expect((await findingsOf(stretches(35, 30, 20)))['truncated-start']).toBeUndefined();
  });

  test('is none where later buyers are nearly all new as well', async () => {
    expect((await findingsOf(stretches(90, 30, 1)))['truncated-start']).toBeUndefined();
  });
});

test('lines that add up to another amount than their order are counted, those of cents by rounding not', async () => {
  const header = 'order_id,date,email,total,product,quantity,unit_price';
  const right = [
    [3, '2024-01-07', 'c@x.de', '20.00', 'Tee', 2, '10.00'],
    [4, '2024-01-08', 'd@x.de', '10.00', 'Tee', 1, '3.33'],
    [4, '2024-01-08', 'd@x.de', '10.00', 'Tee', 1, '3.33'],
    [4, '2024-01-08', 'd@x.de', '10.00', 'Tasse', 1, '3.33'],
  ];
  const found = await findingsOf(
    orders(
      [
        [1, '2024-01-05', 'a@x.de', '25.00', 'Tee', 1, '10.00'],
        [1, '2024-01-05', 'a@x.de', '25.00', 'Tasse', 1, '20.00'],
        [2, '2024-01-06', 'b@x.de', '30.50', 'Tee', 2, '10.00'],
        ...right,
      ],
      header,
    ),
  );
  expect(found['line-sums']).toMatchObject({
    count: 2,
    effect: {orders: 2},
    sentence: {
      en: 'The lines of 2 of 4 orders add up to another amount than the order: 5.00 too much in 1 and 10.50 too little in 1.',
      de: 'Die Positionen von 2 von 4 Bestellungen ergeben einen anderen Betrag als die Bestellung: 5,00 zu viel in 1 und 10,50 zu wenig in 1.',
    },
    examples: [
      {order_id: '2', net: 30.5, lines_net: 20, difference: -10.5},
      {order_id: '1', net: 25, lines_net: 30, difference: 5},
    ],
  });
  expect((await findingsOf(orders(right, header)))['line-sums']).toBeUndefined();
});

test('merging by e-mail says what it does to the share that comes back', async () => {
  const header = 'order_id,date,customer_id,email,total';
  const found = await findingsOf(
    orders(
      [
        [1, '2024-01-01', 'A', 'anna@x.de', '1.00'],
        [2, '2024-02-02', '', 'anna@x.de', '1.00'],
        [3, '2024-01-03', 'B', 'ben@x.de', '1.00'],
        [4, '2024-02-03', 'B', 'ben@x.de', '1.00'],
        [5, '2024-01-05', '', 'cem@x.de', '1.00'],
      ],
      header,
    ),
  );
  // By number: A, anna, B, cem, of whom B came back. Merged: anna, ben, cem, of whom two came back.
  expect(found['merged-customers']).toMatchObject({
    count: 1,
    sentence: {
      en: 'Merging by e-mail raises the share of customers who come back from 25.0% to 66.7%.',
      de: 'Das Zusammenführen nach E-Mail hebt den Anteil der Kunden, die wiederkommen, von 25,0\u00a0% auf 66,7\u00a0%.',
    },
    examples: [
      {customers: 4, returned: 1, share: 0.25},
      {customers: 3, returned: 2},
    ],
  });
  const apart = orders(
    [
      [1, '2024-01-01', 'A', 'anna@x.de', '1.00'],
      [2, '2024-02-02', 'A', 'anna@x.de', '2.00'],
    ],
    header,
  );
  expect((await findingsOf(apart))['merged-customers']).toBeUndefined();
});

describe('the findings', () => {
  test('of the sample shop are what its generator puts in, and tell nobody’s name', async () => {
    const files = sampleShop();
    const rows = readCsv(files[0]!.text);
    const firsts = new Map(rows.map((row) => [row['order_id']!, row]));
    const paid = [...firsts.values()].filter(
      ({status}) => status === 'paid' || status === 'partially_refunded' || status === 'refunded',
    );
    const found = await findingsIn(files.map(({name, text}) => new File([text], name)));
    expect(Object.keys(found)).toEqual([
      'doubled-orders',
      'currency-mix',
      'staff-orders',
      'merged-customers',
    ]);
    expect(found['currency-mix']!.count).toBe(paid.filter(({currency}) => currency === 'CHF').length);
    expect(found['staff-orders']!.count).toBe(paid.filter(({coupon}) => coupon === 'TEAM30').length);
    const {dataset, receipt} = await shop.open(files.map(({name, text}) => new File([text], name)));
    const {facts} = await shop.run(dataset, 'overview');
    const {customers, returned} = receipt.merged.effect!.merged;
    expect(returned / customers).toBeCloseTo(Number(facts['repeat_share']), 6);

    const told = JSON.stringify(found);
    expect(told).not.toContain('@');
    for (const {name} of paid.slice(0, 500)) expect(told).not.toContain(name);
  });

  test.each(Object.entries(checks))(
    '%s says the same in both languages and hides who people are',
    (_, check) => {
      for (const text of [check.title, ...Object.values(check.examples).map(({title}) => title)])
        expect([text.en, text.de].every((words) => words !== '')).toBe(true);
      expect(Object.keys(check.examples)).not.toEqual(expect.arrayContaining(['email']));
      expect(Object.keys(check.examples)).not.toEqual(expect.arrayContaining(['name']));
    },
  );

  test('are complete although others use the engine meanwhile', async () => {
    const {dataset} = await shop.open([fileOf(daily('2024-01-01', 160, (iso) => iso.startsWith('2024-03')))]);
    const waiting = shop.service.findings(78, dataset.id, day('2024-05-01'));
    const runs = await Promise.all(
      (['overview', 'churn', 'rfm'] as const).map((analysis) => shop.run(dataset, analysis)),
    );
    expect(runs.length).toBe(3);
    expect(valueOf(await waiting).map(({id}) => id)).toEqual([
      'future-orders',
      'silent-stretches',
      'company-domains',
    ]);
  });

  test('are given up when nobody waits for them any more', async () => {
    const {dataset} = await shop.open([fileOf(daily('2024-01-01', 20))]);
    const waiting = shop.service.findings(77, dataset.id, day('2026-01-01'));
    await shop.service.cancel(77);
    expect(await waiting).toMatchObject({ok: false, code: 'cancelled'});
  });

  test.skipIf(!hasSharedData)(
    'of Online Retail agree with an independent reading (needs the shared data)',
    async () => {
      const file = sharedFile('online_retail.csv.gz');
      const invoices = new Map<string, {sum: bigint; customer: string; day: string}>();
      for (const line of readCsv(gunzipSync(new Uint8Array(await file.arrayBuffer())).toString())) {
        const number = line['InvoiceNo']!;
        const invoice = invoices.get(number) ?? {
          sum: 0n,
          customer: line['CustomerID']!,
          day: line['InvoiceDate']!.split(' ')[0]!,
        };
        invoice.sum += BigInt(line['Quantity']!) * tenThousandths(line['UnitPrice']!);
        invoices.set(number, invoice);
      }
      const sales = [...invoices.values()].filter(({sum, customer}) => sum > 0n && customer !== '');
      const groups = new Map<string, number>();
      let doubled = 0;
      let worth = 0n;
      for (const {sum, customer, day} of sales) {
        const key = `${customer} ${day} ${sum}`;
        const before = groups.get(key) ?? 0;
        groups.set(key, before + 1);
        if (before > 0) {
          doubled++;
          worth += sum;
        }
      }
      const balances = new Map<string, bigint>();
      for (const {sum, customer} of invoices.values())
        if (customer !== '') balances.set(customer, (balances.get(customer) ?? 0n) + sum);
      const negative = [...balances.values()].filter((balance) => balance <= -100n);

      const found = await findingsIn([file]);
      expect(Object.keys(found)).toEqual([
        'silent-stretches',
        'truncated-start',
        'doubled-orders',
        'refunds-without-sale',
      ]);
      expect(found['doubled-orders']).toMatchObject({
        count: doubled,
        effect: {revenue: Number(worth) / 10_000},
      });
      expect(found['refunds-without-sale']!.count).toBe(negative.length);
      expect(found['refunds-without-sale']!.effect.revenue).toBeCloseTo(
        Number(negative.reduce((sum, balance) => sum + balance, 0n)) / 10_000,
        4,
      );
      // The shop was closed between Christmas and Epiphany.
      expect(found['silent-stretches']!.examples[0]).toMatchObject({
        from_on: day('2010-12-24'),
        to_on: day('2011-01-03'),
      });
    },
  );
});
