import {readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate';
import {writeXlsx} from 'hucre/xlsx';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {leftOutText, readingText} from '../../src/app/import/file_words';
import {sampleRecords} from '../../src/imports/formats/csv';
import {QUOTE, SEPARATOR, tableFile} from '../../src/imports/formats/table_file';
import {numberText} from '../../src/imports/formats/values';
import {inspect} from '../../src/imports/inspect';
import {unpacked} from '../../src/imports/unpack';
import {valueOf} from '../../src/lib/outcome';
import {Problem} from '../../src/lib/problem';
import {createFormat} from '../../src/text/format';
import {reasonWords} from '../../src/text/reasons';
import {reasonLeftOut} from '../../src/text/left_out';
import {problemText} from '../../src/text/problems';
import {createShop} from '../helpers/service';

const unpacking = {pause: async () => undefined, report: () => undefined};

const fixture = (name: string) =>
  new File([readFileSync(join(import.meta.dirname, '../fixtures', name))], basename(name));

async function tablesOf(file: File): Promise<Record<string, string[][]>> {
  const tables = (await unpacked(file, unpacking)).filter(({refused}) => !refused);
  const entries = tables.map(async ({file: part}) => {
    const text = await part.text();
    const separator = text.includes(SEPARATOR) ? SEPARATOR : ',';
    return [part.name, sampleRecords(text, separator, QUOTE, 100_000)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

describe('a workbook', () => {
  // Made with openpyxl: title rows, an empty row, dates with and without a time, an amount as text, an error, a row of sums.
  const rows = [
    ['Bestellexport Teeladen'],
    ['Stand: 30.06.2024'],
    [''],
    ['Bestellnummer', 'Datum', 'Kundennummer', 'E-Mail', 'Gesamtbetrag', 'Bemerkung'],
    ['1001', '2024-01-05', '17850', 'anna@example.com', '19.9', 'ok'],
    [
      '1002',
      '2024-01-06 10:30:00',
      '17851',
      'ben@example.com',
      '1234.5',
      '"Zitat", Komma; Strich\nneue Zeile',
    ],
    ['1003', '2024-02-29', '17850', 'anna@example.com', '1.234,50', 'Text'],
    ['1004', '2024-03-01', '17852', 'cem@example.com', '0.1250'],
    ['1005', '2024-03-02', '17853', 'dan@example.com', '#DIV/0!', 'Fehler'],
    ['Summe', '', '', '', '3722.9'],
  ];

  test('gives each visible sheet with rows, its row numbers kept; hidden and empty sheets are left', async () => {
    expect(await tablesOf(fixture('title_hidden_error.xlsx'))).toEqual({
      'title_hidden_error.xlsx › Bestellungen': rows,
    });
  });

  test('counts its days from 1904 where it says so', async () => {
    expect(Object.values(await tablesOf(fixture('since_1904.xlsx')))).toEqual([rows]);
  });

  test('with a lone cell at its far end is still its table', async () => {
    const rows: (string | number)[][] = [
      ['order_id', 'date', 'email', 'total'],
      [1, '2024-01-05', 'a@example.com', 10],
    ];
    const book = await writeXlsx({
      sheets: [{name: 'Orders', rows, cells: new Map([['999998,699', {value: 'x'}]])}],
    });
    const [table] = Object.values(await tablesOf(new File([book as Uint8Array<ArrayBuffer>], 'far.xlsx')));
    expect(table!.slice(0, 2)).toEqual(rows.map((row) => row.map(String)));
    expect(table).toHaveLength(3);
  });

  test('may have a sheet that is one chart, which is left beside the others', async () => {
    const entries = unzipSync(
      (await writeXlsx({sheets: [{name: 'Orders', rows: [['order_id'], ['A1']]}]})) as Uint8Array,
    );
    const add = (path: string, before: string, added: string) => {
      entries[path] = strToU8(strFromU8(entries[path]!).replace(before, added + before));
    };
    add('xl/workbook.xml', '<sheet ', '<sheet name="Chart1" sheetId="9" r:id="rId99"/>');
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet';
    const chart = `<Relationship Id="rId99" Type="${type}" Target="chartsheets/sheet1.xml"/>`;
    add('xl/_rels/workbook.xml.rels', '</Relationships>', chart);
    entries['xl/chartsheets/sheet1.xml'] = strToU8('<chartsheet/>');
    const book = new File([zipSync(entries) as Uint8Array<ArrayBuffer>], 'chart.xlsx');
    expect(await tablesOf(book)).toEqual({'chart.xlsx › Orders': [['order_id'], ['A1']]});
    const left = (await unpacked(book, unpacking)).flatMap(({refused}) => refused ?? []);
    expect(left.map(({code, facts}) => reasonLeftOut(code, facts).de)).toEqual(['ein Diagramm']);
  });

  test('with a password says that it has one', async () => {
    const book = await writeXlsx({
      sheets: [{name: 'Orders', rows: [['order_id']]}],
      encryption: {password: 'geheim', spinCount: 1000},
    });
    const file = new File([book as Uint8Array<ArrayBuffer>], 'orders.xlsx');
    await expect(unpacked(file, unpacking)).rejects.toMatchObject({code: 'file-encrypted'});
  });

  test('that is cut off is a problem with its name, not a crash', async () => {
    const whole = readFileSync(join(import.meta.dirname, '../fixtures/title_hidden_error.xlsx'));
    const cut = new File([whole.subarray(0, whole.length - 900)], 'cut.xlsx');
    await expect(unpacked(cut, unpacking)).rejects.toMatchObject({
      code: 'file-damaged',
      facts: {file: 'cut.xlsx'},
    });
  });
});

describe('a Parquet file', () => {
  // Made with pyarrow.
  const rows = [
    ['order_id', 'ordered_at', 'day', 'total', 'number', 'share', 'paid', 'tags'],
    ['a1', '2024-01-05 10:00:00', '2024-01-05', '19.99', '1', '0.1', 'true', '["a","b"]'],
    ['a2', '2024-01-06', '2024-01-05', '1234.50', '2', '1.1250', 'false', '[]'],
    ['', '2024-01-07 23:59:59', '2024-01-05', '-5.00', '1152921504606846976', '', '', ''],
  ];

  test.each(['types.zstd.parquet', 'types.snappy.parquet'])(
    'is read to the cent and the second: %s',
    async (name) => {
      expect(await tablesOf(fixture(name))).toEqual({[name]: rows});
    },
  );

  test('that is cut off is a problem with its name', async () => {
    const whole = readFileSync(join(import.meta.dirname, '../fixtures/types.zstd.parquet'));
    await expect(
      unpacked(new File([whole.subarray(0, 1000)], 'cut.parquet'), unpacking),
    ).rejects.toMatchObject({code: 'file-damaged', facts: {file: 'cut.parquet'}});
  });
});

test.each(['title_hidden_error.xlsx', 'types.snappy.parquet'])('%s may be gzipped', async (name) => {
  const bytes = gzipSync(readFileSync(join(import.meta.dirname, '../fixtures', name)));
  const whole = Object.values(await tablesOf(fixture(name)));
  const packed = new File([bytes], `${name}.gz`);
  expect(Object.values(await tablesOf(packed))).toEqual(whole);
  await expect(
    unpacked(new File([bytes.subarray(0, bytes.length - 40)], `${name}.gz`), unpacking),
  ).rejects.toMatchObject({code: 'file-damaged', facts: {file: `${name}.gz`}});
});

describe('JSON', () => {
  const tableOf = async (text: string, name = 'orders.json') =>
    Object.values(await tablesOf(new File([text], name)))[0];

  test('has a row for each order line, with the fields of the order repeated', async () => {
    const text = JSON.stringify({
      page: 1,
      orders: [
        {
          id: 7,
          name: '#1001',
          email: 'a@example.com',
          total_price: '30.00',
          customer: {id: 99, tags: ['x', 'y']},
          tax_lines: [{rate: 0.19}],
          line_items: [
            {name: 'Tee', quantity: 2, price: '10.00'},
            {name: 'Kanne', quantity: 1, price: '10.00'},
          ],
        },
        {id: 8, name: '#1002', email: null, total_price: 5.125, customer: null, line_items: []},
      ],
    });
    expect(await tableOf(text)).toEqual([
      [
        'id',
        'name',
        'email',
        'total_price',
        'customer id',
        'customer tags',
        'tax_lines',
        'item name',
        'quantity',
        'price',
        'customer',
        'line_items',
      ],
      ['7', '#1001', 'a@example.com', '30.00', '99', 'x, y', '[{"rate":0.19}]', 'Tee', '2', '10.00', '', ''],
      [
        '7',
        '#1001',
        'a@example.com',
        '30.00',
        '99',
        'x, y',
        '[{"rate":0.19}]',
        'Kanne',
        '1',
        '10.00',
        '',
        '',
      ],
      ['8', '#1002', '', '5.1250', '', '', '', '', '', '', '', ''],
    ]);
  });

  test('may be one object a line, and name what objects inherit', async () => {
    const lines = '{"order_id":"1","__proto__":"a","total":1}\n\n{"order_id":"2","constructor":"b"}\n';
    expect(await tableOf(lines, 'orders.ndjson')).toEqual([
      ['order_id', '__proto__', 'total', 'constructor'],
      ['1', 'a', '1', ''],
      ['2', '', '', 'b'],
    ]);
  });

  test('that is no list of objects is refused', async () => {
    await expect(unpacked(new File(['{"a": 1'], 'x.json'), unpacking)).rejects.toMatchObject({
      code: 'file-damaged',
    });
    await expect(unpacked(new File(['[1, 2]'], 'x.json'), unpacking)).rejects.toMatchObject({
      code: 'file-not-a-table',
    });
  });
});

describe('an archive', () => {
  test('gives the tables in it, whatever their format, without junk', async () => {
    const found = await tablesOf(fixture('export.zip'));
    expect(found).toEqual({
      'export.zip › orders.csv': [
        ['order_id', 'date', 'email', 'total'],
        ['1', '2024-01-05', 'a@example.com', '10.00'],
        ['2', '2024-02-05', 'b@example.com', '20.00'],
      ],
      'export.zip › more.json': [
        ['order_id', 'date', 'email', 'total'],
        ['3', '2024-03-05', 'a@example.com', '30.00'],
      ],
    });
  });

  test('that would unpack to far more than itself is refused', async () => {
    const bomb = zipSync({'orders.csv': new Uint8Array(200 << 20)}, {level: 9});
    await expect(unpacked(new File([bomb], 'bomb.zip'), unpacking)).rejects.toMatchObject({
      code: 'file-too-large',
      facts: {file: 'bomb.zip'},
    });
  });

  test('with more files than are read says how many are left out', async () => {
    const entries = Object.fromEntries(
      Array.from({length: 503}, (_, n) => [`day-${n}.csv`, strToU8(`order_id,total\n${n},1.00\n`)]),
    );
    const parts = await unpacked(
      new File([zipSync(entries) as Uint8Array<ArrayBuffer>], 'days.zip'),
      unpacking,
    );
    expect(parts.filter(({refused}) => !refused)).toHaveLength(500);
    const refused = parts.flatMap(({file: {name}, refused}) =>
      refused ? {name, code: refused.code, facts: refused.facts} : [],
    );
    expect(refused).toMatchObject([
      {name: 'days.zip › day-500.csv', code: 'file-beyond-most', facts: {files: 3, most: 500}},
    ]);
    const pdfs = Array.from({length: 20}, (_, n) => ({
      name: `${n}.pdf`,
      code: 'file-not-a-table' as const,
      facts: {kind: 'PDF'},
    }));
    const words = leftOutText([...pdfs, ...refused], createFormat('de', 'EUR'));
    expect(words.de).toMatch(/^day.*500\.csv \(mit 2 weiteren über die 500 Dateien hinaus/);
  });

  test('with a password says that it has one', async () => {
    const locked = Uint8Array.from(zipSync({'orders.csv': strToU8('order_id,total\n1,1.00\n')}));
    locked[6]! |= 1;
    await expect(unpacked(new File([locked], 'locked.zip'), unpacking)).rejects.toMatchObject({
      code: 'file-encrypted',
      facts: {file: 'locked.zip'},
    });
  });

  test('of workbooks is none itself, though they lie in it as they are', async () => {
    const book = readFileSync(join(import.meta.dirname, '../fixtures/title_hidden_error.xlsx'));
    const stored = zipSync({'a.xlsx': book, 'b.xlsx': book}, {level: 0}) as Uint8Array<ArrayBuffer>;
    const parts = await unpacked(new File([stored], 'books.zip'), unpacking);
    expect(parts.map(({file}) => file.name)).toEqual(
      ['a', 'b'].flatMap((name) => [
        `books.zip › ${name}.xlsx › Bestellungen`,
        `books.zip › ${name}.xlsx › Leer`,
      ]),
    );
  });

  test('of archives that would unpack to far more together is refused as well', async () => {
    const inner = zipSync({'orders.csv': new Uint8Array(40 << 20)}, {level: 9});
    const outer = zipSync({'a.zip': inner, 'b.zip': inner, 'c.csv': strToU8('a,b\n1,2\n')}, {level: 9});
    const parts = await unpacked(new File([outer as Uint8Array<ArrayBuffer>], 'outer.zip'), unpacking);
    expect(parts.flatMap(({refused}) => refused?.code ?? [])).toContain('file-too-large');
    expect(parts.map(({file}) => file.name)).toContain('outer.zip › c.csv');
  });

  test('that is cut off is a problem with its name', async () => {
    const whole = readFileSync(join(import.meta.dirname, '../fixtures/export.zip'));
    await expect(unpacked(new File([whole.subarray(0, 90)], 'cut.zip'), unpacking)).rejects.toMatchObject({
      code: 'file-damaged',
      facts: {file: 'cut.zip'},
    });
  });

  test('stops when nobody waits any more', async () => {
    const pause = () => Promise.reject(new Problem('cancelled'));
    await expect(unpacked(fixture('export.zip'), {...unpacking, pause})).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

test('a table that is written and read again is the same, whatever its cells', async () => {
  const cell = fc
    .string({unit: 'binary', maxLength: 12})
    .map((text) => text.replaceAll(/[\0\x1f\ud800-\udfff]/g, ''));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, {minLength: 2, maxLength: 4}), {minLength: 1, maxLength: 8}),
      async (rows) => {
        const table = tableFile('t.csv');
        for (const row of rows) table.add(row);
        expect(sampleRecords(await table.done().file.text(), SEPARATOR, QUOTE, 100)).toEqual(rows);
      },
    ),
    {seed: 5},
  );
});

test('a number has a dot, no exponent, and never three decimals alone', () => {
  const written = [0, -5, 17850, 4.01234e12, 1e21, 0.1 + 0.2, 1.234, -12.5, 1234.567, 1e-7].map(numberText);
  expect(written).toEqual([
    '0',
    '-5',
    '17850',
    '4012340000000',
    '1000000000000000000000',
    '0.3',
    '1.2340',
    '-12.5',
    '1234.567',
    '0.0000001',
  ]);
});

describe('a document', () => {
  const types = strToU8('<Types/>');
  const document = (entries: Record<string, Uint8Array | [Uint8Array, {level: 0}]>, name: string) =>
    new File([zipSync(entries) as Uint8Array<ArrayBuffer>], name);
  const openDocument = (kind: string, name: string) =>
    document(
      {
        mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), {level: 0}],
        'content.xml': strToU8(
          '<?xml version="1.0"?>\n<office:document-content>\n</office:document-content>',
        ),
      },
      name,
    );

  test.each([
    ['DOCX', document({'[Content_Types].xml': types, 'word/document.xml': types}, 'orders.docx')],
    ['PPTX', document({'[Content_Types].xml': types, 'ppt/presentation.xml': types}, 'orders.pptx')],
    ['ODT', openDocument('text', 'orders.odt')],
    ['ODS', openDocument('spreadsheet', 'orders.ods')],
    ['ODP', openDocument('presentation', 'orders.odp')],
    ['iWork', document({'Index/Document.iwa': types}, 'orders.numbers')],
  ])('%s is told by what is in it, not called damaged', async (kind, file) => {
    await expect(unpacked(file, unpacking)).rejects.toMatchObject({
      code: 'file-not-a-table',
      facts: {file: file.name, kind},
    });
    const words = problemText(new Problem('file-not-a-table', {file: file.name, kind}));
    expect(words.de).toContain(`„${file.name}“ ist ein`);
    expect(words.en).not.toContain('looks like');
  });

  test.each([
    ['HTML', '\n<table border="1"><tr><td>Bestellnummer</td></tr>\n<tr><td>1</td></tr></table>'],
    ['XML', '<?xml version="1.0"?>\n<Workbook><Worksheet/></Workbook>'],
  ])('%s under the name of a workbook is told', async (kind, text) => {
    await expect(inspect(new File([text], 'export.xls'))).rejects.toMatchObject({
      code: 'file-not-a-table',
      facts: {kind},
    });
  });
});

describe('dropped like any export', () => {
  const shop = createShop();

  test('a workbook with a title, a row of sums and an error counts every row', async () => {
    const {dataset, receipt} = await shop.open([fixture('title_hidden_error.xlsx')]);
    // Six rows below the header: the error has no amount, the sums are no order; an amount in German text is one.
    const [file] = receipt.files;
    expect(file!.rows).toBe(6);
    expect(file!.used + file!.setAside.reduce((sum, {rows}) => sum + rows, 0)).toBe(6);
    expect(file!.setAside.find(({reason}) => reason === 'total_row')).toMatchObject({rows: 1});
    expect(dataset).toMatchObject({orders: 4, customers: 3});
    const aside = await shop.service.save(0, {
      kind: 'set-aside',
      dataset: dataset.id,
      source: 0,
      words: reasonWords('de'),
      separator: ';',
    });
    // A sheet has rows and no lines, though a cell above holds two.
    expect((await valueOf(aside).text()).split('\r\n')[1]).toBe(
      'title_hidden_error.xlsx › Bestellungen;9;9;unreadable_amount;Betrag nicht lesbar;1005;2024-03-02;17853;dan@example.com;#DIV/0!;Fehler',
    );
    const {facts} = await shop.run(dataset, 'overview');
    // 19.90 + 1234.50 + 1234.50 + 0.125
    expect(facts['revenue']).toBe(2489.025);
  });

  test('a row of a workbook that ends early has its cells in their columns', async () => {
    const rows = Array.from({length: 30}, (_, at) => [
      `N${at}`,
      '2024-01-05',
      `k${at}@example.org`,
      10,
      'Gruß',
    ]);
    const short = [
      ['N30', '2024-01-06', 'k30@example.org', 20],
      ['N31', '2024-01-06', 'k31@example.org', 'offen'],
    ];
    const header = ['order_id', 'date', 'email', 'total', 'note'];
    const book = await writeXlsx({sheets: [{name: 'Orders', rows: [header, ...rows, ...short]}]});
    const {dataset, receipt} = await shop.open([new File([book as Uint8Array<ArrayBuffer>], 'short.xlsx')]);
    expect(dataset).toMatchObject({orders: 31});
    expect(receipt.files[0]!.setAside).toMatchObject([{reason: 'unreadable_amount', rows: 1}]);
  });

  test('a workbook says which of its sheets are hidden and not read, in both languages', async () => {
    const [found] = valueOf(
      await shop.service.inspect(0, fixture('title_hidden_error.xlsx'), () => undefined),
    );
    const [note] = found!.preview.reading;
    expect(note).toEqual({kind: 'hidden-sheets', names: ['Intern']});
    expect(readingText(note!, createFormat('en', 'EUR')).en).toContain('are not read: Intern.');
    expect(readingText(note!, createFormat('de', 'EUR')).de).toContain('werden nicht gelesen: Intern.');
  });

  test('a pivot table is left beside the rows that it is made of, and refused by name where they are hidden', async () => {
    const pivot = {
      name: 'Pivot',
      rows: [
        ['Zeilenbeschriftungen', 'Summe von Betrag'],
        ['Januar', 30],
        ['Gesamtergebnis', 30],
      ],
    };
    const data = {
      name: 'Daten',
      rows: [
        ['Bestellnummer', 'Datum', 'E-Mail', 'Betrag'],
        ['B1', '05.01.2026', 'a@example.com', 10],
        ['B2', '06.01.2026', 'b@example.com', 20],
      ],
    };
    const book = async (state: 'visible' | 'hidden') => {
      const bytes = await writeXlsx({
        sheets: [pivot, {...data, ...(state === 'hidden' ? {hidden: true} : {})}],
      });
      return new File([bytes as Uint8Array<ArrayBuffer>], 'mappe.xlsx');
    };
    const {dataset, receipt} = await shop.open([await book('visible')]);
    expect(receipt.files.map(({file}) => file)).toEqual(['mappe.xlsx › Daten']);
    expect(dataset.orders).toBe(2);
    expect(await shop.service.inspect(0, await book('hidden'), () => undefined)).toMatchObject({
      ok: false,
      code: 'file-not-orders',
      facts: {file: 'mappe.xlsx', nameDe: 'eine Pivot-Tabelle'},
    });
  });

  test('a sheet that is no table is named with its reason beside the one that is, in both languages', async () => {
    const sheets = [
      {name: 'Leer', rows: []},
      {
        name: 'Pivot',
        rows: [
          ['Zeilenbeschriftungen', 'Summe von Betrag'],
          ['Januar', 30],
        ],
      },
      {
        name: 'Daten',
        rows: [
          ['Bestellnummer', 'Datum', 'E-Mail', 'Betrag'],
          ['B1', '05.01.2026', 'a@example.com', 10],
        ],
      },
    ];
    const bytes = (await writeXlsx({sheets})) as Uint8Array<ArrayBuffer>;
    const found = valueOf(await shop.service.inspect(0, new File([bytes], 'mappe.xlsx'), () => undefined));
    expect(found.map(({file}) => file.name)).toEqual(['mappe.xlsx › Daten']);
    const [note] = found[0]!.preview.reading;
    expect(readingText(note!, createFormat('en', 'EUR')).en).toBe(
      'Not read of “mappe.xlsx”: Leer (empty) and Pivot (a pivot table).',
    );
    expect(readingText(note!, createFormat('de', 'EUR')).de).toBe(
      'Nicht gelesen aus „mappe.xlsx“: Leer (leer) und Pivot (eine Pivot-Tabelle).',
    );
  });

  test('what is no table in an archive is named once with its reason, and what systems leave there is not', async () => {
    const table = strToU8('order_id,date,email,total\n1,2024-01-05,a@example.com,10.00\n');
    const archive = (entries: Record<string, Uint8Array>) =>
      new File([zipSync(entries) as Uint8Array<ArrayBuffer>], 'export.zip');
    const inner = zipSync({'list.csv': table, 'photo.PNG': strToU8('x')});
    const entries = {
      'january.csv': table,
      'february.csv': table,
      'letters/invoice.pdf': strToU8('%PDF-1.4'),
      'nothing.csv': strToU8(''),
      'cut.zip': inner.subarray(0, 60),
      'inner.zip': inner,
      '__MACOSX/._january.csv': strToU8('x'),
      '.DS_Store': strToU8('x'),
      'Thumbs.db': strToU8('x'),
    };
    const found = valueOf(await shop.service.inspect(0, archive(entries), () => undefined));
    expect(found.map(({file}) => file.name)).toEqual([
      'export.zip › january.csv',
      'export.zip › february.csv',
      'export.zip › inner.zip › list.csv',
    ]);
    expect(found.slice(1).flatMap(({preview}) => preview.reading)).toEqual([]);
    const [note] = found[0]!.preview.reading;
    expect(readingText(note!, createFormat('en', 'EUR')).en).toBe(
      'Not read of “export.zip”: nothing.csv (empty), cut.zip (damaged or cut off), inner.zip › photo.PNG (PNG, no readable table) and invoice.pdf (PDF, no readable table).',
    );
    const many = Object.fromEntries(Array.from({length: 40}, (_, index) => [`${index}.jpg`, strToU8('x')]));
    const [full] = valueOf(
      await shop.service.inspect(0, archive({...many, 'a.csv': table}), () => undefined),
    );
    expect(readingText(full!.preview.reading[0]!, createFormat('de', 'EUR')).de).toMatch(
      / und 28 weitere\.$/,
    );
  });

  test('an archive or a workbook without any table says what its first part is', async () => {
    const pdf = zipSync({'invoice.pdf': strToU8('%PDF-1.4')}) as Uint8Array<ArrayBuffer>;
    expect(await shop.service.inspect(0, new File([pdf], 'a.zip'), () => undefined)).toMatchObject({
      ok: false,
      code: 'file-not-a-table',
      facts: {file: 'a.zip › invoice.pdf', kind: 'PDF'},
    });
    const empty = zipSync({'folder/': new Uint8Array()}) as Uint8Array<ArrayBuffer>;
    expect(await shop.service.inspect(0, new File([empty], 'b.zip'), () => undefined)).toMatchObject({
      ok: false,
      code: 'file-empty',
      facts: {file: 'b.zip'},
    });
  });

  test('an archive of a CSV and a JSON export is two files of one shop', async () => {
    const {dataset, receipt} = await shop.open([fixture('export.zip')]);
    expect(receipt.files.map(({file}) => file)).toEqual([
      'export.zip › orders.csv',
      'export.zip › more.json',
    ]);
    expect(dataset).toMatchObject({orders: 3, customers: 2});
  });
});
