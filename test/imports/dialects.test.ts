import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Database} from '../../src/engine/database';
import {readSlice, slicesOf} from '../../src/imports/formats/csv';
import {isoFromDay} from '../../src/lib/dates';
import {strings} from '../../src/lib/table';
import {freshDatabase} from '../helpers/engine';
import {createShop, type Shop} from '../helpers/service';
import {tableOf} from '../helpers/table';
import {encodings, written, writtenFile, type Writing} from '../helpers/written';

interface Sale {
  readonly number: string;
  readonly iso: string;
  readonly customer: string;
  readonly product: string;
  readonly cents: number;
}

const products = [
  'Bügelbrett „Größe L“',
  'Tasse, weiß; 0,5 l',
  'Tisch 24" breit',
  "Men's Boots | schwarz",
  'Tee\tlose\nzweite Zeile',
  'Café crème – 250 g',
];

/** Orders of 23 customers over two years; amounts below one euro, above a million, and paid back. */
const ledger: readonly Sale[] = Array.from({length: 60}, (_, index): Sale => {
  const iso = new Date(Date.UTC(2023, 0, 3 + index * 11)).toISOString().slice(0, 10);
  const cents = index % 13 === 7 ? -1250 : index % 10 === 3 ? 123_456_789 + index : 95 + index * 1217;
  return {
    number: String(100_100 + index),
    iso,
    customer: `K-${String(1 + (index % 23)).padStart(3, '0')}`,
    product: products[index % products.length]!,
    cents,
  };
});
const totalCents = ledger.reduce((sum, {cents}) => sum + cents, 0);

const germanMonths =
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const englishMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const dates: Readonly<Record<string, (year: string, month: string, day: string, iso: string) => string>> = {
  'yyyy-mm-dd': (_year, _month, _day, iso) => iso,
  'dd.mm.yyyy': (year, month, day) => `${day}.${month}.${year}`,
  'd.m.yy': (year, month, day) => `${Number(day)}.${Number(month)}.${year.slice(2)}`,
  'dd/mm/yyyy': (year, month, day) => `${day}/${month}/${year}`,
  'mm/dd/yyyy': (year, month, day) => `${month}/${day}/${year}`,
  'mm/dd/yy hh:mm AM': (year, month, day) => `${month}/${day}/${year.slice(2)} 10:15 AM`,
  'dd-mm-yyyy hh:mm': (year, month, day) => `${day}-${month}-${year} 23:59`,
  'd. Monat yyyy': (year, month, day) => `${Number(day)}. ${germanMonths[Number(month) - 1]} ${year}`,
  'Mon d, yyyy': (year, month, day) => `${englishMonths[Number(month) - 1]} ${Number(day)}, ${year}`,
  serial: (_year, _month, _day, iso) => String(Math.round(Date.parse(iso) / 86_400_000) + 25_569),
  yyyymmdd: (year, month, day) => year + month + day,
  'yyyy-mm-ddThh:mm:ssZ': (_year, _month, _day, iso) => `${iso}T08:00:00Z`,
};

function grouped(whole: string, mark: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, mark);
}

const amounts: Readonly<Record<string, (sign: string, whole: string, cents: string) => string>> = {
  '1234,56': (sign, whole, cents) => `${sign}${whole},${cents}`,
  '1.234,56': (sign, whole, cents) => `${sign}${grouped(whole, '.')},${cents}`,
  '1.234,56 €': (sign, whole, cents) => `${sign}${grouped(whole, '.')},${cents} €`,
  '1 234,56-': (sign, whole, cents) => `${grouped(whole, '\u00a0')},${cents}${sign}`,
  '1234.56': (sign, whole, cents) => `${sign}${whole}.${cents}`,
  '$1,234.56': (sign, whole, cents) => `${sign}$${grouped(whole, ',')}.${cents}`,
  "CHF 1'234.56": (sign, whole, cents) => `CHF ${sign}${grouped(whole, "'")}.${cents}`,
  '(1,234.56)': (sign, whole, cents) =>
    sign === '' ? `${grouped(whole, ',')}.${cents}` : `(${grouped(whole, ',')}.${cents})`,
};

function rowsIn(date: keyof typeof dates, amount: keyof typeof amounts): string[][] {
  return [
    ['Bestellnummer', 'Bestelldatum', 'Kundennummer', 'Artikelname', 'Gesamtbetrag'],
    ...ledger.map(({number, iso, customer, product, cents}) => {
      const [year = '', month = '', day = ''] = iso.split('-');
      const digits = String(Math.abs(cents)).padStart(3, '0');
      return [
        number,
        dates[date]!(year, month, day, iso),
        customer,
        product,
        amounts[amount]!(cents < 0 ? '-' : '', digits.slice(0, -2), digits.slice(-2)),
      ];
    }),
  ];
}

const separators = [';', ',', '\t', '|'];
const quotes = ['"', "'"];
const newlines = ['\n', '\r\n', '\r'] as const;

