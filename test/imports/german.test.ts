import {existsSync, readdirSync} from 'node:fs';
import {resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Database} from '../../src/engine/database';
import {sharedFile, sharedText} from '../helpers/data';
import {freshDatabase} from '../helpers/engine';
import {createShop, fileOf, type Shop} from '../helpers/service';
import {tableOf, typedTable} from '../helpers/table';

const folder = resolve(import.meta.dirname, '../../../shared/data/csv/german');
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.csv')) : [];

interface Expected {
  readonly encoding: string | null;
  readonly delimiter?: string | null;
  readonly quote?: string;
  readonly header_line?: number;
  readonly data_rows: number;
  readonly columns?: readonly string[];
  readonly rows?: readonly Readonly<Record<string, string | number | null>>[];
  readonly column?: string;
  readonly values?: readonly (number | null)[] | null;
  readonly ambiguous?: boolean;
  readonly unusable?: readonly {readonly line: number; readonly reason: string}[];
  readonly ids?: readonly (string | null)[];
  readonly dates?: readonly (string | null)[];
  readonly names?: readonly string[];
  readonly newsletter?: readonly (boolean | null)[];
  readonly first?: string;
  readonly last?: string;
  readonly orders?: number;
  readonly items?: number;
  readonly revenue?: number;
  readonly control_total?: number;
}

const expectedOf = (name: string) => JSON.parse(sharedText(`csv/german/expected/${name}.json`)) as Expected;
const fieldOf: Readonly<Record<string, string>> = {gross: 'total', name: 'product'};

