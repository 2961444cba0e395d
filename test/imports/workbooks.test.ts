import {strFromU8, strToU8, unzipSync, zipSync, type Zippable} from 'fflate';
import {readXlsx, writeXlsx, type CellValue} from 'hucre/xlsx';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {sampleRecords} from '../../src/imports/formats/csv';
import {isDateFormat} from '../../src/imports/formats/date_formats';
import {QUOTE, SEPARATOR} from '../../src/imports/formats/table_file';
import {momentText, numberText} from '../../src/imports/formats/values';
import {unpacked} from '../../src/imports/unpack';
import {crc32} from '../../src/lib/crc32';
import {Problem} from '../../src/lib/problem';

const unpacking = {pause: async () => undefined, report: () => undefined};
const fileOf = (bytes: Uint8Array) => new File([bytes as Uint8Array<ArrayBuffer>], 'book.xlsx');

/** The rows of the first table of a workbook. */
async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
  const [part] = await unpacked(fileOf(bytes), unpacking);
  if (part!.refused) throw part!.refused;
  return sampleRecords(await part!.file.text(), SEPARATOR, QUOTE, 1_000_000);
}

const relations = (...targets: readonly [type: string, target: string][]) =>
  strToU8(
    `<Relationships>${targets
      .map(([type, target], at) => `<Relationship Id="rId${at}" Type="http://x/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`,
  );

/** A workbook of one sheet, as small as can be. */
const bookOf = (sheet: string, others: Zippable = {}): Zippable => ({
  '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
  'xl/workbook.xml': strToU8(
    '<workbook><sheets><sheet name="S" sheetId="1" r:id="rId0"/></sheets></workbook>',
  ),
  'xl/_rels/workbook.xml.rels': relations(
    ['worksheet', 'worksheets/sheet1.xml'],
    ['sharedStrings', '/xl/sharedStrings.xml'],
    ['styles', '../xl/Styles.xml'],
  ),
  'xl/worksheets/sheet1.xml': strToU8(sheet),
  ...others,
});

const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

const text = fc.oneof(
  fc.string({unit: 'binary'}).map((made) => made.replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')),
  fc.constantFrom('a & b < c > "d" \'e\'', '_x0041_', 'zwei\nZeilen', ' mit Rand ', '&amp;', 'ä€😀', '1,5'),
);
const value: fc.Arbitrary<CellValue> = fc.oneof(
  text,
  fc.integer(),
  fc.double({noNaN: true, noDefaultInfinity: true}),
  fc.boolean(),
  fc.constant(null),
  fc
    .integer({min: 61 * 86_400, max: 100_000 * 86_400})
    .map((seconds) => new Date(Date.UTC(1899, 11, 30) + seconds * 1000)),
);

/** What an independent reader finds in a workbook, in the words of a table. */
async function byTwin(bytes: Uint8Array): Promise<string[][]> {
  const {sheets} = await readXlsx(bytes);
  const rows = sheets[0]!.rows.map((row) => {
    const cells = row.map((cell) => {
      if (cell instanceof Date) return momentText(cell);
      return typeof cell === 'number' ? numberText(cell) : String(cell ?? '');
    });
    return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
  });
  return rows
    .slice(0, rows.findLastIndex(({length}) => length > 0) + 1)
    .map((row) => (row.length > 0 ? row : ['']));
}

test('a workbook is read as an independent reader reads it, whatever its cells', async () => {
  const rows = fc.array(fc.array(value, {maxLength: 6}), {minLength: 1, maxLength: 12});
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom('shared' as const, 'inline' as const),
      async (made, stringMode) => {
        const bytes = (await writeXlsx({sheets: [{name: 'S', rows: made}], stringMode})) as Uint8Array;
        const expected = await byTwin(bytes);
        fc.pre(expected.length > 0);
        expect(await rowsOf(bytes)).toEqual(expected);
      },
    ),
    {numRuns: 150, seed: 20240229},
  );
});

