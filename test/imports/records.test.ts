import {readdirSync} from 'node:fs';
import {resolve} from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {sampleRecords, slicesOf} from '../../src/imports/formats/csv';
import type {Dialect} from '../../src/imports/recipe';
import {hasSharedData, sharedText} from '../helpers/data';

const plain: Dialect = {encoding: 'utf-8', separator: ',', quote: '"', skip: 0};

async function slices(content: string | Uint8Array<ArrayBuffer>, dialect: Dialect, width: number) {
  const found = [];
  for await (const slice of slicesOf(new File([content], 'orders.csv'), dialect, width)) found.push(slice);
  return found;
}

/** The records that the engine is handed, read back by the same grammar. */
async function recordsOf(
  content: string | Uint8Array<ArrayBuffer>,
  dialect: Dialect,
  width: number,
): Promise<string[][]> {
  const parts = await slices(content, dialect, width);
  return parts.flatMap(({bytes}) =>
    sampleRecords(new TextDecoder().decode(bytes), dialect.separator, dialect.quote, 1e6),
  );
}

describe('every record of a file reaches the engine as one record', () => {
  test('any table written after RFC 4180 is read back cell by cell', async () => {
    const cell = fc
      .string({unit: 'grapheme', maxLength: 12})
      .filter((text) => !text.includes('\0') && text.isWellFormed());
    const table = fc.array(fc.array(cell, {minLength: 3, maxLength: 3}), {minLength: 1, maxLength: 12});
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (rows, newline, lastEnds) => {
          const text = rows
            .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
            .join(newline);
          expect(await recordsOf(text + (lastEnds ? newline : ''), plain, 3)).toEqual(rows);
        },
      ),
      {numRuns: 300, seed: 3},
    );
  });

  test('rows that are too short are filled, rows that are too long are set aside, none is lost', async () => {
    const [slice, ...others] = await slices('a,b\n1\n2,3,4\n\n5,6\n7,8,\n', plain, 2);
    expect(others).toEqual([]);
    expect(slice!.records).toBe(6);
    expect(slice!.misfits).toEqual([2]);
    expect(new TextDecoder().decode(slice!.bytes).split('\n')).toHaveLength(7);
  });

  test('line ends of every kind end a line, also mixed', async () => {
    expect(await recordsOf('a,b\r1,2\r\n3,4\n5,6', plain, 2)).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  test('inch marks and quotes that never close do not swallow the rest of the file', async () => {
    const text = 'id,text\n1,"Tisch 24" breit"\n2,5" Rohr\n3,"offen\n4,ende\n5,"gut"\n';
    expect(await recordsOf(text, plain, 2)).toEqual([
      ['id', 'text'],
      ['1', 'Tisch 24" breit'],
      ['2', '5" Rohr'],
      ['3', '"offen'],
      ['4', 'ende'],
      ['5', 'gut'],
    ]);
  });

  test('a line in Windows-1252 inside a UTF-8 file keeps its umlauts', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('a,Köln\nb,'), 0x4d, 0xfc, 0x6c, 0x6c, 10]);
    expect(await recordsOf(bytes, plain, 2)).toEqual([
      ['a', 'Köln'],
      ['b', 'Müll'],
    ]);
  });

  test('records and characters that lie across two pieces of a file are whole', async () => {
    const row = `1,"${'ü'.repeat(700)}\nzweite Zeile"\n`;
    const text = row.repeat(12_500);
    const parts = await slices(text, plain, 2);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((sum, {records}) => sum + records, 0)).toBe(12_500);
    expect(parts.flatMap(({misfits}) => misfits)).toEqual([]);
  });
});

describe.skipIf(!hasSharedData)('csv-spectrum (needs the shared data)', () => {
  const folder = 'csv/csv-spectrum';
  const names = hasSharedData
    ? readdirSync(resolve(import.meta.dirname, '../../../shared/data', folder, 'csvs')).map((name) =>
        name.replace('.csv', ''),
      )
    : [];

  test.each(names)('%s is read as its author says', async (name) => {
    const text = sharedText(`${folder}/csvs/${name}.csv`);
    const json: unknown = JSON.parse(sharedText(`${folder}/json/${name}.json`));
    const expected = [json].flat() as Record<string, string>[];
    // This one's JSON has another telephone number than its CSV.
    if (name === 'location_coordinates') expected[0]!['Contact Phone Number'] = '2095257564';
    const [header, ...rows] = sampleRecords(text, ',', '"', 1000);
    const objects = rows.map((row) => Object.fromEntries(header!.map((key, index) => [key, row[index]])));
    expect(objects).toEqual(expected);
  });
});