describe.skipIf(names.length === 0)('the German files with one trap each (needs the shared data)', () => {
  let database: Database;
  let shop: Shop;
  beforeAll(async () => {
    database = await freshDatabase();
    shop = createShop();
  });
  afterAll(() => database.close());

  const fileNamed = (name: string) => sharedFile(`csv/german/${name}`);
  const having = (key: keyof Expected) =>
    names.filter((name) => (expectedOf(name)[key] ?? null) !== null && expectedOf(name).encoding !== null);

  test('are known by what they expect', () => {
    expect(having('data_rows').length).toBe(names.length - 1);
    expect(having('rows').length).toBeGreaterThan(5);
  });

  test.each(names.filter((name) => expectedOf(name).encoding === null))(
    '%s is refused as empty',
    async (name) => {
      await expect(tableOf(database, fileNamed(name))).rejects.toMatchObject({code: 'file-empty'});
    },
  );

  test.each(having('data_rows'))('%s: encoding, dialect, header and number of rows', async (name) => {
    const expected = expectedOf(name);
    const {preview, headers, rows, misfits} = await tableOf(database, fileNamed(name));
    const {dialect} = preview.recipe;
    const encoding = expected
      .encoding!.split(' ')[0]!
      .replace('-bom', '')
      .replace('iso-8859-1', 'windows-1252');
    expect(dialect.encoding.replace('windows-1252', encoding === 'utf-8' ? 'windows-1252' : encoding)).toBe(
      encoding,
    );
    if (expected.delimiter) expect(dialect.separator).toBe(expected.delimiter);
    if (expected.delimiter === null) expect(headers).toHaveLength(1);
    if (expected.quote) expect(dialect.quote).toBe(expected.quote);
    if (expected.header_line) expect(dialect.skip).toBe(expected.header_line);
    if (expected.columns)
      expect(headers.map((header) => header.replace(/ \(\d+\)$/, ''))).toEqual(expected.columns);
    expect(new Set(headers).size).toBe(headers.length);
    // Some expectations count the rows that cannot be used among the rows of data, some beside them.
    const unusable = expected.unusable?.length ?? 0;
    expect([expected.data_rows, expected.data_rows + unusable]).toContain(rows.length + misfits.length);
  });

  test.each(having('rows'))('%s: every value of every row', async (name) => {
    const expected = expectedOf(name);
    const {rows} = await typedTable(database, fileNamed(name));
    for (const [index, wanted] of expected.rows!.entries()) {
      for (const [key, value] of Object.entries(wanted)) {
        const read = rows[index]![fieldOf[key] ?? key];
        expect(key === 'ordered_at' ? String(read).slice(0, 10) : read, `${key} of row ${index + 1}`).toBe(
          value,
        );
      }
    }
  });

  test.each(having('column'))('%s: the values of its column of amounts', async (name) => {
    const {column, values, ambiguous} = expectedOf(name);
    const {rows, typed} = await typedTable(database, fileNamed(name), {total: column!});
    const {question, verdict} = typed['total']!;
    expect(verdict!.kind).toBe(ambiguous ? 'ambiguous' : 'decided');
    if (ambiguous) expect(question).toMatchObject({kind: 'decimal-mark', rows: rows.length});
    else expect(rows.map(({total}) => total)).toEqual(values);
  });

  test.each(having('ids'))('%s: ids as far as Excel has left them', async (name) => {
    const {rows} = await typedTable(database, fileNamed(name));
    expect(rows.map(({order_id}) => order_id)).toEqual(expectedOf(name).ids);
  });

  test.each(having('dates'))('%s: days in many forms', async (name) => {
    const {rows, typed} = await typedTable(database, fileNamed(name));
    const wanted = expectedOf(name).dates!.map(
      (date) => date?.replace('T', ' ').replace(/\+.*$/, '') ?? null,
    );
    expect(
      rows.map(({ordered_at}, index) => {
        const read = ordered_at === null ? null : String(ordered_at);
        return read?.slice(0, wanted[index]?.length ?? 0) ?? null;
      }),
    ).toEqual(wanted);
    expect(typed['ordered_at']!.verdict!.kind).toBe('mixed');
  });

  test.each(having('first'))('%s: order of day and month, decided by the last row', async (name) => {
    const {first, last} = expectedOf(name);
    const {rows, typed} = await typedTable(database, fileNamed(name));
    const days = rows.map(({ordered_at}) => String(ordered_at).slice(0, 10));
    expect([days[0], days.at(-1), days.reduce((a, b) => (a > b ? a : b))]).toEqual([first, last, last]);
    expect(typed['ordered_at']).not.toHaveProperty('question');
  });

  test.each(having('names'))('%s: names with quotes inside', async (name) => {
    const {headers, rows} = await tableOf(database, fileNamed(name));
    expect(rows.map((row) => row[headers.indexOf('Name')])).toEqual(expectedOf(name).names);
  });

  test.each(having('newsletter'))('%s: yes and no', async (name) => {
    const text = sharedText(`csv/german/${name}`).replace('Kunde;', 'Kundennummer;');
    const {rows} = await typedTable(database, fileOf(text), {consent: 'Newsletter'});
    const wanted = expectedOf(name).newsletter!.map((yes) => (yes === null ? null : String(yes)));
    expect(rows.map(({consent}) => consent)).toEqual(wanted);
  });

  test('an order that names its total in its first row only counts it once', async () => {
    for (const name of having('revenue')) {
      const {orders, items, revenue} = expectedOf(name);
      const {dataset, receipt} = await shop.open([fileNamed(name)]);
      expect(dataset.orders).toBe(orders);
      expect(receipt.files[0]!.used).toBe(items);
      const gross = await shop.run(
        dataset,
        'overview',
        {},
        {basis: {withVat: true, withShipping: true, lessRefunds: true}},
      );
      expect(gross.facts['revenue']).toBeCloseTo(revenue!, 4);
    }
    expect.hasAssertions();
  });

  test('sums and remarks below the data are set aside, and the sum agrees', async () => {
    for (const name of having('control_total')) {
      const {data_rows, unusable, control_total} = expectedOf(name);
      const {dataset, receipt} = await shop.open([fileNamed(name)]);
      const {rows, used, setAside} = receipt.files[0]!;
      expect({rows, used}).toEqual({rows: data_rows + unusable!.length, used: data_rows});
      expect(setAside.reduce((sum, entry) => sum + entry.rows, 0)).toBe(unusable!.length);
      expect((await shop.run(dataset, 'overview')).facts['revenue']).toBeCloseTo(control_total!, 4);
    }
    expect.hasAssertions();
  });

  test('rows with a decimal comma that is a separator too are set aside, never misread', async () => {
    const name = '21_comma_delimited_unquoted_decimal_comma.csv';
    const {rows, misfits} = await tableOf(database, fileNamed(name));
    expect(misfits).toEqual([
      ['1', '02.01.2024', '12', '50', 'EUR'],
      ['2', '03.01.2024', '13', '00', 'EUR'],
    ]);
    expect(rows).toEqual([['3', '04.01.2024', '14', 'EUR']]);
  });
});

