import {readXlsx} from 'hucre/xlsx';
import {expect, test} from 'vitest';
import {written} from '../../src/exports';
import {day} from '../helpers/service';
import {count, day as dayColumn, flag, money, share, text} from '../../src/model/columns';

const columns = {
  segment: text('Segment', 'Segment'),
  last_on: dayColumn('Last purchase', 'Letzter Kauf'),
  revenue: money('Revenue', 'Umsatz'),
  customers: count('Customers', 'Kunden'),
  part: share('Share', 'Anteil'),
  consent: flag('Consent', 'Einwilligung'),
};
const piece = {
  rows: 3,
  columns: {
    segment: ['champions', '=HYPERLINK("http://x")', '<b>&"\u0000'],
    last_on: Float64Array.from([day('2026-11-14'), NaN, day('1999-12-31')]),
    revenue: Float64Array.from([-12.34, 0, NaN]),
    customers: Float64Array.from([3, 0, -1]),
    part: Float64Array.from([0.125, 1, NaN]),
    consent: Float64Array.from([1, 0, NaN]),
  },
};

test('a workbook has titles and words of the reader, numbers as numbers, days as days and no formula', async () => {
  const blob = await written('xlsx', {
    title: 'Segmente: 1/2',
    columns,
    pieces: [piece],
    language: 'de',
    words: {segment: {champions: 'Champions (beste)'}},
  });
  const {sheets} = await readXlsx(new Uint8Array(await blob.arrayBuffer()));
  expect(sheets.map(({name}) => name)).toEqual(['Segmente  1 2']);
  const [head, ...rows] = sheets[0]!.rows;
  expect(head).toEqual(['Segment', 'Letzter Kauf', 'Umsatz', 'Kunden', 'Anteil', 'Einwilligung']);
  expect(rows).toEqual([
    ['Champions (beste)', new Date('2026-11-14'), -12.34, 3, 0.125, true],
    ['=HYPERLINK("http://x")', null, 0, 0, 1, false],
    ['<b>&"\u0000', new Date('1999-12-31'), null, -1, null, null],
  ]);
  expect([...(sheets[0]!.cells?.values() ?? [])].filter(({formula}) => formula)).toEqual([]);
});

test('a workbook without a row has its titles', async () => {
  const blob = await written('xlsx', {columns, pieces: []});
  const {sheets} = await readXlsx(new Uint8Array(await blob.arrayBuffer()));
  expect(sheets[0]!.rows).toHaveLength(1);
});