/** Each list is walked with a step of its own, so that every pair of neighbours meets. */
const dialects = Array.from({length: 64}, (_, index) => {
  const encoding = encodings[index % encodings.length]!;
  const date = Object.keys(dates)[(index * 5 + Math.floor(index / 12)) % Object.keys(dates).length]!;
  const amount = Object.keys(amounts)[(index * 3 + Math.floor(index / 8)) % Object.keys(amounts).length]!;
  const writing: Writing = {
    separator: separators[(index + Math.floor(index / 9)) % separators.length]!,
    quote: quotes[Math.floor(index / 2) % 5 === 4 ? 1 : 0]!,
    quoting: index % 3 === 0 ? 'all' : 'needed',
    // A Macintosh of that time ends lines with CR; by that its letters are known.
    newline: encoding === 'MacRoman' ? '\r' : newlines[Math.floor(index / 4) % newlines.length]!,
    encoding,
  };
  const name = `${JSON.stringify(writing.separator)} ${writing.quote} ${writing.quoting} ${JSON.stringify(writing.newline)} ${encoding}, ${date}, ${amount}`;
  return [name, writing, date, amount] as const;
});

describe('one ledger in many dialects', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  test('are at least sixty, all different', () => {
    expect(new Set(dialects.map(([name]) => name)).size).toBeGreaterThanOrEqual(60);
    for (const [values, of] of [
      [Object.keys(dates), 2],
      [Object.keys(amounts), 3],
    ] as const)
      expect(new Set(dialects.map((dialect) => dialect[of]))).toEqual(new Set(values));
    expect(new Set(dialects.map(([, {encoding}]) => encoding)).size).toBe(encodings.length);
  });

  test.each(dialects)('%s: agrees to the cent', async (_, writing, date, amount) => {
    const {dataset, receipt} = await shop.open([writtenFile(rowsIn(date, amount), writing)]);
    expect(receipt.files[0]).toMatchObject({
      rows: ledger.length,
      used: ledger.length,
      setAside: [],
      unreadable: [],
    });
    expect(isoFromDay(dataset.firstDay)).toBe(ledger[0]!.iso);
    expect(isoFromDay(dataset.lastDay)).toBe(ledger.at(-1)!.iso);
    expect(dataset.customers).toBe(new Set(ledger.map(({customer}) => customer)).size);
    const {facts} = await shop.run(dataset, 'overview');
    expect(Math.round(Number(facts['revenue']) * 100)).toBe(totalCents);
  });
});

describe('cells with any Unicode', () => {
  let database: Database;
  beforeAll(async () => (database = await freshDatabase()));
  afterAll(() => database.close());

  const anything = fc
    .oneof(fc.string({unit: 'binary', maxLength: 12}), fc.string({unit: 'grapheme', maxLength: 12}))
    // NUL is dropped: the engine ends texts with it.
    .filter((text) => !text.includes('\0') && text.isWellFormed());

  test('are read back equal in every dialect that is given', async () => {
    const table = fc.array(fc.array(anything, {minLength: 4, maxLength: 4}), {minLength: 1, maxLength: 8});
    const writings = fc.record({
      separator: fc.constantFrom(...separators, '^', '~'),
      quote: fc.constantFrom(...quotes),
      newline: fc.constantFrom('\n' as const, '\r\n' as const),
    });
    await fc.assert(
      fc.asyncProperty(table, writings, async (rows, writing) => {
        const dialect = {encoding: 'utf-8', ...writing, skip: 0} as const;
        const file = writtenFile(rows, {...writing, quoting: 'all', encoding: 'UTF-8'});
        const read: string[][] = [];
        for await (const slice of slicesOf(file, dialect, 4)) {
          expect(slice.misfits).toEqual([]);
          await database.insertSlice(
            slice.bytes,
            `create or replace table read as select * from ${readSlice(dialect, slice, 4)}`,
          );
          const found = await database.query('select * from read order by rowid');
          for (let row = 0; row < found.rows; row++)
            read.push([0, 1, 2, 3].map((column) => strings(found, `k${column}`)[row] ?? ''));
        }
        expect(read).toEqual(rows);
      }),
      {numRuns: 300, seed: 17},
    );
  });

  test('are read back equal where the dialect is found, beside columns of ordinary values', async () => {
    const cell = anything.map((text) => text.trim()).filter((text) => !text.includes('\ufeff'));
    const rows = fc.array(fc.tuple(cell, cell), {minLength: 6, maxLength: 12});
    const writings = fc.record({
      separator: fc.constantFrom(...separators),
      newline: fc.constantFrom('\n' as const, '\r\n' as const),
      encoding: fc.constantFrom(
        ...encodings.filter((name) => name.startsWith('UTF-8') || name.endsWith('mark')),
      ),
    });
    await fc.assert(
      fc.asyncProperty(rows, writings, async (texts, writing) => {
        const table = texts.map(([a, b], index) => [
          String(1000 + index),
          `0${1 + (index % 9)}.01.2024`,
          a,
          `${index},50`,
          b,
        ]);
        const header = ['Nummer', 'Datum', 'Text', 'Betrag', 'Bemerkung'];
        const file = writtenFile([header, ...table], {...writing, quote: '"', quoting: 'all'});
        const {headers, rows: read, misfits} = await tableOf(database, file);
        expect({headers, read, misfits}).toEqual({headers: header, read: table, misfits: []});
      }),
      {numRuns: 200, seed: 21},
    );
  });

  test('the writer of these tests doubles quotes', () => {
    const writing = {separator: ',', quote: '"', quoting: 'needed', newline: '\n'} as const;
    expect(written([['a"b', 'c,d', 'e']], writing)).toBe('"a""b","c,d",e\n');
  });
});