/** One table in every encoding; the words have letters that each encoding writes in its own way. */
const header = ['Bestellnummer', 'Bestelldatum', 'E-Mail', 'Artikelname', 'Gesamtbetrag', 'Währung'];
const body = [
  ['10001', '02.01.2024', 'müller@example.de', 'Bügelbrett „Größe L“', '1.249,00', 'EUR'],
  ['10002', '15.01.2024', 'jörg@example.at', 'Füllfederhalter', '39,80', 'EUR'],
  ['10003', '31.01.2024', 'anna@example.de', 'Tasse, weiß', '45,00', 'EUR'],
];
const textOf = (separator: string, newline = '\r\n') =>
  [header, ...body].map((row) => row.join(separator)).join(newline) + newline;
const doubled = (text: string) => Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(text)));
const windows1252 = (text: string) =>
  Buffer.from(text.replaceAll('„', '\x84').replaceAll('“', '\x93').replaceAll('€', '\x80'), 'latin1');
const macRoman = (text: string) => {
  const letters = 'äöüÄÖÜß„“';
  const bytes = [0x8a, 0x9a, 0x9f, 0x80, 0x85, 0x86, 0xa7, 0xe3, 0xd2];
  return Buffer.from([...text].map((letter) => bytes[letters.indexOf(letter)] ?? letter.charCodeAt(0)));
};
const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('a table', () => {
  let database: Database;
  beforeAll(async () => (database = await freshDatabase()));
  afterAll(() => database.close());

  test.each<[string, Buffer]>([
    ['UTF-8 with mark', Buffer.from(`\ufeff${textOf(';')}`)],
    ['UTF-16 LE with mark and tabs: Excel’s “Unicode text”', Buffer.from(`\ufeff${textOf('\t')}`, 'utf16le')],
    ['UTF-16 LE without mark', Buffer.from(textOf(';'), 'utf16le')],
    ['UTF-16 BE with mark', bigEndian(`\ufeff${textOf(';')}`)],
    ['UTF-16 BE without mark', bigEndian(textOf(';'))],
    ['Windows-1252', windows1252(textOf(';'))],
    ['MacRoman with lone CR', macRoman(textOf(';', '\r'))],
    ['UTF-8 encoded twice', doubled(textOf(';'))],
    ['UTF-8 encoded twice with mark', Buffer.concat([Buffer.from('\ufeff'), doubled(textOf(';'))])],
    ['UTF-16 of UTF-8 encoded twice', Buffer.from(`\ufeff${doubled(textOf(';')).toString()}`, 'utf16le')],
  ])('in %s reads the same', async (_, bytes) => {
    const {headers, rows, misfits} = await tableOf(database, new File([Uint8Array.from(bytes)], 'a.csv'));
    expect({headers, rows, misfits}).toEqual({headers: header, rows: body, misfits: []});
  });

  test('encoded twice says so, with examples, and can be read as it stands', async () => {
    const {preview} = await tableOf(database, new File([Uint8Array.from(doubled(textOf(';')))], 'a.csv'));
    expect(preview.reading).toEqual([
      {
        kind: 'encoded-twice',
        lines: 4,
        otherwise: 0,
        samples: [
          ['WÃ¤hrung', 'Währung'],
          ['mÃ¼ller@example.de', 'müller@example.de'],
          ['BÃ¼gelbrett', 'Bügelbrett'],
        ],
      },
    ]);
    expect(preview.recipe.dialect.doubled).toBe(true);
  });

  test('of proper umlauts with one line encoded twice has both right, and says that it is a mixture', async () => {
    const lines = textOf(';', '\n').trimEnd().split('\n');
    const mixed = Buffer.concat(
      lines.map((line, index) => (index === 2 ? doubled(`${line}\n`) : Buffer.from(`${line}\n`))),
    );
    const {preview, rows} = await tableOf(database, new File([Uint8Array.from(mixed)], 'a.csv'));
    expect(rows).toEqual(body);
    expect(preview.reading).toMatchObject([{kind: 'encoded-twice', lines: 1, otherwise: 3}]);
  });

  test.each([1, 2, 3])('in UTF-8 with line %i in Windows-1252 has every letter, and says so', async (odd) => {
    const lines = textOf(';', '\n').trimEnd().split('\n');
    const mixed = Buffer.concat(
      lines.map((line, index) => (index === odd ? windows1252(`${line}\n`) : Buffer.from(`${line}\n`))),
    );
    const {preview, rows} = await tableOf(database, new File([Uint8Array.from(mixed)], 'a.csv'));
    expect(rows).toEqual(body);
    expect(preview.reading).toMatchObject([{kind: 'mixed-encoding', lines: 1}]);
  });

  test.each(['ÄÖÜ, Ã, Â und â', 'SÃO PAULO', 'Ã‰ric? nein: Ã', '„Âge“'])(
    'that says %s keeps what is no trace of another encoding',
    async (text) => {
      const {rows} = await tableOf(database, fileOf(`id;text;zahl\n1;${text};2\n`));
      expect(rows[0]![1]).toBe(text.replace('Ã‰', 'É'));
    },
  );

  const plain = textOf(';', '\n');
  const [first = '', ...others] = plain.trimEnd().split('\n');
  test.each<[string, string]>([
    ['a line that names the separator', `sep=;\n${plain}`],
    ['such a line in quotes', `"sep=;"\n${plain}`],
    ['such a line that is wrong', `sep=,\n${plain}`],
    [
      'a title, an empty line and a note',
      `Umsatzbericht 2024\n\nStand: 01.02.2024;erstellt von Meier\n${plain}`,
    ],
    ['a title with all separators', `Umsatzbericht;;;;;\n;;;;;\n${plain}`],
    ['a line of dashes', `--;--;--;--;--;--\n${plain}`],
    ['its header once more below', [first, ...others, first].join('\n')],
    ['its header twice above', [first, first, ...others].join('\n')],
    ['another file put below it, mark and all', `\ufeff${plain}\ufeff${first}\n`],
    ['separators at the end of rows', [first, ...others.map((line) => `${line};;`)].join('\n')],
    [
      'whole lines quoted',
      plain.replace(/^(.*)$/gm, (line) => (line ? `"${line.replaceAll('"', '""')}"` : '')),
    ],
    ['the lines with a comma quoted as a whole', plain.replace(/^(.*,.*)$/gm, (line) => `"${line}"`)],
    [
      'blanks behind separators and cells in quotes',
      plain.replaceAll(';', '; ').replace(/Tasse, weiß/, '"Tasse, weiß"'),
    ],
    ['a NUL in a cell', plain.replace('Füll', 'Fü\0ll')],
    ['empty lines between', plain.replaceAll('\n', '\n\n')],
    ['mixed line ends', plain.replace('\n', '\r\n').replace(/\n$/, '\r')],
    ['a cell that is quoted and never closed', plain.replace('Füllfederhalter', '"Füllfederhalter')],
  ])('below or beside %s reads the same', async (what, text) => {
    const {headers, rows} = await tableOf(database, fileOf(text));
    const named = headers.filter((name) => !/^Column \d+$/.test(name));
    const cells = rows.map((row) => row.slice(0, named.length).map((cell) => cell.trim()));
    const wanted = what.includes('never closed')
      ? body.map((row) => row.map((cell) => cell.replace('Füll', '"Füll')))
      : body;
    expect({named, cells}).toEqual({named: header, cells: wanted});
  });

  test('without a header has columns with numbers for names, and loses no row', async () => {
    const {headers, rows} = await tableOf(database, fileOf(others.join('\n')));
    expect(headers).toEqual(header.map((_, index) => `Column ${index + 1}`));
    expect(rows).toEqual(body);
  });

  test('with empty and equal headers keeps every column under a name of its own', async () => {
    const {headers, rows} = await tableOf(database, fileOf('Name;;Name;Name (2);\nA;B;C;D;E\n'));
    expect(headers).toEqual(['Name', 'Column 2', 'Name (2)', 'Name (2) (2)', 'Column 5']);
    expect(rows).toEqual([['A', 'B', 'C', 'D', 'E']]);
  });

  test('with line breaks in quotes keeps them', async () => {
    const {rows} = await tableOf(database, fileOf('id;text;zahl\n1;"eins\nzwei; drei\r\nvier";5\n2;x;6\n'));
    expect(rows).toEqual([
      ['1', 'eins\nzwei; drei\r\nvier', '5'],
      ['2', 'x', '6'],
    ]);
  });

  test('a quote that never closes does not take the rows below with it, though an inch mark would close it', async () => {
    const text = 'id;text;zahl\n1;Rohr;"5\n2;Tisch 24";6\n3;"gut; ganz";7\n';
    const {rows} = await tableOf(database, fileOf(text));
    expect(rows).toEqual([
      ['1', 'Rohr', '"5'],
      ['2', 'Tisch 24"', '6'],
      ['3', 'gut; ganz', '7'],
    ]);
  });

  test('with rows that are too short or too long fills the ones, sets the others aside, and splits no decimal comma', async () => {
    const text = 'id;tag;text;zahl\n1;02.01.2024;A;9,90\n2;03.01.2024;B\n3;04.01.2024;C;9,90;mehr\n4\n';
    const {rows, misfits} = await tableOf(database, fileOf(text));
    expect(rows).toEqual([
      ['1', '02.01.2024', 'A', '9,90'],
      ['2', '03.01.2024', 'B', ''],
      ['4', '', '', ''],
    ]);
    expect(misfits).toEqual([['3', '04.01.2024', 'C', '9,90', 'mehr']]);
  });

  test.each([
    ['a byte order mark only', '\ufeff', 'file-empty'],
    ['a mark and line ends', '\ufeff\r\n\r\n', 'file-empty'],
    ['a header only', `${first}\n`, 'file-no-rows'],
  ])('that is %s is refused as such', async (_, text, code) => {
    await expect(tableOf(database, fileOf(text))).rejects.toMatchObject({code});
  });

  test('of days that Excel has turned round where it could is stated as mixed', async () => {
    const text =
      'Bestellnummer;Datum;E-Mail;Summe\n1;03.04.2024;a@x.de;1,00\n2;03/25/2024;b@x.de;2,00\n3;03/26/2024;c@x.de;2,50\n';
    const {typed} = await typedTable(database, fileOf(text));
    expect(typed['ordered_at']!.verdict).toMatchObject({
      kind: 'mixed',
      forms: [
        {form: 'mm/dd/yyyy', cells: 2},
        {form: 'dd.mm.yyyy', cells: 1},
      ],
    });
  });

  test('takes an umlaut of one character and one of two for the same', async () => {
    const text = `Bestellnummer;Datum;E-Mail;Summe\n1;02.01.2024;${'müller@x.de'.normalize('NFD')};1,00\n2;02.01.2024;müller@x.de;1,00\n`;
    const {rows} = await typedTable(database, fileOf(text));
    expect(rows[0]!['email']).toBe(rows[1]!['email']);
  });
});