describe('of what the makers of workbooks write', () => {
  const strings = `<sst><!-- a > b --><si><t>x</t></si><si><r><rPr><b/></rPr><t>fett </t></r><r><t xml:space="preserve">&amp; mager</t></r>
    <rPh sb="0" eb="1"><t>フリ</t></rPh></si><si><t><![CDATA[1 < 2 &amp;]]></t></si></sst>`;
  const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-407]dd.mm.yyyy\\ hh:mm;@"/>
    <numFmt numFmtId="165" formatCode="0.00&quot; Std.&quot;"/><numFmt numFmtId="166" formatCode="[h]:mm:ss.000"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="166"/></cellXfs></styleSheet>`;
  const others = {'xl/sharedStrings.xml': strToU8(strings), 'xl/styles.xml': strToU8(styles)};
  const read = async (rows: string) => rowsOf(zipSync(bookOf(sheetOf(rows), others)));

  test.each<[string, string, string[]]>([
    [
      'shared, rich and plain texts',
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>',
      ['x', 'fett & mager', '1 < 2 &amp;'],
    ],
    [
      'texts that stand in their cell',
      '<c t="inlineStr"><is><r><t>a</t></r><r><t>b&#x20AC;</t></r></is></c>',
      ['ab€'],
    ],
    [
      'what a formula gives, not the formula',
      '<c t="str"><f>A1&amp;"t"</f><v>&lt;t&gt;</v></c><c><f>1+1</f><v>2</v></c>',
      ['<t>', '2'],
    ],
    [
      'truth, errors and days as text',
      '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2024-01-05</v></c>',
      ['true', 'false', '#N/A', '2024-01-05'],
    ],
    [
      'days by their style',
      '<c s="1"><v>45351.5</v></c><c s="2"><v>1.5</v></c><c s="3"><v>45351</v></c><c><v>45351</v></c>',
      ['2024-02-29 12:00:00', '1.5', '2024-02-29', '45351'],
    ],
    [
      'days of the leap year that 1900 was not',
      '<c s="3"><v>59</v></c><c s="3"><v>61</v></c>',
      ['1900-02-28', '1900-03-01'],
    ],
    [
      'cells by their place, or by their order',
      '<c r="B1"><v>1</v></c><c><v>2</v></c><c r=\'AA1\'><v>3</v></c>',
      ['', '1', '2', ...Array<string>(23).fill(''), '3'],
    ],
    [
      'cells without a value',
      '<c r="A1" s="1"/><c r="B1" t="s"><v></v></c><c r="C1"><v>1</v></c>',
      ['', '', '1'],
    ],
    ['attributes of any name', '<c ht="s" r="A1" x:r="Q9" cm="1"><v>1</v></c>', ['1']],
  ])('%s are read', async (_, cells, expected) => {
    expect(await read(`<row r="1" spans="1:3">${cells}</row>`)).toEqual([expected]);
  });

  test('rows keep their number, and names may have a prefix', async () => {
    const rows = '<x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row><x:row><x:c><x:v>2</x:v></x:c></x:row>';
    expect(await read(rows)).toEqual([[''], ['1'], ['2']]);
  });

  test('a text is whole, wherever the pieces of the document end', async () => {
    const long = `${'ä&amp;<'.slice(0, -1).repeat(40_000)}`;
    const [row] = await read(`<row><c t="inlineStr"><is><t>${long}</t></is></c></row>`);
    expect(row).toEqual(['ä&'.repeat(40_000)]);
  });

  test('a file that is not packed is read, one whose bytes have changed is damaged', async () => {
    const book = zipSync(bookOf(sheetOf('<row><c><v>1999</v></c></row>')), {level: 0});
    expect(await rowsOf(book)).toEqual([['1999']]);
    const at = strFromU8(book, true).indexOf('<v>1999');
    book[at + 3] = '2'.charCodeAt(0);
    await expect(rowsOf(book)).rejects.toMatchObject({code: 'file-damaged'});
  });

  test('sizes of 64 bits are read', async () => {
    const book = bookOf(sheetOf('<row><c><v>7</v></c></row>'));
    expect(await rowsOf(wideArchive(unzipSync(zipSync(book))))).toEqual([['7']]);
  });

  test('an archive that only bears the name of one is damaged', async () => {
    const book = zipSync({'xl/none.xml': strToU8('x')});
    await expect(rowsOf(book)).rejects.toMatchObject({code: 'file-damaged'});
  });
});

test.each([
  ['dd.mm.yyyy', true],
  ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', true],
  ['yyyy\\-mm\\-dd\\ hh:mm:ss.000', true],
  ['mmm yy', true],
  ['[mm]:ss', true],
  ['h:mm AM/PM;@', true],
  ['General', false],
  ['@', false],
  ['0.00E+00', false],
  ['#,##0.00\\ [$€-407]', false],
  ['[Red]0', false],
  ['0 "Tage"', false],
  ['_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-;_-@_-', false],
])('the format %s shows a day or a time: %s', (code, shows) => {
  expect(isDateFormat(code)).toBe(shows);
});

/** An archive with every number where large ones stand, unpacked (APPNOTE 4.5.3). */
function wideArchive(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const bytes: number[] = [];
  const put = (...fields: readonly [value: number, bytes: number][]) => {
    for (const [field, length] of fields)
      for (let byte = 0; byte < length; byte++) bytes.push(byte < 4 ? (field >>> (8 * byte)) & 255 : 0);
  };
  const entries = Object.entries(files).map(([name, content]) => {
    const at = bytes.length;
    put([0x04034b50, 4], [45, 2], [0, 2], [0, 2], [0, 4], [crc32(content), 4], [content.length, 4]);
    put([content.length, 4], [name.length, 2], [0, 2]);
    bytes.push(...strToU8(name), ...content);
    return {name, content, at};
  });
  const from = bytes.length;
  for (const {name, content, at} of entries) {
    put([0x02014b50, 4], [45, 2], [45, 2], [0, 2], [0, 2], [0, 4], [crc32(content), 4], [0xffffffff, 4]);
    put([0xffffffff, 4], [name.length, 2], [28, 2], [0, 2], [0, 2], [0, 2], [0, 4], [0xffffffff, 4]);
    bytes.push(...strToU8(name));
    put([1, 2], [24, 2], [content.length, 8], [content.length, 8], [at, 8]);
  }
  const to = bytes.length;
  put([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4]);
  put([entries.length, 8], [entries.length, 8], [to - from, 8], [from, 8]);
  put([0x07064b50, 4], [0, 4], [to, 8], [1, 4]);
  put([0x06054b50, 4], [0, 4], [0xffff, 2], [0xffff, 2], [0xffffffff, 4], [0xffffffff, 4], [0, 2]);
  return Uint8Array.from(bytes);
}

describe('while one sheet of many rows is read', () => {
  const rows = Array.from({length: 20_000}, (_, row) => [`N${row}`, row, `kunde${row}@example.org`, row / 4]);
  const book = writeXlsx({sheets: [{name: 'Orders', rows}]}) as Promise<Uint8Array>;

  test('the share goes up step by step, by what is read', async () => {
    const shares: number[] = [];
    await unpacked(fileOf(await book), {...unpacking, report: (share) => shares.push(share)});
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.length).toBeGreaterThan(15);
    expect(shares.length).toBeLessThanOrEqual(100);
    expect(Math.max(...shares.map((share, at) => share - (shares[at - 1] ?? 0)))).toBeLessThan(0.1);
    expect(shares.at(-1)).toBe(1);
  });

  test('it stops in the midst of it when nobody waits for it any more', async () => {
    let share = 0;
    const cancelled = {
      report: (reached: number) => void (share = reached),
      pause: async () => {
        if (share > 0.5) throw new Problem('cancelled');
      },
    };
    await expect(unpacked(fileOf(await book), cancelled)).rejects.toMatchObject({code: 'cancelled'});
    expect(share).toBeLessThan(0.6);
  });
});
