import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Database} from '../../src/engine/database';
import {rowsOf} from '../../src/lib/table';
import {fieldsOf} from '../../src/imports/fields';
import {sampleRows, typeColumn, type Typed} from '../../src/imports/typing';
import {freshDatabase} from '../helpers/engine';
import {literal} from '../../src/lib/sql';

describe('a column', () => {
  let database: Database;
  beforeAll(async () => (database = await freshDatabase()));
  afterAll(() => database.close());

  const typed = async (field: string, cells: readonly (string | null)[]) => {
    const rows = cells.map((cell) => `(${literal(cell)})`).join(', ');
    await database.query(`create or replace table staged as select * from (values ${rows}) as cells (f)`);
    await sampleRows(database, cells.length);
    return typeColumn(database, field, fieldsOf('orders')[field]!, 'f', field, {});
  };
  const valuesOf = async ({sql}: Typed) =>
    rowsOf(await database.query(`select (${sql})::varchar as value from staged order by rowid`)).map(
      ({value}) => value,
    );
  const days = async (...cells: (string | null)[]) => valuesOf(await typed('ordered_at', cells));
  const amounts = async (...cells: (string | null)[]) =>
    (await valuesOf(await typed('total', cells))).map((value) => (value === null ? null : Number(value)));

  test.each([
    [' A1', 'A1 ', '\u00a0A1', 'A1\u00a0', '\u2009A1\u3000'],
    [' Ä1', 'Ä1 ', '\u00a0Ä1', 'Ä1\u00a0', '\u2009Ä1\u3000'],
  ])('an id is the same with any blanks at its ends: %j', async (...cells) => {
    const bare = cells[0].trim();
    // Each alone, since one of them in a column has all of them trimmed.
    for (const cell of cells)
      expect(await valuesOf(await typed('customer_id', [bare, cell]))).toEqual([bare, bare]);
  });

  test('an email is the same with any blanks at its ends', async () => {
    const cells = [
      'Jörg@example.com ',
      '\u00a0jörg@example.com',
      'jörg@EXAMPLE.com\u2009',
      ' a@example.com',
      'a@example.com',
    ];
    expect(await valuesOf(await typed('email', cells))).toEqual([
      'jörg@example.com',
      'jörg@example.com',
      'jörg@example.com',
      'a@example.com',
      'a@example.com',
    ]);
  });

  test('a word for nothing is no id, whatever blanks are around it', async () => {
    const cells = ['A1', '-', ' n/a', '\u00a0–\u00a0', 'NULL ', null];
    expect(await valuesOf(await typed('customer_id', cells))).toEqual(['A1', null, null, null, null, null]);
  });

  test.each([
    ['3. März 2024', '2024-03-03 00:00:00'],
    ['10-Dez-25', '2025-12-10 00:00:00'],
    ['Dez 29, 2025', '2025-12-29 00:00:00'],
    ['29 Dec 2025', '2025-12-29 00:00:00'],
    ['1. Jänner 2024', '2024-01-01 00:00:00'],
    ['12. Oktober 2023, 09:15 Uhr', '2023-10-12 09:15:00'],
    ['Jan 2, 2024 10:11:12 PM', '2024-01-02 22:11:12'],
    ['May 3rd, 2024', '2024-05-03 00:00:00'],
    ['Monday, 5 August 2024', '2024-08-05 00:00:00'],
    ['2024-Mrz-05', '2024-03-05 00:00:00'],
    ['Mo., 08.01.2024 14:30', '2024-01-08 14:30:00'],
    ['08.01.2024 14:30 Uhr', '2024-01-08 14:30:00'],
    ['8.1.24', '2024-01-08 00:00:00'],
    ['45294', '2024-01-03 00:00:00'],
    ['45295,5', '2024-01-04 12:00:00'],
    ['45384.25', '2024-04-02 06:00:00'],
    ['2024-01-08T13:30:00+01:00', '2024-01-08 13:30:00'],
    ['20240108', '2024-01-08 00:00:00'],
    ['25/12/24', '2024-12-25 00:00:00'],
    ['12/25/2024 3:05 PM', '2024-12-25 15:05:00'],
  ])('of days reads %s', async (cell, day) => expect(await days(cell)).toEqual([day]));

  test.each(['31.02.2024', '00.00.0000', '30. Februar 2024', '99999', '3. Brumaire 2024', 'morgen'])(
    'of days does not invent one for %s',
    async (cell) => expect(await days(cell, '05.01.2024')).toEqual([null, '2024-01-05 00:00:00']),
  );

  test.each([
    ['12,-', 12],
    ['12,--', 12],
    ['12,50-', -12.5],
    ['(12,50)', -12.5],
    ['−12,50', -12.5],
    ['€ -12,50', -12.5],
    ['-€12,50', -12.5],
    ['12,50 €', 12.5],
    ['EUR 1.234,50', 1234.5],
    ['1\u00a0234,50', 1234.5],
    ['1\u202f234,50', 1234.5],
    ['1\u2009234,50\u00a0€', 1234.5],
    ["1'234,50", 1234.5],
    ['12\u2019345,50', 12345.5],
    ['99,90 CHF', 99.9],
    ['249,00 kr', 249],
    ['49,99 zł', 49.99],
    ['12.345.678,90', 12345678.9],
    [',5', 0.5],
    ['5 Stück', null],
    ['1.23.45,6', null],
    ['4006381333931', null],
  ])('of amounts with comma reads %s as %s', async (cell, amount) =>
    expect(await amounts('3,25', cell)).toEqual([3.25, amount]),
  );

  test.each([
    ["1'234.50", 1234.5],
    ['12\u2019345.00', 12345],
    ['CHF 99.90', 99.9],
    ['Fr. 12.50', 12.5],
    ['SFr. 12.–', 12],
    ['-.50', -0.5],
    ['$1,234.50', 1234.5],
    ['US$ 12.50', 12.5],
    ['1,234,567.89', 1234567.89],
    // No group of thousands has two digits.
    ['12,50', 12.5],
    ['1.234,50', 1234.5],
    ['1,234', 1234],
  ])('of amounts with dot reads %s as %s', async (cell, amount) =>
    expect(await amounts('3.25', '4.75', cell)).toEqual([3.25, 4.75, amount]),
  );

  test('of amounts takes what stands for nothing for nothing', async () =>
    expect(await amounts('12,00', '--', null, 'n/a', '-', '0,00', '#WERT!', '#NV', 'NULL')).toEqual([
      12,
      null,
      null,
      null,
      null,
      0,
      null,
      null,
      null,
    ]));

  test('of days that all fit both orders is ambiguous, with the evidence', async () => {
    const cells = Array.from({length: 12}, (_, month) => `0${1 + (month % 9)}/0${1 + (month % 7)}/2024`);
    const {verdict, question} = await typed('ordered_at', cells);
    expect(verdict).toMatchObject({
      kind: 'ambiguous',
      by: null,
      cells: 12,
      either: 12,
      evidence: {en: '12 of 12 dates could also be month first.'},
    });
    expect(question).toMatchObject({kind: 'date-order', rows: 12});
  });

  test('of days is decided by one cell in many, wherever it stands', async () => {
    const cells = Array.from({length: 9000}, (_, row) => `0${1 + (row % 9)}/0${1 + (row % 7)}/2024`);
    cells[7001] = '12/25/2024';
    const {verdict, question} = await typed('ordered_at', cells);
    expect(question).toBeUndefined();
    expect(verdict).toMatchObject({
      kind: 'decided',
      by: 'cells',
      cells: 9000,
      either: 8999,
      evidence: {en: '8999 of 9000 dates could also be day first.'},
    });
  });

  test('of days in contradicting orders is mixed, with counts and examples', async () => {
    const {verdict} = await typed('ordered_at', ['25/01/2024', '26/01/2024', '01/27/2024', '02/03/2024']);
    expect(verdict).toMatchObject({kind: 'mixed', cells: 4, either: 1});
    expect(verdict!.forms).toEqual([
      {form: 'dd/mm/yyyy', cells: 2, examples: ['25/01/2024', '26/01/2024']},
      {form: 'dd/mm or mm/dd', cells: 1, examples: ['02/03/2024']},
      {form: 'mm/dd/yyyy', cells: 1, examples: ['01/27/2024']},
    ]);
  });

  test('of days in several forms is mixed, and every form is read, also one deep below', async () => {
    const cells = Array.from({length: 9000}, (_, row) => `${1 + (row % 28)}.01.2024`);
    cells[8765] = '3. März 2024';
    cells[4321] = '2024-02-01';
    cells[4322] = 'bald';
    const column = await typed('ordered_at', cells);
    expect(column.verdict).toMatchObject({kind: 'mixed', cells: 9000});
    expect(column.verdict!.forms.map(({form, cells: count}) => [form, count])).toEqual([
      ['dd.mm.yyyy', 8997],
      ['month name', 1],
      ['unreadable', 1],
      ['yyyy-mm-dd', 1],
    ]);
    const values = await valuesOf(column);
    expect([values[8765], values[4321], values[4322]]).toEqual([
      '2024-03-03 00:00:00',
      '2024-02-01 00:00:00',
      null,
    ]);
  });

  test('of amounts that fit both marks is ambiguous; one cell decides it', async () => {
    const {verdict, question} = await typed('total', ['1.234', '2.500', '3.750']);
    expect(verdict).toMatchObject({kind: 'ambiguous', cells: 3, either: 3});
    expect(question).toMatchObject({kind: 'decimal-mark', rows: 3});
    expect((await typed('total', ['1.234', '2.500', '3,75'])).verdict).toMatchObject({
      kind: 'decided',
      either: 2,
    });
  });

  test('of amounts without a mark is not decided by a mark that comes late and fits both', async () => {
    const cells = Array.from({length: 9000}, (_, row) => String(row % 100));
    cells[7001] = '1.234';
    expect((await typed('total', cells)).verdict).toMatchObject({kind: 'ambiguous', cells: 9000, either: 1});
  });

  test('of amounts with contradicting marks is mixed, with counts and examples', async () => {
    const {verdict} = await typed('total', ['12,50', '13,00', '1234.50', '1.234']);
    expect(verdict).toMatchObject({kind: 'mixed', cells: 4, either: 1});
    expect(verdict!.forms).toEqual([
      {form: '1.234,5', cells: 2, examples: ['12,50', '13,00']},
      {form: '1,234.5', cells: 1, examples: ['1234.50']},
      {form: '1.234', cells: 1, examples: ['1.234']},
    ]);
  });

  test('of ids gives none where Excel kept a few digits of it', async () => {
    const ids = ['4,01234E+12', '4.01234E+12', '="4012345678901"', "'4012345678902", '00012345'];
    expect(await valuesOf(await typed('order_id', ids))).toEqual([
      null,
      null,
      '4012345678901',
      '4012345678902',
      '00012345',
    ]);
  });
});
