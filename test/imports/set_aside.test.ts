import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import {valueOf} from '../../src/lib/outcome';
import {reasonWords} from '../../src/text/reasons';
import type {Recipe} from '../../src/worker/api';
import {csvRecord} from '../../src/exports/csv';
import {createShop, fileOf, type Shop} from '../helpers/service';
import {writtenFile} from '../helpers/written';

let shop: Shop;
beforeAll(() => (shop = createShop()));

/** The list of rows set aside of a file, its records as cells. */
async function asideOf(file: File, language: 'en' | 'de' = 'en', correct?: (recipe: Recipe) => Recipe) {
  const {dataset, receipt} = await shop.open([file], correct);
  const separator = language === 'de' ? ';' : ',';
  const bytes = await valueOf(
    await shop.service.save(0, {
      kind: 'set-aside',
      dataset: dataset.id,
      source: 0,
      words: reasonWords(language),
      separator,
    }),
  ).arrayBuffer();
  const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes);
  expect(text[0]).toBe('\ufeff');
  const {rows, used} = receipt.files[0]!;
  return {records: recordsOf(text.slice(1), separator), missing: rows - used};
}

/** A slow and obvious reader of what this product writes. */
function recordsOf(text: string, separator: ',' | ';'): string[][] {
  const records: string[][] = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n|$)`, 'g');
  for (const [, quoted, plain, end] of text.matchAll(cell)) {
    if (end === undefined) break;
    records.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
    if (end === '') break;
  }
  return records.filter((record) => record.length > 1);
}

describe('the list of rows set aside', () => {
  test('names file, row, line, reason and its words before the cells as they stand in the file', async () => {
    const text = [
      'Export vom 3.5.2024',
      '"Bestellnr";"Datum";"E-Mail";"Summe";"Notiz"',
      '1;05.01.2024;a@x.de;10,00;"zwei\nZeilen"',
      '2;;b@x.de;20,00;"ohne ""Datum""\r\nund lang\n"',
      '',
      '3;05.01.2024;c@x.de;0,00;',
      '4;05.01.2024;d@x.de;abc;=1+1',
      '5;05.01.2024;e@x.de;5,00;x;zu;viel',
    ].join('\n');
    const {records} = await asideOf(fileOf(text, 'Mai.csv'), 'de');
    expect(records).toEqual([
      ['file', 'row', 'line', 'reason', 'why', 'Bestellnr', 'Datum', 'E-Mail', 'Summe', 'Notiz'],
      [
        'Mai.csv',
        '4',
        '5',
        'no_day',
        'kein lesbares Datum',
        '2',
        '',
        'b@x.de',
        '20,00',
        'ohne "Datum"\r\nund lang\n',
      ],
      ['Mai.csv', '5', '8', 'blank', 'leere Zeilen', '', '', '', '', ''],
      ['Mai.csv', '6', '9', 'zero_value', 'Bestellungen ohne Wert', '3', '05.01.2024', 'c@x.de', '0,00', ''],
      [
        'Mai.csv',
        '7',
        '10',
        'unreadable_amount',
        'Betrag nicht lesbar',
        '4',
        '05.01.2024',
        'd@x.de',
        'abc',
        `'=1+1`,
      ],
      [
        ...['Mai.csv', '8', '11', 'misfit'],
        'Zellen, die nicht zu den Spalten passen (zu viele, verrutscht oder noch einmal die Kopfzeile)',
        ...['5', '05.01.2024', 'e@x.de', '5,00', 'x', 'zu', 'viel'],
      ],
    ]);
  });

  test('counts lines as an editor does, whatever ends them and whatever the cells hold', async () => {
    const cell = fc.constantFrom(
      'x',
      'two\nlines',
      'old\rmac',
      'win\r\ndows',
      'a "quote"',
      'se;parator',
      '',
      '\n\n',
      'ende\n',
    );
    const rows = fc.array(fc.record({note: cell, other: cell, bad: fc.boolean()}), {
      minLength: 3,
      maxLength: 30,
    });
    const newline = fc.constantFrom('\n' as const, '\r\n' as const);
    await fc.assert(
      fc.asyncProperty(rows, newline, async (rows, newline) => {
        const table = [
          ['order_id', 'date', 'note', 'email', 'total', 'other'],
          ['first', '2024-01-05', 'plain', 'a@x.de', '1.00', 'plain'],
          ...rows.map(({note, other, bad}, n) => [
            `${n}`,
            bad ? '' : '2024-01-05',
            note,
            'a@x.de',
            '1.00',
            other,
          ]),
        ];
        const file = writtenFile(table, {
          separator: ',',
          quote: '"',
          quoting: 'needed',
          newline,
          encoding: 'UTF-8',
        });
        const {records} = await asideOf(file);
        const text = await file.text();
        const lines = text.split(/\r\n|\n|\r/);
        const expected = rows.flatMap(({bad}, n) => (bad ? [`${n}`] : []));
        expect(records.slice(1).map(([, , , , , id]) => id)).toEqual(expected);
        for (const [, , line, , , id] of records.slice(1))
          expect(lines[Number(line) - 1]).toMatch(new RegExp(`^${id},,`));
      }),
      {numRuns: 25, seed: 11},
    );
  });

  test('counts on where a file is read in several pieces', async () => {
    const long = 'x'.repeat(3 << 20);
    const row = (id: string, day: string) => csvRecord([id, day, `${long}\n${long}`, 'a@x.de', '1.00']);
    const text =
      csvRecord(['order_id', 'date', 'note', 'email', 'total']) +
      ['1', '2', '3'].map((id) => row(id, '2024-01-05')).join('') +
      row('4', '');
    const {records} = await asideOf(fileOf(text));
    expect(records[1]!.slice(1, 4)).toEqual(['5', '8', 'no_day']);
  });

  test('holds no secret, also not in rows that do not fit', async () => {
    const text = [
      'order_id,date,email,total,password,note',
      '1,2024-01-05,a@x.de,1.00,geheim,x',
      '2,,a@x.de,1.00,geheim,x',
      '3,2024-01-05,a@x.de,1,00,geheim,x',
    ].join('\n');
    const {records, missing} = await asideOf(fileOf(text));
    expect(missing).toBe(2);
    expect(JSON.stringify(records)).not.toContain('geheim');
    expect(records[2]!.slice(0, 4)).toEqual(['orders.csv', '4', '4', 'misfit']);
  });

  test('is as long as the receipt says, for a file of every reason', async () => {
    const text = [
      'order_id,date,email,total,refunded,status,currency',
      '1,2024-01-05,a@x.de,1.00,,paid,EUR',
      '1,2024-01-05,a@x.de,1.00,,paid,EUR',
      '2,2024-01-05,a@x.de,1.00,,cancelled,EUR',
      '3,2024-01-05,a@x.de,1.00,,unpaid,EUR',
      '4,2024-01-05,test@x.de,1.00,,paid,EUR',
      '5,2024-01-05,a@x.de,0.00,,paid,EUR',
      '6,2024-01-05,a@x.de,,,paid,EUR',
      '7,2024-01-05,a@x.de,one,,paid,EUR',
      '8,then,a@x.de,1.00,,paid,EUR',
      '9,2024-01-05,,1.00,,paid,EUR',
      '10,2024-01-05,a@x.de,1.00,,paid,USD',
      '11,2024-01-05,a@x.de,1.00,1.00,paid,EUR',
      'Total,,,11.00,,,',
      ',,,,,,',
      'order_id,date,email,total,refunded,status,currency',
    ].join('\n');
    const {records, missing} = await asideOf(fileOf(text), 'en', (recipe) => ({
      ...recipe,
      rules: {...recipe.rules, keepAnonymous: false, refunds: 'drop'},
    }));
    expect(records.length - 1).toBe(missing);
    expect(records.slice(1).map(([, , line, reason]) => `${line} ${reason}`)).toEqual([
      '3 duplicate',
      '4 cancelled',
      '5 unpaid',
      '6 test',
      '7 zero_value',
      '8 no_amount',
      '9 unreadable_amount',
      '10 no_day',
      '11 no_customer',
      '12 other_currency',
      '13 paid_back',
      '14 total_row',
      '15 blank',
      '16 misfit',
    ]);
  });
});
