import {expect, test} from 'vitest';
import {written} from '../../src/exports';
import {day} from '../helpers/service';
import {day as dayColumn, money, share, text} from '../../src/model/columns';

const table = {
  title: 'Produkte',
  columns: {
    product: text('Product', 'Produkt'),
    first_on: dayColumn('First', 'Zuerst'),
    revenue: money('Revenue', 'Umsatz'),
    part: share('Share', 'Anteil'),
  },
  pieces: [
    {
      rows: 2,
      columns: {
        product: ['<script>alert(1)</script>\tA', '=1+1'],
        first_on: Float64Array.from([day('2026-11-14'), NaN]),
        revenue: Float64Array.from([-1234.5, 0]),
        part: Float64Array.from([0.125, NaN]),
      },
    },
  ],
  words: {},
};

test('a German reader pastes days and decimals as a German spreadsheet takes them', async () => {
  const pasted = await (await written('text', {...table, language: 'de'})).text();
  expect(pasted.split('\r\n')).toEqual([
    'Produkt\tZuerst\tUmsatz\tAnteil',
    '<script>alert(1)</script> A\t14.11.2026\t-1234,50\t12,5\u00a0%',
    "'=1+1\t\t0,00\t",
    '',
  ]);
});

test('an English reader gets points, and what is pasted as HTML is a table of plain texts', async () => {
  const pasted = await (await written('html', {...table, language: 'en'})).text();
  expect(pasted).toBe(
    '<table><tr><th>Product</th><th>First</th><th>Revenue</th><th>Share</th></tr>' +
      '<tr><td>&lt;script&gt;alert(1)&lt;/script&gt;\tA</td><td>14 Nov 2026</td><td>-1234.50</td><td>12.5%</td></tr>' +
      '<tr><td>&#39;=1+1</td><td></td><td>0.00</td><td></td></tr></table>',
  );
});
